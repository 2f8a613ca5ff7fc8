package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"github.com/bwmarrin/discordgo"
)

// definition is a command as Discord registers it:
// https://discord.com/developers/docs/interactions/application-commands#application-command-object
type definition struct {
	Name        string   `json:"name"`
	Type        int      `json:"type"`
	Description string   `json:"description"`
	Options     []option `json:"options,omitempty"`
	// Contexts and IntegrationTypes say where the command can be used: servers and the bot's direct messages.
	Contexts         []int `json:"contexts"`
	IntegrationTypes []int `json:"integration_types"`
}

type option struct {
	Type        int      `json:"type"`
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Required    bool     `json:"required,omitempty"`
	MaxLength   int      `json:"max_length,omitempty"`
	Options     []option `json:"options,omitempty"`
}

// Option types, of the same page.
const (
	optionSub    = 1
	optionString = 3
)

// Definitions are the bot's slash commands. They stand open to everybody; what somebody may decide
// for a channel is asked of each command.
func Definitions() any {
	return []definition{
		slash("brief", "What is new, with sources",
			text("topic", "Only stories about this", 200, false), text("since", "How far back, as in 24h or 3d", 20, false)),
		slash("ask", "Ask the corpus a question", text("question", "What you want to know", 1000, true)),
		slash("briefing", "Standing briefings, topics and sources", subcommands()...),
		slash("help", "What the bot can do"),
	}
}

// subcommands are those of "/briefing".
func subcommands() []option {
	which := func(need bool) option { return text("id", "Which one, as list shows it", 40, need) }
	topic := text("topic", "The topic, in a word or a few", 100, true)
	return []option{
		sub("schedule", "Order a briefing for this channel",
			text("when", "As in weekdays 8:30, or every day at 7 and 17", 100, true),
			text("topics", "Only these, parted by commas", 200, false), text("zone", "A time zone, as in Europe/Paris", 60, false)),
		sub("list", "The briefings of this channel and your own"),
		sub("edit", "Change a briefing", which(true), text("change", "As in weekdays 9:00; topics energy; zone Europe/Paris; words 200", 300, true)),
		sub("pause", "Stop a briefing for a while", which(false)),
		sub("resume", "Let a briefing go on", which(false)),
		sub("remove", "End a briefing", which(false)),
		sub("run", "Deliver a briefing now, out of turn", which(false)),
		sub("preview", "See, alone, what a briefing would bring now", which(false)),
		sub("follow", "Tell a topic first", topic),
		sub("unfollow", "Treat a topic like others again", topic),
		sub("mute", "Leave a topic out", topic),
		sub("unmute", "No longer leave a topic out", topic),
		sub("sources", "What is read, and how it fares"),
		sub("status", "What was delivered, and what comes next"),
		sub("help", "What can be set"),
	}
}

func slash(name, description string, options ...option) definition {
	return definition{Name: name, Type: 1, Description: description, Options: options, Contexts: []int{0, 1}, IntegrationTypes: []int{0}}
}

func sub(name, description string, options ...option) option {
	return option{Type: optionSub, Name: name, Description: description, Options: options}
}

func text(name, description string, max int, required bool) option {
	return option{Type: optionString, Name: name, Description: description, MaxLength: max, Required: required}
}

// register replaces the application's global commands by Definitions, where they differ: Discord
// allows 200 new commands a day, and every replica registers.
func (p *Platform) register(ctx context.Context, app string) error {
	endpoint := discordgo.EndpointApplicationGlobalCommands(app)
	var have []definition
	if err := p.call(ctx, http.MethodGet, endpoint, nil, &have); err == nil && same(have, Definitions()) {
		return nil
	}
	return p.call(ctx, http.MethodPut, endpoint, Definitions(), nil)
}

// same reports whether the two say the same, in what a definition holds.
func same(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// Permissions are the least that the bot needs in a server: see channels, write in them and in
// threads, and read their history to find what it sent.
const Permissions = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages |
	discordgo.PermissionSendMessagesInThreads | discordgo.PermissionReadMessageHistory

// InviteLink is the address at which somebody who manages a server takes the bot in.
func InviteLink(app string) string {
	q := url.Values{"client_id": {app}, "scope": {"bot applications.commands"}, "permissions": {strconv.FormatInt(Permissions, 10)}}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}
