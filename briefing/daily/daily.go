package daily

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// Request says what an Edition is for.
type Request struct {
	AsOf   time.Time
	Window briefing.Window
	// Topics limits the edition to stories that match one of these; none means everything.
	Topics []string
	// Sources limits the edition, with all that it counts, to these outlets, by name whatever the
	// case; none means all.
	Sources []string
	// Without are outlets whose articles are left out, by name whatever the case.
	Without []string
	// Coverage carries what the caller knows of its inputs (Feeds, Failing); the rest is counted here.
	Coverage briefing.Coverage
	// Reading gives a document whole, or nil. Where it is set, documents of stories without an article in the window
	// may be outlines: articles without their texts.
	Reading func(briefing.ArticleID) *text.Document

	language string // that of most articles of the window
}

// Edition is a window's ranked candidates. It is immutable and safe for concurrent use.
type Edition struct {
	an         *annotate.Analyzer
	request    Request
	coverage   briefing.Coverage
	candidates []candidate // best first
	// dormant are the stories without an article in the window: told only when what was told of
	// them has been corrected.
	dormant   []candidate
	unknown   []string
	suggested []string
	facts     []fact // of the candidates, in their order
	words     *vocabulary
	judged    func() []fact // the facts with their probability, worked out once
	kept      *kept
	thorough  bool // in tests: what cannot matter is looked at all the same
}

// candidate is a story of the window with its rank.
type candidate struct {
	story  briefing.Story
	docs   []*text.Document // all of the story's documents that were out by then, oldest first
	fresh  []*text.Document // those of them that were first seen in the window
	copyOf map[briefing.ArticleID]briefing.ArticleID
	// dormant says that nothing of the story is in the window; fresh then holds all documents.
	dormant bool
	// outlets counts the outlets, independent those that do not merely repeat another's text.
	outlets, independent int
	toll                 float64 // people killed, as its pages begin; of those hurt a quarter
	why                  briefing.Why
	score                float64
}

// Build ranks the stories of a window. docs are the corpus' documents (older ones too: they are
// what makes a story old) and stories their grouping. Documents that were published after
// r.AsOf are not used, unless they were seen before it: then their clock is wrong.
func Build(an *annotate.Analyzer, docs []*text.Document, stories []briefing.Story, r Request) *Edition {
	e := &Edition{an: an, request: r, coverage: r.Coverage}
	byID := make(map[briefing.ArticleID]*text.Document, len(docs))
	outlets, languages := map[string]bool{}, map[string]int{}
	e.coverage.Articles, e.coverage.Stories, e.coverage.Undated = 0, 0, 0
	for _, d := range docs {
		if r.comes(d.Article) || !r.from(d.Article) {
			continue
		}
		byID[d.Article.ID] = d
		if seen(d.Article).IsZero() {
			e.coverage.Undated++
		}
		if Within(r.Window, d.Article) {
			e.coverage.Articles++
			outlets[d.Article.Outlet()] = true
			languages[d.Article.Language]++
		}
	}
	e.coverage.Sources = len(outlets)
	for l, n := range languages {
		if 2*n > e.coverage.Articles {
			r.language = l // of no two languages is this true
		}
	}
	e.request = r
	for _, s := range stories {
		c := candidate{story: s, copyOf: map[briefing.ArticleID]briefing.ArticleID{}}
		for _, a := range s.Articles {
			d := byID[a.ID]
			if d == nil {
				continue
			}
			c.docs = append(c.docs, d)
			if a.CopyOf != "" {
				c.copyOf[a.ID] = a.CopyOf
			}
			if Within(r.Window, d.Article) {
				c.fresh = append(c.fresh, d)
			}
		}
		if len(c.fresh) == 0 {
			if len(c.docs) > 0 {
				c.dormant, c.fresh = true, c.docs // it is ranked when it is told
				e.dormant = append(e.dormant, c)
			}
			continue
		}
		e.coverage.Stories++
		c.rank(r)
		e.candidates = append(e.candidates, c)
	}
	slices.SortStableFunc(e.candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.story.ID, b.story.ID))
	})
	e.suggested = suggestions(e.candidates)
	e.limit(r.Topics)
	e.gather()
	e.judged = sync.OnceValue(func() []fact { return e.judge(factModels()) })
	e.kept = newKept(e)
	return e
}

// comes reports whether an article was published after the moment of the briefing, and not seen before it.
func (r Request) comes(a briefing.Article) bool {
	return !r.AsOf.IsZero() && a.Published.After(r.AsOf) && (a.FirstSeen.IsZero() || a.FirstSeen.After(r.AsOf))
}

// from reports whether an article comes from one of the outlets that r is limited to, and from none of
// those that it is without.
func (r Request) from(a briefing.Article) bool {
	outlet := func(name string) bool { return text.Fold(strings.TrimSpace(name)) == text.Fold(a.Outlet()) }
	return (len(r.Sources) == 0 || slices.ContainsFunc(r.Sources, outlet)) && !slices.ContainsFunc(r.Without, outlet)
}

// seen is when an article came into the corpus, or when it was published where that is not known.
func seen(a briefing.Article) time.Time {
	if !a.FirstSeen.IsZero() {
		return a.FirstSeen
	}
	return a.Published.Time
}

// stale is how long before a window an article may have been published that came into the corpus
// only now: a backlog that is read in for the first time is no news.
const stale = 72 * time.Hour

// leastOverlap is how much of an article's day a window has to hold, where only the day is known: a
// window from the last second of a day is about the next one.
const leastOverlap = time.Hour

// Within reports whether an article belongs to a window's news. One of which only the day is known belongs to every
// window that holds an hour of its day.
func Within(w briefing.Window, a briefing.Article) bool {
	t, published := seen(a), a.Published.Time
	if !published.IsZero() && !w.From.IsZero() && published.Before(w.From.Add(-stale)) {
		return false
	}
	if a.Published.DayOnly && t.Equal(published) && t.Before(w.From) {
		return t.Add(24*time.Hour - leastOverlap).After(w.From)
	}
	return !t.IsZero() && w.Contains(t) || t.IsZero() && w == (briefing.Window{})
}

// limit keeps the candidates that match one of the topics and notes the topics that none matches.
func (e *Edition) limit(topics []string) {
	if len(topics) == 0 {
		return
	}
	matched := make([]bool, len(topics))
	e.candidates = slices.DeleteFunc(e.candidates, func(c candidate) bool {
		hit := false
		for i, t := range topics {
			if c.matches(e.an, t) {
				hit, matched[i] = true, true
			}
		}
		return !hit
	})
	for i, t := range topics {
		if !matched[i] {
			e.unknown = append(e.unknown, t)
		}
	}
}

// Suggestions are topics that the window's stories do have, the most telling first, whatever
// topics were asked for: what to offer to somebody whose topic is not known.
func (e *Edition) Suggestions() []string { return slices.Clone(e.suggested) }
