package daily

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/cluster"
	"briefbot/briefing/text"
)

// Whatever comes in, a briefing keeps within its words, proves what it tells, and says of every story why
// it is not told; nothing new is said only where there is nothing.
func TestOddInput(t *testing.T) {
	at := func(hours int) time.Time { return noon.Add(-time.Duration(hours) * time.Hour) }
	flood := "A flood of the river Tamm killed 30 people in the town of Tamm on Tuesday. " +
		"The bridge of Tamm was closed for a week, and 400 people left their homes."
	fire := "A fire destroyed the mill of Velden on Tuesday. Nobody was hurt in the fire of the mill of Velden."
	strike := "The dockers' union of Greyhaven called a strike for Friday. The port of Greyhaven handles 400 ships a week."
	sold := "The council of Velden sold its mill on Tuesday to a firm."
	var long strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&long, "The council of Velden sold mill number %d to a firm from the coast for %d crowns on Tuesday. ", i, 1000+i)
	}
	many := 5000
	if testing.Short() {
		many = 500 // the race detector needs no more
	}
	tests := []struct {
		name     string
		articles func() []briefing.Article
		stories  int // told at least
		check    func(t *testing.T, b briefing.Briefing)
	}{
		{"no pages", func() []briefing.Article { return nil }, 0, nil},
		{"one long page", func() []briefing.Article {
			return []briefing.Article{article("Post", "Council of Velden sells its mills", long.String(), at(2))}
		}, 1, nil},
		{"many pages of one event", func() []briefing.Article {
			var out []briefing.Article
			for i := range many {
				out = append(out, article(fmt.Sprintf("Outlet %d", i), "Flood in Tamm kills 30", flood, at(1+i%20)))
			}
			return out
		}, 1, func(t *testing.T, b briefing.Briefing) {
			if len(b.Stories) != 1 || len(b.Stories[0].Points) > 2 || b.Coverage.Articles != many {
				t.Errorf("one event of two sentences in many pages is told as %d stories of %d pages", len(b.Stories), b.Coverage.Articles)
			}
		}},
		{"all of one outlet", func() []briefing.Article {
			return []briefing.Article{article("Post", "Flood in Tamm kills 30", flood, at(2)),
				article("Post", "Mill burns down", fire, at(3)),
				article("Post", "Union calls strike", strike, at(4))}
		}, 1, func(t *testing.T, b briefing.Briefing) {
			if b.Coverage.Stories != 3 || b.Coverage.Sources != 1 {
				t.Errorf("%d stories of %d outlets, want 3 of one", b.Coverage.Stories, b.Coverage.Sources)
			}
			for _, s := range b.Stories {
				if s.IndependentSources != 1 {
					t.Errorf("%q has %d independent newsrooms of one outlet", s.Title, s.IndependentSources)
				}
			}
		}},
		{"clocks a year wrong", func() []briefing.Article {
			behind := article("Post", "Mill burns down", fire, at(1))
			ahead := article("Radio", "Union calls strike", strike, at(1))
			behind.Published.Time, ahead.Published.Time = noon.AddDate(-1, 0, 0), noon.AddDate(1, 0, 0)
			unseen := article("Coast Radio", "Council of Velden sells mill", sold, noon.AddDate(1, 0, 0))
			unseen.FirstSeen = time.Time{}
			return []briefing.Article{behind, ahead, unseen, article("Wire", "Flood in Tamm kills 30", flood, at(2))}
		}, 1, func(t *testing.T, b briefing.Briefing) {
			for _, s := range b.Stories {
				if s.Why.Recency < 0.5 || s.Why.Recency > 1 {
					t.Errorf("%q has the recency %v", s.Title, s.Why.Recency)
				}
			}
			if b.Coverage.Articles != 2 {
				t.Errorf("%d articles in the window, want the flood and the page of this hour whose clock is ahead", b.Coverage.Articles)
			}
		}},
		{"pages that copy each other's error", func() []briefing.Article {
			wrong := strings.Replace(flood, "killed 30 people", "killed 300 people", 1)
			return []briefing.Article{article("Wire", "Flood in Tamm kills 300", wrong, at(6)),
				article("Post", "Flood in Tamm kills 300", wrong, at(5)),
				article("Radio", "Flood in Tamm kills 300", wrong, at(4))}
		}, 1, func(t *testing.T, b briefing.Briefing) {
			if n := b.Stories[0].IndependentSources; n != 1 {
				t.Errorf("an error that two outlets copy has %d independent newsrooms", n)
			}
		}},
		{"opinion only", func() []briefing.Article {
			return []briefing.Article{
				article("Post", "Opinion: Why we need bridges",
					"We have always needed bridges in Velden. The council of Velden should build a bridge over the Tamm this year.", at(2)),
				article("Radio", "Column: My week on the river",
					"I spent a week on the river Tamm. The fishermen of the Tamm work from four in the morning until noon.", at(3)),
			}
		}, 1, nil},
		{"headlines only", func() []briefing.Article {
			return []briefing.Article{article("Post", "Flood in Tamm kills 30", "", at(2)),
				article("Radio", "Council of Velden sells its mill", "", at(3))}
		}, 0, nil},
		{"a consent text only", func() []briefing.Article {
			return []briefing.Article{article("Post", "Before you continue",
				"We use cookies to show you ads. Click here to accept all cookies or sign up for our newsletter.", at(2))}
		}, 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			articles := tt.articles()
			an := annotate.New(annotate.Options{})
			var docs []*text.Document
			for _, a := range articles {
				docs = append(docs, an.Analyze(a))
			}
			e := Build(an, docs, cluster.NewGrouper(nil).Update(docs, nil, nil), Request{AsOf: noon, Window: window})
			for _, words := range []int{40, 300} {
				b := e.Tailor(nil, briefing.Preferences{}, words)
				prove(t, b, articles...)
				if len(b.Stories) < tt.stories {
					t.Errorf("%d words: %d told, want at least %d", words, len(b.Stories), tt.stories)
				}
				sane(t, b, words)
				if tt.check != nil {
					tt.check(t, b)
				}
			}
		})
	}
}

// sane checks what holds of every briefing: its words, and that each story is told or left out for a reason.
func sane(t *testing.T, b briefing.Briefing, words int) {
	t.Helper()
	if len(b.Stories)+len(b.LeftOut) != b.Coverage.Stories {
		t.Errorf("%d words: %d told and %d left out of %d", words, len(b.Stories), len(b.LeftOut), b.Coverage.Stories)
	}
	if got := read(b); got > words {
		t.Errorf("%d words, asked for %d", got, words)
	}
	for _, l := range b.LeftOut {
		if l.Why == "" {
			t.Errorf("%s is left out without a reason", l.ID)
		}
	}
	for _, s := range b.Stories {
		if s.Title == "" || len(s.Points) == 0 {
			t.Errorf("%s has the title %q and %d points", s.ID, s.Title, len(s.Points))
		}
	}
}

// Undated pages are in a window that is open on both sides, and in no other.
func TestUndatedPages(t *testing.T) {
	articles, stories := world()
	for i := range articles {
		articles[i].Published, articles[i].FirstSeen = briefing.PubTime{}, time.Time{}
	}
	an := annotate.New(annotate.Options{})
	var docs []*text.Document
	for _, a := range articles {
		docs = append(docs, an.Analyze(a))
	}
	b := Build(an, docs, stories, Request{}).Tailor(nil, briefing.Preferences{}, 300)
	prove(t, b, articles...)
	if len(b.Stories) != 2 {
		t.Errorf("%d stories of undated pages", len(b.Stories))
	}
}

// A fact that two outlets tell in other words is told once, and a point adds to its title.
func TestNothingIsToldTwice(t *testing.T) {
	one := article("Harbour Post", "Hacker drops ransom for Velcom data",
		"The hacker who stole the data of Velcom's customers dropped a ransom demand of 1 million crowns on Tuesday. "+
			"Some 9.8 million customers of Velcom are affected.", noon.Add(-5*time.Hour))
	two := article("Coast Radio", "Hacker gives up ransom",
		"The hacker of Velcom gave up a ransom demand of 1 million crowns for the data of Velcom's customers on Tuesday. "+
			"Interpol was called in on Monday night.", noon.Add(-3*time.Hour))
	b := build([]briefing.Article{one, two}, []briefing.Story{story("s1", one.Title, "Velcom", one, two)}, Request{}).
		Tailor(nil, briefing.Preferences{}, 300)
	prove(t, b, one, two)
	ransom := 0
	for _, s := range b.Stories {
		for _, p := range s.Points {
			if strings.Contains(p.Text, "1 million crowns") {
				ransom++
			}
		}
	}
	affected := func(p briefing.Point) bool { return strings.Contains(p.Text, "9.8 million") }
	if ransom != 1 || !slices.ContainsFunc(b.Stories[0].Points, affected) {
		t.Errorf("the ransom is told %d times: %+v", ransom, b.Stories[0].Points)
	}
}

// A toll that is told is not told again beside another figure; a figure of another matter is told; and no title tells
// what had been before.
func TestFiguresOfOneMatter(t *testing.T) {
	one := article("Harbour Post", "Petrel hits pier",
		"Twelve people were injured on Tuesday when the ferry Petrel struck the pier of Greyhaven. "+
			"A ferry with 140 people on board hit the pier of Greyhaven, injuring 12. "+
			"Engineers had advised a new pier for 30 million crowns. "+
			"The council offered 30 million crowns for the new pier. "+
			"The Petrel has made 900 crossings.", noon.Add(-5*time.Hour))
	e := build([]briefing.Article{one}, []briefing.Story{story("s1", one.Title, "Greyhaven", one)}, Request{})
	find := func(part string) *fact {
		i := slices.IndexFunc(e.facts, func(f fact) bool { return strings.Contains(f.text(), part) })
		if i < 0 {
			t.Fatalf("no fact holds %q", part)
		}
		return &e.facts[i]
	}
	for _, tt := range []struct {
		told, fact string
		again      bool
	}{
		{"Twelve people", "injuring 12", true},
		{"had advised", "council offered", true},
		{"Twelve people", "900 crossings", false},
		{"Twelve people", "had advised", false},
	} {
		if got := find(tt.fact).recounts(find(tt.told).read().Numbers); got != tt.again {
			t.Errorf("%q beside %q: told already is %v", tt.fact, tt.told, got)
		}
	}
	if !find("had advised").wasBefore() || find("council offered").wasBefore() {
		t.Error("what had been before is not told from what is new")
	}
}

// read is how many words a briefing has as it is read.
func read(b briefing.Briefing) int {
	n := 0
	for _, s := range b.Stories {
		n += countWords(s.Title)
		for _, p := range s.Points {
			n += countWords(p.Text)
		}
		for _, d := range s.Disagreements {
			for _, x := range []briefing.Point{d.A, d.B} {
				if !slices.ContainsFunc(s.Points, func(p briefing.Point) bool { return p.Text == x.Text }) {
					n += countWords(x.Text)
				}
			}
		}
	}
	return n
}
