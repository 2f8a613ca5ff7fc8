package slack

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"briefbot/bot"
)

// inbound is a command with what is needed to answer it.
type inbound struct {
	command bot.Command
	// id names what was asked, the same when it is delivered again; empty where the payload has none.
	id string
	// responseURL and trigger are set where Slack offers them.
	responseURL string
	trigger     string
	// receipt is the acknowledgement, where it may still say something.
	receipt *receipt
	// unseen says that it came from a message that the asker alone sees.
	unseen bool
	// home says that it came from the bot's page, stacked that it came from an open form.
	home, stacked bool
	// back is where a form was opened and the asker looks; chooser is the form's field that chose
	// command.From in its place.
	back    bot.Destination
	chooser string
}

// decode makes a command of what Slack sent. ok is false for what asks nothing of the bot.
func decode(data any, self identity, threads bool) (in inbound, ok bool) {
	switch d := data.(type) {
	case slack.SlashCommand:
		in, ok = slash(d)
	case slackevents.EventsAPIEvent:
		in, ok = eventCommand(d, self, threads)
	case slack.InteractionCallback:
		in, ok = interaction(d)
	}
	// An app that is installed for an organisation may be told of no workspace.
	for _, d := range []*bot.Destination{&in.command.From, &in.back} {
		if d.Platform != "" && d.Tenant == "" {
			d.Tenant = self.team
		}
	}
	if !in.command.Message.IsZero() {
		in.command.Message.To.Tenant = in.command.From.Tenant
	}
	if !in.command.About.IsZero() {
		in.command.About.To.Tenant = in.command.From.Tenant
	}
	return in, ok
}

// slash decodes a slash command: https://docs.slack.dev/interactivity/implementing-slash-commands/
func slash(c slack.SlashCommand) (in inbound, ok bool) {
	if c.UserID == "" || c.Command == "" {
		return in, false
	}
	in = inbound{
		responseURL: c.ResponseURL, trigger: c.TriggerID,
		command: bot.Command{
			Via: bot.ViaSlash, Name: strings.TrimPrefix(c.Command, "/"), Text: words(c.Text),
			Actor: bot.Actor{ID: c.UserID, Name: c.UserName},
			From:  bot.Destination{Platform: Name, Tenant: cmp.Or(c.TeamID, c.EnterpriseID), Channel: c.ChannelID, User: c.UserID},
		},
	}
	if c.TriggerID != "" {
		in.id = "slash-" + c.TriggerID
	}
	return in, true
}

// eventCommand decodes an event: a mention, a direct message, a follow-up in a thread, the bot's
// page that was opened, its coming into a channel, or its leaving the workspace. ok is false for events
// that ask nothing of the bot, its own messages among them.
func eventCommand(e slackevents.EventsAPIEvent, self identity, threads bool) (in inbound, ok bool) {
	team := cmp.Or(e.TeamID, e.EnterpriseID)
	switch d := e.InnerEvent.Data.(type) {
	case *slackevents.AppMentionEvent:
		return mentioned(team, d, self)
	case *slackevents.MessageEvent:
		return wrote(team, d, self, threads)
	case *slackevents.AppHomeOpenedEvent:
		return opensHome(team, d)
	case *slackevents.AppUninstalledEvent:
		return leaves(e, self)
	case *slackevents.TokensRevokedEvent:
		if d == nil || self.user == "" || !slices.Contains(d.Tokens.Bot, self.user) {
			return in, false
		}
		return leaves(e, self)
	case *slackevents.MemberJoinedChannelEvent:
		return joins(team, d, self)
	}
	return in, false
}

// opensHome decodes that somebody opened the bot's page.
func opensHome(team string, d *slackevents.AppHomeOpenedEvent) (in inbound, ok bool) {
	if d == nil || d.User == "" || d.Tab != "home" {
		return in, false
	}
	from := bot.Destination{Platform: Name, Tenant: team, User: d.User}
	in.command = bot.Command{Via: bot.ViaHome, Actor: bot.Actor{ID: d.User}, From: from}
	if d.EventTimeStamp != "" {
		in.id = "home-" + d.User + "-" + d.EventTimeStamp
	}
	return in, true
}

// joins decodes that the bot came into a channel.
func joins(team string, d *slackevents.MemberJoinedChannelEvent, self identity) (in inbound, ok bool) {
	if d == nil || self.user == "" || d.User != self.user || d.Channel == "" {
		return in, false
	}
	from := bot.Destination{Platform: Name, Tenant: team, Channel: d.Channel}
	in.command = bot.Command{Via: bot.ViaJoin, Actor: bot.Actor{ID: d.Inviter}, From: from}
	if d.EventTimestamp != "" {
		in.id = "join-" + d.Channel + "-" + d.EventTimestamp
	}
	return in, true
}

// mentioned decodes that the bot was named in a channel.
func mentioned(team string, d *slackevents.AppMentionEvent, self identity) (in inbound, ok bool) {
	if d == nil || d.User == "" || d.User == self.user || d.BotID != "" || d.Channel == "" {
		return in, false
	}
	if others.MatchString(strings.ReplaceAll(d.Text, "<@"+self.user, "")) {
		return in, false
	}
	in = said(team, d.Channel, d.User, cmp.Or(d.ThreadTimeStamp, d.TimeStamp), d.TimeStamp, d.Text, self)
	in.command.Via = bot.ViaMention
	return in, true
}

// wrote decodes what was written to the bot, or in a thread where it is not named; a mention comes as an
// event of its own.
func wrote(team string, d *slackevents.MessageEvent, self identity, threads bool) (in inbound, ok bool) {
	if d == nil || d.User == "" || d.User == self.user || d.BotID != "" || !spoken[d.SubType] || d.Channel == "" {
		return in, false
	}
	in = said(team, d.Channel, d.User, d.ThreadTimeStamp, d.TimeStamp, d.Text, self)
	named := self.user != "" && strings.Contains(d.Text, "<@"+self.user)
	switch {
	case d.ChannelType == slackevents.ChannelTypeIM:
		in.command.Via = bot.ViaDirect
		return in, true
	case threads && d.ThreadTimeStamp != "" && !named && !others.MatchString(d.Text):
		in.command.Via = bot.ViaThread
		return in, true
	}
	return in, false
}

// leaves decodes that the app was taken out of a workspace. ok is false where it was another than the token's.
func leaves(e slackevents.EventsAPIEvent, self identity) (in inbound, ok bool) {
	in.command = bot.Command{Via: bot.ViaLeave, From: bot.Destination{Platform: Name, Tenant: e.TeamID}}
	return in, self.team != "" && (e.TeamID == "" || e.TeamID == self.team)
}

// others matches the mention of somebody: a message that speaks to him is not for the bot.
var others = regexp.MustCompile(`<(@[UW]|!subteam|!here|!channel|!everyone)`)

// spoken are the kinds of message events in which somebody says something: plain ones, with a file,
// and a thread's answer that is shown in the channel too. Edits and deletions ask nothing again.
var spoken = map[string]bool{"": true, "file_share": true, "thread_broadcast": true}

// said makes a command of what somebody said in a message.
func said(team, channel, user, thread, ts, text string, self identity) inbound {
	if self.user != "" {
		text = strings.ReplaceAll(text, "<@"+self.user+">", " ")
	}
	from := bot.Destination{Platform: Name, Tenant: team, Channel: channel, Thread: thread, User: user}
	about := bot.MessageRef{}
	if thread != "" && thread != ts {
		about = bot.MessageRef{To: from, ID: thread}
	}
	return inbound{
		// A message is one command however many events tell of it.
		id: "message-" + channel + "-" + ts,
		command: bot.Command{
			Text: words(text), Actor: bot.Actor{ID: user}, From: from,
			Message: bot.MessageRef{To: from, ID: ts}, About: about,
		},
	}
}

// entity matches what Slack writes between angle brackets: links, channels, users.
var entity = regexp.MustCompile(`<([^<>|]*)(?:\|([^<>]*))?>`)

// words undoes Slack's encoding of what a user typed: links and entities become their words.
func words(s string) string {
	s = entity.ReplaceAllStringFunc(s, func(m string) string {
		x := entity.FindStringSubmatch(m)
		if x[2] != "" {
			return x[2]
		}
		return x[1]
	})
	s = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
	return strings.TrimSpace(s)
}
