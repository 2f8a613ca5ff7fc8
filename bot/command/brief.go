package command

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// brief shows what is new, for the topics and the time asked for. What it shows does not count as
// told: a scheduled briefing may bring it again.
func brief(ctx context.Context, q *request) error {
	topics, sources, from, err := parseBrief(q.args, q.at.In(q.loc), q.o.Window, func() []string { return q.outlets(ctx) })
	if err != nil {
		return err
	}
	wishes, err := q.wishes(ctx)
	if err != nil {
		return err
	}
	wishes, muted := bot.ByOutlet(wishes)
	edition, err := q.engine.Edition(ctx, bot.EditionRequest{Window: briefing.Window{From: from, To: q.at}, Topics: topics,
		Sources: sources, Without: muted})
	if err != nil {
		return fmt.Errorf("building the edition: %w", err)
	}
	b := edition.Tailor(nil, wishes, 0)
	b.Sources = sources
	shown := bot.Shown{ID: q.shownID(), To: q.shownAt(), At: q.at, Briefing: &b}
	if err := q.store.Keep(ctx, shown); err != nil {
		return fmt.Errorf("keeping the briefing: %w", err)
	}
	m := render.Briefing(b, render.Options{ID: shown.ID, Zone: q.loc, Private: q.private()})
	if len(b.Stories) == 0 && len(topics)+len(sources) > 0 {
		next := q.presentTopics(ctx)
		if strings.Contains(q.args, "?") || len(strings.Fields(q.args)) > wordsOfATopic {
			next = append(next, note("A question is answered by /ask and the question."))
		}
		// Behind the words that there is nothing, before what the briefing was made from.
		said := slices.IndexFunc(m.Blocks, func(b bot.Block) bool { return b.Kind == bot.Paragraph })
		m.Blocks = slices.Insert(m.Blocks, said+1, next...)
	}
	ref, err := q.to.Reply(ctx, m)
	if err != nil {
		return err
	}
	return q.begin(ctx, ref, bot.Turn{At: q.at, Actor: q.Actor.ID, Shown: shown.ID})
}

// wordsOfATopic is how many words a topic has at most; more are probably a question.
const wordsOfATopic = 6

// wishes are the preferences of the place and, where only the asker reads, of the asker.
func (q *request) wishes(ctx context.Context) (briefing.Preferences, error) {
	at := q.channel()
	if q.direct() {
		at = q.myself()
	}
	place, err := q.store.Preferences(ctx, at)
	if err != nil {
		return place, fmt.Errorf("reading preferences: %w", err)
	}
	if !q.private() || at == q.myself() {
		return place, nil
	}
	own, err := q.store.Preferences(ctx, q.myself())
	if err != nil {
		return place, fmt.Errorf("reading preferences: %w", err)
	}
	place.Follow = union(place.Follow, own.Follow)
	place.Mute = union(place.Mute, own.Mute)
	return place, nil
}

func union(a, b []string) []string {
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}

// presentTopics names topics that there is something about, after a topic that there is nothing about.
func (q *request) presentTopics(ctx context.Context) []bot.Block {
	topics, err := q.engine.Topics(ctx, 8)
	if err != nil || len(topics) == 0 {
		return nil
	}
	return []bot.Block{note("Topics of these days: " + strings.Join(topics, ", "))}
}
