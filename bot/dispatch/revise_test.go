package dispatch

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// Whatever a story says after a correction, and wherever it stood, each part is still one message of
// the platform, what it says of other stories is untouched, and the story bears its note.
func TestRevisedPartsFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit, most := rapid.IntRange(150, 1500).Draw(t, "characters"), rapid.IntRange(3, 20).Draw(t, "blocks")
		text := rapid.StringOfN(rapid.RuneFrom([]rune("abc de, fg. 👩é")), 1, 400, -1)
		tell := func(n int, state briefing.State) briefing.BriefingStory {
			s := briefing.BriefingStory{ID: briefing.StoryID(fmt.Sprint("s", n)), State: state, Title: fmt.Sprint("Ferry ", n)}
			for range rapid.IntRange(1, 4).Draw(t, "points") {
				words := text.Draw(t, "text")
				s.Points = append(s.Points, briefing.Point{Text: words, Cites: []int{1}})
				s.Facts = append(s.Facts, briefing.Fact{Story: s.ID, Article: "a", Text: words})
			}
			return s
		}
		before := briefing.Briefing{Citations: []briefing.Citation{{N: 1, Article: "a", Source: "Gazette"}}}
		for n := range rapid.IntRange(1, 5).Draw(t, "stories") {
			before.Stories = append(before.Stories, tell(n, briefing.New))
		}
		o := render.Options{ID: "x", Zone: time.UTC}
		split := narrow(limit, most)
		var parts []bot.PartRecord
		for n, p := range split(render.Briefing(before, o)) {
			parts = append(parts, bot.PartRecord{Part: p, State: bot.PartSent, Ref: bot.MessageRef{ID: fmt.Sprint(n)}})
		}
		now := before
		now.Stories = slices.Clone(before.Stories)
		i := rapid.IntRange(0, len(now.Stories)-1).Draw(t, "changed")
		id := now.Stories[i].ID
		if rapid.Bool().Draw(t, "withdrawn") {
			now.Stories = slices.Delete(now.Stories, i, i+1)
		} else {
			now.Stories[i] = tell(i, briefing.Corrected)
		}
		at := time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)
		for range 2 { // the second time as after a crash
			noted := false
			for n, r := range revise(parts, before, now, []briefing.StoryID{id}, o, at, split) {
				if holds(parts[n].Message, id) != (r != nil) {
					t.Fatalf("part %d: revised %v", n, r != nil)
				}
				if r == nil {
					continue
				}
				if got := split(r.message); len(got) != 1 {
					t.Fatalf("part %d is %d messages", n, len(got))
				}
				if others(parts[n].Message, id) != others(r.message, id) {
					t.Fatalf("part %d says something else of other stories", n)
				}
				for _, f := range r.told {
					if f.Story != id {
						t.Fatalf("part %d tells %+v anew", n, f)
					}
				}
				words := strings.ToLower(fmt.Sprintf("%+v", r.message.Blocks))
				noted = noted || strings.Contains(words, "corrected") || strings.Contains(words, "withdrawn") || !holds(r.message, id)
				parts[n].Message = r.message
			}
			if !noted {
				t.Fatal("no part says that it was corrected")
			}
		}
	})
}

// others is what a message says of all but one story.
func others(m bot.Message, id briefing.StoryID) string {
	return fmt.Sprintf("%+v", slices.DeleteFunc(slices.Clone(m.Blocks), func(b bot.Block) bool { return b.Story == string(id) }))
}

// narrow splits as platforms do: so many blocks and characters to a message, longer texts cut.
func narrow(limit, most int) func(bot.Message) []bot.Part {
	length := func(spans []bot.Span) (n int) {
		for _, s := range spans {
			n += utf8.RuneCountInString(s.Text)
		}
		return n
	}
	return func(m bot.Message) []bot.Part {
		var cut []bot.Block
		for _, b := range m.Blocks {
			b.Spans = bot.CutSpans(b.Spans, limit-length(b.Head)-length(b.Foot), length)
			cut = append(cut, b)
		}
		var parts []bot.Part
		for _, run := range bot.Pack(cut, func(run []bot.Block) bool {
			n := 0
			for _, b := range run {
				n += length(b.Head) + length(b.Spans) + length(b.Foot)
			}
			return n <= limit && len(run) <= most
		}) {
			p := bot.Part{Message: m}
			p.Message.Blocks = run
			parts = append(parts, p)
		}
		return parts
	}
}
