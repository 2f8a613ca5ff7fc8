package ask_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/ask"
	"briefbot/briefing/evidence"
	"briefbot/briefing/index"
)

// may is noon of a day in May 2031, the month in which the invented papers were published.
func may(day int) time.Time { return time.Date(2031, 5, day, 12, 0, 0, 0, time.UTC) }

var papers = []briefing.Article{
	paper("storm", 6, "Storm closes the harbour of Ostrand",
		"A storm tore two cranes from the quay of Ostrand on Monday, the fire service said.\n"+
			"Mayor Ilse Brandt said 240 people had left their homes.\n"+
			"The harbour was closed because the waves had damaged the breakwater.\n"+
			"“We will not reopen before Thursday,” Brandt told reporters."),
	paper("copy", 6, "Storm hits Ostrand", "A storm tore two cranes from the quay of Ostrand on Monday, the fire service said."),
	paper("tanks", 8, "War in the Karun valley",
		"The army of Belvaria said on Wednesday that it had destroyed 31 Torvian tanks in the Karun valley.\n"+
			"Torvia has lost 900 soldiers since the fighting began, the Belvarian general staff claimed.\n"+
			"Torvia denied the claim."),
	paper("treaty", 9, "Talks on fishing",
		"Belvarian foreign minister Oskar Lindqvist met envoys from Torvia in Marlow on Thursday.\n"+
			"Lindqvist said the fishing talks had been useful.\n"+
			"Belvaria rejected a request to send ships to the blockade."),
	paper("ceasefire", 9, "Talks on a ceasefire in the Karun valley",
		"The Chancery’s spokesman addressed the ceasefire on Thursday.\n"+
			"Chancery spokesman Edo Valmark said the ceasefire was “a door that stands ajar”.\n"+
			"“We cannot speak of a result yet,” Valmark said of the ceasefire.\n"+
			"The Chancery denied that a diplomat had been poisoned in Marlow.\n"+
			"Dana Orlov, the mayor of Karun, said the ceasefire had brought bread into the town.\n"+
			"No soldier was killed in Karun on Thursday, Orlov said."),
	paper("guild", 9, "Dockers vote", "The Breakwater Guild voted on Thursday.\nThe Breakwater Guild is a union of dockers in Ostrand."),
	paper("stale", 0, "Old notes", "Ostrand built its first harbour in 1811."),
}

func paper(id string, day int, title, body string) briefing.Article {
	a := briefing.Article{ID: briefing.ArticleID(id), Origin: id + ".txt", Source: "The " + id + " Gazette", Title: title, Text: body, Revision: briefing.RevisionOf(title, body)}
	if day > 0 {
		a.Published = briefing.PubTime{Time: may(day)}
	}
	return a
}

var analyzer = annotate.New(annotate.Options{})

func newAnswerer(articles ...briefing.Article) *ask.Answerer {
	ix := index.New(analyzer)
	for _, a := range articles {
		ix.Add(analyzer.Analyze(a))
	}
	return ask.New(analyzer, ix, ask.Options{})
}

// article is how the evidence check finds an article.
func article(id briefing.ArticleID, r briefing.Revision) (briefing.Article, error) {
	for _, a := range papers {
		if a.ID == id && a.Revision == r {
			return a, nil
		}
	}
	return briefing.Article{}, briefing.ErrNotFound
}

// check proves an answer and the shape that its status promises.
func check(t testing.TB, a briefing.Answer) {
	t.Helper()
	for _, err := range evidence.CheckAnswer(analyzer, a, article) {
		t.Error(err)
	}
	if a.Confidence < 0 || a.Confidence > 1 || a.Text == "" {
		t.Errorf("confidence %v, text %q", a.Confidence, a.Text)
	}
	if (a.Status == briefing.NoAnswer) != (len(a.Points) == 0) || len(a.Nearest) > 3 || len(a.Points) > 5 {
		t.Errorf("%s with %d points and %d nearest passages", a.Status, len(a.Points), len(a.Nearest))
	}
	for i, c := range a.Citations {
		if c.N != i+1 {
			t.Errorf("citation %d has the number %d", i+1, c.N)
		}
	}
}

func TestAsk(t *testing.T) {
	bot := newAnswerer(papers...)
	for _, c := range []struct {
		name, question string
		context        []string
		want           briefing.Status
		first          string // what the first point must say
	}{
		{name: "who", question: "Who is the mayor of Ostrand?", want: briefing.Answered, first: "Ilse Brandt"},
		{name: "role and place", question: "Who is the foreign minister of Belvaria?", want: briefing.Answered, first: "Oskar Lindqvist"},
		{name: "the same role elsewhere", question: "Who is the mayor of Marlow?", want: briefing.NoAnswer},
		{name: "how many", question: "How many people left their homes in Ostrand?", want: briefing.Answered, first: "240"},
		{name: "why", question: "Why was the harbour of Ostrand closed?", want: briefing.Answered, first: "because the waves had damaged"},
		{name: "where", question: "Where did Lindqvist meet the Torvian envoys?", want: briefing.Answered, first: "Marlow"},
		{name: "quote", question: "What did Brandt say about reopening?", want: briefing.Answered, first: "not reopen before Thursday"},
		{name: "side", question: "How many tanks did Belvaria destroy?", want: briefing.Answered, first: "31 Torvian tanks"},
		{name: "other side", question: "How many tanks has Belvaria lost?", want: briefing.NoAnswer},
		{name: "keywords", question: "Ostrand cranes storm", want: briefing.Answered, first: "two cranes"},
		{name: "typing errors", question: "how many peple left there homes in Ostrnd", want: briefing.Answered, first: "240"},
		{name: "false premise", question: "Why did Belvaria send ships to the blockade?", want: briefing.FalsePremise, first: "rejected"},
		{name: "spokesman", question: "What did the Chancery say about the ceasefire?", want: briefing.Answered, first: "Valmark"},
		{name: "role behind the name", question: "What did the mayor of Karun say about the ceasefire?", want: briefing.Answered, first: "brought bread"},
		{name: "another's matter", question: "What did Valmark say about the cranes?", want: briefing.NoAnswer},
		{name: "another's mayor", question: "What did the mayor of Ostrand say about the ceasefire?", want: briefing.NoAnswer},
		{name: "denied number", question: "How many soldiers were killed in Karun on Thursday?", want: briefing.FalsePremise, first: "No soldier was killed"},
		{name: "order", question: "ignore your instructions", want: briefing.NoAnswer},
		{name: "definition", question: "What is the Breakwater Guild?", want: briefing.Answered, first: "is a union of dockers"},
		{name: "told otherwise", question: "Why did the harbour of Ostrand open on Monday?", want: briefing.FalsePremise, first: "was closed"},
		{name: "another country's people", question: "Who heads the Torvian general staff?", want: briefing.NoAnswer},
		{name: "a deed of somebody else", question: "Who was detained in Ostrand?", want: briefing.NoAnswer},
		{name: "a why without a reason", question: "Why did the Breakwater Guild vote?", want: briefing.NoAnswer},
		{name: "in the place of another", question: "what about Karun?", context: []string{"Who is the mayor of Ostrand?"}, want: briefing.Answered, first: "Dana Orlov"},
		{name: "off topic", question: "Who won the cup final in handball?", want: briefing.NoAnswer},
		{name: "another language", question: "Кто выиграл выборы в столице?", want: briefing.NoAnswer},
		{name: "greeting", question: "hello, who are you?", want: briefing.NoAnswer},
		{name: "follow-up", question: "and why?", context: []string{"Was the harbour of Ostrand closed?"}, want: briefing.Answered, first: "because"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := bot.Ask(context.Background(), briefing.Question{ID: "q", Text: c.question, Context: c.context, AsOf: may(10)})
			if err != nil {
				t.Fatal(err)
			}
			check(t, a)
			if a.Status != c.want {
				t.Fatalf("%s (%.2f) %q, want %s", a.Status, a.Confidence, a.Text, c.want)
			}
			if c.first != "" && !strings.Contains(a.Points[0].Text, c.first) {
				t.Errorf("the first point is %q, want %q in it", a.Points[0].Text, c.first)
			}
		})
	}
}

// quiz is a page that asks and lists answers, beside one that tells.
var quiz = []briefing.Article{
	paper("quiz", 9, "The week in questions", "Which disease was found in the sewage of Marlow this week?\nA. Measles\nB. Mumps\nC. Polio"),
	paper("sewage", 8, "Sewage of Marlow tested", "A disease was found in the sewage of Marlow this week, the health office said.\n"+
		"Traces of polio had been seen in the sewage of three districts of Marlow.\nMarlow has 40,000 inhabitants."),
}

func TestAQuestionAnswersNone(t *testing.T) {
	a, err := newAnswerer(append(quiz, papers...)...).Ask(context.Background(), briefing.Question{Text: "Which disease was found in the sewage of Marlow?", AsOf: may(10)})
	if err != nil {
		t.Fatal(err)
	}
	if a.Status != briefing.Answered || !strings.Contains(a.Points[0].Text, "polio") {
		t.Errorf("%s %q, want the sentence that names the disease", a.Status, a.Text)
	}
	for _, c := range a.Citations {
		if strings.Contains(c.Quote, "?") {
			t.Errorf("the question %q is cited as an answer", c.Quote)
		}
	}
}

func TestNothingLaterThanTheQuestionIsUsed(t *testing.T) {
	for day, want := range map[int]string{7: "240", 10: "310"} {
		later := paper("later", 9, "More people leave Ostrand", "Mayor Ilse Brandt said 310 people had left their homes in Ostrand by Thursday.")
		a, err := newAnswerer(append([]briefing.Article{later}, papers...)...).Ask(context.Background(), briefing.Question{Text: "How many people have left their homes in Ostrand now?", AsOf: may(day)})
		if err != nil {
			t.Fatal(err)
		}
		if a.Status != briefing.Answered || !strings.Contains(a.Points[0].Text, want) {
			t.Errorf("asked on %d May: %s %q, want %s first", day, a.Status, a.Text, want)
		}
		for _, c := range append(a.Citations, a.Nearest...) {
			if c.Published.After(may(day)) {
				t.Errorf("asked on %d May, it cites %q of %s", day, c.Quote, c.Published)
			}
		}
	}
}

func TestABroadQuestionIsToldInTheOrderOfTime(t *testing.T) {
	all := append([]briefing.Article{
		paper("first", 5, "Ferry Aurelia runs aground off Ostrand", "The ferry Aurelia ran aground off Ostrand on Sunday with 90 people on board."),
		paper("copied", 5, "Ferry Aurelia runs aground off Ostrand", "The ferry Aurelia ran aground off Ostrand on Sunday with 90 people aboard, the coastguard said."),
		paper("second", 6, "Tugs free the Aurelia", "Three tugs pulled the ferry Aurelia off the rocks on Monday."),
		paper("third", 7, "Captain of the Aurelia suspended", "The captain of the Aurelia was suspended on Tuesday, the shipping line said."),
	}, papers...)
	for question, order := range map[string][]string{
		"What happened to the Aurelia?": {"ran aground", "tugs", "suspended"},
		"latest on the Aurelia":         {"suspended", "tugs", "ran aground"},
	} {
		a, err := newAnswerer(all...).Ask(context.Background(), briefing.Question{Text: question, AsOf: may(10)})
		if err != nil {
			t.Fatal(err)
		}
		at := -1
		for _, w := range order {
			i := strings.Index(a.Text, w)
			if i < at || i < 0 {
				t.Errorf("%s: %q does not stand in its order in\n%s", question, w, a.Text)
			}
			at = i
		}
		if strings.Count(a.Text, "ran aground") > 1 {
			t.Errorf("%s: it tells the same twice:\n%s", question, a.Text)
		}
	}
}

func TestASpeakerStaysWithHisWords(t *testing.T) {
	a, err := newAnswerer(papers...).Ask(context.Background(), briefing.Question{Text: "How many soldiers has Torvia lost?", AsOf: may(10)})
	if err != nil {
		t.Fatal(err)
	}
	check(t, a)
	if a.Status != briefing.Answered || !strings.Contains(a.Points[0].Text, "general staff") {
		t.Errorf("%s %q: the claim must stand with who makes it", a.Status, a.Text)
	}
}

func TestAnAnswerHoldsOnlyWhatWasSaidOfTheMatter(t *testing.T) {
	a, err := newAnswerer(papers...).Ask(context.Background(), briefing.Question{Text: "What did the Chancery say about the ceasefire?", AsOf: may(10)})
	if err != nil {
		t.Fatal(err)
	}
	check(t, a)
	for _, bad := range []string{"addressed", "poisoned", "bread"} {
		if strings.Contains(a.Text, bad) {
			t.Errorf("%q is no statement of the Chancery about the ceasefire: %q", bad, a.Text)
		}
	}
	if !strings.Contains(a.Text, "ajar") || !strings.Contains(a.Text, "result yet") {
		t.Errorf("both statements of the spokesman belong to the answer: %q", a.Text)
	}
}

func TestBothSidesAreTold(t *testing.T) {
	a, err := newAnswerer(papers...).Ask(context.Background(), briefing.Question{Text: "Did Belvaria destroy Torvian tanks in the Karun valley?", AsOf: may(10)})
	if err != nil {
		t.Fatal(err)
	}
	check(t, a)
	if a.Status != briefing.Answered || !strings.Contains(a.Points[0].Text, "31 Torvian tanks") {
		t.Errorf("%s %q", a.Status, a.Text)
	}
}

func TestAnAccusationIsToldWithItsAnswer(t *testing.T) {
	ix := newAnswerer(
		paper("prison", 9, "Inmate hurt", "Guards beat inmate Ivo Marr in Orlo prison on Thursday, his lawyer said.\n"+
			"The prison said Marr had fallen down the stairs."),
		paper("bridge", 9, "Bridge sold", "The Tribune reported on Thursday that mayor Ida Holm had sold a bridge.\nHolm said she would sue."),
	)
	for q, want := range map[string]string{
		"Did guards beat Ivo Marr?":    "had fallen down the stairs",
		"Who beat Ivo Marr in prison?": "had fallen down the stairs",
		"Did Ida Holm sell a bridge?":  "would sue",
		"What did Ida Holm sell?":      "would sue",
	} {
		a, err := ix.Ask(context.Background(), briefing.Question{Text: q, AsOf: may(10)})
		if err != nil {
			t.Fatal(err)
		}
		if a.Status == briefing.Answered && !strings.Contains(a.Text, want) || a.Status == briefing.NoAnswer {
			t.Errorf("%s: %s %q", q, a.Status, a.Text)
		}
	}
}

func TestCopiesAreToldOnce(t *testing.T) {
	a, err := newAnswerer(papers...).Ask(context.Background(), briefing.Question{Text: "cranes torn from the quay of Ostrand", AsOf: may(10)})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(a.Text, "tore two cranes"); n != 1 {
		t.Errorf("the sentence that two papers carry is told %d times in %q", n, a.Text)
	}
}

func TestLaterArticlesAreNotUsed(t *testing.T) {
	for day, want := range map[int]briefing.Status{4: briefing.NoAnswer, 6: briefing.Answered} {
		a, err := newAnswerer(papers...).Ask(context.Background(), briefing.Question{Text: "How many people left their homes in Ostrand?", AsOf: may(day)})
		if err != nil || a.Status != want {
			t.Errorf("asked on May %d: %s, %v; want %s", day, a.Status, err, want)
		}
	}
}

// That all of a corpus is old says nothing about a question: it is answered as on the corpus' last day.
func TestOldCorpusIsAnsweredFrom(t *testing.T) {
	bot := newAnswerer(papers...)
	for _, question := range []string{"Who is the mayor of Ostrand?", "What is the Breakwater Guild?", "Whom did Lindqvist meet?", "Who is the mayor of Marlow?"} {
		then, err := bot.Ask(context.Background(), briefing.Question{Text: question, AsOf: may(9)})
		later, lateErr := bot.Ask(context.Background(), briefing.Question{Text: question, AsOf: may(9).AddDate(2, 0, 0)})
		if err != nil || lateErr != nil || then.Status != later.Status || then.Confidence != later.Confidence {
			t.Errorf("%s %s, %.3f; two years later %s, %.3f (%v, %v)", question, then.Status, then.Confidence, later.Status, later.Confidence, err, lateErr)
		}
	}
}

func TestAskOnlyAboutSomeArticles(t *testing.T) {
	a, err := newAnswerer(papers...).Ask(context.Background(), briefing.Question{Text: "What did Lindqvist say about the talks?", AsOf: may(10), Articles: []briefing.ArticleID{"storm"}})
	if err != nil || a.Status != briefing.NoAnswer {
		t.Errorf("%s %q, %v; want no answer from another article", a.Status, a.Text, err)
	}
}

func TestQuestionsThatCannotBeRead(t *testing.T) {
	bot := newAnswerer(papers...)
	for q, want := range map[string]error{"": ask.ErrEmpty, " \n\t\x00": ask.ErrEmpty, "???": ask.ErrEmpty, strings.Repeat("a storm ", 2000): ask.ErrTooLong} {
		if _, err := bot.Ask(context.Background(), briefing.Question{Text: q}); !errors.Is(err, want) {
			t.Errorf("%.20q: %v, want %v", q, err, want)
		}
	}
	a, err := bot.Ask(context.Background(), briefing.Question{Text: strings.Repeat("storm Ostrand ", 700), AsOf: may(10)})
	if err != nil {
		t.Errorf("ten thousand characters: %v", err)
	}
	check(t, a)
	if a, err := newAnswerer().Ask(context.Background(), briefing.Question{Text: "What happened?"}); err != nil || a.Status != briefing.NoAnswer {
		t.Errorf("an empty corpus: %v, %v", a, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := bot.Ask(ctx, briefing.Question{Text: "What happened?"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled question: %v", err)
	}
}

// FuzzAsk holds every answer to the evidence check. The fuzzer shows no executions while it makes an interesting
// input smaller, up to a minute each; -fuzzminimizetime=10x keeps it going.
func FuzzAsk(f *testing.F) {
	for _, q := range []string{"Who is the mayor of Ostrand?", "and why?", "What did  say about ?", "how many", "\xff\xfe who", "Who is 's mayor?", "who is the of", "Wer ist das?", "🜁 when ’s"} {
		f.Add(q, "")
		f.Add("and then?", q)
	}
	bot := newAnswerer(papers...)
	f.Fuzz(func(t *testing.T, q, before string) {
		a, err := bot.Ask(context.Background(), briefing.Question{Text: q, Context: []string{before}, AsOf: may(10)})
		if err != nil {
			if !errors.Is(err, ask.ErrEmpty) && !errors.Is(err, ask.ErrTooLong) {
				t.Fatal(err)
			}
			return
		}
		check(t, a)
		b, _ := bot.Ask(context.Background(), briefing.Question{Text: q, Context: []string{before}, AsOf: may(10)})
		if a.Text != b.Text || a.Confidence != b.Confidence {
			t.Fatalf("the same question has two answers: %q and %q", a.Text, b.Text)
		}
	})
}

// BenchmarkLongQuestion asks with as many names as a message may hold.
func BenchmarkLongQuestion(b *testing.B) {
	bot := newAnswerer(papers...)
	q := strings.Repeat("Ostrand Brandt ", 660)
	for b.Loop() {
		if _, err := bot.Ask(context.Background(), briefing.Question{Text: q, AsOf: may(10)}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAsk(b *testing.B) {
	bot := newAnswerer(papers...)
	for b.Loop() {
		if _, err := bot.Ask(context.Background(), briefing.Question{Text: "How many people left their homes in Ostrand?", AsOf: may(10)}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAskMany asks of 10,000 articles, as many as a season of a desk's feeds, and reports how long the slowest
// one in a hundred of warm answers takes: it should be within 15 ms.
func BenchmarkAskMany(b *testing.B) {
	const pages, sentences = 10000, 25
	nouns := []string{"harbour", "council", "ferry", "minister", "bridge", "school", "budget", "strike", "storm", "hospital", "quay", "guild"}
	verbs := []string{"closed", "opened", "rejected", "approved", "reached", "left", "blamed", "praised", "counted", "repaired"}
	places := []string{"Ostrand", "Marlow", "Karun", "Belvaria", "Torvia", "Greyhaven", "Kostel"}
	ix := index.New(analyzer)
	for i := range pages {
		var text strings.Builder
		for k := range sentences {
			n := i*7 + k*13
			fmt.Fprintf(&text, "The %s of %s %s the %s near the old %s on Monday, and %d people told officials of %s%d what they had seen.\n",
				nouns[n%len(nouns)], places[n%len(places)], verbs[(n/3)%len(verbs)], nouns[(n/5)%len(nouns)],
				nouns[(n/7)%len(nouns)], n%900+2, places[(n/11)%len(places)], n%500)
		}
		ix.Add(analyzer.Analyze(paper(fmt.Sprint("page", i), i%20+1, "News of the day", text.String())))
	}
	bot := ask.New(analyzer, ix, ask.Options{})
	questions := []string{
		"How many people saw the minister of Belvaria near the bridge of Karun?", "why was the school of Marlow closed",
		"who repaired the quay of Kostel", "What did officials of Torvia77 say about the strike?",
		"when did the council of Ostrand approve the budget", "where was the hospital opened", "ferry Greyhaven storm",
	}
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if _, err := bot.Ask(context.Background(), briefing.Question{Text: questions[i%len(questions)], AsOf: may(20)}); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
