package slack

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// margin is how much earlier than the acknowledgement suggestions are to be there:
// https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element/#external_select
const margin = 200 * time.Millisecond

// suggestions is the acknowledgement of what somebody typed into a field of the kind FieldSuggest.
type suggestions struct {
	Options []*slack.OptionBlockObject `json:"options"`
}

// suggest answers what somebody types with what fits behind it, and with what was typed itself: a
// select takes nothing that is not in its list, and the field is a line of text.
func (p *Platform) suggest(ctx context.Context, c slack.InteractionCallback, r *receipt, h bot.Handler) {
	field := c.ActionID
	if field == "" {
		field = c.BlockID
	}
	typed := strings.TrimSpace(c.Value)
	var found []bot.Option
	if s, ok := h.(bot.Suggester); ok && field != "" && c.User.ID != "" {
		ctx, cancel := context.WithTimeout(ctx, p.waits.hold-margin)
		defer cancel()
		found = p.suggested(ctx, s, c, field, typed)
	}
	out := suggestions{Options: []*slack.OptionBlockObject{}}
	same := typed == ""
	for _, o := range found[:min(len(found), bot.MaxSuggestions)] {
		if made := option(o); made != nil {
			out.Options = append(out.Options, made)
			same = same || strings.EqualFold(o.Value, typed) || strings.EqualFold(o.Label, typed)
		}
	}
	if !same {
		if made := option(bot.Option{Label: typed, Value: typed}); made != nil {
			out.Options = append(out.Options, made)
		}
	}
	r.give(out)
}

// suggested asks the Suggester and waits for it until ctx ends.
func (p *Platform) suggested(ctx context.Context, s bot.Suggester, c slack.InteractionCallback, field, typed string) []bot.Option {
	o := readOrigin(c.View.PrivateMetadata)
	command := bot.Command{
		Via: bot.ViaForm, Action: c.View.CallbackID, Value: o.Value,
		Actor: bot.Actor{ID: c.User.ID, Name: c.User.Name}, From: o.at(team(c), c.User.ID),
	}
	self, err := p.identify(ctx)
	if err == nil && command.From.Tenant == "" {
		command.From.Tenant = self.team
	}
	came := make(chan []bot.Option, 1)
	go func() {
		defer func() {
			if x := recover(); x != nil {
				p.lg.Error("suggesting panicked", "field", field, "panic", fmt.Sprint(x))
				came <- nil
			}
		}()
		command.Actor = p.actor(ctx, command.Actor, p.waits.hurried)
		came <- s.Suggest(ctx, command, field, typed)
	}()
	select {
	case found := <-came:
		return found
	case <-ctx.Done():
		return nil
	}
}
