package evidence

import (
	"errors"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

var published = briefing.PubTime{Time: time.Date(2031, 4, 2, 9, 0, 0, 0, time.UTC)}

func article(title, body string) briefing.Article {
	a := briefing.Article{Origin: "a.txt", Source: "Harbour Post", Title: title, Text: body, Published: published}
	a.ID = briefing.IdentifyArticle("", a.Origin, 1, 0, title)
	a.Revision = briefing.RevisionOf(title, body)
	return a
}

// shelf answers for the articles it holds.
func shelf(articles ...briefing.Article) Article {
	return func(id briefing.ArticleID, r briefing.Revision) (briefing.Article, error) {
		for _, a := range articles {
			if a.ID == id && a.Revision == r {
				return a, nil
			}
		}
		return briefing.Article{}, briefing.ErrNotFound
	}
}

// quoting cites the first place where quote stands in a.
func quoting(t *testing.T, a briefing.Article, n int, quote string) briefing.Citation {
	t.Helper()
	i := strings.Index(a.Text, quote)
	if i < 0 {
		t.Fatalf("%q does not stand in the article", quote)
	}
	c := briefing.Cite(a, i, i+len(quote))
	c.N = n
	return c
}

const ferry = "PORT ANSEL (Coastal Wire) — A ferry with 40 people (28 of them pupils) aboard sank off Port Ansel on Tuesday in heavy seas, after its engine had stopped. The harbour did not close and may stay open if the wreck is raised by Friday. Divers of the navy lifted the wreck from a depth of 62 metres."

func TestCheckCitation(t *testing.T) {
	a := article("Ferry sinks", ferry)
	good := quoting(t, a, 1, "The harbour did not close")
	for name, c := range map[string]struct {
		change func(*briefing.Citation)
		says   string
	}{
		"as it stands":    {func(*briefing.Citation) {}, ""},
		"changed letter":  {func(c *briefing.Citation) { c.Quote = "The harbour did now close" }, "not \"The harbour did now close\""},
		"moved range":     {func(c *briefing.Citation) { c.Start, c.End = c.Start+1, c.End+1 }, "the text from"},
		"range too long":  {func(c *briefing.Citation) { c.End = len(a.Text) + 5 }, "does not lie in"},
		"negative range":  {func(c *briefing.Citation) { c.Start = -1 }, "does not lie in"},
		"empty range":     {func(c *briefing.Citation) { c.End = c.Start }, "does not lie in"},
		"wrong hash":      {func(c *briefing.Citation) { c.SHA256 = strings.Repeat("0", 64) }, "hash"},
		"unknown article": {func(c *briefing.Citation) { c.Article = "nobody" }, "not found"},
		"other revision":  {func(c *briefing.Citation) { c.Revision = "older" }, "not found"},
		"other link":      {func(c *briefing.Citation) { c.URL = "https://elsewhere.example/" }, "it names"},
	} {
		t.Run(name, func(t *testing.T) {
			x := good
			c.change(&x)
			err := checkCitation(x, shelf(a))
			if c.says == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("got %v, want an error that says %q", err, c.says)
			}
		})
	}
}

// Datelines of agencies and of those who spread announcements are cut.
func TestDatelines(t *testing.T) {
	const told = "Forty people were saved when a ferry sank off Port Ansel."
	for _, c := range []struct {
		dateline string
		ok       bool
	}{
		{"Ansel (Norland) (AFP) – ", true},
		{"Ansel (AFP) – ", true},
		{"TOLM, May 15, 2024 /PRNewswire/ -- ", true},
		{"TOLM -- ", true},
		{"SATIRE -- ", false},
		{"Ansel (fiction) – ", false},
		{"Ansel (AFP) (Drill) – ", false},
	} {
		quote := c.dateline + told
		a := article("Ferry sinks", quote)
		x := quoting(t, a, 1, quote)
		err := CheckPoint(annotate.New(annotate.Options{}), briefing.Point{Text: told, Cites: []int{1}}, []briefing.Citation{x}, shelf(a))
		if (err == nil) != c.ok {
			t.Errorf("%q: %v", c.dateline, err)
		}
	}
}

func TestCheckPointDeletions(t *testing.T) {
	a := article("Ferry sinks", ferry)
	first := "PORT ANSEL (Coastal Wire) — A ferry with 40 people (28 of them pupils) aboard sank off Port Ansel on Tuesday in heavy seas, after its engine had stopped."
	second := "The harbour did not close and may stay open if the wreck is raised by Friday."
	for _, c := range []struct {
		name, quote, text string
		ok                bool
	}{
		{"whole sentence", first, first, true},
		{"without the dateline", first, "A ferry with 40 people (28 of them pupils) aboard sank off Port Ansel on Tuesday in heavy seas, after its engine had stopped.", true},
		{"without the brackets", first, "A ferry with 40 people aboard sank off Port Ansel on Tuesday in heavy seas, after its engine had stopped.", false},
		{"without the last clause", first, "A ferry with 40 people (28 of them pupils) aboard sank off Port Ansel on Tuesday in heavy seas.", false},
		{"foreign word", first, "A large ferry with 40 people aboard sank off Port Ansel on Tuesday in heavy seas.", false},
		{"changed number", first, "A ferry with 28 people aboard sank off Port Ansel on Tuesday in heavy seas.", false},
		{"dropped number", first, "A ferry with people aboard sank off Port Ansel on Tuesday in heavy seas.", false},
		{"swapped words", first, "A ferry with 40 people aboard sank off Ansel Port on Tuesday in heavy seas.", false},
		{"words from far apart", first, "A ferry with 40 people stopped.", false},
		{"stitched over the sentence end", first + " " + second, "A ferry with 40 people did not close.", false},
		{"dropped negation", second, "The harbour did close and may stay open if the wreck is raised by Friday.", false},
		{"dropped hedge", second, "The harbour did not close and stay open if the wreck is raised by Friday.", false},
		{"dropped condition", second, "The harbour did not close and may stay open.", false},
		{"part of a word", second, "The harbour did not close and may stay open if the wreck is raised by day.", false},
		{"made up", second, "The mayor resigned.", false},
		{"empty", second, "", false},
		{"quote cuts the negation off", "close and may stay open if the wreck is raised by Friday.", "close and may stay open if the wreck is raised by Friday.", false},
		{"word outside the quote", "The harbour did not close and may stay open", second, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := quoting(t, a, 1, c.quote)
			err := CheckPoint(annotate.New(annotate.Options{}), briefing.Point{Text: c.text, Cites: []int{1}}, []briefing.Citation{x}, shelf(a))
			if c.ok && err != nil {
				t.Fatal(err)
			}
			if !c.ok && !errors.Is(err, briefing.ErrEvidence) {
				t.Fatalf("got %v, want a fault of evidence", err)
			}
		})
	}
}

func TestCheckPointCites(t *testing.T) {
	a := article("Ferry sinks", ferry)
	an := annotate.New(annotate.Options{})
	second := "The harbour did not close and may stay open if the wreck is raised by Friday."
	true1, other2 := quoting(t, a, 1, second), quoting(t, a, 2, "Divers of the navy lifted the wreck from a depth of 62 metres.")
	for name, cites := range map[string][]int{"none": nil, "unknown number": {3}, "one that carries nothing beside a true one": {1, 2}} {
		err := CheckPoint(an, briefing.Point{Text: second, Cites: cites}, []briefing.Citation{true1, other2}, shelf(a))
		if !errors.Is(err, briefing.ErrEvidence) {
			t.Errorf("%s: got %v, want a fault of evidence", name, err)
		}
	}
}

// spoken analyses a text and sets who speaks in its sentences, as named there or not.
func spoken(body, speaker string, named bool) (*annotate.Analyzer, *text.Document) {
	an := annotate.New(annotate.Options{})
	d := an.Analyze(article("", body))
	for i := range d.Sentences {
		s := &d.Sentences[i]
		s.Speaker, s.SpeakerKey, s.Stance, s.SpeakerNamed, s.Dangling = speaker, an.NameKey(speaker), briefing.Said, named, false
	}
	return an, d
}

func checkOn(an *annotate.Analyzer, d *text.Document, p briefing.Point) error {
	x := briefing.Cite(d.Article, d.Sentences[0].Start, d.Sentences[0].End)
	x.N = 1
	p.Cites = []int{1}
	return newCheckerOn(an, []briefing.Citation{x}, func(briefing.Citation) (*text.Document, error) { return d, nil }).point(p)
}

func TestCheckPointSpeakers(t *testing.T) {
	const quote = "“We will rebuild the pier before winter,” he told reporters on Monday."
	const framed = "Ola Brandt: “We will rebuild the pier before winter”"
	for _, c := range []struct {
		name, text, frame, speaker string
		ok                         bool
	}{
		{"framed", framed, "Ola Brandt: ", "Ola Brandt", true},
		{"framed, whole", "Ola Brandt: " + quote, "Ola Brandt: ", "Ola Brandt", true},
		{"another speaker in the frame", "Ida Holm: “We will rebuild the pier before winter”", "Ida Holm: ", "Ola Brandt", false},
		{"another speaker", framed, "Ola Brandt: ", "Ida Holm", false},
		{"speaker dropped", "“We will rebuild the pier before winter”", "", "", false},
		{"speaker only in the field", quote, "", "Ola Brandt", false},
		{"invented role", "Mayor Ola Brandt: “We will rebuild the pier before winter”", "Mayor Ola Brandt: ", "Ola Brandt", false},
		{"outlet in the frame", "Harbour Post: “We will rebuild the pier before winter”", "Harbour Post: ", "Harbour Post", false},
		{"frame that is a claim", "Ola Brandt lied: “We will rebuild the pier before winter”", "Ola Brandt lied: ", "Ola Brandt", false},
		{"frame without colon", "Ola Brandt “We will rebuild the pier before winter”", "Ola Brandt ", "Ola Brandt", false},
		{"quotation marks dropped", "Ola Brandt: We will rebuild the pier before winter", "Ola Brandt: ", "Ola Brandt", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			an, d := spoken(quote, "Ola Brandt", false)
			err := checkOn(an, d, briefing.Point{Text: c.text, Frame: c.frame, Speaker: c.speaker})
			if c.ok && err != nil {
				t.Fatal(err)
			}
			if !c.ok && !errors.Is(err, briefing.ErrEvidence) {
				t.Fatalf("got %v, want a fault of evidence", err)
			}
		})
	}
}

func TestAttributionStaysWithItsClaim(t *testing.T) {
	an, d := spoken("The pier will open again in May, lamented Ola Brandt.", "Ola Brandt", true)
	if err := checkOn(an, d, briefing.Point{Text: "The pier will open again in May.", Speaker: "Ola Brandt"}); err == nil {
		t.Error("the speaker was left out of the text")
	}
	an, d = spoken("He denied that the pier was unsafe.", "Ola Brandt", false)
	if err := checkOn(an, d, briefing.Point{Text: "Ola Brandt: the pier was unsafe.", Frame: "Ola Brandt: ", Speaker: "Ola Brandt"}); err == nil {
		t.Error("a denial was told as a claim")
	}
	for _, subject := range []string{"the report", "the statement", "on Monday the letter", "a message", "in an interview the post"} {
		an, d = spoken("He said "+subject+" that the pier was unsafe is wrong.", "Ola Brandt", false)
		p := briefing.Point{Text: "Ola Brandt: the pier was unsafe is wrong.", Frame: "Ola Brandt: ", Speaker: "Ola Brandt"}
		if err := checkOn(an, d, p); err == nil {
			t.Errorf("%q went with the attribution", subject)
		}
	}
}

func TestCheckLeftOutTitles(t *testing.T) {
	a := article("Ferry sinks off Port Ansel", "Ferry sinks off Port Ansel\n"+ferry)
	an := annotate.New(annotate.Options{})
	x := quoting(t, a, 1, "Ferry sinks off Port Ansel")
	for name, c := range map[string]struct {
		left briefing.LeftOut
		ok   bool
	}{
		"proven":         {briefing.LeftOut{Title: "Ferry sinks off Port Ansel", TitleCites: []int{1}}, true},
		"without title":  {briefing.LeftOut{}, true},
		"uncited":        {briefing.LeftOut{Title: "Ferry sinks off Port Ansel"}, false},
		"another":        {briefing.LeftOut{Title: "Ferry captain arrested", TitleCites: []int{1}}, false},
		"with more":      {briefing.LeftOut{Title: "Ferry sinks off Port Ansel again", TitleCites: []int{1}}, false},
		"unknown number": {briefing.LeftOut{Title: "Ferry sinks off Port Ansel", TitleCites: []int{2}}, false},
	} {
		b := briefing.Briefing{Citations: []briefing.Citation{x}, LeftOut: []briefing.LeftOut{c.left}}
		if faults := CheckBriefing(an, b, shelf(a)); (len(faults) == 0) != c.ok {
			t.Errorf("%s: %v", name, faults)
		}
	}
}

func TestCheckAnswer(t *testing.T) {
	a := article("Ferry sinks", ferry)
	an := annotate.New(annotate.Options{})
	x := quoting(t, a, 1, "Divers of the navy lifted the wreck from a depth of 62 metres.")
	p := briefing.Point{Text: x.Quote, Cites: []int{1}}
	point := []briefing.Point{p}
	far := briefing.Citation{N: 1, Article: a.ID, Revision: a.Revision, Quote: "x", End: 1, SHA256: x.SHA256}
	for name, c := range map[string]struct {
		answer briefing.Answer
		ok     bool
	}{
		"its point":               {briefing.Answer{Status: briefing.Answered, Text: p.Text, Points: point}, true},
		"more than it says":       {briefing.Answer{Status: briefing.Answered, Text: p.Text + " The captain fled.", Points: point}, false},
		"less than it says":       {briefing.Answer{Status: briefing.Answered, Text: "Divers.", Points: point}, false},
		"without a point":         {briefing.Answer{Status: briefing.Answered, Text: ""}, false},
		"no answer":               {briefing.Answer{Status: briefing.NoAnswer, Text: NotSaid}, true},
		"another notice":          {briefing.Answer{Status: briefing.NoAnswer, Text: "The articles do not hold an answer."}, false},
		"a claim beside it":       {briefing.Answer{Status: briefing.NoAnswer, Text: NotSaid + " The captain fled."}, false},
		"an answer and none":      {briefing.Answer{Status: briefing.NoAnswer, Text: NotSaid, Points: point}, false},
		"false near passage":      {briefing.Answer{Status: briefing.NoAnswer, Text: NotSaid, Nearest: []briefing.Citation{far}}, false},
		"near and answered":       {briefing.Answer{Status: briefing.Answered, Text: p.Text, Points: point, Nearest: []briefing.Citation{x}}, false},
		"no such status":          {briefing.Answer{Status: "perhaps", Text: p.Text, Points: point}, false},
		"surer than sure":         {briefing.Answer{Status: briefing.Answered, Text: p.Text, Points: point, Confidence: 1.5}, false},
		"false premise":           {briefing.Answer{Status: briefing.FalsePremise, Question: "Why did divers lift the wreck from a depth of 90 metres?", Text: Contradicted + "\n" + p.Text, Points: point}, true},
		"false premise, unopened": {briefing.Answer{Status: briefing.FalsePremise, Question: "Why did divers lift the wreck from a depth of 90 metres?", Text: p.Text, Points: point}, false},
		"premise that holds":      {briefing.Answer{Status: briefing.FalsePremise, Question: "Why did divers lift the wreck from a depth of 62 metres?", Text: Contradicted + "\n" + p.Text, Points: point}, false},
		"premise of another":      {briefing.Answer{Status: briefing.FalsePremise, Question: "Why was the bread of Orlo banned?", Text: Contradicted + "\n" + p.Text, Points: point}, false},
	} {
		c.answer.Citations = []briefing.Citation{x}
		if faults := CheckAnswer(an, c.answer, shelf(a)); (len(faults) == 0) != c.ok {
			t.Errorf("%s: %v", name, faults)
		}
	}
}
