package daily

import (
	"math"
	"slices"

	"briefbot/briefing/embedding"
	"briefbot/briefing/text"
)

// relationFeatures say how a fact stands to its page and its story: how near it is to what these are about, and what
// it adds to their lead.
var relationFeatures = []string{
	"like its page", "like its story", "meaning like its page", "new beside its lead", "near its lead",
	"headline of its story", "rareness", "ln words of matter", "known names", "new names", "nation", "ahead", "supposed",
}

// setting is what facts have in common: those of a page, or of a story.
type setting struct {
	sum     map[int32]float64 // of their vectors
	n       float64
	meaning embedding.Vector // of their meanings
	lead    *fact            // the first, but for a headline
	heads   []*page          // whose headlines are no labels
}

func (s *setting) add(f *fact) {
	if s.sum == nil {
		s.sum = map[int32]float64{}
	}
	if s.n++; s.lead == nil {
		s.lead = f
	}
	for _, t := range f.vector {
		s.sum[t.id] += t.weight
	}
	for i, x := range *f.meaning {
		s.meaning[i] += x
	}
}

// few is how many facts without likeness are put beside those of a setting, so that a short page is no odd one.
const few = 5

// like is the mean likeness of a fact to the others.
func (s *setting) like(f *fact) float64 {
	sum := 0.0
	for _, t := range f.vector {
		sum += t.weight * s.sum[t.id]
	}
	if f.sentence == headlineFact {
		return sum / (s.n + few)
	}
	return (sum - 1) / (s.n - 1 + few)
}

// settings are those of all pages and stories of some facts, whose meanings are worked out.
func (w *factReader) settings(facts []fact) (pages map[*page]*setting, stories map[int]*setting) {
	pages, stories = map[*page]*setting{}, map[int]*setting{}
	for i := range facts {
		f := &facts[i]
		p, s := pages[f.page], stories[f.story]
		if s == nil {
			s = &setting{}
			stories[f.story] = s
		}
		if p == nil {
			p = &setting{}
			pages[f.page] = p
			if len(f.page.title) >= leastHeadline {
				s.heads = append(s.heads, f.page)
			}
		}
		f.meaning = w.content(f.tokens(), f.read().Names)
		if f.sentence != headlineFact {
			p.add(f)
			s.add(f)
		}
	}
	return pages, stories
}

// relation gives a fact the values of relationFeatures.
func (w *factReader) relation(f *fact, page, story *setting) []float64 {
	s := f.read()
	fresh, near := 0.0, 1.0
	if page.lead != nil && page.lead != f {
		fresh = 1 - w.words.share(f.vector, union(page.lead.vector, f.page.title))
		near = f.meaning.Near(page.lead.meaning)
	}
	heads := 0.0
	for _, p := range story.heads[:min(len(story.heads), mostHeaded)] {
		if p != f.page {
			heads = max(heads, w.words.share(p.title, f.vector))
		}
	}
	rare := 0.0
	for _, t := range f.vector {
		rare += w.words.idf[t.id]
	}
	known, first, nations := w.namesOf(f, page.lead)
	ahead, supposed := false, false
	for _, e := range s.Events {
		if !s.Tokens[e.Verb].Is(text.SayPresent | text.SayPast) {
			ahead, supposed = ahead || e.Modality == text.Planned, supposed || e.Modality == text.Hypothetical
		}
	}
	return []float64{
		page.like(f), story.like(f), f.meaning.Near(&page.meaning), fresh, near,
		heads, rare / float64(max(1, len(f.vector))), math.Log(1 + float64(len(f.vector))), min(known, 3), min(first, 3), min(nations, 2),
		truth(ahead), truth(supposed),
	}
}

// namesOf counts the names of a fact that its page's headline holds, those that stand neither there nor in the lead
// nor on another page, and those of countries and their people.
func (w *factReader) namesOf(f, lead *fact) (known, first, nations float64) {
	holds := func(list []text.Name, key string) bool {
		return slices.ContainsFunc(list, func(m text.Name) bool { return m.Key == key })
	}
	for _, n := range f.read().Names {
		heads := holds(f.page.doc.Title.Names, n.Key)
		known += truth(heads)
		first += truth(!heads && len(w.named[n.Key]) < 2 && lead != f && (lead == nil || !holds(lead.read().Names, n.Key)))
		nations += truth(n.Nation || n.Country != "")
	}
	return known, first, nations
}

// content is what tokens are about: the mean of the meanings of their words of matter, names and figures left out,
// the rarer the heavier.
func (w *factReader) content(tokens []text.Token, names []text.Name) *embedding.Vector {
	v := &embedding.Vector{}
	at := 0
	for _, t := range tokens {
		for at < len(names) && names[at].End <= t.Start() {
			at++
		}
		if !matters(t) || text.HasDigit(t.Norm) || at < len(names) && names[at].Start <= t.Start() {
			continue
		}
		if id, ok := w.words.ids[t.Stem]; ok {
			v.Add(w.word(t.Norm), float32(w.words.idf[id]))
		}
	}
	return v
}

// word is a word's embedding, looked for once.
func (w *factReader) word(norm string) embedding.Word {
	x, ok := w.found[norm]
	if !ok {
		x = embedding.Find(norm)
		w.found[norm] = x
	}
	return x
}
