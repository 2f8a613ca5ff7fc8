package slack

import (
	"regexp"
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
			From:  bot.Destination{Platform: Name, Tenant: c.TeamID, Channel: c.ChannelID, User: c.UserID},
		},
	}
	if c.TriggerID != "" {
		in.id = "slash-" + c.TriggerID
	}
	return in, true
}

// eventCommand decodes an event: a mention, a direct message, or a follow-up in a thread. ok is
// false for events that ask nothing of the bot, its own messages among them.
func eventCommand(e slackevents.EventsAPIEvent, self identity, threads bool) (in inbound, ok bool) {
	switch d := e.InnerEvent.Data.(type) {
	case *slackevents.AppMentionEvent:
		if d == nil || d.User == "" || d.User == self.user || d.BotID != "" || d.Channel == "" {
			return in, false
		}
		thread := d.ThreadTimeStamp
		if thread == "" {
			thread = d.TimeStamp
		}
		in = said(e.TeamID, d.Channel, d.User, thread, d.TimeStamp, d.Text, self)
		in.command.Via = bot.ViaMention
		return in, true
	case *slackevents.MessageEvent:
		if d == nil || d.User == "" || d.User == self.user || d.BotID != "" || !spoken[d.SubType] || d.Channel == "" {
			return in, false
		}
		named := self.user != "" && strings.Contains(d.Text, "<@"+self.user)
		switch {
		case d.ChannelType == slackevents.ChannelTypeIM:
			in = said(e.TeamID, d.Channel, d.User, d.ThreadTimeStamp, d.TimeStamp, d.Text, self)
			in.command.Via = bot.ViaDirect
			return in, true
		case threads && d.ThreadTimeStamp != "" && !named: // a mention comes as an event of its own
			in = said(e.TeamID, d.Channel, d.User, d.ThreadTimeStamp, d.TimeStamp, d.Text, self)
			in.command.Via = bot.ViaThread
			return in, true
		}
	case *slackevents.MemberJoinedChannelEvent:
		if d == nil || self.user == "" || d.User != self.user || d.Channel == "" {
			return in, false
		}
		in.id = "join-" + d.Channel + "-" + d.EventTimestamp
		in.command = bot.Command{Via: bot.ViaJoin, Actor: bot.Actor{ID: d.Inviter},
			From: bot.Destination{Platform: Name, Tenant: e.TeamID, Channel: d.Channel}}
		return in, true
	}
	return in, false
}

// spoken are the kinds of message events in which somebody says something: plain ones, with a file,
// and a thread's answer that is shown in the channel too. Edits and deletions ask nothing again.
var spoken = map[string]bool{"": true, "file_share": true, "thread_broadcast": true}

// said makes a command of what somebody said in a message.
func said(team, channel, user, thread, ts, text string, self identity) inbound {
	if self.user != "" {
		text = strings.ReplaceAll(text, "<@"+self.user+">", " ")
	}
	from := bot.Destination{Platform: Name, Tenant: team, Channel: channel, Thread: thread, User: user}
	return inbound{
		// A message is one command however many events tell of it.
		id: "message-" + channel + "-" + ts,
		command: bot.Command{
			Text: words(text), Actor: bot.Actor{ID: user}, From: from,
			Message: bot.MessageRef{To: from, ID: ts},
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

// interaction decodes a pressed button or a chosen option:
// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload/
func interaction(c slack.InteractionCallback) (in inbound, ok bool) {
	in.responseURL, in.trigger = c.ResponseURL, c.TriggerID
	thread := c.Message.ThreadTimestamp
	if thread == "" {
		thread = c.Container.ThreadTs
	}
	from := bot.Destination{Platform: Name, Tenant: c.Team.ID, Channel: c.Channel.ID, Thread: thread, User: c.User.ID}
	in.command = bot.Command{
		Actor: bot.Actor{ID: c.User.ID, Name: c.User.Name}, From: from,
		Message: bot.MessageRef{To: from, ID: c.Container.MessageTs},
	}
	if c.User.ID == "" || c.Type != slack.InteractionTypeBlockActions || len(c.ActionCallback.BlockActions) == 0 {
		return in, false
	}
	a := c.ActionCallback.BlockActions[0]
	if a == nil || a.ActionID == "" {
		return in, false
	}
	in.command.Via, in.command.Action, in.command.Value = bot.ViaButton, a.ActionID, a.Value
	if in.command.Value == "" {
		in.command.Value = a.SelectedOption.Value
	}
	if c.TriggerID != "" {
		in.id = "action-" + c.TriggerID + "-" + a.ActionID
	}
	return in, true
}
