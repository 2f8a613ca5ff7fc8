package command

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"briefbot/bot"
	"briefbot/bot/schedule"
)

// maxOrders is how many briefings one place may have.
const maxOrders = 20

// leastGap is the shortest time between two briefings of one order.
const leastGap = 15 * time.Minute

// seldom refuses a schedule that is due more often than leastGap.
func seldom(when schedule.Schedule) error {
	// In a zone without transitions, and over two of the days on which it holds: all have the same times.
	last, ok := when.Next(time.Time{}, time.UTC)
	for slot := range when.Due(last.At, last.At.AddDate(0, 0, 2), time.UTC) {
		if ok && slot.At.Sub(last.At) < leastGap {
			return &bot.Error{Code: "too_often", Message: fmt.Sprintf("That is too often: a briefing comes every %d minutes at most. Write for example: every hour.", int(leastGap.Minutes()))}
		}
		last = slot
	}
	return nil
}

// order makes a standing order: for the channel, or, for who may not decide about it, for himself.
func order(ctx context.Context, q *request) error {
	if q.args == "" {
		if err := q.to.Open(ctx, orderForm(q)); !errors.Is(err, bot.ErrNoForm) {
			return err
		}
	}
	when, rest, err := schedule.ParsePrefix(q.args)
	if err != nil {
		return err
	}
	if err := seldom(when); err != nil {
		return err
	}
	t, err := parseTerms(rest)
	if err != nil {
		return err
	}
	if t.zone == nil {
		t.zone = q.loc
	}
	s := bot.Subscription{To: q.mine(), Owner: q.Actor.ID, When: when.String(), Zone: t.zone.String(), Topics: t.topics, Words: t.words, Since: q.at}
	present, err := q.store.Subscriptions(ctx, s.To)
	if err != nil {
		return fmt.Errorf("reading the orders: %w", err)
	}
	if len(present) >= maxOrders {
		return &bot.Error{Code: "many_orders", Message: fmt.Sprintf("There are %d briefings here already. Remove one first: /briefing list shows them.", len(present))}
	}
	for _, p := range present {
		if p.When == s.When && p.Zone == s.Zone && slices.Equal(p.Topics, s.Topics) {
			return &bot.Error{Code: "same_order", Message: fmt.Sprintf("This is ordered already: it is briefing %s. Change it with /briefing edit %s …", p.ID, p.ID)}
		}
	}
	s, err = q.create(ctx, s)
	if err != nil {
		return err
	}
	m := bot.Message{Private: q.private(), Summary: "Briefing " + string(s.ID) + " is scheduled."}
	words := "Scheduled for this channel: "
	if s.To.User != "" {
		words = "Scheduled for you, in direct messages: "
		if q.Via != bot.ViaDirect && !q.Actor.CanManage {
			words = "You may not decide for this channel, so it is scheduled for you alone, in direct messages: "
		}
	}
	m.Blocks = []bot.Block{
		{Kind: bot.Paragraph, Spans: append([]bot.Span{bot.Text(words)}, orderSpans(s)...)},
		{Kind: bot.Paragraph, Spans: q.nextSpans(s)},
		{Kind: bot.Note, Spans: []bot.Span{bot.Text(fmt.Sprintf("See it now: /briefing preview %s. Change it: /briefing edit %s … End it: /briefing remove %s.", s.ID, s.ID, s.ID))}},
	}
	_, err = q.to.Reply(ctx, m)
	return err
}

// create stores a new order under a short name that is not taken.
func (q *request) create(ctx context.Context, s bot.Subscription) (bot.Subscription, error) {
	for n := range 8 {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d", q.shownID(), n))
		s.ID = bot.SubscriptionID(strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:5]))
		stored, err := q.store.PutSubscription(ctx, s)
		if err == nil {
			return stored, nil
		}
		if !errors.Is(err, bot.ErrConflict) {
			return s, fmt.Errorf("storing the order: %w", err)
		}
	}
	return s, errors.New("no free name for an order")
}

// orderSpans are an order in words.
func orderSpans(s bot.Subscription) []bot.Span {
	spans := []bot.Span{{Text: string(s.ID), Code: true}, bot.Text(" " + s.When + ", " + s.Zone)}
	if len(s.Topics) > 0 {
		spans = append(spans, bot.Text(", on "+strings.Join(s.Topics, ", ")))
	}
	if s.Words > 0 {
		spans = append(spans, bot.Text(fmt.Sprintf(", %d words", s.Words)))
	}
	if !s.Active() {
		spans = append(spans, bot.Text(" · "), bot.Bold("paused: "), bot.Text(s.Paused))
	}
	return spans
}

// nextSpans tell when an order is due next.
func (q *request) nextSpans(s bot.Subscription) []bot.Span {
	when, err := schedule.Parse(s.When)
	zone, zoneErr := schedule.Zone(s.Zone)
	if errors.Join(err, zoneErr) != nil {
		return []bot.Span{bot.Text("Its schedule can no longer be read: give it a new one with /briefing edit.")}
	}
	slot, ok := when.Next(q.at, zone)
	if !ok {
		return nil
	}
	return []bot.Span{bot.Text("The next comes "), bot.At(slot.At, slot.At.In(zone).Format("Mon 2 Jan 15:04 MST")), bot.Text(".")}
}

// actionOrder is the form that asks for an order, and the button that opens it.
const (
	actionOrder     = "order.open"
	actionOrderForm = "order.form"
)

func orderForm(q *request) bot.Form {
	return bot.Form{ID: actionOrderForm, Title: "Schedule a briefing", Submit: "Schedule", Fields: []bot.Field{
		{ID: "when", Label: "When", Hint: "weekdays 8:30", Value: "weekdays 8:30"},
		{ID: "zone", Label: "Time zone", Hint: "Europe/Paris", Value: q.loc.String()},
		{ID: "topics", Label: "Topics, with commas; empty for everything", Hint: "energy, harbour works", Optional: true},
	}}
}

// openOrder shows the form, or says in words what it would ask.
func openOrder(ctx context.Context, q *request) error {
	err := q.to.Open(ctx, orderForm(q))
	if errors.Is(err, bot.ErrNoForm) {
		return &bot.Error{Code: "no_form", Message: "Write it: /briefing schedule weekdays 8:30 Europe/Paris."}
	}
	return err
}

// submitOrder is the form, filled in.
func submitOrder(ctx context.Context, q *request) error {
	if _, err := schedule.Parse(q.Fields["when"]); err != nil {
		return err
	}
	zone, err := schedule.Zone(q.Fields["zone"])
	if err != nil {
		return err
	}
	q.args, q.loc = q.Fields["when"]+" about "+q.Fields["topics"], zone
	return order(ctx, q)
}
