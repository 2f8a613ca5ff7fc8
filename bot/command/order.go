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
	"briefbot/bot/agenda"
	"briefbot/bot/schedule"
	"briefbot/briefing"
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
// Without a word of what is wanted it shows the form.
func order(ctx context.Context, q *request) error {
	q.args = straight(q.args)
	q.args = aBriefing.ReplaceAllString(q.args, "$1 ")
	if q.args = strings.TrimSpace(q.args); q.args == "" {
		return openOrder(ctx, q)
	}
	when, rest, err := schedule.ParsePrefix(q.args)
	if err != nil {
		return err
	}
	if err := seldom(when); err != nil {
		return err
	}
	t, err := parseTerms(rest, q.outlets(ctx))
	if err != nil {
		return err
	}
	if err := q.known(ctx, t.bare); err != nil {
		return err
	}
	if t.zone == nil {
		t.zone = q.loc
	}
	s := bot.Subscription{To: q.mine(), When: when.String(), Zone: t.zone.String(), Topics: t.topics, Sources: t.sources, Words: t.words, Silent: t.silent, WhenEmpty: t.empty}
	if err := q.pings(&s); err != nil {
		return err
	}
	return q.place(ctx, s)
}

// pings takes the role that was chosen to be notified into an order for a channel; who decides for
// himself alone notifies nobody else.
func (q *request) pings(s *bot.Subscription) error {
	role := q.Fields[fieldPing]
	switch {
	case role == "" || s.To.Channel == "":
		return nil
	case s.Silent:
		return &bot.Error{Code: "ping_or_silent", Message: "Shall somebody be notified, or nobody? Choose a role, or silent."}
	case role == s.To.Tenant:
		return &bot.Error{Code: "ping_everybody", Message: "A briefing does not notify everybody. Choose a role whose members want it."}
	}
	s.Ping = role
	return nil
}

// place stores a new order and says so.
func (q *request) place(ctx context.Context, s bot.Subscription) error {
	s.Owner, s.Since, s.ChangedBy, s.ChangedAt = q.Actor.ID, q.at, q.Actor.ID, q.at
	s.Account = q.Account
	if s.To.Channel != "" && q.Barred != "" {
		return &bot.Error{Code: "barred", Message: q.Barred}
	}
	err := q.room(ctx, s)
	if err != nil {
		return err
	}
	s, err = q.create(ctx, s)
	if err != nil {
		return err
	}
	next, err := q.nextSpans(ctx, s, nextTold)
	if err != nil {
		return err
	}
	m := bot.Message{Private: q.private(), Summary: "Briefing " + string(s.ID) + " is scheduled."}
	words := "Scheduled for this channel: "
	switch {
	case s.To.Channel == "" && q.direct() && q.Via != bot.ViaForm && q.From.Channel != "":
		words = "Scheduled: "
	case s.To.Channel == "" && q.Via != bot.ViaForm && !q.Actor.CanManage:
		words = "You may not decide for this channel, so it is scheduled for you alone, in direct messages: "
	case s.To.Channel == "":
		words = "Scheduled for you, in direct messages: "
	}
	m.Blocks = []bot.Block{
		{Kind: bot.Paragraph, Spans: append([]bot.Span{bot.Text(words)}, append(orderSpans(s), bot.Text("."))...)},
		{Kind: bot.Paragraph, Spans: next},
	}
	for _, t := range s.Topics {
		if zone, ok := byPlace()[folded(t)]; ok && zone != s.Zone {
			m.Blocks = append(m.Blocks, note(fmt.Sprintf("“%s” is taken for a topic. If its time was meant, write /briefing edit %s zone %s.", t, s.ID, t)))
		}
	}
	m.Blocks = append(m.Blocks, q.quiet(ctx, s)...)
	m.Blocks = append(m.Blocks,
		note(fmt.Sprintf("Change it: /briefing edit %s. End it: /briefing remove %s.", s.ID, s.ID)),
		bot.Block{Kind: bot.Actions, Buttons: []bot.Button{
			{Label: "Preview", Action: actionPreview, Value: string(s.ID)}, {Label: "Edit", Action: actionEdit, Value: string(s.ID)},
			{Label: "Undo", Action: actionRemoveYes, Value: string(s.ID)},
		}})
	_, err = q.to.Reply(ctx, m)
	return err
}

// quietFor is how long there was nothing about an order's topics before that is told where it is made.
const quietFor = 7 * 24 * time.Hour

// quiet says that an order would have had nothing to tell lately: a topic may be misspelt, or be called
// something else here. That the engine cannot tell now is no reason to withhold that it is ordered.
func (q *request) quiet(ctx context.Context, s bot.Subscription) []bot.Block {
	if len(s.Topics)+len(s.Sources) == 0 {
		return nil
	}
	edition, err := q.engine.Edition(ctx, bot.EditionRequest{Window: briefing.Window{From: q.at.Add(-quietFor), To: q.at}, Topics: s.Topics, Sources: s.Sources})
	if err != nil {
		q.lg.Warn("it could not be told whether there is anything for an order", "subscription", s.ID, "err", err)
		return nil
	}
	if len(edition.Tailor(nil, briefing.Preferences{}, s.Words).Stories) > 0 {
		return nil
	}
	words := "Nothing about this came in in the last week. If a topic is called something else here, change it with /briefing edit " + string(s.ID) + " topics …"
	return append([]bot.Block{note(words)}, q.presentTopics(ctx)...)
}

// room refuses an order that comes to a place where it is ordered already, or where there are too many.
func (q *request) room(ctx context.Context, s bot.Subscription) error {
	present, err := q.store.Subscriptions(ctx, s.To)
	if err != nil {
		return fmt.Errorf("reading the orders: %w", err)
	}
	for _, p := range present {
		if p.ID != s.ID && sameOrder(p, s) {
			return &bot.Error{Code: "same_order", Message: fmt.Sprintf("This is ordered already: it is briefing %s. Change it with /briefing edit %s.", p.ID, p.ID)}
		}
	}
	if len(present) >= maxOrders {
		return &bot.Error{Code: "many_orders", Message: fmt.Sprintf("There are %d briefings here already. Remove one first: /briefing list shows them.", len(present))}
	}
	return nil
}

// sameOrder says that two orders bring the same at the same times.
func sameOrder(a, b bot.Subscription) bool {
	return a.When == b.When && a.Zone == b.Zone && slices.Equal(a.Topics, b.Topics) && slices.Equal(a.Sources, b.Sources)
}

// create stores a new order under a short name that is not taken. The name comes from what is ordered,
// so that the same form, submitted twice at the same time, makes one order.
func (q *request) create(ctx context.Context, s bot.Subscription) (bot.Subscription, error) {
	what := strings.Join(slices.Concat([]string{s.To.String(), s.When, s.Zone, q.at.UTC().Truncate(time.Minute).String()}, s.Topics, []string{""}, s.Sources), "\x00")
	for n := range 8 {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d", what, n))
		s.ID = bot.SubscriptionID(strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:5]))
		stored, err := q.store.PutSubscription(ctx, s)
		if err == nil {
			return stored, nil
		}
		if !errors.Is(err, bot.ErrConflict) {
			return s, fmt.Errorf("storing the order: %w", err)
		}
		taken, err := q.store.Subscription(ctx, s.ID)
		if err != nil && !errors.Is(err, bot.ErrNotFound) {
			return s, fmt.Errorf("reading the order: %w", err)
		}
		if err == nil && taken.To == s.To && sameOrder(taken, s) {
			return s, &bot.Error{Code: "same_order", Message: fmt.Sprintf("This is ordered already: it is briefing %s.", s.ID)}
		}
	}
	return s, errors.New("no free name for an order")
}

// orderSpans are an order in words.
func orderSpans(s bot.Subscription) []bot.Span {
	spans := []bot.Span{{Text: string(s.ID), Code: true}, bot.Text(" " + orderTerms(s))}
	if !s.Active() {
		spans = append(spans, bot.Text(" · "), bot.Bold("paused: "), bot.Text(s.Paused))
	}
	return spans
}

// orderTerms are an order's schedule and what it is about, in words.
func orderTerms(s bot.Subscription) string {
	words := s.When + ", " + s.Zone
	if len(s.Topics) > 0 {
		words += ", on " + strings.Join(s.Topics, ", ")
	}
	if len(s.Sources) > 0 {
		words += ", from " + strings.Join(s.Sources, ", ")
	}
	if s.Words > 0 {
		words += fmt.Sprintf(", %d words", s.Words)
	}
	if s.Silent {
		words += ", silent"
	}
	switch s.WhenEmpty {
	case bot.EmptySilent:
		words += ", nothing when nothing is new"
	case bot.EmptyLine:
		words += ", a line when nothing is new"
	}
	return words
}

// nextTold is how many of an order's next times are told where it was ordered or changed.
const nextTold = 3

// nextSpans tell when an order comes next, n times at most.
func (q *request) nextSpans(ctx context.Context, s bot.Subscription, n int) ([]bot.Span, error) {
	slots, words, err := q.slotSpans(ctx, s, n)
	if err != nil || words != "" {
		return []bot.Span{bot.Text(words)}, err
	}
	return append(append([]bot.Span{bot.Text("The next comes ")}, slots...), bot.Text(".")), nil
}

// nextShort is when an order comes next, in a list.
func (q *request) nextShort(ctx context.Context, s bot.Subscription) ([]bot.Span, error) {
	slots, words, err := q.slotSpans(ctx, s, 1)
	if err != nil || words != "" {
		return []bot.Span{bot.Text(words)}, err
	}
	return append([]bot.Span{bot.Text("next ")}, slots...), nil
}

// slotSpans are the next n times of an order, or words that say why there are none.
func (q *request) slotSpans(ctx context.Context, s bot.Subscription, n int) (spans []bot.Span, words string, err error) {
	slots, err := agenda.Next(ctx, q.store, s, q.at, n)
	var unreadable *bot.Error
	switch {
	case errors.As(err, &unreadable):
		return nil, "Its schedule can no longer be read: give it a new one with /briefing edit.", nil
	case err != nil:
		return nil, "", fmt.Errorf("reading the deliveries: %w", err)
	case len(slots) == 0:
		return nil, "It is never due again: give it another schedule with /briefing edit.", nil
	}
	for i, slot := range slots {
		if i > 0 {
			spans = append(spans, bot.Text(", then "))
		}
		spans = append(spans, bot.At(slot.At, slot.At.Format("Mon 2 Jan 15:04 MST"))) // in the order's zone
	}
	return spans, "", nil
}

// note is a block of small print.
func note(text string) bot.Block {
	return bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Text(text)}}
}
