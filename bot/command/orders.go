package command

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"briefbot/bot"
)

// seen are the orders that the asker may know of: this channel's and his own.
func (q *request) seen(ctx context.Context) ([]bot.Subscription, error) {
	all, err := q.store.Subscriptions(ctx, bot.Destination{Platform: q.From.Platform, Tenant: q.From.Tenant})
	if err != nil {
		return nil, fmt.Errorf("reading the orders: %w", err)
	}
	return slices.DeleteFunc(all, func(s bot.Subscription) bool {
		// Where a platform's direct messages lie in no tenant, what goes there from any is seen there.
		mine := q.From.Tenant == "" && s.To.Channel == "" && s.To.User != "" && s.To.User == q.Actor.ID
		return !mine && (s.To.Tenant != q.From.Tenant || !q.here(s) && !q.own(s))
	}), nil
}

func (q *request) here(s bot.Subscription) bool {
	return s.To.Channel != "" && s.To.Channel == q.From.Channel
}

func (q *request) own(s bot.Subscription) bool {
	return q.Actor.ID != "" && (s.Owner == q.Actor.ID || s.To.User == q.Actor.ID)
}

// target finds the order that a command is about by the first word of its arguments, or the only
// one there is. change says that the command will change it: not everybody may. open says that more
// words may follow than a name, so that the only order need not be named before them.
func (q *request) target(ctx context.Context, change, open bool) (bot.Subscription, error) {
	seen, err := q.seen(ctx)
	if err != nil {
		return bot.Subscription{}, err
	}
	word, rest, _ := strings.Cut(q.args, " ")
	i := slices.IndexFunc(seen, func(s bot.Subscription) bool { return strings.EqualFold(string(s.ID), word) })
	switch {
	case i >= 0 && !open && strings.TrimSpace(rest) != "":
		return bot.Subscription{}, &bot.Error{Code: "one_order", Message: fmt.Sprintf("One briefing at a time: name %s alone, or another. "+
			"/briefing list shows them.", seen[i].ID)}
	case i >= 0:
		q.args = strings.TrimSpace(rest)
	case q.Via == bot.ViaButton || q.Via == bot.ViaForm:
		return bot.Subscription{}, &bot.Error{Code: "no_order", Message: "This briefing is no longer there. /briefing list shows those that are."}
	case len(seen) == 0:
		return bot.Subscription{}, &bot.Error{Code: "no_order", Message: noOrders}
	case len(seen) == 1 && (word == "" || open):
		i = 0
	case word == "" || open && isEdit(q.args):
		return bot.Subscription{}, q.askWhich(ctx, seen)
	default:
		var ids []string
		for _, s := range seen {
			ids = append(ids, string(s.ID))
		}
		return bot.Subscription{}, unknown("briefing", word, ids, "/briefing list shows those that you can name.")
	}
	if change {
		return seen[i], q.mayChange(ctx, seen[i])
	}
	return seen[i], nil
}

// mayChange is the error of an asker who may not change an order.
func (q *request) mayChange(ctx context.Context, s bot.Subscription) error {
	own := q.own(s)
	switch {
	case own && s.To.Channel != "" && !q.ending && !q.decides(ctx, s.To):
		return &bot.Error{Code: "may_end", Message: fmt.Sprintf("You may not decide for this channel: briefing %s is yours to pause and "+
			"to remove only. Somebody who manages the channel can change it.", s.ID)}
	case !own && !(q.Actor.CanManage && q.here(s)):
		return &bot.Error{Code: "not_yours", Message: fmt.Sprintf("Briefing %s can be changed by who ordered it and by who manages this "+
			"channel. Ask one of them, or order your own in a direct message.", s.ID)}
	}
	return nil
}

// decides reports whether the asker may decide for a channel. Elsewhere than there the platform is asked,
// where it can tell.
func (q *request) decides(ctx context.Context, to bot.Destination) bool {
	if q.o.Manages == nil || to.Channel == q.From.Channel {
		return q.Actor.CanManage
	}
	may, known, err := q.o.Manages(ctx, q.Actor.ID, to)
	switch {
	case err != nil:
		q.lg.Warn("it could not be told who may decide for a channel", "to", to.String(), "err", err)
		return false
	case !known:
		return q.Actor.CanManage
	}
	return may
}

// askWhich asks for one of several orders, with a select where the command has a button.
func (q *request) askWhich(ctx context.Context, orders []bot.Subscription) error {
	example := strings.TrimSpace(fmt.Sprintf("/briefing %s %s %s", q.part, orders[0].ID, short(q.args)))
	m := plain("Which briefing? Write its name behind the command, as in "+example+".", q.private())
	choice := &bot.Select{Action: orderActions[q.part], Hint: "Choose one…"}
	for _, s := range orders[:min(bot.MaxSuggestions, len(orders))] {
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Bullet, Spans: orderSpans(s)})
		choice.Options = append(choice.Options, bot.Option{Label: bot.CutText(string(s.ID)+": "+s.When, maxChoice, units), Value: string(s.ID)})
	}
	if choice.Action != "" {
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Actions, Select: choice})
	}
	if _, err := q.to.Reply(ctx, m); err != nil {
		return err
	}
	return errAskedBack
}

// maxChoice is how long an option's label is at most: 75 characters
// (https://docs.slack.dev/reference/block-kit/composition-objects/option-object).
const maxChoice = 75

// change stores an order as f has changed it, again on top of what somebody else changed meanwhile.
func (q *request) change(ctx context.Context, s bot.Subscription, f func(*bot.Subscription)) (bot.Subscription, error) {
	for range 3 {
		f(&s)
		s.ChangedBy, s.ChangedAt = q.Actor.ID, q.at
		stored, err := q.store.PutSubscription(ctx, s)
		if err == nil {
			return stored, nil
		}
		if !errors.Is(err, bot.ErrConflict) {
			return s, fmt.Errorf("storing the order: %w", err)
		}
		if s, err = q.store.Subscription(ctx, s.ID); errors.Is(err, bot.ErrNotFound) {
			return s, &bot.Error{Code: "no_order", Message: "This briefing was removed meanwhile. Order a new one with /briefing schedule."}
		} else if err != nil {
			return s, fmt.Errorf("reading the order: %w", err)
		}
	}
	return s, &bot.Error{Code: "conflict", Message: "Somebody else is changing this briefing. Look at /briefing list and try again."}
}

// says replies with an order as it is now, when it comes next, and what else there is to say.
func (q *request) says(ctx context.Context, s bot.Subscription, lead string, more ...bot.Block) error {
	m := bot.Message{Summary: lead + string(s.ID), Private: q.private()}
	m.Blocks = []bot.Block{{Kind: bot.Paragraph, Spans: append(append([]bot.Span{bot.Text(lead)}, orderSpans(s)...), bot.Text("."))}}
	if s.Active() {
		next, err := q.nextSpans(ctx, s, nextTold)
		if err != nil {
			return err
		}
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Paragraph, Spans: next})
	}
	m.Blocks = append(m.Blocks, more...)
	_, err := q.to.Reply(ctx, m)
	return err
}

// declaredNote says of an order from the configuration that it comes back from there. That it is paused
// stays.
func declaredNote(s bot.Subscription) []bot.Block {
	if s.Owner != "" {
		return nil
	}
	return []bot.Block{note("It is declared in the configuration file: after the next start it is as it stands there.")}
}

func pauseOrder(ctx context.Context, q *request) error {
	q.ending = true
	s, err := q.target(ctx, true, false)
	if err != nil {
		return err
	}
	by := "by hand"
	if q.Actor.Name != "" {
		by = "by " + q.Actor.Name
	}
	if !s.Active() && s.Cause == "" { // what the program paused goes on by itself, unless somebody pauses it too
		return q.says(ctx, s, "It is paused already; /briefing resume lets it go on: ", goOn(s))
	}
	if s, err = q.change(ctx, s, func(s *bot.Subscription) { s.Paused, s.Cause, s.Visible = by, "", false }); err != nil {
		return err
	}
	return q.says(ctx, s, "Paused; /briefing resume lets it go on: ", goOn(s))
}

// goOn is the button that lets a paused order go on.
func goOn(s bot.Subscription) bot.Block {
	return bot.Block{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Resume", Action: actionResume, Value: string(s.ID)}}}
}

func resumeOrder(ctx context.Context, q *request) error {
	s, err := q.target(ctx, true, false)
	if err != nil {
		return err
	}
	if s.Active() {
		return q.says(ctx, s, "It is not paused: ")
	}
	if s, err = q.change(ctx, s, func(s *bot.Subscription) { s.Resume(q.at) }); err != nil {
		return err
	}
	return q.says(ctx, s, "Goes on: ")
}

func removeOrder(ctx context.Context, q *request) error {
	q.ending = true
	s, err := q.target(ctx, true, false)
	if err != nil {
		return err
	}
	if err := q.store.RemoveSubscription(ctx, s.ID); err != nil {
		return fmt.Errorf("removing the order: %w", err)
	}
	m := plain(fmt.Sprintf("Briefing %s (%s) is removed. Order another with /briefing schedule.", s.ID, orderTerms(s)), q.private())
	m.Blocks = append(m.Blocks, declaredNote(s)...)
	_, err = q.to.Reply(ctx, m)
	return err
}
