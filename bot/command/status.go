package command

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"briefbot/bot"
	"briefbot/bot/agenda"
)

// memory is how long what was told counts as told, as the dispatcher has it.
const memory = 14 * 24 * time.Hour

// outletsListed is how many outlets the list of sources names, those with most articles first.
const outletsListed = 30

// deliveriesShown is how many of an order's deliveries status shows.
const deliveriesShown = 3

// failingNamed is how long the list of sources that fail is in the status, in characters.
const failingNamed = 300

// status tells what was delivered lately and what comes next.
func status(ctx context.Context, q *request) error {
	seen, err := q.seen(ctx)
	if err != nil {
		return err
	}
	if len(seen) == 0 {
		return q.reply(ctx, noOrders)
	}
	m := bot.Message{Summary: "The state of the briefings here", Private: q.private()}
	for _, s := range seen {
		spans := orderSpans(s)
		if s.Active() {
			next, err := q.nextShort(ctx, s)
			if err != nil {
				return err
			}
			spans = append(append(spans, bot.Text(" · ")), next...)
		}
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Paragraph, Spans: spans})
		missing, err := agenda.Missing(ctx, q.store, s, q.at)
		if err != nil {
			return fmt.Errorf("reading the deliveries: %w", err)
		}
		if !missing.IsZero() {
			m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Bullet, Spans: []bot.Span{
				bot.At(missing, missing.In(q.loc).Format("Mon 2 Jan 15:04 MST")), bot.Text(": "), bot.Bold("missing"),
				bot.Text("; it was due, and no bot was running that delivers it"),
			}})
		}
		last, err := q.store.Deliveries(ctx, s.ID, deliveriesShown)
		if err != nil {
			return fmt.Errorf("reading the deliveries: %w", err)
		}
		for _, d := range last {
			opinions, err := q.store.Feedback(ctx, d.Key.Shown())
			if err != nil {
				return fmt.Errorf("reading the opinions: %w", err)
			}
			m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Bullet, Spans: append(q.deliverySpans(d), opinionSpans(opinions)...)})
		}
		if len(last) == 0 && missing.IsZero() {
			m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Text("Nothing was due yet.")}})
		}
	}
	health, err := q.engine.Sources(ctx)
	if err != nil {
		return fmt.Errorf("reading the sources: %w", err)
	}
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Text(healthWords(q.concerning(health)))}})
	_, err = q.to.Reply(ctx, m)
	return err
}

// opinionSpans count what readers thought of a delivery; each reader's opinion of each story counts.
func opinionSpans(opinions []bot.Feedback) []bot.Span {
	if len(opinions) == 0 {
		return nil
	}
	helpful := 0
	for _, f := range opinions {
		if f.Helpful {
			helpful++
		}
	}
	return []bot.Span{bot.Text(fmt.Sprintf("; helpful %d, not helpful %d", helpful, len(opinions)-helpful))}
}

// healthWords tell in a line how the sources fare.
func healthWords(all []bot.SourceHealth) string {
	var failing []string
	for _, h := range all {
		if h.Problem != "" {
			failing = append(failing, h.Name)
		}
	}
	if len(failing) == 0 {
		return fmt.Sprintf("Sources: %d, none failing.", len(all))
	}
	names := bot.CutList(failing, ", ", failingNamed, utf8.RuneCountInString, func(n int) string { return fmt.Sprintf("and %d more", n) })
	return fmt.Sprintf("Sources: %d, of which %d failing (%s). /briefing sources tells more.", len(all), len(failing), names)
}

// deliverySpans are a delivery in a line.
func (q *request) deliverySpans(d bot.Delivery) []bot.Span {
	text := ": " + string(d.State)
	if d.Late {
		text += ", late"
	}
	if d.Reason != "" {
		text += " (" + d.Reason + ")"
	}
	doubled := 0
	for _, p := range d.Parts {
		if !d.State.Final() && p.Reason != "" {
			text += fmt.Sprintf(", attempt %d failed and it is tried again", p.Attempts)
			if p.State == bot.PartUnknown {
				text += "; it may have arrived already"
			}
		}
		if p.Duplicate {
			doubled++
		}
	}
	if doubled > 0 {
		text += fmt.Sprintf(", %d of its parts may have come twice", doubled)
	}
	return []bot.Span{bot.At(d.At, d.At.In(q.loc).Format("Mon 2 Jan 15:04 MST")), bot.Text(text)}
}

// sources tells how each input fares, those with a problem first.
func sources(ctx context.Context, q *request) error {
	all, err := q.engine.Sources(ctx)
	if err != nil {
		return fmt.Errorf("reading the sources: %w", err)
	}
	all = q.concerning(all)
	own, err := q.ownSources(ctx)
	if err != nil {
		return err
	}
	if len(all)+len(own) == 0 {
		return q.reply(ctx, "No source is set up yet. Whoever runs the bot names folders and feeds in its configuration; who manages a channel adds one with /briefing sources add https://example.org.")
	}
	m := bot.Message{Summary: fmt.Sprintf("%d sources", len(all)), Private: q.private()}
	var good []bot.Block
	for _, h := range all {
		spans := []bot.Span{bot.Bold(h.Name), bot.Text(fmt.Sprintf(": articles %d", h.Articles))}
		if !h.LastNew.IsZero() {
			spans = append(spans, bot.Text(", the last came "), bot.At(h.LastNew, h.LastNew.In(q.loc).Format("Mon 2 Jan 15:04 MST")))
		}
		if h.Problem == "" {
			good = append(good, bot.Block{Kind: bot.Bullet, Spans: spans})
			continue
		}
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Bullet, Spans: append(spans, bot.Text(" · "), bot.Bold("failing: "), bot.Text(h.Problem))})
	}
	m.Blocks = append(m.Blocks, good...)
	m.Blocks = append(m.Blocks, own...)
	if names := q.outlets(ctx); len(names) > 0 {
		words := "Outlets, for “from …”: " + strings.Join(names[:min(outletsListed, len(names))], ", ")
		if more := len(names) - outletsListed; more > 0 {
			words += fmt.Sprintf(" and %d more", more)
		}
		m.Blocks = append(m.Blocks, note(words))
	}
	_, err = q.to.Reply(ctx, m)
	return err
}
