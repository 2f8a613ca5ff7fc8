package dispatch

import (
	"slices"
	"strings"
	"time"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// revised is what a part says after a correction, and the facts that it tells by it.
type revised struct {
	message bot.Message
	told    []briefing.Fact
}

// revise puts what a briefing says now of the changed stories in the place of what its parts say of
// them, with a note that says so and when. It gives nil for a part that holds none of them or was not
// sent. Each message is one part still, by a platform's split.
func revise(parts []bot.PartRecord, before, now briefing.Briefing, changed []briefing.StoryID, o render.Options, at time.Time, split func(bot.Message) []bot.Part) []*revised {
	out := make([]*revised, len(parts))
	for _, id := range changed {
		note := correctedNote(at, o)
		fresh := noted(retold(now, id, o), note)
		for n, p := range parts {
			if p.State != bot.PartSent || p.Ref.IsZero() || !holds(p.Message, id) {
				continue
			}
			if out[n] == nil {
				out[n] = &revised{message: p.Message}
				out[n].message.Summary = resummed(p.Message.Summary, before, now, o)
			}
			m := &out[n].message
			*m = placed(*m, id, fresh, note, split)
		}
	}
	for n, p := range parts { // a line of headlines that stands alone
		if out[n] == nil && len(p.Message.Blocks) == 0 && p.State == bot.PartSent && !p.Ref.IsZero() {
			if fresh := resummed(p.Message.Summary, before, now, o); fresh != p.Message.Summary {
				out[n] = &revised{message: p.Message}
				out[n].message.Summary = fresh
			}
		}
	}
	for _, r := range out {
		if r == nil {
			continue
		}
		for _, b := range r.message.Blocks {
			if slices.Contains(changed, briefing.StoryID(b.Story)) {
				r.told = append(r.told, b.Facts...)
			}
		}
	}
	return out
}

func holds(m bot.Message, id briefing.StoryID) bool {
	return slices.ContainsFunc(m.Blocks, func(b bot.Block) bool { return b.Story == string(id) })
}

// retold is the block of one story of a briefing, or of its withdrawal.
func retold(b briefing.Briefing, id briefing.StoryID, o render.Options) bot.Block {
	one := b
	if i := slices.IndexFunc(b.Stories, func(s briefing.BriefingStory) bool { return s.ID == id }); i >= 0 {
		one.Stories = b.Stories[i : i+1]
		for _, block := range render.Briefing(one, o).Blocks {
			if block.Story == string(id) {
				return block
			}
		}
	}
	gone := bot.Span{Text: "Withdrawn: the source no longer says what stood here.", Italic: true}
	return bot.Block{Kind: bot.Item, Story: string(id), Spans: []bot.Span{gone}}
}

// noted puts the note into a story's small print.
func noted(b bot.Block, note []bot.Span) bot.Block {
	if len(b.Foot) > 0 {
		note = slices.Concat(b.Foot, []bot.Span{bot.Text(" · ")}, note)
	}
	b.Foot = note
	return b
}

// placed puts a story's block where the message has that story. Where the message would be more than
// one part by it, the story loses its controls, then sentences from the end, then all but its note.
func placed(m bot.Message, id briefing.StoryID, fresh bot.Block, note []bot.Span, split func(bot.Message) []bot.Part) bot.Message {
	short := fresh
	short.Menu = nil
	forms := []bot.Block{fresh, short}
	for n := len(short.Spans) - 1; n > 0; n-- {
		cut := short
		cut.Spans = append(slices.Clone(short.Spans[:n]), bot.Text(" "+bot.Ellipsis))
		forms = append(forms, cut)
	}
	bare := bot.Block{Kind: bot.Bullet, Story: fresh.Story, Spans: note, Facts: nil}
	word := bare
	word.Spans = note[:1]
	for _, form := range append(forms, bare, word) {
		parts := slices.DeleteFunc(split(with(m, id, &form)), func(p bot.Part) bool { return len(p.Message.Blocks) == 0 })
		if len(parts) == 1 { // a line of headlines that a platform puts before it is another message
			return parts[0].Message
		}
	}
	return with(m, id, nil)
}

// with is a message with a block in the place of a story's, or without the story where it is nil.
func with(m bot.Message, id briefing.StoryID, fresh *bot.Block) bot.Message {
	var out []bot.Block
	for _, b := range m.Blocks {
		if b.Story != string(id) {
			out = append(out, b)
		} else if fresh != nil {
			out, fresh = append(out, *fresh), nil
		}
	}
	m.Blocks = out
	return m
}

func correctedNote(at time.Time, o render.Options) []bot.Span {
	return []bot.Span{bot.Bold("Corrected "), bot.At(at, at.In(o.Zone).Format("Mon 2 Jan 15:04 MST"))}
}

// resummed is a part's line for notifications: the corrected briefing's in the place of the one before.
func resummed(summary string, before, now briefing.Briefing, o render.Options) string {
	old, fresh := render.Briefing(before, o).Summary, render.Briefing(now, o).Summary
	if !strings.Contains(summary, old) {
		return fresh
	}
	return strings.Replace(summary, old, fresh, 1)
}
