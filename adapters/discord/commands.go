package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/bwmarrin/discordgo"
)

// definition is a command as Discord registers it:
// https://docs.discord.com/developers/interactions/application-commands#application-command-object
type definition struct {
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	Type         int               `json:"type"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Options      []option          `json:"options,omitempty"`
	// Permissions are those that a member needs to see the command; null is none.
	Permissions *permissionSet `json:"default_member_permissions"`
	// Contexts and IntegrationTypes say where the command can be used: servers and the bot's direct messages.
	Contexts         []int `json:"contexts"`
	IntegrationTypes []int `json:"integration_types"`
}

// permissionSet is a set of permissions: a number, which Discord returns in text.
type permissionSet int64

// UnmarshalJSON takes both.
func (s *permissionSet) UnmarshalJSON(b []byte) error {
	n, err := strconv.ParseInt(string(bytes.Trim(b, `"`)), 10, 64)
	*s = permissionSet(n)
	return err
}

// option is https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure
type option struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Required     bool              `json:"required,omitempty"`
	MaxLength    int               `json:"max_length,omitempty"`
	// Autocomplete asks the bot for suggestions while somebody types.
	Autocomplete bool     `json:"autocomplete,omitempty"`
	Choices      []choice `json:"choices,omitempty"`
	ChannelTypes []int    `json:"channel_types,omitempty"`
	Options      []option `json:"options,omitempty"`
}

// choice is one of the values that an option takes.
type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Where commands can be used, of the same page.
var (
	everywhere = []int{0, 1} // servers, and the direct messages with the bot
	inServers  = []int{0}    // taken in by a server, not by a user for himself
)

// Definitions are the bot's commands. They stand open to everybody, since who may not decide for a
// channel decides for himself; with o.Restrict "/briefing" is shown only to those who may.
func Definitions(o Options) any { return definitions(o) }

func definitions(o Options) []definition {
	list := []definition{
		slash("brief", term{"What is new, with sources", "Was neu ist, mit Quellen"},
			suggested("topic", term{"Only stories about this", "Nur Meldungen dazu"}, 200, false),
			suggested("since", term{"How far back, as in 24h or 3d", "Wie weit zurück, etwa 24h oder 3d"}, 20, false)),
		slash("ask", term{"Ask the corpus a question", "Den Quellen eine Frage stellen"},
			text("question", term{"What you want to know", "Was du wissen willst"}, 1000, true)),
		slash("briefing", term{"Standing briefings, topics and sources", "Regelmäßige Briefings, Themen und Quellen"}, subcommands()...),
		slash("help", term{"What the bot can do", "Was der Bot kann"}),
		menu(term{"Ask about this", "Dazu nachfragen"}),
	}
	if o.Restrict && o.Manage != ManageEveryone {
		set := permissionSet(o.Manage.permission())
		list[2].Permissions = &set
	}
	return list
}

// subcommands are those of "/briefing". Where they ask for nothing, a form may ask for it.
func subcommands() []option {
	which := suggested("id", term{"Which one, as list shows it", "Welches, wie die Liste es zeigt"}, 40, false)
	topic := suggested("topic", term{"The topic, in a word or a few", "Das Thema, in wenigen Worten"}, 100, true)
	return []option{
		sub("schedule", term{"Order a briefing for this channel; with nothing given, a form asks", "Ein Briefing für diesen Kanal bestellen; ohne Angaben fragt ein Formular"},
			suggested("when", term{"As in weekdays 8:30, or every day at 7 and 17", "Auf Englisch, etwa weekdays 8:30 oder every day at 7 and 17"}, 100, false),
			suggested("topics", term{"Only these, parted by commas", "Nur diese, durch Kommas getrennt"}, 200, false),
			suggested("zone", term{"A time zone, as in Europe/Paris", "Eine Zeitzone, etwa Europe/Berlin"}, 60, false),
			suggested("sources", term{"Only these outlets, parted by commas", "Nur diese Medien, durch Kommas getrennt"}, 200, false),
			chosen("length", term{"How much it tells; standard is two minutes", "Wie viel es erzählt; standard sind zwei Minuten"},
				"short", "standard", "long"),
			into(term{"Where it goes; else here", "Wohin es geht; sonst hierher"}),
			kind(optionBoolean, "silent", term{"Without a notification", "Ohne Benachrichtigung"}),
			kind(optionRole, "ping", term{"A role to notify", "Eine Rolle, die benachrichtigt wird"})),
		sub("home", term{"Your own page: your briefings, topics and zone", "Deine Seite: deine Briefings, Themen und Zeitzone"}),
		sub("list", term{"The briefings of this channel and your own", "Die Briefings dieses Kanals und deine eigenen"}),
		sub("edit", term{"Change a briefing", "Ein Briefing ändern"}, which,
			text("change", term{"As in weekdays 9:00; topics energy; zone Europe/Paris; words 200", "Etwa weekdays 9:00; topics Energie; zone Europe/Berlin; words 200"}, 300, false)),
		sub("pause", term{"Stop a briefing for a while", "Ein Briefing eine Weile aussetzen"}, which),
		sub("resume", term{"Let a briefing go on", "Ein Briefing wieder aufnehmen"}, which),
		sub("remove", term{"End a briefing", "Ein Briefing beenden"}, which),
		sub("run", term{"Deliver a briefing now, out of turn", "Ein Briefing jetzt außer der Reihe liefern"}, which),
		sub("preview", term{"See, alone, what a briefing would bring now", "Nur für dich sehen, was ein Briefing jetzt brächte"}, which),
		sub("follow", term{"Tell a topic first", "Ein Thema zuerst bringen"}, topic),
		sub("unfollow", term{"Treat a topic like others again", "Ein Thema wieder wie andere behandeln"}, topic),
		sub("mute", term{"Leave a topic out", "Ein Thema weglassen"}, topic),
		sub("unmute", term{"No longer leave a topic out", "Ein Thema nicht mehr weglassen"}, topic),
		sourceGroup(),
		sub("status", term{"What was delivered, and what comes next", "Was geliefert wurde, und was als Nächstes kommt"}),
		sub("help", term{"What can be set", "Was sich einstellen lässt"}),
	}
}

func slash(name string, t term, options ...option) definition {
	return definition{Name: name, Names: german(name), Type: commandSlash, Description: t.en, Descriptions: t.others(), Options: options, Contexts: everywhere, IntegrationTypes: inServers}
}

// menu is a command in the menu of a message; it has no description.
func menu(t term) definition {
	return definition{Name: t.en, Names: t.others(), Type: commandMessage, Contexts: everywhere, IntegrationTypes: inServers}
}

func sub(name string, t term, options ...option) option {
	return option{Type: optionSub, Name: name, Names: german(name), Description: t.en, Descriptions: t.others(), Options: options}
}

// sourceGroup is "/briefing sources": Discord knows no command that is both one and a group, so that the
// list is a part of it.
func sourceGroup() option {
	which := text("id", term{"Which one, as list shows it", "Welche, wie die Liste es zeigt"}, 200, true)
	g := sub("sources", term{"What is read, and how it fares", "Was gelesen wird, und wie es darum steht"},
		sub("list", term{"What is read, and how it fares", "Was gelesen wird, und wie es darum steht"}),
		sub("add", term{"Find the feed of a site and show its latest before it is kept", "Den Feed einer Seite finden und zeigen, bevor er bleibt"},
			text("url", term{"The address of a site or a feed", "Die Adresse einer Seite oder eines Feeds"}, 1000, true)),
		sub("pause", term{"Stop reading a source for a while", "Eine Quelle eine Weile nicht lesen"}, which),
		sub("resume", term{"Read a source again", "Eine Quelle wieder lesen"}, which),
		sub("remove", term{"End a source; what came of it stays", "Eine Quelle beenden; was aus ihr kam, bleibt"}, which))
	g.Type = optionGroup
	return g
}

func text(name string, t term, max int, required bool) option {
	return option{Type: optionString, Name: name, Names: german(name), Description: t.en, Descriptions: t.others(), MaxLength: max, Required: required}
}

// kind is an optional option of one of Discord's own kinds.
func kind(k int, name string, t term) option {
	return option{Type: k, Name: name, Names: german(name), Description: t.en, Descriptions: t.others()}
}

// into is a channel to which a briefing can go.
func into(t term) option {
	o := kind(optionChannel, "channel", t)
	o.ChannelTypes = channelTypes
	return o
}

// chosen is a text that is one of a few values.
func chosen(name string, t term, values ...string) option {
	o := kind(optionString, name, t)
	for _, v := range values {
		o.Choices = append(o.Choices, choice{v, v})
	}
	return o
}

// suggested is a text that the bot completes.
func suggested(name string, t term, max int, required bool) option {
	o := text(name, t, max, required)
	o.Autocomplete = true
	return o
}

// register replaces the application's global commands by Definitions, where they differ: Discord
// allows 200 new commands a day, and every replica registers. It tells localisations only when asked.
func (p *Platform) register(ctx context.Context, app string) error {
	endpoint := discordgo.EndpointApplicationGlobalCommands(app)
	want := definitions(p.options)
	var have []definition
	if err := p.call(ctx, http.MethodGet, endpoint+"?with_localizations=true", nil, &have); err != nil {
		return err
	}
	if same(have, want) {
		return nil
	}
	return p.call(ctx, http.MethodPut, endpoint, want, nil)
}

// same reports whether two lists of commands say the same, in whatever order they stand, and with
// what Discord fills in left out: it returns every field, empty ones and its own among them.
func same(a, b []definition) bool { return bytes.Equal(canonical(a), canonical(b)) }

func canonical(list []definition) []byte {
	list = slices.Clone(list)
	for i := range list {
		d := &list[i]
		if d.Type == 0 {
			d.Type = commandSlash
		}
		d.Contexts, d.IntegrationTypes = sorted(d.Contexts), sorted(d.IntegrationTypes)
	}
	slices.SortFunc(list, func(x, y definition) int {
		return bytes.Compare([]byte(strconv.Itoa(x.Type)+x.Name), []byte(strconv.Itoa(y.Type)+y.Name))
	})
	b, err := json.Marshal(list)
	if err != nil { // texts and numbers only
		panic(err)
	}
	return b
}

func sorted(list []int) []int { return slices.Sorted(slices.Values(list)) }

// leastPermissions are the least that the bot needs in a server: see channels, write in them and in
// threads, and read their history to find what it sent.
const leastPermissions = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages |
	discordgo.PermissionSendMessagesInThreads | discordgo.PermissionReadMessageHistory

// inviteLink is the address at which somebody who manages a server takes the bot in.
func inviteLink(app string) string {
	q := url.Values{"client_id": {app}, "scope": {"bot applications.commands"}, "permissions": {strconv.FormatInt(leastPermissions, 10)}}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}
