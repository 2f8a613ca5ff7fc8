package slack

import (
	"sync"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// maxHold is how long an acknowledgement is held back for what it may say. Slack tells the user
// that the app failed after three seconds: https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response
const maxHold = 1500 * time.Millisecond

// receipt acknowledges one envelope, once.
type receipt struct {
	once sync.Once
	send func(payload any)
}

// give acknowledges with a payload and reports whether this was the acknowledgement: false says
// that it was given before. A nil receipt needs none.
func (r *receipt) give(payload any) (given bool) {
	if r == nil {
		return false
	}
	r.once.Do(func() {
		given = true
		r.send(payload)
	})
	return given
}

// held reports whether the acknowledgement of an event has something to say: what is wrong with a
// form, or what fits behind what somebody types.
func held(event socketmode.Event) bool {
	c, ok := event.Data.(slack.InteractionCallback)
	return ok && (c.Type == slack.InteractionTypeViewSubmission || c.Type == slack.InteractionTypeBlockSuggestion)
}

// nothing is the acknowledgement of an event whose answer did not come in time: a form closes, and
// nothing is suggested.
func nothing(event socketmode.Event) any {
	c, ok := event.Data.(slack.InteractionCallback)
	switch {
	case ok && c.Type == slack.InteractionTypeViewSubmission:
		return slack.NewClearViewSubmissionResponse()
	case ok && c.Type == slack.InteractionTypeBlockSuggestion:
		return suggestions{Options: []*slack.OptionBlockObject{}}
	}
	return nil
}
