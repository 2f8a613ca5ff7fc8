package discord

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// application is https://docs.discord.com/developers/resources/application#application-object
type application struct {
	ID          string `json:"id"`
	Flags       int    `json:"flags"`
	Endpoint    string `json:"interactions_endpoint_url"`
	RequireCode bool   `json:"bot_require_code_grant"`
}

func (p *Platform) application(ctx context.Context) (a application, err error) {
	return a, p.call(ctx, http.MethodGet, discordgo.EndpointAPI+"applications/@me", nil, &a)
}

// Check asks Discord whether the token will do and whether the application is set up, and says in
// words what is wrong and what to do about it. An error says that it could not be found out. The
// intents need no look: the bot uses none that has to be allowed to it.
func (p *Platform) Check(ctx context.Context) (problems []string, err error) {
	app, err := p.application(ctx)
	if err != nil {
		var e *bot.SendError
		if errors.As(err, &e) && e.Reason == bot.ReasonUnauthorized {
			return []string{fatalCloses[4004]}, nil
		}
		return nil, err
	}
	if app.Endpoint != "" {
		problems = append(problems, "the application has an interactions endpoint, so that commands do not reach the bot: clear it on the "+
			"\"General Information\" page")
	}
	if app.RequireCode {
		problems = append(problems, "the application asks for an OAuth2 code, so that the invite link does not work: switch \"Requires "+
			"OAuth2 Code Grant\" off on the \"Bot\" page")
	}
	start, err := p.start(ctx)
	if err != nil {
		return problems, err
	}
	if start.usedUp() {
		problems = append(problems, fmt.Sprintf("Discord takes no new connection for %d minutes: too many were made today",
			start.Limit.ResetAfter/60000+1))
	}
	return problems, nil
}

// Invite is the address at which somebody who manages a server takes the bot in, with the least
// permissions that it needs.
func (p *Platform) Invite(ctx context.Context) (string, error) {
	app, err := p.application(ctx)
	if err != nil {
		return "", err
	}
	return inviteLink(app.ID), nil
}

// kinds are the channels in which the bot does not post, as Discord calls them.
var kinds = map[int]string{
	channelVoice: "a voice channel", channelCategory: "a category", channelStage: "a stage", channelDirectory: "a directory",
	channelForum: "a forum", channelMedia: "a media channel",
}

// CheckAt looks whether the bot may do in a channel what it needs to do there, and names what it may
// not. An error says that it could not be found out. Direct messages need no look.
func (p *Platform) CheckAt(ctx context.Context, to bot.Destination) (problems []string, err error) {
	id := to.Channel
	if to.Thread != "" {
		id = to.Thread
	}
	if id == "" {
		return nil, nil
	}
	at, err := p.look(ctx, id)
	if err != nil {
		var e *bot.SendError
		if errors.As(err, &e) && (e.Reason == bot.ReasonForbidden || e.Reason == bot.ReasonGone) {
			return []string{"channel " + id + ": the bot cannot see it: check the ID (in Discord: Developer Mode, then \"Copy Channel ID\"), " +
				"take the bot into the server, and give it View Channel there"}, nil
		}
		return nil, err
	}
	if at.GuildID == "" {
		return nil, nil // direct messages
	}
	name := "channel " + id
	if at.Name != "" {
		name = "#" + at.Name + " (" + id + ")"
	}
	thread := isThread(at.Type)
	switch {
	case thread && at.Thread.Locked:
		problems = append(problems, name+": the thread is locked: unlock it")
	case !thread && at.Type != channelText && at.Type != channelAnnouncements:
		return []string{name + " is " + cmp.Or(kinds[at.Type], "a channel of a kind") + " where messages cannot be posted: choose a text " +
			"channel, an announcement channel or a thread"}, nil
	}
	may, err := p.may(ctx, at)
	if err != nil {
		return problems, err
	}
	return append(problems, lacking(may, name, thread)...), nil
}

// lacking names what the bot may not do in a channel of what it needs to do there.
func lacking(may int64, name string, thread bool) (problems []string) {
	for _, n := range needed {
		if may&n.bit != 0 {
			continue
		}
		if needs(n.bit, thread) {
			problems = append(problems, fmt.Sprintf("%s: the bot lacks %q, so that %s: allow it under Edit Channel, Permissions", name, n.name,
				n.why))
		}
		if n.bit == discordgo.PermissionViewChannel {
			break // without it nothing else counts
		}
	}
	return problems
}

// may is what the bot may do in a channel of a server.
func (p *Platform) may(ctx context.Context, at channel) (int64, error) {
	self, err := p.identify(ctx)
	if err != nil {
		return 0, err
	}
	var g guild
	if err := p.call(ctx, http.MethodGet, discordgo.EndpointGuild(at.GuildID), nil, &g); err != nil {
		return 0, err
	}
	var m member
	if err := p.call(ctx, http.MethodGet, discordgo.EndpointGuildMember(at.GuildID, self), nil, &m); err != nil {
		return 0, err
	}
	return g.may(self, m.Roles, at), nil
}
