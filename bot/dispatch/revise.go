package dispatch

import (
	"fmt"
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
		blocks := retold(now, id, inList(parts, id), o)
		for n, p := range parts {
			if p.State != bot.PartSent || p.Ref.IsZero() || !holds(p.Message, id) {
				continue
			}
			if out[n] == nil {
				out[n] = &revised{message: p.Message}
				out[n].message.Summary = resummed(p.Message.Summary, before, now, o)
			}
			m := &out[n].message
			m.Blocks, blocks = replaced(m.Blocks, id, blocks, correctedNote(at, o))
			*m = shortened(*m, id, split)
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

// inList reports whether a story stands in a list of headlines, with its details elsewhere.
func inList(parts []bot.PartRecord, id briefing.StoryID) bool {
	return slices.ContainsFunc(parts, func(p bot.PartRecord) bool {
		return slices.ContainsFunc(p.Message.Blocks, func(b bot.Block) bool { return b.Story == string(id) && b.Detail })
	})
}

func holds(m bot.Message, id briefing.StoryID) bool {
	return slices.ContainsFunc(m.Blocks, func(b bot.Block) bool { return b.Story == string(id) })
}

// retold are the blocks of one story of a briefing, or of its withdrawal.
func retold(b briefing.Briefing, id briefing.StoryID, list bool, o render.Options) []bot.Block {
	i := slices.IndexFunc(b.Stories, func(s briefing.BriefingStory) bool { return s.ID == id })
	if i < 0 {
		gone := []bot.Span{{Text: "Withdrawn: the source no longer says what stood here.", Italic: true}}
		out := []bot.Block{{Kind: bot.Paragraph, Story: string(id), Spans: gone}}
		if list {
			out[0].Kind = bot.Bullet
			out = append(out, bot.Block{Kind: bot.Paragraph, Story: string(id), Detail: true, Spans: gone})
		}
		return out
	}
	one := b
	one.Stories = []briefing.BriefingStory{b.Stories[i]}
	if list {
		one.Stories = append(one.Stories, briefing.BriefingStory{}) // a list has more than one
	}
	return slices.DeleteFunc(render.Briefing(one, o).Blocks, func(b bot.Block) bool { return b.Story != string(id) })
}

// replaced puts fresh blocks of a story, those of a list's line and those of its details each where
// the first such stood, and a note behind the last. left are those that have no place here. Where the
// story had run on from an earlier message only the note is left of it.
func replaced(blocks []bot.Block, id briefing.StoryID, fresh []bot.Block, note []bot.Span) (out, left []bot.Block) {
	left = fresh
	for i, b := range blocks {
		if b.Story != string(id) {
			out = append(out, b)
			continue
		}
		var later []bot.Block
		for _, f := range left {
			if f.Detail == b.Detail {
				out = append(out, f)
			} else {
				later = append(later, f)
			}
		}
		left = later
		if !holds(bot.Message{Blocks: blocks[i+1:]}, id) {
			out = append(out, bot.Block{Kind: bot.Note, Story: string(id), Detail: b.Detail, Spans: note})
		}
	}
	return out, left
}

func correctedNote(at time.Time, o render.Options) []bot.Span {
	return []bot.Span{bot.Bold("Corrected "), bot.At(at, at.In(o.Zone).Format("Mon 2 Jan 15:04 MST")), bot.Text(", since a source now says otherwise.")}
}

// shortened is a message as the platform shows it in one part. Where it is more, points of a story are
// left out, the last first, and counted in its note; of a story that does not fit at all the note stays.
func shortened(m bot.Message, id briefing.StoryID, split func(bot.Message) []bot.Part) bot.Message {
	note := len(m.Blocks) - 1
	for m.Blocks[note].Story != string(id) {
		note--
	}
	words := m.Blocks[note].Spans
	for cut := 1; ; cut++ {
		if parts := split(m); len(parts) == 1 {
			return parts[0].Message
		}
		last := note - 1
		for last >= 0 && !(m.Blocks[last].Story == string(id) && (m.Blocks[last].Kind == bot.Bullet || m.Blocks[last].Kind == bot.Paragraph)) {
			last--
		}
		m.Blocks = slices.Clone(m.Blocks)
		if last < 0 { // a rest of headings and buttons
			only := m.Blocks[note]
			m.Blocks = slices.DeleteFunc(m.Blocks, func(b bot.Block) bool {
				return b.Story == string(id) && (b.Kind != bot.Note || !slices.Equal(b.Spans, only.Spans))
			})
			return m
		}
		m.Blocks[note].Spans = append(slices.Clone(words), bot.Text(fmt.Sprintf(" %d left out.", cut)))
		m.Blocks = slices.Delete(m.Blocks, last, last+1)
		note--
	}
}

// resummed is a part's line for notifications: the corrected briefing's in the place of the one before.
func resummed(summary string, before, now briefing.Briefing, o render.Options) string {
	old, fresh := render.Briefing(before, o).Summary, render.Briefing(now, o).Summary
	if !strings.Contains(summary, old) {
		return fresh
	}
	return strings.Replace(summary, old, fresh, 1)
}
