package cluster

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// topics groups stories by what they are about, whenever it happened: the centres of the stories
// are linked as documents are, at a lower likeness and without regard to time.
func topics(groups [][]int, vectors []bag, terms int, t tuning) [][]int {
	centres := make([]bag, len(groups))
	for i, g := range groups {
		var b bag
		for id, w := range centroid(g, vectors) {
			b = append(b, term{id, w})
		}
		centres[i] = normalise(b, t.maxTerms)
	}
	t.threshold, t.cohesion = t.topicThreshold, 0
	return link(make([]time.Time, len(groups)), neighbours(centres, terms, t.topicThreshold/2), t)
}

// label names each story's topic by the one or two names, or else words, that most of the topic's
// articles share and other articles do not.
func label(stories []briefing.Story, groups [][]int, r reading, docs []*text.Document, t tuning) {
	for _, topic := range topics(groups, r.bags, len(r.words), t) {
		var members []int
		for _, i := range topic {
			members = append(members, groups[i]...)
		}
		name := topicName(members, r, docs)
		for _, i := range topic {
			stories[i].Topic = name
		}
	}
}

// phrase is a candidate for a topic's label.
type phrase struct {
	text  string
	docs  int // members that hold it
	last  int // the member that was counted last
	score float64
}

// topicName picks the label of the documents at the positions in members.
func topicName(members []int, r reading, docs []*text.Document) string {
	centre := centroid(members, r.bags)
	found := map[string]*phrase{}
	for _, i := range members {
		d := docs[i]
		for k := -1; k < min(len(d.Sentences), 12); k++ {
			s := &d.Title
			if k >= 0 {
				s = &d.Sentences[k]
			}
			for _, run := range capitalised(s, k < 0 || s.Heading) {
				key, weight := "", 0.0
				for _, tok := range run {
					key += tok.Stem + " "
					if id, ok := r.ids[tok.Stem]; ok {
						weight += centre[id]
					}
				}
				p := found[key]
				if p == nil {
					p = &phrase{text: surface(d, s, run), last: -1}
					found[key] = p
				}
				if p.last != i {
					p.docs, p.last = p.docs+1, i
				}
				p.score = weight / math.Sqrt(float64(len(run)))
			}
		}
	}
	list := make([]*phrase, 0, len(found))
	for _, p := range found {
		p.score *= float64(p.docs) / float64(len(members))
		if p.score > 0 {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(x, y *phrase) int {
		return cmp.Or(-cmp.Compare(x.score, y.score), cmp.Compare(x.text, y.text))
	})
	var names []string
	for _, p := range list {
		if len(names) == 2 || len(names) == 1 && p.score < list[0].score/2 {
			break
		}
		if len(names) == 0 || !overlap(names[0], p.text) {
			names = append(names, p.text)
		}
	}
	if len(names) == 0 {
		return commonWord(centre, r.lexicon, docs, members)
	}
	return strings.Join(names, ", ")
}

// capitalised gives the runs of at most four capitalised words in a sentence, without its first
// word, which is capitalised anyway. Of a heading the runs are taken only when it does not
// capitalise most of its words.
func capitalised(s *text.Sentence, heading bool) [][]text.Token {
	var out [][]text.Token
	var run []text.Token
	words, capitals := 0, 0
	flush := func() {
		ordinary := true
		for _, tok := range run {
			ordinary = ordinary && (tok.Stop || background(tok.Stem) > 0.3)
		}
		if !ordinary && len(run) <= 4 {
			out = append(out, run)
		}
		run = nil
	}
	for i, tok := range s.Tokens {
		r, _ := utf8.DecodeRuneInString(tok.Text)
		if !tok.Word || !unicode.IsUpper(r) || utf8.RuneCountInString(tok.Text) < 2 || background(tok.Stem) > 0.6 {
			flush()
			if tok.Word {
				words++
			}
			continue
		}
		words++
		capitals++
		if i > 0 {
			run = append(run, tok)
		}
	}
	flush()
	if heading && capitals*2 > words {
		return nil
	}
	return out
}

// surface is a run of tokens as written.
func surface(d *text.Document, s *text.Sentence, run []text.Token) string {
	from := d.Article.Text
	if s == &d.Title {
		from = d.Article.Title
	}
	return from[run[0].Start:run[len(run)-1].End]
}

// overlap reports whether two phrases share a word.
func overlap(a, b string) bool {
	for _, x := range strings.Fields(a) {
		if slices.Contains(strings.Fields(b), x) {
			return true
		}
	}
	return false
}

// commonWord is the heaviest word of the centre as the documents write it, for texts without names.
func commonWord(centre map[int32]float64, lx *lexicon, docs []*text.Document, members []int) string {
	best, stem := 0.0, ""
	for id, w := range centre {
		if s := lx.words[id]; w > best || w == best && s < stem {
			best, stem = w, s
		}
	}
	for _, i := range members {
		for _, s := range append([]text.Sentence{docs[i].Title}, docs[i].Sentences...) {
			for _, tok := range s.Tokens {
				if tok.Stem == stem {
					return tok.Norm
				}
			}
		}
	}
	return ""
}
