package slack

import (
	"encoding/json"

	"briefbot/bot"
)

// origin is where a form was opened, as it travels in the form itself (private_metadata), so that
// any replica can take what is submitted. Nobody but Slack sees it.
type origin struct {
	Value   string `json:"v,omitempty"` // bot.Form.Value
	Channel string `json:"c,omitempty"`
	Thread  string `json:"t,omitempty"`
	// Answer is the response_url of the command that opened the form.
	Answer string `json:"r,omitempty"`
	// Home says that it was opened on the bot's page.
	Home bool `json:"h,omitempty"`
	// Chooser is the field that chooses the channel.
	Chooser string `json:"f,omitempty"`
}

// encode writes an origin within maxPrivate, without the address for answers where that is too
// long for it. ok is false where it does not fit at all.
func (o origin) encode() (text string, ok bool) {
	for range 2 {
		b, err := json.Marshal(o)
		if err == nil && len(b) <= maxPrivate {
			return string(b), true
		}
		o.Answer = ""
	}
	return "", false
}

// readOrigin reads what encode wrote; anything else is the zero origin.
func readOrigin(text string) (o origin) {
	if json.Unmarshal([]byte(text), &o) != nil {
		return origin{}
	}
	return o
}

// at is the destination of an origin: a channel, or the direct messages with the user.
func (o origin) at(team, user string) bot.Destination {
	return bot.Destination{Platform: Name, Tenant: team, Channel: o.Channel, Thread: o.Thread, User: user}
}
