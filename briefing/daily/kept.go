package daily

import (
	"math"
	"slices"
	"sync"

	"briefbot/briefing"
	"briefbot/briefing/evidence"
	"briefbot/briefing/summary"
	"briefbot/briefing/text"
)

// kept holds what an edition works out when the first destination asks for it, and that is the same for all
// others. It is safe for concurrent use.
type kept struct {
	e       *Edition
	stories []keptStory // by place in Edition.candidates
	points  sync.Map    // *fact -> *point, nil where it gives none
	heads   sync.Map    // *fact -> keptTitle
	forms   sync.Map    // *fact -> []evidence.Title
	topics  sync.Map    // topic -> []bool, whether candidates match it
}

// keptStory is what is kept of one story.
type keptStory struct {
	read     sync.Once
	facts    []*fact
	bound    float64 // what the best of its facts can gain at most, as the first of its story
	original []*text.Document

	headed  sync.Once
	title   string
	cite    briefing.Citation
	titled  bool
	argued  sync.Once
	between []briefing.Disagreement
	cites   []briefing.Citation
}

// keptTitle is a title that a page's headline gives.
type keptTitle struct {
	title
	ok bool
}

func newKept(e *Edition) *kept { return &kept{e: e, stories: make([]keptStory, len(e.candidates))} }

// story is what is kept of candidates[i].
func (k *kept) story(i int) *keptStory {
	s := &k.stories[i]
	s.read.Do(func() {
		s.facts, s.original = k.e.factsOf(i), k.e.candidates[i].original()
		for _, f := range s.facts {
			if f.sentence != headlineFact {
				s.bound = max(s.bound, f.p*(1+titleWorth)/math.Pow(float64(f.words+titleWords), lengthPower))
			}
		}
	})
	return s
}

// heading is the title of a story that is left out.
func (k *kept) heading(c *candidate, s *keptStory) (string, briefing.Citation, bool) {
	s.headed.Do(func() { s.title, s.cite, s.titled = summary.Title(k.e.an, c.fresh, c.copyOf) })
	return s.title, s.cite, s.titled
}

// disagreements are those between the articles from which a story is told that was not told before.
func (k *kept) disagreements(c *candidate, s *keptStory) ([]briefing.Disagreement, []briefing.Citation) {
	s.argued.Do(func() { s.between, s.cites = k.e.disagreements(c, s.original) })
	return slices.Clone(s.between), slices.Clone(s.cites)
}

// once gives what m holds for a key, worked out where it does not.
func once[K comparable, V any](m *sync.Map, key K, make func() V) V {
	if v, ok := m.Load(key); ok {
		return v.(V)
	}
	v, _ := m.LoadOrStore(key, make())
	return v.(V)
}

// formsOf are the titles that can be cut from a fact.
func (k *kept) formsOf(f *fact) []evidence.Title {
	return once(&k.forms, f, func() []evidence.Title { return evidence.Titles(k.e.an, f.page.doc, f.sentence) })
}

// matching says of every candidate whether it matches a topic.
func (k *kept) matching(topic string) []bool {
	return once(&k.topics, topic, func() []bool {
		out := make([]bool, len(k.e.candidates))
		for i := range out {
			out[i] = k.e.candidates[i].matches(k.e.an, topic)
		}
		return out
	})
}

// firstMatch is the first of topics that candidates[i] matches, or empty.
func (k *kept) firstMatch(i int, topics []string) string {
	for _, topic := range topics {
		if k.matching(topic)[i] {
			return topic
		}
	}
	return ""
}
