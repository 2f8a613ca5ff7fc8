package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// actionThread is the button that tells a briefing's stories one by one in its thread. Its value is the
// Shown.ID and, behind ":", the message that the thread belongs to.
const actionThread = "shown.thread"

// settings lists what is ordered here, and offers the briefing's stories in its thread, where it has one.
func settings(ctx context.Context, q *request) error {
	s, err := q.shown(ctx, q.Value)
	if err == nil && s.Briefing != nil && len(s.Briefing.Stories) > 0 && (s.To.User == "" || s.To.Channel == "") && !q.Message.IsZero() {
		value := render.Value(s.ID, briefing.StoryID(q.Message.ID))
		q.more = []bot.Block{{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Everything in a thread", Action: actionThread, Value: value}}}}
	}
	return listOrders(ctx, q) // of an old briefing, as well
}

// everything tells each story of a briefing in the briefing's thread, in a reply of its own that can be
// asked about: once, however often it is asked for.
func everything(ctx context.Context, q *request) error {
	id, below := render.ParseValue(q.Value)
	shown, err := q.shown(ctx, id)
	if err != nil {
		return err
	}
	threader, ok := q.to.(bot.Threader)
	if !ok || shown.Briefing == nil || below == "" {
		return &bot.Error{Code: "no_thread", Message: "There is no thread here. Press More at a story to read it."}
	}
	done := bot.Shown{ID: derived(id, "thread"), To: shown.To, At: q.at, Briefing: shown.Briefing}
	if _, err := q.store.Shown(ctx, done.ID); err == nil {
		return q.reply(ctx, "The stories stand in the thread already.")
	} else if !errors.Is(err, bot.ErrNotFound) {
		return fmt.Errorf("reading what was shown: %w", err)
	}
	if first, err := q.store.First(ctx, q.From.Platform, "thread/"+id+"/"+q.at.UTC().Format("2006-01-02T15:04"), q.at); err != nil {
		return fmt.Errorf("remembering the thread: %w", err)
	} else if !first {
		return q.reply(ctx, "The stories are being told in the thread.")
	}
	for _, s := range shown.Briefing.Stories {
		one := alone(*shown.Briefing, s)
		part := bot.Shown{ID: derived(id, string(s.ID)), To: shown.To, At: q.at, Briefing: &one, Corpus: shown.Corpus}
		if err := q.store.Keep(ctx, part); err != nil {
			return fmt.Errorf("keeping the story: %w", err)
		}
		m := render.Story(one, s, render.Options{ID: part.ID, Zone: q.loc})
		ref, err := threader.Below(ctx, bot.MessageRef{To: q.From, ID: string(below)}, m)
		var e *bot.SendError
		if errors.As(err, &e) && (e.Reason == bot.ReasonGone || e.Reason == bot.ReasonInvalid) {
			return &bot.Error{Code: "post_gone", Message: "The briefing's post is gone, and its thread with it. Ask again with /brief."}
		}
		if err != nil {
			return fmt.Errorf("telling a story in the thread: %w", err)
		}
		if err := q.store.AddTurn(ctx, bot.Below(ref), bot.Turn{At: q.at, Shown: part.ID}); err != nil {
			return fmt.Errorf("remembering what was shown: %w", err)
		}
	}
	if err := q.store.Keep(ctx, done); err != nil {
		return fmt.Errorf("keeping the thread: %w", err)
	}
	return q.reply(ctx, "Each story has a reply of its own in the briefing's thread now: ask below it.")
}

// derived names something that is shown of something else.
func derived(shown, what string) string {
	sum := sha256.Sum256([]byte(shown + "\x00" + what))
	return hex.EncodeToString(sum[:9])
}

// alone is a briefing of one of its stories, with the citations of that alone.
func alone(b briefing.Briefing, s briefing.BriefingStory) briefing.Briefing {
	cited := slices.Clone(s.TitleCites)
	for _, p := range s.Points {
		cited = append(cited, p.Cites...)
	}
	for _, d := range s.Disagreements {
		cited = append(append(cited, d.A.Cites...), d.B.Cites...)
	}
	b.Stories = []briefing.BriefingStory{s}
	b.Citations = slices.DeleteFunc(slices.Clone(b.Citations), func(c briefing.Citation) bool { return !slices.Contains(cited, c.N) })
	return b
}
