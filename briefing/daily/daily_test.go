package daily

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/cluster"
	"briefbot/briefing/evidence"
	"briefbot/briefing/ingest"
	"briefbot/briefing/text"
)

var (
	noon   = time.Date(2031, 4, 2, 12, 0, 0, 0, time.UTC)
	window = briefing.Window{From: noon.Add(-24 * time.Hour), To: noon.Add(time.Second)}
)

func article(outlet, title, body string, at time.Time) briefing.Article {
	a := briefing.Article{Origin: outlet + ".txt", Source: outlet, Title: title, Text: title + "\n" + body, Published: briefing.PubTime{Time: at}, FirstSeen: at}
	a.ID = briefing.IdentifyArticle("", a.Origin, 1, 0, title)
	a.Revision = briefing.RevisionOf(a.Title, a.Text)
	return a
}

func story(id, title, topic string, articles ...briefing.Article) briefing.Story {
	s := briefing.Story{ID: briefing.StoryID(id), Title: title, Topic: topic}
	for _, a := range articles {
		s.Articles = append(s.Articles, briefing.StoryArticle{ID: a.ID, Origin: a.Origin})
	}
	return s
}

// world is a small corpus of invented news: a ferry with two newsrooms, a tax with one.
func world() ([]briefing.Article, []briefing.Story) {
	ferry1 := article("Harbour Post", "Ferry sinks off Port Ansel", "A ferry with 40 people aboard sank off Port Ansel on Tuesday in heavy seas. Three of the passengers were still missing late on Tuesday evening.", noon.Add(-5*time.Hour))
	ferry2 := article("Coast Radio", "Ferry lost near Port Ansel", "The ferry Linnet went down near Port Ansel with 40 people on board. Rescue boats brought 37 survivors to the harbour before midnight.", noon.Add(-3*time.Hour))
	tax := article("City Ledger", "Council of Velden raises parking tax", "The council of Velden raised the parking tax by ten cents an hour. Shops in the old town of Velden had asked for a later start.", noon.Add(-4*time.Hour))
	return []briefing.Article{ferry1, ferry2, tax}, []briefing.Story{
		story("s1", "Ferry sinks off Port Ansel", "Port Ansel", ferry1, ferry2),
		story("s2", "Council of Velden raises parking tax", "Velden", tax),
	}
}

func build(articles []briefing.Article, stories []briefing.Story, r Request) *Edition {
	an := annotate.New(annotate.Options{})
	var docs []*text.Document
	for _, a := range articles {
		docs = append(docs, an.Analyze(a))
	}
	if r.AsOf.IsZero() {
		r.AsOf, r.Window = noon, window
	}
	return Build(an, docs, stories, r)
}

func prove(t *testing.T, b briefing.Briefing, articles ...briefing.Article) {
	t.Helper()
	an := annotate.New(annotate.Options{})
	faults := evidence.CheckBriefing(an, b, func(id briefing.ArticleID, r briefing.Revision) (briefing.Article, error) {
		for _, a := range articles {
			if a.ID == id && a.Revision == r {
				return a, nil
			}
		}
		return briefing.Article{}, briefing.ErrNotFound
	})
	for _, err := range faults {
		t.Error(err)
	}
}

func TestTwoNewsroomsStandBeforeOne(t *testing.T) {
	articles, stories := world()
	b := build(articles, stories, Request{}).Tailor(nil, briefing.Preferences{}, 0)
	prove(t, b, articles...)
	if len(b.Stories) != 2 || b.Stories[0].ID != "s1" || b.Stories[0].IndependentSources != 2 {
		t.Fatalf("stories: %+v", b.Stories)
	}
	for i, c := range b.Citations {
		if c.N != i+1 {
			t.Errorf("citation %d has the number %d", i+1, c.N)
		}
	}
	if c := b.Coverage; c.Articles != 3 || c.Sources != 3 || c.Stories != 2 {
		t.Errorf("coverage: %+v", c)
	}
}

func TestCopiesCountOnce(t *testing.T) {
	articles, stories := world()
	stories[0].Articles[1].CopyOf = stories[0].Articles[0].ID
	b := build(articles, stories, Request{}).Tailor(nil, briefing.Preferences{}, 0)
	for _, s := range b.Stories {
		if s.ID == "s1" && (s.Sources != 2 || s.IndependentSources != 1) {
			t.Errorf("%d sources, %d independent", s.Sources, s.IndependentSources)
		}
	}
}

func TestToldIsNotRepeated(t *testing.T) {
	articles, stories := world()
	first := build(articles, stories, Request{}).Tailor(nil, briefing.Preferences{}, 0)
	var told briefing.Told
	for _, s := range first.Stories {
		if len(s.Facts) == 0 {
			t.Errorf("%s: no facts", s.ID)
		}
		told = append(told, s.Facts...)
	}
	again := build(articles, stories, Request{}).Tailor(told, briefing.Preferences{}, 0)
	if len(again.Stories) != 0 || len(again.LeftOut) != 2 {
		t.Fatalf("told again: %+v", again.Stories)
	}
	more := article("Harbour Post", "Two bodies found", "Divers found two bodies in the wreck of the ferry Linnet on Wednesday morning.", noon.Add(-time.Hour))
	stories[0].Articles = append(stories[0].Articles, briefing.StoryArticle{ID: more.ID})
	articles = append(articles, more)
	b := build(articles, stories, Request{}).Tailor(told, briefing.Preferences{}, 0)
	prove(t, b, articles...)
	if len(b.Stories) != 1 || b.Stories[0].State != briefing.Developing || len(b.Stories[0].Points) != 1 || !strings.Contains(b.Stories[0].Points[0].Text, "two bodies") {
		t.Fatalf("developing: %+v", b.Stories)
	}
}

func TestCorrection(t *testing.T) {
	articles, stories := world()
	var told briefing.Told
	for _, s := range build(articles, stories, Request{}).Tailor(nil, briefing.Preferences{}, 0).Stories {
		told = append(told, s.Facts...)
	}
	for i, a := range articles {
		a.Text = strings.Replace(a.Text, "40 people", "38 people", 1)
		a.Revision = briefing.RevisionOf(a.Title, a.Text)
		articles[i] = a
	}
	b := build(articles, stories, Request{}).Tailor(told, briefing.Preferences{}, 0)
	prove(t, b, articles...)
	if len(b.Stories) != 1 || b.Stories[0].State != briefing.Corrected || !strings.Contains(b.Stories[0].Points[0].Text, "38 people") {
		t.Fatalf("corrected: %+v, left out %+v", b.Stories, b.LeftOut)
	}
}

func TestCorrectionOfAnOldStory(t *testing.T) {
	articles, stories := world()
	var told briefing.Told
	for _, s := range build(articles, stories, Request{}).Tailor(nil, briefing.Preferences{}, 0).Stories {
		told = append(told, s.Facts...)
	}
	later := Request{AsOf: noon.Add(48 * time.Hour), Window: briefing.Window{From: noon.Add(24 * time.Hour), To: noon.Add(48 * time.Hour)}}
	if b := build(articles, stories, later).Tailor(told, briefing.Preferences{}, 0); len(b.Stories) != 0 || b.Coverage.Articles != 0 {
		t.Fatalf("nothing happened, and yet: %+v", b)
	}
	for i, a := range articles {
		a.Text = strings.Replace(a.Text, "40 people", "38 people", 1)
		a.Revision = briefing.RevisionOf(a.Title, a.Text)
		articles[i] = a
	}
	b := build(articles, stories, later).Tailor(told, briefing.Preferences{}, 0)
	prove(t, b, articles...)
	if len(b.Stories) != 1 || b.Stories[0].State != briefing.Corrected || len(b.Stories[0].Points) == 0 {
		t.Fatalf("corrected: %+v", b.Stories)
	}
	for _, p := range b.Stories[0].Points {
		if !strings.Contains(p.Text, "38 people") {
			t.Errorf("told again: %s", p.Text)
		}
	}
}

func TestTopics(t *testing.T) {
	articles, stories := world()
	for topic, want := range map[string]int{"velden": 1, "ferry": 1, "parking taxes": 1, "opera": 0} {
		e := build(articles, stories, Request{AsOf: noon, Window: window, Topics: []string{topic}})
		if got := len(e.Tailor(nil, briefing.Preferences{}, 0).Stories); got != want {
			t.Errorf("%s: %d stories, want %d", topic, got, want)
		}
		if known := len(e.unknown) == 0; known != (want > 0) {
			t.Errorf("%s: unknown topics %v", topic, e.unknown)
		}
		if len(e.Suggestions()) != 2 {
			t.Errorf("%s: suggestions %v", topic, e.Suggestions())
		}
	}
}

func TestPreferences(t *testing.T) {
	articles, stories := world()
	e := build(articles, stories, Request{})
	b := e.Tailor(nil, briefing.Preferences{Follow: []string{"Velden"}}, 0)
	if b.Stories[0].ID != "s2" {
		t.Errorf("followed story is not first: %+v", b.Stories)
	}
	b = e.Tailor(nil, briefing.Preferences{Mute: []string{"ferry"}}, 0)
	if len(b.Stories) != 1 || len(b.LeftOut) != 1 || b.LeftOut[0].ID != "s1" || !strings.Contains(b.LeftOut[0].Why, "muted") {
		t.Errorf("muted: %+v %+v", b.Stories, b.LeftOut)
	}
}

func TestABareDayBelongsToEveryWindowThatTouchesIt(t *testing.T) {
	articles, stories := world()
	for i := range articles {
		day := time.Date(2031, 4, 1, 0, 0, 0, 0, time.UTC)
		articles[i].Published, articles[i].FirstSeen = briefing.PubTime{Time: day, DayOnly: true}, day
	}
	for hours, want := range map[int]int{24: 3, 11: 0} {
		r := Request{AsOf: noon, Window: briefing.Window{From: noon.Add(time.Duration(-hours) * time.Hour), To: noon}}
		if got := build(articles, stories, r).Tailor(nil, briefing.Preferences{}, 0).Coverage.Articles; got != want {
			t.Errorf("%d hours: %d articles, want %d", hours, got, want)
		}
	}
}

func TestOneDisputeIsShownOnce(t *testing.T) {
	a := article("Post", "Army leaves the road", "The army of Velden said it would reduce its patrols on the road to Port Ansel.", noon.Add(-2*time.Hour))
	b := article("Wire", "Patrols trouble drivers", "Patrols of the army on the road to Port Ansel have intensified since Monday, Mayor Ida Holm said.", noon.Add(-time.Hour))
	stories := []briefing.Story{story("s1", a.Title, "Port Ansel", a), story("s2", b.Title, "Port Ansel", b)}
	out := build([]briefing.Article{a, b}, stories, Request{}).Tailor(nil, briefing.Preferences{}, 0)
	prove(t, out, a, b)
	n := 0
	for _, s := range out.Stories {
		n += len(s.Disagreements)
	}
	if len(out.Stories) != 2 || n != 1 {
		t.Errorf("%d stories, %d disagreements", len(out.Stories), n)
	}
}

func TestSampleCorpusIsProven(t *testing.T) {
	articles, _, err := ingest.New(ingest.Options{}).Paths("../../testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	an := annotate.New(annotate.Options{})
	var docs []*text.Document
	for _, a := range articles {
		docs = append(docs, an.Analyze(a))
	}
	e := Build(an, docs, cluster.NewGrouper(nil).Update(docs, nil, nil), Request{})
	for _, words := range []int{60, 90, 150, 300, 600, 2000} {
		b := e.Tailor(nil, briefing.Preferences{}, words)
		prove(t, b, articles...)
		if len(b.Stories) == 0 || len(b.Stories)+len(b.LeftOut) != b.Coverage.Stories {
			t.Errorf("%d words: %d stories, %d left out, %d in all", words, len(b.Stories), len(b.LeftOut), b.Coverage.Stories)
		}
		total := read(b)
		if total > words {
			t.Errorf("%d words, want at most %d", total, words)
		}
	}
}

func TestQuietWindowKeepsItsCoverage(t *testing.T) {
	articles, stories := world()
	w := briefing.Window{From: noon.Add(-time.Hour), To: noon}
	b := build(articles, stories, Request{AsOf: noon, Window: w, Coverage: briefing.Coverage{Feeds: 31, Failing: 2}}).Tailor(nil, briefing.Preferences{}, 0)
	if len(b.Stories) != 0 || b.Coverage != (briefing.Coverage{Feeds: 31, Failing: 2}) {
		t.Errorf("%+v", b)
	}
	j, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(j), "null") {
		t.Errorf("null in %s", j)
	}
}

func TestABacklogIsNoNews(t *testing.T) {
	articles, stories := world()
	for i := range articles { // all of it is read in for the first time within the window
		articles[i].FirstSeen = noon.Add(-time.Hour)
	}
	articles[2].Published.Time = noon.AddDate(0, 0, -9)
	b := build(articles, stories, Request{}).Tailor(nil, briefing.Preferences{}, 0)
	if len(b.Stories) != 1 || b.Stories[0].ID != "s1" || b.Coverage.Articles != 2 {
		t.Errorf("got %d stories of %d articles, want the ferry only", len(b.Stories), b.Coverage.Articles)
	}
}

func TestOneWindowsBareDayIsNotTheNextOnes(t *testing.T) {
	articles, stories := world()
	day := time.Date(2031, 4, 1, 0, 0, 0, 0, time.UTC)
	for i := range articles {
		articles[i].Published, articles[i].FirstSeen = briefing.PubTime{Time: day, DayOnly: true}, day
	}
	end := day.AddDate(0, 0, 2).Add(-time.Second) // "as of 2 April"
	r := Request{AsOf: end, Window: briefing.Window{From: end.Add(-24 * time.Hour), To: end}}
	if got := build(articles, stories, r).Tailor(nil, briefing.Preferences{}, 0).Coverage.Articles; got != 0 {
		t.Errorf("%d articles of the day before", got)
	}
}

func TestForeignStoryStandsBack(t *testing.T) {
	articles, stories := world()
	articles[0].Language, articles[1].Language, articles[2].Language = "de", "de", "en"
	more := article("Harbour Post", "Library opens", "The library of Velden opened its new reading room on Tuesday afternoon.", noon.Add(-6*time.Hour))
	more.Language = "en"
	again := article("Coast Radio", "Bridge painted", "The bridge of Velden was painted green by pupils of the school on Tuesday.", noon.Add(-6*time.Hour))
	again.Language = "en"
	articles = append(articles, more, again)
	stories = append(stories, story("s3", "Library opens", "Velden", more), story("s4", "Bridge painted", "Velden", again))
	b := build(articles, stories, Request{}).Tailor(nil, briefing.Preferences{}, 0)
	if b.Stories[0].ID == "s1" {
		t.Errorf("first: %+v", b.Stories[0])
	}
}
