package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// The buttons of an order.
const (
	actionPause     = "order.pause"
	actionResume    = render.ActionResume
	actionPreview   = "order.preview"
	actionRun       = "order.run"
	actionRemove    = "order.remove"     // asks
	actionRemoveYes = "order.remove.yes" // does
)

// orderActions are the buttons that do what a part of "/briefing" does to one order.
var orderActions = map[string]string{
	"edit": actionEdit, "pause": actionPause, "resume": actionResume, "preview": actionPreview, "run": actionRun, "remove": actionRemove,
}

// actionTakeBack is the select that takes back what the actor follows or mutes.
const actionTakeBack = "topic.back"

// The most orders and topics that the page shows: a platform's page has about a hundred blocks.
const (
	ordersShown = 20
	topicsShown = 25
)

// home is the actor's own page: his briefings, the topics that he follows and mutes, his zone, and
// how to ask.
func home(ctx context.Context, q *request) error {
	all, err := q.seen(ctx)
	if err != nil {
		return err
	}
	var own []bot.Subscription
	for _, s := range all {
		if q.own(s) {
			own = append(own, s)
		}
	}
	wishes, err := q.store.Preferences(ctx, q.myself())
	if err != nil {
		return fmt.Errorf("reading preferences: %w", err)
	}
	m := bot.Message{Summary: "Your briefings", Private: q.private()}
	m.Blocks = append(m.Blocks, heading("Your briefings"))
	for _, s := range own[:min(ordersShown, len(own))] {
		blocks, err := q.orderBlocks(ctx, s)
		if err != nil {
			return err
		}
		m.Blocks = append(m.Blocks, blocks...)
	}
	switch more := len(own) - ordersShown; {
	case len(own) == 0:
		m.Blocks = append(m.Blocks, plain("You have ordered none yet.", false).Blocks...)
	case more > 0:
		m.Blocks = append(m.Blocks, note(fmt.Sprintf("and %d more: /briefing list", more)))
	}
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Actions, Buttons: []bot.Button{
		{Label: "New briefing", Action: actionOrder, Style: bot.Primary}, {Label: "What is new?", Action: actionBrief},
	}})
	m.Blocks = append(m.Blocks, heading("Your topics"))
	m.Blocks = append(m.Blocks, wishBlocks(wishes)...)
	m.Blocks = append(m.Blocks, heading("Your time zone"), plain(q.zoneWords(), false).Blocks[0], heading("How to ask"))
	m.Blocks = append(m.Blocks, plain("Write to me in your own words, here or behind my name in a channel: “What did the mayor say about the bridge?” “brief” tells what is new, “help” all that I can do.", false).Blocks...)
	_, err = q.to.Reply(ctx, m)
	return err
}

func heading(text string) bot.Block {
	return bot.Block{Kind: bot.Heading, Spans: []bot.Span{bot.Text(text)}}
}

// orderBlocks are an order with all that can be done to it.
func (q *request) orderBlocks(ctx context.Context, s bot.Subscription) ([]bot.Block, error) {
	small := q.whereSpans(s)
	if s.Active() {
		next, err := q.nextShort(ctx, s)
		if err != nil {
			return nil, err
		}
		small = append(append(small, bot.Text(" · ")), next...)
	}
	id := string(s.ID)
	pause := bot.Button{Label: "Pause", Action: actionPause, Value: id}
	if !s.Active() {
		pause = bot.Button{Label: "Resume", Action: actionResume, Value: id, Style: bot.Primary}
	}
	return []bot.Block{
		{Kind: bot.Paragraph, Spans: orderSpans(s)},
		{Kind: bot.Note, Spans: small},
		{Kind: bot.Actions, Buttons: []bot.Button{
			{Label: "Edit", Action: actionEdit, Value: id}, pause,
			{Label: "Preview", Action: actionPreview, Value: id}, {Label: "Run now", Action: actionRun, Value: id},
			{Label: "Remove", Action: actionRemove, Value: id, Style: bot.Danger},
		}},
	}, nil
}

// zoneWords say which zone is meant where none is named.
func (q *request) zoneWords() string {
	if q.Actor.Zone != "" && q.loc.String() == q.Actor.Zone {
		return fmt.Sprintf("%s, from your profile: it is %s there.", q.loc, q.at.In(q.loc).Format("15:04"))
	}
	return fmt.Sprintf("It is not known, so %s is meant where you name none: weekdays 8:30 in Paris.", q.loc)
}

// wishBlocks are the topics that are followed and muted, and a select to take one back.
func wishBlocks(p briefing.Preferences) []bot.Block {
	if len(p.Follow)+len(p.Mute) == 0 {
		return plain("You follow and mute none. Press Follow or Mute below a story, or write “briefing follow energy”.", false).Blocks
	}
	var blocks []bot.Block
	back := &bot.Select{Action: actionTakeBack, Hint: "Take one back…"}
	for _, w := range []struct {
		words  string
		topics []string
	}{{"followed", p.Follow}, {"muted", p.Mute}} {
		for _, t := range w.topics {
			if len(back.Options) < topicsShown {
				back.Options = append(back.Options, bot.Option{Label: short(t) + ", " + w.words, Value: topicKey(t)})
			}
			if len(blocks) < topicsShown {
				blocks = append(blocks, bot.Block{Kind: bot.Bullet, Spans: []bot.Span{bot.Bold(t), bot.Text(", " + w.words)}})
			}
		}
	}
	if more := len(p.Follow) + len(p.Mute) - len(blocks); more > 0 {
		blocks = append(blocks, note(fmt.Sprintf("and %d more", more)))
	}
	return append(blocks, bot.Block{Kind: bot.Actions, Select: back})
}

// topicKey names a topic in a button's value, which holds no text.
func topicKey(topic string) string {
	sum := sha256.Sum256([]byte(topic))
	return hex.EncodeToString(sum[:9])
}

// takeBack makes a topic that the actor follows or mutes an ordinary one.
func takeBack(ctx context.Context, q *request) error {
	p, err := q.store.Preferences(ctx, q.myself())
	if err != nil {
		return fmt.Errorf("reading preferences: %w", err)
	}
	for _, t := range append(p.Follow, p.Mute...) {
		if topicKey(t) == q.Value {
			if err := q.store.Prefer(ctx, q.myself(), t, bot.Neutral); err != nil {
				return fmt.Errorf("recording the wish: %w", err)
			}
			return q.reply(ctx, fmt.Sprintf("“%s” is an ordinary topic for you again.", t))
		}
	}
	return q.reply(ctx, "It is an ordinary topic for you already.")
}

// pressed runs an order's command from its button.
func pressed(run func(context.Context, *request) error) func(context.Context, *request) error {
	return func(ctx context.Context, q *request) error {
		q.args = q.Value
		return run(ctx, q)
	}
}

// askRemove asks once more before an order is removed from a button.
func askRemove(ctx context.Context, q *request) error {
	q.args, q.ending = q.Value, true
	s, err := q.target(ctx, true, false)
	if err != nil {
		return err
	}
	m := plain(fmt.Sprintf("Remove briefing %s (%s)? It cannot be taken back.", s.ID, orderTerms(s)), q.private())
	buttons := []bot.Button{{Label: "Remove it", Action: actionRemoveYes, Value: string(s.ID), Style: bot.Danger}}
	if s.Active() {
		buttons = append(buttons, bot.Button{Label: "Only pause it", Action: actionPause, Value: string(s.ID)})
	}
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Actions, Buttons: buttons})
	_, err = q.to.Reply(ctx, m)
	return err
}
