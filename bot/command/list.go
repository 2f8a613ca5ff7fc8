package command

import (
	"context"

	"briefbot/bot"
)

// noOrders says how to make the first.
const noOrders = "There is no briefing here yet. Order one: /briefing schedule weekdays 8:30 in Paris."

// listOrders tells what is ordered here and by the asker, with who may be asked about it.
func listOrders(ctx context.Context, q *request) error {
	seen, err := q.seen(ctx)
	if err != nil {
		return err
	}
	if len(seen) == 0 {
		m := plain(noOrders, q.private())
		m.Blocks = append(m.Blocks, q.more...)
		_, err := q.to.Reply(ctx, m)
		return err
	}
	m := bot.Message{Summary: "The briefings here", Private: q.private()}
	for _, s := range seen {
		spans := orderSpans(s)
		if !q.here(s) && !(q.direct() && s.To.Channel == "") {
			spans = append(spans, bot.Text(" · "))
			spans = append(spans, q.whereSpans(s)...)
		}
		if s.Active() {
			next, err := q.nextShort(ctx, s)
			if err != nil {
				return err
			}
			spans = append(append(spans, bot.Text(" · ")), next...)
		}
		m.Blocks = append(m.Blocks,
			bot.Block{Kind: bot.Bullet, Spans: spans},
			bot.Block{Kind: bot.Note, Spans: q.changedSpans(s)})
	}
	m.Blocks = append(m.Blocks, note("Change one: /briefing edit, pause, resume, remove, preview or run, and its name."))
	m.Blocks = append(m.Blocks, q.more...)
	_, err = q.to.Reply(ctx, m)
	return err
}

// whereSpans say where an order goes that does not come here.
func (q *request) whereSpans(s bot.Subscription) []bot.Span {
	switch {
	case s.To.Channel == "" && s.To.User == q.Actor.ID:
		return []bot.Span{bot.Text("to you, in direct messages")}
	case s.To.Channel == "":
		return []bot.Span{bot.Text("to somebody's direct messages")}
	}
	return []bot.Span{bot.Text("in the channel "), bot.Channel(s.To.Channel)}
}

// changedSpans tell who ordered an order, and who changed it last and when.
func (q *request) changedSpans(s bot.Subscription) []bot.Span {
	if s.Owner == "" {
		return []bot.Span{bot.Text("Declared in the configuration file.")}
	}
	spans := []bot.Span{bot.Text("Ordered by "), q.who(s.Owner)}
	if s.ChangedAt.IsZero() {
		return append(spans, bot.Text("."))
	}
	if s.Version > 1 {
		spans = append(spans, bot.Text(", last changed by "), q.who(s.ChangedBy))
	}
	return append(spans, bot.Text(", "), bot.At(s.ChangedAt, s.ChangedAt.In(q.loc).Format("Mon 2 Jan 15:04 MST")), bot.Text("."))
}

// who names somebody, or the asker as such.
func (q *request) who(id string) bot.Span {
	switch id {
	case q.Actor.ID:
		return bot.Text("you")
	case "":
		return bot.Text("the bot")
	}
	return bot.User(id)
}
