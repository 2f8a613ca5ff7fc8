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
		note := correctedNote(at, o)
		blocks := noted(retold(now, id, inList(parts, id), o), note)
		for n, p := range parts {
			if p.State != bot.PartSent || p.Ref.IsZero() || !holds(p.Message, id) {
				continue
			}
			if out[n] == nil {
				out[n] = &revised{message: p.Message}
				out[n].message.Summary = resummed(p.Message.Summary, before, now, o)
			}
			m := &out[n].message
			here, left := placed(m.Blocks, id, blocks)
			fits := func(here []bot.Block) bool {
				whole := *m
				whole.Blocks = replaced(m.Blocks, id, here, note)
				return len(split(whole)) == 1
			}
			for len(here) > 1 && runsOn(parts[n+1:], id, here[len(here)-1].Detail) && !fits(here) {
				left = slices.Insert(left, 0, here[len(here)-1])
				here = here[:len(here)-1]
			}
			m.Blocks, blocks = replaced(m.Blocks, id, here, note), left
			*m = shortened(*m, id, note, split)
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

// runsOn reports whether a later part goes on with a story, in its list or in its details.
func runsOn(later []bot.PartRecord, id briefing.StoryID, detail bool) bool {
	return slices.ContainsFunc(later, func(p bot.PartRecord) bool {
		return p.State == bot.PartSent && slices.ContainsFunc(p.Message.Blocks, func(b bot.Block) bool { return b.Story == string(id) && b.Detail == detail })
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

// noted puts the note at the story's line in a list, and at the small print of its details: in blocks
// that are there anyway, so that a message that was full has room for it.
func noted(blocks []bot.Block, note []bot.Span) []bot.Block {
	for _, detail := range []bool{false, true} {
		if i := bearer(blocks, func(b bot.Block) bool { return b.Detail == detail }); i >= 0 {
			blocks[i].Spans = slices.Concat(blocks[i].Spans, []bot.Span{bot.Text(" · ")}, note)
		}
	}
	return blocks
}

// bearer is the block of those in question that a note belongs to: the first small print, else the
// first; -1 where there is none.
func bearer(blocks []bot.Block, in func(bot.Block) bool) int {
	if i := slices.IndexFunc(blocks, func(b bot.Block) bool { return in(b) && b.Kind == bot.Note }); i >= 0 {
		return i
	}
	return slices.IndexFunc(blocks, in)
}

// placed parts fresh blocks of a story into those that have a place in a message, a list's line or
// details, and those that have none.
func placed(blocks []bot.Block, id briefing.StoryID, fresh []bot.Block) (here, left []bot.Block) {
	for _, f := range fresh {
		if slices.ContainsFunc(blocks, func(b bot.Block) bool { return b.Story == string(id) && b.Detail == f.Detail }) {
			here = append(here, f)
		} else {
			left = append(left, f)
		}
	}
	return here, left
}

// replaced puts fresh blocks of a story, those of a list's line and those of its details each where
// the first such stood. With none, when all stand in an earlier message, the note is there instead.
func replaced(blocks []bot.Block, id briefing.StoryID, fresh []bot.Block, note []bot.Span) []bot.Block {
	var out []bot.Block
	done := map[bool]bool{}
	for _, b := range blocks {
		switch {
		case b.Story != string(id):
			out = append(out, b)
		case len(fresh) == 0 && len(done) == 0:
			out = append(out, bot.Block{Kind: bot.Note, Story: b.Story, Detail: b.Detail, Spans: note})
			done[b.Detail] = true
		case !done[b.Detail]:
			for _, f := range fresh {
				if f.Detail == b.Detail {
					out = append(out, f)
				}
			}
			done[b.Detail] = true
		}
	}
	return out
}

func correctedNote(at time.Time, o render.Options) []bot.Span {
	return []bot.Span{bot.Bold("Corrected "), bot.At(at, at.In(o.Zone).Format("Mon 2 Jan 15:04 MST"))}
}

// shortened is a message as the platform shows it in one part. Where it is more, a story's buttons are
// left out, and then its points, the last first, counted beside its note; of a story that does not fit
// at all a line stays, as bare says.
func shortened(m bot.Message, id briefing.StoryID, note []bot.Span, split func(bot.Message) []bot.Part) bot.Message {
	ours := func(b bot.Block) bool { return b.Story == string(id) }
	at := bearer(m.Blocks, ours)
	words := m.Blocks[at].Spans
	for cut := 0; ; {
		if parts := split(m); len(parts) == 1 {
			return parts[0].Message
		}
		m.Blocks = slices.Clone(m.Blocks)
		last := slices.IndexFunc(m.Blocks, func(b bot.Block) bool { return ours(b) && b.Kind == bot.Actions })
		if last < 0 {
			cut++
			last = len(m.Blocks) - 1
			for last >= 0 && (!ours(m.Blocks[last]) || last == at || m.Blocks[last].Kind != bot.Bullet && m.Blocks[last].Kind != bot.Paragraph) {
				last--
			}
		}
		if last < 0 || last == at {
			m.Blocks[at].Spans = words
			return bare(m, at, note, split)
		}
		if cut > 0 {
			m.Blocks[at].Spans = slices.Concat(words, []bot.Span{bot.Text(fmt.Sprintf(" · %d left out", cut))})
		}
		m.Blocks = slices.Delete(m.Blocks, last, last+1)
		if last < at {
			at--
		}
	}
}

// bare leaves of a story only the block that bears its note: without the note, since its line says
// that it is corrected; or the note alone; or a word, whichever is one part.
func bare(m bot.Message, at int, note []bot.Span, split func(bot.Message) []bot.Part) bot.Message {
	bearer := m.Blocks[at]
	kept := m
	kept.Blocks = nil
	for i, b := range m.Blocks {
		if i == at {
			at = len(kept.Blocks)
		} else if b.Story == bearer.Story {
			continue
		}
		kept.Blocks = append(kept.Blocks, b)
	}
	line := bearer.Spans[:max(0, len(bearer.Spans)-len(note)-1)]
	for _, spans := range [][]bot.Span{line, note, note[:1]} {
		kept.Blocks[at].Spans = spans
		if parts := split(kept); len(spans) > 0 && len(parts) == 1 {
			return parts[0].Message
		}
	}
	kept.Blocks = slices.Delete(kept.Blocks, at, at+1)
	return kept
}

// resummed is a part's line for notifications: the corrected briefing's in the place of the one before.
func resummed(summary string, before, now briefing.Briefing, o render.Options) string {
	old, fresh := render.Briefing(before, o).Summary, render.Briefing(now, o).Summary
	if !strings.Contains(summary, old) {
		return fresh
	}
	return strings.Replace(summary, old, fresh, 1)
}
