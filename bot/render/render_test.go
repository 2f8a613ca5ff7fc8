package render_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/render"
	"briefbot/briefing"
)

var update = flag.Bool("update", false, "write the goldens anew")

var now = time.Date(2024, 5, 6, 6, 30, 0, 0, time.UTC)

// citations are of three articles: linked, without an address, and with one that is no web address.
var citations = []briefing.Citation{
	{N: 1, Article: "a1", Source: "Harbour Gazette", Title: "Old quay bridge opens", URL: "https://gazette.example/bridge?a=1&b=2", Quote: "The bridge over the old quay opened on Sunday.", Paragraph: 1},
	{N: 2, Article: "a2", Source: "Ferry Times", Title: "Bridge <opened> at last", Published: briefing.PubTime{Time: now.Add(-20 * time.Hour)}, Quote: "About 300 people came, the mayor, Ilse Varn, said.", Paragraph: 4},
	{N: 3, Article: "a3", Origin: "page-7.html", URL: "javascript:alert(1)", Quote: "Police counted 120 people.", Paragraph: 2},
}

func story() briefing.BriefingStory {
	return briefing.BriefingStory{
		ID: "s1", Title: "Old quay bridge opens", TitleCites: []int{1}, Topic: "harbour works", State: briefing.New, Sources: 3, IndependentSources: 2,
		Last: briefing.PubTime{Time: now.Add(-2 * time.Hour)},
		Points: []briefing.Point{
			{Text: "The bridge over the old quay opened on Sunday.", Cites: []int{1, 2, 1}},
			{Text: "About 300 people came, the mayor, Ilse Varn, said.", Speaker: "Ilse Varn", Cites: []int{2}},
		},
		Disagreements: []briefing.Disagreement{{About: "how many people came",
			A: briefing.Point{Text: "About 300 people came, the mayor, Ilse Varn, said.", Speaker: "Ilse Varn", Cites: []int{2}},
			B: briefing.Point{Text: "120 people", Speaker: "Police", Cites: []int{3}}}},
		Facts: []briefing.Fact{
			{Story: "s1", Article: "a2", Text: "About 300 people came, the mayor, Ilse Varn, said."},
			{Story: "s1", Article: "a1", Text: "Old quay bridge opens"},
		},
	}
}

func TestGoldens(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	b := briefing.Briefing{
		AsOf: now, Window: briefing.Window{From: now.Add(-24 * time.Hour), To: now}, Citations: citations,
		Coverage: briefing.Coverage{Articles: 214, Feeds: 31, Failing: 2},
		Stories: []briefing.BriefingStory{story(), {ID: "s2", Title: "Ferry strike ends @everyone", State: briefing.Developing, IndependentSources: 1,
			Points: []briefing.Point{{Text: "Police counted 120 people.", Cites: []int{3}}}}},
		LeftOut: []briefing.LeftOut{{Why: "told before"}, {Why: "below the cut"}, {Why: "told before"}},
	}
	one, quiet, empty := b, b, b
	one.Stories = b.Stories[:1]
	quiet.Stories, quiet.Topics = nil, []string{"energy", "harbour works"}
	empty.Stories, empty.LeftOut, empty.Coverage = nil, nil, briefing.Coverage{Feeds: 1, Failing: 1}
	answer := briefing.Answer{Question: "How many came?", Status: briefing.Answered, Points: story().Points, Citations: citations}
	premise, none := answer, answer
	premise.Status = briefing.FalsePremise
	none.Status, none.Points, none.Nearest = briefing.NoAnswer, nil, citations
	shown := render.Options{ID: "0123456789abcdef01", Zone: berlin}
	private := shown
	private.Private, private.Question = true, true
	late := shown
	late.Late = true
	for name, m := range map[string]bot.Message{
		"briefing":       render.Briefing(b, late),
		"briefing-one":   render.Briefing(one, private),
		"briefing-quiet": render.Briefing(quiet, render.Options{}),
		"briefing-empty": render.Briefing(empty, render.Options{}),
		"answer":         render.Answer(answer, private),
		"answer-premise": render.Answer(premise, shown),
		"answer-none":    render.Answer(none, shown),
		"sources":        render.Sources(b, story()),
		"quotes":         render.Quotes(answer),
		"why":            render.Why(story()),
		"more":           render.More(b, story(), shown.ID, shown),
	} {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			e := json.NewEncoder(&got)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			if err := e.Encode(m); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name+".json")
			if *update {
				if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got.String()); d != "" {
				t.Errorf("changed (write it anew with -update):\n%s", d)
			}
		})
	}
}

// Every fact stands with exactly one block, that of its story.
func TestFactsStandWithTheirStory(t *testing.T) {
	b := briefing.Briefing{AsOf: now, Citations: citations, Stories: []briefing.BriefingStory{story(), {ID: "s2", Title: "Ferry strike ends", Facts: []briefing.Fact{{Story: "s2", Text: "Ferry strike ends"}}}}}
	m := render.Briefing(b, render.Options{})
	if n := len(m.Facts()); n != 3 {
		t.Fatalf("%d facts, want 3", n)
	}
	for _, block := range m.Blocks {
		for _, f := range block.Facts {
			if string(f.Story) != block.Story {
				t.Errorf("the fact %q stands with the story %q", f.Text, block.Story)
			}
		}
	}
}

// A post stands alone: each title once, no sentence twice, the file of a page never in its outlet's
// place, and as many controls as there are stories, and four.
func TestThePostStandsAlone(t *testing.T) {
	s := story()
	s.Points = append(s.Points, briefing.Point{Text: "Old quay bridge opens.", Cites: []int{1, 3}})
	b := briefing.Briefing{AsOf: now, Citations: citations, Stories: []briefing.BriefingStory{s, {ID: "s2", Title: "Ferry strike ends"}}}
	m := render.Briefing(b, render.Options{ID: "shown"})
	got := bottest.Words(m)
	for text, times := range map[string]int{
		"Old quay bridge opens": 1, "Ferry strike ends": 1, "About 300 people came, the mayor, Ilse Varn, said.": 1,
		"page-7.html": 0, "Also": 1, "Disputed (how many people came)": 1, "The bridge over the old quay": 1,
	} {
		if n := strings.Count(got, text); n != times {
			t.Errorf("%q stands there %d times, want %d:\n%s", text, n, times, got)
		}
	}
	controls := 0
	for _, block := range m.Blocks {
		controls += min(1, len(block.Menu)) + len(block.Buttons)
		if block.Select != nil {
			controls++
		}
	}
	if most := len(b.Stories) + 4; controls > most {
		t.Errorf("%d controls, want at most %d", controls, most)
	}
}

func TestOneOutletIsNamedOnce(t *testing.T) {
	s := story()
	s.Disagreements = nil
	s.Points = []briefing.Point{{Text: "The bridge opened.", Cites: []int{1}}, {Text: "It is 40 metres long.", Cites: []int{1}}}
	got := bottest.Words(render.Briefing(briefing.Briefing{AsOf: now, Citations: citations, Stories: []briefing.BriefingStory{s}}, render.Options{}))
	if n := strings.Count(got, "Harbour Gazette"); n != 1 {
		t.Errorf("the only outlet is named %d times:\n%s", n, got)
	}
}

// An outlet that has both sides of a disagreement is named once: below, where it is the story's only one, or behind
// them; two outlets each behind their side.
func TestSidesNameTheirOutletOnce(t *testing.T) {
	s := story()
	s.Points = nil
	for _, c := range []struct{ a, b, others, gazette, times int }{{1, 1, 0, 1, 0}, {1, 1, 2, 1, 1}, {1, 2, 0, 1, 1}} {
		s.Disagreements = []briefing.Disagreement{{About: "the bridge",
			A: briefing.Point{Text: "Ilse Varn said it was safe.", Speaker: "Ilse Varn", Cites: []int{c.a}},
			B: briefing.Point{Text: "Tom Rell said it was not.", Speaker: "Tom Rell", Cites: []int{c.b}}}}
		s.TitleCites = []int{1}
		if c.others > 0 {
			s.Points = []briefing.Point{{Text: "It opened.", Cites: []int{c.others}}}
		}
		b := briefing.Briefing{AsOf: now, Citations: citations, Stories: []briefing.BriefingStory{s}}
		got := bottest.Words(render.Briefing(b, render.Options{}))
		if a, b := strings.Count(got, "Harbour Gazette"), strings.Count(got, "Ferry Times"); a != c.gazette || b != c.times {
			t.Errorf("%+v: named %d and %d times:\n%s", c, a, b, got)
		}
		s.Points = nil
	}
}

// A page without an outlet is named by its title, but not below the same title.
func TestTitlesAreNotRepeatedAsOutlets(t *testing.T) {
	for title, want := range map[string]int{"Old quay bridge opens": 1, "Bridge opened at last": 2} {
		s := briefing.BriefingStory{ID: "s", Title: "Old quay bridge opens"}
		s.Points = []briefing.Point{{Text: "It opened.", Cites: []int{1}}}
		b := briefing.Briefing{AsOf: now, Stories: []briefing.BriefingStory{s}}
		b.Citations = []briefing.Citation{{N: 1, Article: "a", Title: title}}
		got := bottest.Words(render.Briefing(b, render.Options{}))
		if n := strings.Count(got, "Old quay bridge opens") + strings.Count(got, "Bridge opened at last"); n != want {
			t.Errorf("%q: %d titles, want %d:\n%s", title, n, want, got)
		}
	}
}

// What was cut from a sentence is not run into the next one.
func TestPointsEnd(t *testing.T) {
	s := story()
	s.Disagreements = nil
	s.Points = nil
	for _, text := range []string{"Luka Tarn: \"Not one gun has fired\"", "Is it over?", "Nobody knows"} {
		s.Points = append(s.Points, briefing.Point{Text: text, Cites: []int{1}})
	}
	b := briefing.Briefing{AsOf: now, Citations: citations, Stories: []briefing.BriefingStory{s}}
	got := bottest.Words(render.Briefing(b, render.Options{}))
	if want := "Luka Tarn: \"Not one gun has fired\". Is it over? Nobody knows."; !strings.Contains(got, want) {
		t.Errorf("lacks %q:\n%s", want, got)
	}
}

func TestCorrectionSaysWhatNoLongerStands(t *testing.T) {
	before := briefing.Briefing{AsOf: now, Citations: citations, Stories: []briefing.BriefingStory{story()}}
	s := story()
	s.State, s.Disagreements = briefing.Corrected, nil
	s.Points = []briefing.Point{s.Points[0], {Text: "About 200 people came.", Cites: []int{2}}}
	after := before
	after.Stories = []briefing.BriefingStory{s}
	got := bottest.Words(render.Briefing(after, render.Options{Before: &before}))
	for _, want := range []string{"corrected", "a source has changed what it says", "About 200 people came.", "No longer said: “About 300 people came, the mayor, Ilse Varn, said.”"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(bottest.Words(render.Briefing(after, render.Options{})), "No longer said") {
		t.Error("what was said before is told without being known")
	}
	if strings.Contains(bottest.Words(render.Briefing(before, render.Options{Before: &before})), "No longer said") {
		t.Error("a story that was not corrected is shown as one")
	}
}

func TestSpeakersStandOut(t *testing.T) {
	p := briefing.Point{Text: "Ilse Varn: the bridge is safe.", Frame: "Ilse Varn: ", Speaker: "Ilse Varn", Cites: []int{1}}
	m := render.Answer(briefing.Answer{Status: briefing.Answered, Points: []briefing.Point{p}, Citations: citations}, render.Options{})
	spans := m.Blocks[0].Spans
	if !spans[0].Bold || spans[0].Text != "Ilse Varn:" || spans[1].Text != " the bridge is safe." {
		t.Errorf("%+v", spans)
	}
}

func TestCoverage(t *testing.T) {
	for _, c := range []struct {
		coverage briefing.Coverage
		want     string
	}{
		{briefing.Coverage{Articles: 214, Sources: 12, Feeds: 31, Failing: 2}, "214 articles, 12 outlets"},
		{briefing.Coverage{Articles: 1, Sources: 1, Feeds: 1}, "1 article, 1 outlet"},
		{briefing.Coverage{Articles: 9, Sources: 2, Undated: 3}, "9 articles, 2 outlets, 3 undated left out"},
		{briefing.Coverage{}, "0 articles"},
	} {
		if got := render.Coverage(c.coverage); got != c.want {
			t.Errorf("%+v: %q, want %q", c.coverage, got, c.want)
		}
	}
}

func TestTitleNamesItsLimits(t *testing.T) {
	b := briefing.Briefing{AsOf: now, Topics: []string{"energy"}, Sources: []string{"Ferry Times", "Harbour Gazette"}, Coverage: briefing.Coverage{Articles: 3}}
	m := render.Briefing(b, render.Options{})
	got := m.Summary + "\n" + bottest.Words(m)
	for _, want := range []string{"Briefing · Monday 6 May 2024 · energy, from Ferry Times and Harbour Gazette", "Nothing new on energy from Ferry Times and Harbour Gazette · 3 articles"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q:\n%s", want, got)
		}
	}
}

// What was not answered is not offered to be shared.
func TestNoAnswerIsNotShared(t *testing.T) {
	for status, want := range map[briefing.Status]bool{briefing.Answered: true, briefing.FalsePremise: true, briefing.NoAnswer: false} {
		a := briefing.Answer{Status: status, Points: story().Points[:1], Citations: citations}
		m := render.Answer(a, render.Options{ID: "x", Private: true})
		shared := false
		for _, block := range m.Blocks {
			for _, b := range block.Buttons {
				shared = shared || b.Action == render.ActionShare
			}
		}
		if shared != want {
			t.Errorf("%s can be shared: %v", status, shared)
		}
	}
}
