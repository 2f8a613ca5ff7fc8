package command

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/bot/schedule"
	"briefbot/briefing"
)

// seen are the orders that the asker may know of: this channel's and his own.
func (q *request) seen(ctx context.Context) ([]bot.Subscription, error) {
	all, err := q.store.Subscriptions(ctx, bot.Destination{Platform: q.From.Platform, Tenant: q.From.Tenant})
	if err != nil {
		return nil, fmt.Errorf("reading the orders: %w", err)
	}
	return slices.DeleteFunc(all, func(s bot.Subscription) bool {
		return s.To.Tenant != q.From.Tenant || !q.here(s) && !q.own(s)
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
		return bot.Subscription{}, &bot.Error{Code: "one_order", Message: fmt.Sprintf("One briefing at a time: name %s alone, or another. /briefing list shows them.", seen[i].ID)}
	case i >= 0:
		q.args = strings.TrimSpace(rest)
	case len(seen) == 0:
		return bot.Subscription{}, &bot.Error{Code: "no_order", Message: "There is no briefing here yet. Order one: /briefing schedule weekdays 8:30 Europe/Paris."}
	case len(seen) == 1 && (word == "" || open):
		i = 0
	default:
		var ids []string
		for _, s := range seen {
			ids = append(ids, string(s.ID))
		}
		if word == "" {
			return bot.Subscription{}, &bot.Error{Code: "which_order", Message: "Which briefing? Name one of: " + strings.Join(ids, ", ") + ". /briefing list shows them."}
		}
		return bot.Subscription{}, unknown("briefing", word, ids, "/briefing list shows those that you can name.")
	}
	if s := seen[i]; change && !q.own(s) && !(q.Actor.CanManage && q.here(s)) {
		return s, &bot.Error{Code: "not_yours", Message: fmt.Sprintf("Briefing %s can be changed by who ordered it and by who manages this channel. Ask one of them, or order your own in a direct message.", s.ID)}
	}
	return seen[i], nil
}

// change stores an order as f has changed it, again on top of what somebody else changed meanwhile.
func (q *request) change(ctx context.Context, s bot.Subscription, f func(*bot.Subscription)) (bot.Subscription, error) {
	for range 3 {
		f(&s)
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

func listOrders(ctx context.Context, q *request) error {
	seen, err := q.seen(ctx)
	if err != nil {
		return err
	}
	if len(seen) == 0 {
		return q.reply(ctx, "There is no briefing here yet. Order one: /briefing schedule weekdays 8:30 Europe/Paris.")
	}
	m := bot.Message{Summary: "The briefings here", Private: q.private()}
	for _, s := range seen {
		spans := orderSpans(s)
		if !q.here(s) {
			spans = append(spans, bot.Text(" · for "+s.To.String()))
		}
		if s.Active() {
			spans = append(append(spans, bot.Text(" · ")), q.nextSpans(s)...)
		}
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Bullet, Spans: spans})
	}
	_, err = q.to.Reply(ctx, m)
	return err
}

// editOrder changes the schedule, the topics, the zone or the length.
func editOrder(ctx context.Context, q *request) error {
	s, err := q.target(ctx, true, true)
	if err != nil {
		return err
	}
	what, rest, _ := strings.Cut(q.args, " ")
	var edit func(*bot.Subscription)
	switch strings.ToLower(what) {
	case "":
		return &bot.Error{Code: "no_change", Message: fmt.Sprintf("What shall change? For example: /briefing edit %s weekdays 9:00, … topics energy, … zone Europe/Paris, … words 200.", s.ID)}
	case "topics", "topic":
		topics, err := parseTopics(rest)
		if err != nil {
			return err
		}
		edit = func(s *bot.Subscription) { s.Topics = topics }
	case "words":
		n, err := parseWords(rest)
		if err != nil {
			return err
		}
		edit = func(s *bot.Subscription) { s.Words = n }
	case "zone":
		zone, err := schedule.Zone(rest)
		if err != nil {
			return err
		}
		edit = func(s *bot.Subscription) { s.Zone, s.Since = zone.String(), q.at }
	default:
		if _, err := schedule.Parse(rest); err == nil && strings.Trim(what, "0123456789") == "" {
			// "3 weekdays 9:00": a number before a whole schedule is a name that nobody has, no hour.
			return &bot.Error{Code: "unknown_order", Message: fmt.Sprintf("There is no briefing %q here. /briefing list shows their names.", what)}
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
		edit = func(s *bot.Subscription) {
			s.When, s.Since = when.String(), q.at
			if t.zone != nil {
				s.Zone = t.zone.String()
			}
			if len(t.topics) > 0 {
				s.Topics = t.topics
			}
			if t.words > 0 {
				s.Words = t.words
			}
		}
	}
	if s, err = q.change(ctx, s, edit); err != nil {
		return err
	}
	return q.says(ctx, s, "Changed: ")
}

// says replies with an order as it is now.
func (q *request) says(ctx context.Context, s bot.Subscription, lead string) error {
	m := bot.Message{Summary: lead + string(s.ID), Private: q.private()}
	spans := append([]bot.Span{bot.Text(lead)}, orderSpans(s)...)
	if s.Active() {
		spans = append(append(spans, bot.Text(". ")), q.nextSpans(s)...)
	}
	m.Blocks = []bot.Block{{Kind: bot.Paragraph, Spans: spans}}
	_, err := q.to.Reply(ctx, m)
	return err
}

func pauseOrder(ctx context.Context, q *request) error {
	s, err := q.target(ctx, true, false)
	if err != nil {
		return err
	}
	by := "by hand"
	if q.Actor.Name != "" {
		by = "by " + q.Actor.Name
	}
	if s, err = q.change(ctx, s, func(s *bot.Subscription) { s.Paused = by }); err != nil {
		return err
	}
	return q.says(ctx, s, "Paused; /briefing resume lets it go on: ")
}

func resumeOrder(ctx context.Context, q *request) error {
	s, err := q.target(ctx, true, false)
	if err != nil {
		return err
	}
	if s.Active() {
		return q.says(ctx, s, "It is not paused: ")
	}
	if s, err = q.change(ctx, s, func(s *bot.Subscription) { s.Paused, s.Since = "", q.at }); err != nil {
		return err
	}
	return q.says(ctx, s, "Goes on: ")
}

func removeOrder(ctx context.Context, q *request) error {
	s, err := q.target(ctx, true, false)
	if err != nil {
		return err
	}
	if err := q.store.RemoveSubscription(ctx, s.ID); err != nil {
		return fmt.Errorf("removing the order: %w", err)
	}
	return q.reply(ctx, fmt.Sprintf("Briefing %s (%s) is removed. Order another with /briefing schedule.", s.ID, s.When))
}

// runOrder delivers an order's briefing now. The command's own id names the slot, so that the same
// command delivers once.
func runOrder(ctx context.Context, q *request) error {
	s, err := q.target(ctx, true, false)
	if err != nil {
		return err
	}
	if q.deliverer == nil {
		return &bot.Error{Code: "no_delivery", Message: "Nothing is delivered from here. See it with /briefing preview, or start “briefbot serve”."}
	}
	d, err := q.deliverer.Deliver(ctx, s.ID, "run/"+q.shownID())
	if err != nil {
		return fmt.Errorf("delivering: %w", err)
	}
	if d.State != bot.Sent {
		return &bot.Error{Code: "not_delivered", Message: fmt.Sprintf("Briefing %s could not be delivered: %s. /briefing status tells more.", s.ID, d.Reason)}
	}
	return q.reply(ctx, fmt.Sprintf("Briefing %s is delivered to %s.", s.ID, s.To))
}

// previewOrder shows what an order would bring now. It does not count as told.
func previewOrder(ctx context.Context, q *request) error {
	s, err := q.target(ctx, false, false)
	if err != nil {
		return err
	}
	window := briefing.Window{From: q.at.Add(-q.o.Window), To: q.at}
	if last, err := q.store.LastSent(ctx, s.ID); err == nil {
		window.From = last.Window.To
	} else if !errors.Is(err, bot.ErrNotFound) {
		return fmt.Errorf("reading the deliveries: %w", err)
	}
	edition, err := q.engine.Edition(ctx, bot.EditionRequest{Window: window, Topics: s.Topics})
	if err != nil {
		return fmt.Errorf("building the edition: %w", err)
	}
	told, err := q.store.Told(ctx, s.To, q.at.Add(-memory))
	if err != nil {
		return fmt.Errorf("reading what was told: %w", err)
	}
	wishes, err := q.store.Preferences(ctx, s.To)
	if err != nil {
		return fmt.Errorf("reading preferences: %w", err)
	}
	b := edition.Tailor(told, wishes, s.Words)
	zone, err := schedule.Zone(s.Zone)
	if err != nil {
		return err
	}
	_, err = q.to.Reply(ctx, render.Briefing(b, render.Options{Zone: zone, Private: q.private()}))
	return err
}
