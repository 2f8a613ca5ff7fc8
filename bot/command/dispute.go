package command

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// disputed is a question for what the sources contradict one another about, and perhaps of what.
var disputed = regexp.MustCompile(`(?i)^(?:what|where|on what) (?:do|are) (?:(?:the|your|our) )?(?:sources|outlets|newsrooms|papers) ` +
	`(?:dispute[ds]?|disagree(?:ing)?|differ(?:ing)?|contradict(?: (?:each other|one another))?)` +
	`(?: (?:on|about|over|in))?(?: ([^?]+?))?\s*[?!.]*$|` +
	`^(?:what(?:['’]s| is) disputed|(?:show (?:me )?|list )?(?:the |all )?(?:disputes|disagreements))` +
	`(?: (?:on|about|over|in) ([^?]+?))?\s*[?!.]*$`)

// disputeWords is how long an edition is that disputes are looked for in: all that there is.
const disputeWords = 2000

// disputes tells what the sources contradict one another about: in the briefing above, or in the time that a
// briefing on demand covers, with a topic on that alone.
func disputes(ctx context.Context, q *request, topic string) error {
	var b briefing.Briefing
	above, err := q.above(ctx)
	switch {
	case err == nil && above.Briefing != nil && topic == "":
		b = *above.Briefing
	case err != nil && !errors.Is(err, bot.ErrNotFound):
		return err
	default:
		if b, err = q.lately(ctx, topic); err != nil {
			return err
		}
	}
	b.Stories = slices.DeleteFunc(slices.Clone(b.Stories), func(s briefing.BriefingStory) bool { return len(s.Disagreements) == 0 })
	shown := bot.Shown{ID: q.shownID(), To: q.shownAt(), At: q.at, Briefing: &b}
	if err := q.store.Keep(ctx, shown); err != nil {
		return fmt.Errorf("keeping the disputes: %w", err)
	}
	ref, err := q.to.Reply(ctx, render.Disputes(b, render.Options{ID: shown.ID, Zone: q.loc, Private: q.private()}))
	if err != nil {
		return fmt.Errorf("replying: %w", err)
	}
	return q.begin(ctx, ref, bot.Turn{At: q.at, Actor: q.Actor.ID, Shown: shown.ID})
}

// lately is a long briefing of what a briefing on demand covers.
func (q *request) lately(ctx context.Context, topic string) (briefing.Briefing, error) {
	outlets := func() []string { return q.outlets(ctx) }
	topics, sources, from, err := parseBrief(strings.TrimSpace(topic), q.at.In(q.loc), q.o.Window, outlets)
	if err != nil {
		return briefing.Briefing{}, err
	}
	window := briefing.Window{From: from, To: q.at}
	edition, err := q.engine.Edition(ctx, bot.EditionRequest{Window: window, Topics: topics, Sources: sources})
	if err != nil {
		return briefing.Briefing{}, fmt.Errorf("building the edition: %w", err)
	}
	return edition.Tailor(nil, briefing.Preferences{}, disputeWords), nil
}
