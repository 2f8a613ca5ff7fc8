package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"briefbot/briefing"
	"briefbot/briefing/newstest"
	"briefbot/briefing/text"
)

// exhaustive scores every sentence of every document by the formulas of find.go, in the plainest way.
func exhaustive(ix *Index, docs []*text.Document, r Request) []Hit {
	live, mass := 0, 0.0
	type page struct {
		doc   *text.Document
		units []unitRead
		heads []int
	}
	var pages []page
	for _, d := range docs {
		p := page{doc: d, units: readUnits(d), heads: []int{0}}
		head := 0
		for i, s := range d.Sentences {
			p.heads = append(p.heads, head)
			if s.Heading {
				head = i + 1
			}
			live++
			mass += float64(p.units[i+1].length)
		}
		pages = append(pages, p)
	}
	var all []Hit
	for _, p := range pages {
		a := p.doc.Article
		if !a.Published.IsZero() && !r.Window.Contains(a.Published.Time) || len(r.Articles) > 0 && !slices.Contains(r.Articles, a.ID) {
			continue
		}
		scores, article := make([]float32, len(p.units)), float32(0)
		hit := make([]bool, len(p.units))
		for _, t := range r.Terms {
			rarity := t.Weight * ix.Rarity(t)
			own, frequent := make([]float32, len(p.units)), float32(0)
			for k, w := range t.Words {
				for u, x := range p.units {
					for _, term := range x.terms {
						if term.stem != w {
							continue
						}
						pl := place{uint32(u), uint8(min(term.count, 3)), term.speaker}
						frequent += mentions(pl)*float32(t.Weights[k]) + 1e-6
						own[u] = max(own[u], frequency(pl)*float32(t.Weights[k]))
					}
				}
			}
			if frequent == 0 {
				continue
			}
			article += float32(rarity * float64(frequent) / (k1 + float64(frequent)))
			at := func(u int) float32 {
				if u < 1 || u >= len(own) {
					return 0
				}
				return own[u]
			}
			for u := 1; u < len(own); u++ {
				if own[u] == 0 && own[u-1] == 0 && at(u+1) == 0 {
					continue
				}
				tf := float64(own[u]) / (1 - b + b*float64(p.units[u].length)/(mass/float64(live)))
				tf += neighbourWeight * float64(at(u-1))
				tf += neighbourWeight * float64(at(u+1))
				tf += headWeight * float64(max(own[p.heads[u]], own[0]))
				scores[u] += float32(rarity * tf / (k1 + tf))
				hit[u] = true
			}
		}
		share := Recency(a.Published.Time, r.Recent)
		for u := range scores {
			if hit[u] {
				all = append(all, Hit{p.doc, u - 1, (float64(scores[u]) + articleWeight*float64(article)) * share, float64(article) * share})
			}
		}
	}
	slices.SortFunc(all, func(x, y Hit) int {
		return compare(rankedOf(x), rankedOf(y))
	})
	return all[:min(len(all), r.Limit)]
}

func rankedOf(h Hit) ranked {
	return ranked{score: h.Score, entry: &entry{id: h.Doc.Article.ID, published: h.Doc.Article.Published.Time}, unit: uint32(h.Sentence)}
}

// What is found with bounds is what scoring everything finds, to the last bit.
func TestFindGivesWhatScoringEverythingGives(t *testing.T) {
	words := strings.Fields("storm harbour budget council bridge Ostrand Velmora ferry paint salt mayor vote quay tower flood")
	sizes := []int{1, 3, 12, 90, 300}
	if testing.Short() {
		sizes = sizes[:4]
	}
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		word := func() string { return words[int(float64(len(words))*r.Float64()*r.Float64())] }
		var docs []*text.Document
		ix := New(analyzer)
		for i := range rapid.SampledFrom(sizes).Draw(t, "documents") {
			var body strings.Builder
			for range 1 + r.IntN(6) {
				for range 1 + r.IntN(12) {
					body.WriteString(word() + " ")
				}
				body.WriteString([]string{". ", ".\n", "\n"}[r.IntN(3)])
			}
			title := ""
			if r.IntN(3) > 0 {
				title = word() + " " + word()
			}
			docs = append(docs, page(fmt.Sprint("p", i), r.IntN(28), title, body.String()))
		}
		for rest := docs; len(rest) > 0; {
			n := 1 + r.IntN(len(rest))
			ix.Add(rest[:n]...)
			rest = rest[n:]
		}
		for range r.IntN(4) {
			if len(docs) > 1 {
				ix.Remove(docs[0].Article.ID)
				docs = docs[1:]
			}
		}
		query := ""
		for range 1 + r.IntN(5) {
			query += word() + " "
		}
		q := Request{Terms: ix.Terms(analyzer.AnalyzeQuestion(query, time.Time{})), Limit: 1 + r.IntN(20)}
		checkExact(t, ix, docs, vary(q, r, docs))
	})
}

// vary gives a request a window, a moment, articles, and terms of several words.
func vary(q Request, r *rand.Rand, docs []*text.Document) Request {
	day := func() time.Time { return time.Date(2031, 5, 1+r.IntN(28), r.IntN(24), 0, 0, 0, time.UTC) }
	switch r.IntN(4) {
	case 0:
		q.Window.From = day()
	case 1:
		q.Window.To = day()
	case 2:
		q.Window.From = day()
		q.Window.To = q.Window.From.Add(time.Duration(r.IntN(200)) * time.Hour)
	}
	if r.IntN(2) == 0 {
		q.Recent = day().Add(time.Duration(r.IntN(40)) * 24 * time.Hour)
	}
	if r.IntN(6) == 0 {
		q.Articles = []briefing.ArticleID{docs[r.IntN(len(docs))].Article.ID, docs[r.IntN(len(docs))].Article.ID}
	}
	for i := 1; i < len(q.Terms); i++ {
		if r.IntN(3) == 0 {
			q.Terms[i].or(q.Terms[i-1].Words[0], 0.1+0.9*r.Float64())
			q.Terms[i].Weight = 0.2 + r.Float64()
		}
	}
	return q
}

func checkExact(t interface {
	Fatalf(string, ...any)
	Fatal(...any)
}, ix *Index, docs []*text.Document, q Request) {
	got, err := ix.Find(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	exact := func(hits []Hit) (out []string) {
		for _, h := range hits {
			out = append(out, fmt.Sprint(h.Doc.Article.ID, " ", h.Sentence, " ", h.Score, " ", h.Article))
		}
		return out
	}
	if diff := cmp.Diff(exact(exhaustive(ix, docs, q)), exact(got)); diff != "" {
		t.Fatalf("%d documents, %+v (-exhaustive +found):\n%s", len(docs), q, diff)
	}
}

// So it is with news, whose words are as frequent as words are, in several segments.
func TestFindInNewsGivesWhatScoringEverythingGives(t *testing.T) {
	n := 400
	all := newstest.Articles(newstest.Options{Seed: 5, Articles: n, Days: 20})
	var docs []*text.Document
	for _, a := range all {
		docs = append(docs, analyzer.Analyze(a.Article))
	}
	ix := New(analyzer)
	ix.Add(docs[:n/2]...)
	for _, d := range docs[n/2:] {
		ix.Add(d)
	}
	r := rand.New(rand.NewPCG(5, 5))
	for i, question := range newstest.Questions(5, all, 60) {
		q := Request{Terms: ix.Terms(analyzer.AnalyzeQuestion(question, time.Time{})), Limit: 1 + r.IntN(60)}
		if i%2 == 0 {
			q.Recent = newstest.Start.Add(time.Duration(r.IntN(40)) * 24 * time.Hour)
		}
		if i%3 == 0 {
			q.Window.From = newstest.Start.Add(time.Duration(r.IntN(20)) * 24 * time.Hour)
		}
		checkExact(t, ix, docs, q)
	}
}
