package daily

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"briefbot/briefing/claim"
	"briefbot/briefing/embedding"
	"briefbot/briefing/lex"
	"briefbot/briefing/rank"
	"briefbot/briefing/text"
)

// FactFeatures names what the choice of facts looks at. Shares and flags go from 0 to 1; the names
// "ln …" are logarithms of counts.
var FactFeatures = append(rank.Features{
	"headline", "-ln place", "first", "short", "ln words",
	"in another headline", "in its own headline", "ln pages that say it", "ln pages that name its names", "ln pages of the story",
	"hard words", "office", "event verb", "background word", "reply",
	"dead or hurt", "money", "number", "day of the report", "day to come", "long past",
	"second person", "first person", "begins with a quotation", "has a speaker", "names", "leans on another", "question before",
	"age in windows",
	"page explains", "page opines", "page is a round-up", "page is live", "page advises", "page is sport", "page is soft",
	"story is hard", "story is sport",
}, slices.Concat(relationFeatures, MeaningFeatures)...)

// factReader is what the features of a window's facts are read with.
type factReader struct {
	words    *vocabulary
	pages    []*page
	end      time.Time
	length   time.Duration   // of the window
	headed   map[int32][]int // stem -> pages whose headline holds it
	named    map[string]map[*page]bool
	perStory map[int]int
	found    map[string]embedding.Word
	lookups  sync.Pool // of *lookup
}

// lookup looks for facts in headlines, one at a time.
type lookup struct {
	n            int   // the present fact
	holds, tried []int // by stem, and by page: the last fact that holds it, or was compared with it
}

// mostHeaded bounds the headlines that are compared for one stem.
const mostHeaded = 60

func newReading(v *vocabulary, pages []*page, r Request) *factReader {
	w := &factReader{
		words: v, pages: pages, end: r.Window.To, length: 24 * time.Hour,
		headed: map[int32][]int{}, named: map[string]map[*page]bool{}, perStory: map[int]int{},
		found: map[string]embedding.Word{},
	}
	w.lookups.New = func() any { return &lookup{holds: make([]int, len(v.idf)), tried: make([]int, len(pages))} }
	if w.end.IsZero() {
		w.end = r.AsOf
	}
	if !r.Window.From.IsZero() && !w.end.IsZero() {
		w.length = max(w.end.Sub(r.Window.From), 12*time.Hour)
	}
	for i, p := range pages {
		for k := range p.doc.Sentences {
			for _, n := range p.doc.Sentences[k].Names {
				if w.named[n.Key] == nil {
					w.named[n.Key] = map[*page]bool{}
				}
				w.named[n.Key][p] = true
			}
		}
		if !p.copied {
			w.perStory[p.story]++
		}
		p.title = v.vector(within(p.doc.Title.Tokens, 0, withoutOutlet(p.doc.Article.Title, p.doc.Article.Source)))
		if p.headed {
			p.title = v.vector(within(p.doc.Title.Tokens, p.start, p.end))
		}
		if len(p.title) < 3 {
			continue // a label
		}
		for _, t := range p.title {
			if len(w.headed[t.id]) < mostHeaded {
				w.headed[t.id] = append(w.headed[t.id], i)
			}
		}
	}
	return w
}

// stemmed is a list of words as stems.
func stemmed(name string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		out := map[string]bool{}
		for _, w := range lex.Words(name).All() {
			out[text.Stem(w)] = true
		}
		return out
	})
}

var (
	hardWords       = stemmed("en/hard-news")
	officeWords     = stemmed("en/offices")
	eventWords      = stemmed("en/event-verbs")
	softWords       = stemmed("en/soft-news")
	sportWords      = stemmed("en/sport")
	backgroundWords = stemmed("en/background-markers")
	replyWords      = stemmed("en/replies")
)

// holding counts the tokens whose stem is in a set.
func holding(tokens []text.Token, set map[string]bool) float64 {
	n := 0.0
	for _, t := range tokens {
		if t.Word && set[t.Stem] {
			n++
		}
	}
	return n
}

// said is the share of like facts above which two pages say the same.
const said = 0.45

// measure gives every fact its features.
func (w *factReader) measure(facts []fact) {
	support := w.support(facts)
	w.outgrow(facts)
	type weight struct{ hard, sport, n float64 }
	story := map[int]*weight{}
	for i := range facts {
		f := &facts[i]
		s := story[f.story]
		if s == nil {
			s = &weight{}
			story[f.story] = s
		}
		if f.at < 3 {
			t := f.tokens()
			s.hard += min(holding(t, hardWords()), 2)
			s.sport += min(holding(t, sportWords()), 2)
			s.n++
		}
	}
	pages, stories := w.settings(facts)
	atOnce(len(facts), func(i int) {
		f := &facts[i]
		s := story[f.story]
		f.x = append(w.features(f, support[i]), s.hard/max(1, s.n), s.sport/max(1, s.n))
		f.x = append(f.x, w.relation(f, pages[f.page], stories[f.story])...)
	})
	keepMeaning(facts)
}

// support counts for each fact the other pages of its story that hold one like it.
func (w *factReader) support(facts []fact) []float64 {
	byStory := map[int][]int{}
	for i := range facts {
		if facts[i].sentence != headlineFact {
			byStory[facts[i].story] = append(byStory[facts[i].story], i)
		}
	}
	out := make([]float64, len(facts))
	m := newMatcher(w.words)
	var pages []*page
	for _, group := range byStory {
		if w.perStory[facts[group[0]].story] < 2 {
			continue
		}
		m.clear()
		for _, i := range group {
			m.add(facts[i].vector)
		}
		for _, i := range group {
			pages = pages[:0]
			for k, like := range m.like(facts[i].vector) {
				if p := facts[group[k]].page; like >= said && p != facts[i].page && !p.copied && !slices.Contains(pages, p) {
					pages = append(pages, p)
				}
			}
			out[i] = float64(len(pages))
		}
	}
	return out
}

// inHeadlines is the greatest share of another page's headline that a fact repeats.
func (w *factReader) inHeadlines(f *fact) float64 {
	best := 0.0
	l := w.lookups.Get().(*lookup)
	defer w.lookups.Put(l)
	l.n++
	for _, t := range f.vector {
		l.holds[t.id] = l.n
	}
	for _, t := range f.vector {
		for _, i := range w.headed[t.id] {
			if l.tried[i] == l.n {
				continue
			}
			l.tried[i] = l.n
			p := w.pages[i]
			if p == f.page || f.sentence == headlineFact && slices.EqualFunc(p.title, f.page.title,
				func(a, b term) bool { return a.id == b.id }) {
				continue
			}
			sum, all := 0.0, 0.0
			for _, t := range p.title {
				weight := w.words.idf[t.id]
				all += weight
				if l.holds[t.id] == l.n {
					sum += weight
				}
			}
			best = max(best, sum/all)
		}
	}
	return best
}

// longAgo is how long before the report something happened that is background.
const longAgo = 20 * 24 * time.Hour

func (w *factReader) features(f *fact, support float64) []float64 {
	d, tokens := f.page.doc, f.tokens()
	s := &text.Sentence{}
	headline := f.sentence == headlineFact
	if !headline {
		s = &d.Sentences[f.sentence]
	}
	line := f.text()
	folded := text.Fold(line)
	hard := holding(tokens, hardWords())
	killed, hurt := 0.0, 0.0
	var numbers []text.Number
	var times []text.Time
	if headline {
		numbers, times = d.Title.Numbers, d.Title.Times
		killed, hurt = claim.Toll(&d.Title)
	} else {
		numbers, times = s.Numbers, s.Times
		killed, hurt = claim.Toll(s)
	}
	f.toll = cmp.Or(killed, hurt)
	money := false
	for _, n := range numbers {
		money = money || len(n.Unit) == 3 && n.Unit == strings.ToUpper(n.Unit)
	}
	today, coming, past := false, false, false
	for _, x := range times {
		if x.From.IsZero() || f.page.day.IsZero() {
			continue
		}
		age := f.page.day.Sub(x.From)
		today = today || age > -24*time.Hour && age < 48*time.Hour && x.To.Sub(x.From) <= 24*time.Hour
		coming = coming || age <= -24*time.Hour
		past = past || age > longAgo
	}
	names, spread := 0.0, []int{}
	list := s.Names
	if headline {
		list = d.Title.Names
	}
	for _, n := range list {
		names++
		spread = append(spread, len(w.named[n.Key]))
	}
	slices.SortFunc(spread, func(a, b int) int { return b - a })
	known := 0.0
	for _, n := range spread[:min(2, len(spread))] {
		known += math.Log(1 + float64(n))
	}
	own := 0.0
	if len(f.page.title) > 2 && !headline {
		own = w.words.share(f.page.title, f.vector)
	}
	before := false
	if !headline && f.sentence > 0 {
		b := &d.Sentences[f.sentence-1]
		before = strings.HasSuffix(d.Article.Text[b.Start:b.End], "?")
	}
	age := 0.0
	if !w.end.IsZero() && !f.page.day.IsZero() {
		age = min(max(0, w.end.Sub(f.page.day).Hours()/w.length.Hours()), 1.5)
	}
	k := f.page.kind
	return []float64{
		truth(headline), -math.Log(1 + float64(f.at)), truth(f.at == 0 && !headline), truth(f.words < 9), math.Log(float64(f.words)),
		w.inHeadlines(f), own, math.Log(1 + support), known, math.Log(1 + float64(w.perStory[f.story])),
		min(hard, 3), min(holding(tokens, officeWords()), 2), truth(holding(tokens, eventWords()) > 0),
		truth(holding(tokens, backgroundWords()) > 0), truth(holding(tokens, replyWords()) > 0),
		truth(killed > 0 || hurt > 0), truth(money), truth(len(numbers) > 0), truth(today), truth(coming), truth(past),
		truth(person(tokens, "you", "your")), truth(person(tokens, "i", "we", "my", "our")), truth(strings.HasPrefix(folded, "\"")),
		truth(s.Speaker != ""), min(names, 4), truth(s.Dangling), truth(before),
		age,
		truth(k.explains), truth(k.opines), truth(k.many), truth(k.live), truth(k.advises), k.sport, k.soft,
	}
}

// read is the sentence of a fact as it was read.
func (f *fact) read() *text.Sentence {
	if f.sentence == headlineFact {
		return &f.page.doc.Title
	}
	return &f.page.doc.Sentences[f.sentence]
}

// person reports whether one of the pronouns stands in the tokens outside quotation marks.
func person(tokens []text.Token, pronouns ...string) bool {
	for i, t := range tokens {
		if !t.Word || !slices.Contains(pronouns, t.Norm) {
			continue
		}
		quoted := false
		for _, q := range tokens[:i+1] {
			quoted = quoted != strings.ContainsAny(q.Text, "\"“”")
		}
		if !quoted {
			return true
		}
	}
	return false
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
