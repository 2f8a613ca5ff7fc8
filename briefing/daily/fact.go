package daily

import (
	"cmp"
	"embed"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/embedding"
	"briefbot/briefing/rank"
	"briefbot/briefing/summary"
	"briefbot/briefing/text"
)

// fact is something that a reader could be told: a sentence of a page, or its headline.
type fact struct {
	n         int // its number among the edition's facts, from 1; 0 of a dormant story's
	story     int // of Edition.candidates; beyond them of Edition.dormant
	page      *page
	sentence  int // of the page's document; headlineFact for its headline
	at        int // its place among the sentences of running text, from 0
	vector    vector
	meaning   *embedding.Vector // while its features are worked out
	words     int
	x         []float64           // of FactFeatures, but those of meaning
	direction embedding.Direction // of its meaning
	toll      float64             // people killed in it, or else hurt
	outgrown  bool                // it is not the state of things any more
	p         float64             // how likely it is that the day's editor would tell it
}

// headlineFact stands in the place of a sentence's number.
const headlineFact = -1

// page is an article of the window with what its facts have in common.
type page struct {
	doc        *text.Document
	story      int
	start, end int // of what its title tells, within the title
	headed     bool
	title      vector
	day        time.Time
	copied     bool
	kind       kind
}

// text is what a fact says, as it stands in its article.
func (f *fact) text() string {
	if f.sentence == headlineFact {
		return f.page.doc.Article.Title[f.page.start:f.page.end]
	}
	s := &f.page.doc.Sentences[f.sentence]
	return f.page.doc.Article.Text[s.Start:s.End]
}

// tokens are the words of a fact.
func (f *fact) tokens() []text.Token {
	if f.sentence == headlineFact {
		return within(f.page.doc.Title.Tokens, f.page.start, f.page.end)
	}
	return f.page.doc.Sentences[f.sentence].Tokens
}

// within are the tokens between two offsets.
func within(tokens []text.Token, start, end int) []text.Token {
	from := 0
	for from < len(tokens) && tokens[from].Start() < start {
		from++
	}
	to := from
	for to < len(tokens) && tokens[to].End() <= end {
		to++
	}
	return tokens[from:to]
}

// The most pages of one story, and sentences of one page, that are looked at: what a hundredth page of an
// event tells stands in the others, and what stands far down a long page is seldom news.
const mostPages, mostSentences = 40, 90

// The fewest and most words of a sentence that can be told.
const fewestWords, mostWords = 5, 45

// gather finds the facts of the window's stories.
func (e *Edition) gather() {
	var docs []*text.Document
	var pages []*page
	end := e.request.Window.To
	if end.IsZero() {
		end = e.request.AsOf
	}
	for i := range e.candidates {
		c := &e.candidates[i]
		fresh := c.original()
		for _, d := range fresh[max(0, len(fresh)-mostPages):] {
			_, copied := c.copyOf[d.Article.ID]
			p := &page{doc: d, story: i, day: latest(d.Article, end), copied: copied, kind: kindOf(d)}
			p.start, p.end, p.headed = headlineSpan(d.Article)
			p.headed = p.headed && stands(d, p.start, p.end)
			pages, docs = append(pages, p), append(docs, d)
		}
	}
	e.words = newVocabulary(docs)
	w := newReading(e.words, pages, e.request)
	found := make([][]fact, len(pages))
	atOnce(len(pages), func(i int) { found[i] = w.factsOf(pages[i]) })
	e.facts = slices.Concat(found...)
	w.measure(e.facts)
}

// atOnce calls f for 0 to n-1 on all processors and waits for the last; if f panics it does so too.
func atOnce(n int, f func(i int)) {
	var next atomic.Int64
	var failed atomic.Pointer[any]
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			defer func() {
				if x := recover(); x != nil {
					failed.Store(&x)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wait.Wait()
	if x := failed.Load(); x != nil {
		panic(*x)
	}
}

// factsOf are what could be told of one page.
func (w *factReader) factsOf(p *page) []fact {
	var out []fact
	if p.headed {
		words := countWords(p.doc.Article.Title[p.start:p.end])
		out = append(out, fact{story: p.story, page: p, sentence: headlineFact, at: 0, vector: p.title, words: words})
	}
	at := 0
	for i := range p.doc.Sentences {
		s := &p.doc.Sentences[i]
		if s.Heading {
			continue
		}
		if at++; at > mostSentences {
			break
		}
		n := countWords(p.doc.Article.Text[s.Start:s.End])
		if n < fewestWords || n > mostWords || summary.Furniture(p.doc, i) {
			continue
		}
		out = append(out, fact{story: p.story, page: p, sentence: i, at: at - 1, vector: w.words.vector(s.Tokens), words: n})
	}
	return out
}

func countWords(s string) int { return len(strings.Fields(s)) }

// Fact is a candidate of a briefing with its features, as fits see it.
type Fact struct {
	Story    briefing.StoryID
	Article  briefing.ArticleID
	Origin   string
	Headline bool
	Text     string
	X        []float64 // in the order of FactFeatures
}

// Facts are all that the edition could tell, for fitting its model.
func (e *Edition) Facts() []Fact {
	out := make([]Fact, len(e.facts))
	for i := range e.facts {
		f := &e.facts[i]
		out[i] = Fact{
			Story: e.candidates[f.story].story.ID, Article: f.page.doc.Article.ID, Origin: f.page.doc.Article.Origin,
			Headline: f.sentence == headlineFact, Text: f.text(), X: f.values(nil),
		}
	}
	return out
}

// mostFacts is how many facts of one story are looked at, the likeliest.
const mostFacts = 60

// factsOf are the facts of the story candidates[i], likeliest first.
func (e *Edition) factsOf(i int) []*fact {
	facts := e.judged()
	first, _ := slices.BinarySearchFunc(facts, i, func(f fact, story int) int { return cmp.Compare(f.story, story) })
	var out []*fact
	for k := first; k < len(facts) && facts[k].story == i; k++ {
		out = append(out, &facts[k])
	}
	out = slices.DeleteFunc(out, func(f *fact) bool { return f.outgrown })
	slices.SortStableFunc(out, func(a, b *fact) int { return cmp.Compare(b.p, a.p) })
	return out[:min(mostFacts, len(out))]
}

// WithModels is the edition with its facts judged by other models.
func (e *Edition) WithModels(m Models) *Edition {
	out := *e
	out.judged = sync.OnceValue(func() []fact { return e.judge(m) })
	out.kept = newKept(&out)
	return &out
}

// judge says of every fact how likely the day's editor would tell it.
func (e *Edition) judge(m Models) []fact {
	out := slices.Clone(e.facts)
	likely := m.judge(out)
	for i := range out {
		f := &out[i]
		f.n = i + 1
		f.p = likely[i]
		if l := f.page.doc.Article.Language; l != "" && e.request.language != "" && l != e.request.language {
			f.p *= foreignWeight
		}
	}
	return out
}

//go:embed weights
var weights embed.FS

// factModels judge how likely the day's editor would tell a fact. They were fitted by
//
//	go run ./cmd/fit facts DATA
var factModels = sync.OnceValue(func() Models {
	return Models{rank.MustRead(weights, "weights/facts.json", FactFeatures), rank.MustRead(weights, "weights/among.json", AmongFeatures)}
})
