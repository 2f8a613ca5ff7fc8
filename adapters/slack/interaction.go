package slack

import (
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// AskAbout is the callback of the shortcut on messages.
const AskAbout = "ask_about"

// interaction decodes what somebody pressed, chose, submitted, or asked of a message:
// https://docs.slack.dev/reference/interaction-payloads/
func interaction(c slack.InteractionCallback) (in inbound, ok bool) {
	if c.User.ID == "" {
		return in, false
	}
	in = inbound{responseURL: c.ResponseURL, trigger: c.TriggerID}
	in.command.Actor = bot.Actor{ID: c.User.ID, Name: c.User.Name}
	switch c.Type {
	case slack.InteractionTypeBlockActions:
		return pressed(c, in)
	case slack.InteractionTypeViewSubmission:
		return submitted(c, in)
	case slack.InteractionTypeMessageAction:
		return askedAbout(c, in)
	}
	return in, false
}

// team is the workspace of an interaction; of an app that is installed for a whole organisation
// Slack may name it at the user or the view only.
func team(c slack.InteractionCallback) string {
	for _, id := range []string{c.Team.ID, c.User.TeamID, c.View.TeamID, c.Enterprise.ID} {
		if id != "" {
			return id
		}
	}
	return ""
}

// pressed decodes a button or an option, in a message, on the bot's page or in a form:
// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload/
func pressed(c slack.InteractionCallback, in inbound) (inbound, bool) {
	if len(c.ActionCallback.BlockActions) == 0 {
		return in, false
	}
	a := c.ActionCallback.BlockActions[0]
	if a == nil || plainAction(a.ActionID) == "" {
		return in, false
	}
	o := origin{Channel: c.Channel.ID, Thread: c.Message.ThreadTimestamp}
	if o.Channel == "" {
		o.Channel = c.Container.ChannelID
	}
	if o.Thread == "" {
		o.Thread = c.Container.ThreadTs
	}
	switch c.View.Type {
	case slack.VTHomeTab:
		o, in.home = origin{}, true
	case slack.VTModal:
		o, in.stacked = readOrigin(c.View.PrivateMetadata), true
		in.responseURL, in.home = o.Answer, o.Home
	}
	in.command.Via, in.command.Action, in.command.Value = bot.ViaButton, plainAction(a.ActionID), a.Value
	if in.command.Value == "" {
		in.command.Value = a.SelectedOption.Value
	}
	if in.command.Action == menuAction { // of a menu or a rating: what was chosen says what it does
		in.command.Action, in.command.Value, _ = strings.Cut(in.command.Value, menuMark)
	}
	in.command.From, in.unseen = o.at(team(c), c.User.ID), c.Container.IsEphemeral
	if in.back = in.command.From; o.Thread == c.Container.MessageTs {
		in.back.Thread = "" // it opens the thread; whoever pressed looks at the channel
	}
	if ts := c.Container.MessageTs; ts != "" {
		in.command.Message = bot.MessageRef{To: in.command.From, ID: ts}
	}
	if c.TriggerID != "" {
		in.id = "action-" + c.TriggerID + "-" + a.ActionID
	}
	return in, true
}

// submitted decodes a form: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload/
func submitted(c slack.InteractionCallback, in inbound) (inbound, bool) {
	if c.View.CallbackID == "" {
		return in, false
	}
	o := readOrigin(c.View.PrivateMetadata)
	in.trigger = "" // a form is answered; it opens no other
	in.responseURL, in.home, in.chooser = o.Answer, o.Home, o.Chooser
	in.command.Via, in.command.Action, in.command.Value = bot.ViaForm, c.View.CallbackID, o.Value
	in.command.From = o.at(team(c), c.User.ID)
	in.back = in.command.From
	in.command.Fields = map[string]string{}
	if c.View.State != nil {
		for block, actions := range c.View.State.Values {
			for _, a := range actions {
				in.command.Fields[block] = entered(a)
			}
		}
	}
	if c.TriggerID != "" {
		in.id = "form-" + c.TriggerID
	}
	return in, true
}

// entered is what a form's element holds.
func entered(a slack.BlockAction) string {
	var chosen []string
	for _, o := range a.SelectedOptions {
		chosen = append(chosen, o.Value)
	}
	for _, s := range []string{a.Value, a.SelectedOption.Value, strings.Join(chosen, ","), a.SelectedTime, a.SelectedConversation, a.SelectedChannel} {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// askedAbout decodes the shortcut on a message:
// https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload/
func askedAbout(c slack.InteractionCallback, in inbound) (inbound, bool) {
	if c.CallbackID != AskAbout || c.Channel.ID == "" {
		return in, false
	}
	ts := c.Message.Timestamp
	if ts == "" {
		ts = c.MessageTs
	}
	from := bot.Destination{Platform: Name, Tenant: team(c), Channel: c.Channel.ID, Thread: c.Message.ThreadTimestamp, User: c.User.ID}
	in.command.Via, in.command.From, in.command.Quoted = bot.ViaMessage, from, quoted(c.Message)
	in.command.Links = addresses(c.Message)
	if ts != "" {
		in.command.Message = bot.MessageRef{To: from, ID: ts}
	}
	if c.TriggerID != "" {
		in.id = "message-action-" + c.TriggerID
	}
	return in, true
}

// addresses are the web addresses in a message, and those that its previews are of.
func addresses(m slack.Message) (out []string) {
	for _, x := range entity.FindAllStringSubmatch(m.Text, -1) {
		if webLink(x[1]) {
			out = append(out, strings.ReplaceAll(x[1], "&amp;", "&"))
		}
	}
	for _, a := range m.Attachments {
		for _, link := range []string{a.FromURL, a.OriginalURL, a.TitleLink} {
			if webLink(link) {
				out = append(out, link)
			}
		}
	}
	return out
}

// laidOut are the texts of a message's blocks, in order.
func laidOut(all slack.Blocks) string {
	raw, err := json.Marshal(all)
	var tree any
	if err != nil || json.Unmarshal(raw, &tree) != nil {
		return ""
	}
	var out []string
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			if x["type"] == "button" || x["type"] == "overflow" || x["type"] == "static_select" {
				return
			}
			for _, k := range []string{"text", "fields", "elements"} {
				if text, ok := x[k].(string); ok {
					out = append(out, words(text))
				} else {
					walk(x[k])
				}
			}
		}
	}
	walk(tree)
	return strings.Join(out, " ")
}

// quoted is what a message says: its text, or that of its blocks or attachments where it has none.
func quoted(m slack.Message) string {
	text := words(m.Text)
	if text == "" {
		text = laidOut(m.Blocks)
	}
	for _, a := range m.Attachments {
		if text != "" {
			break
		}
		for _, s := range []string{a.Text, a.Fallback, a.Title} {
			if text == "" {
				text = words(s)
			}
		}
	}
	return text
}
