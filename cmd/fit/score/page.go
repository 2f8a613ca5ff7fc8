package score

import (
	"fmt"
	"strings"

	"briefbot/cmd/fit/gold"
)

// ReadPage is what came of a raw page: the texts of its articles, one below the other, and the first day
// of publication that one of them has, or "".
type ReadPage struct {
	Text     string
	Date     string
	Articles int
}

// Articles scores bodies by shingles of four words: the measure of the article extraction benchmark,
// precision and recall averaged over pages, F1 of the averages. A case is a page, worth its F1.
func Articles(pages []gold.HTMLPage, got map[string]ReadPage) Report {
	r := Report{Set: "article", Cases: map[string]float64{}}
	var p, n, rec, m, single float64
	for _, page := range pages {
		want, have := shingles(page.Body), shingles(got[page.ID].Text)
		tp := float64(overlap(want, have))
		all, given := total(want), total(have)
		pageP, pageR := ratio(tp, given), ratio(tp, all)
		if given > 0 {
			p, n = p+pageP, n+1
		}
		if all > 0 {
			rec, m = rec+pageR, m+1
		}
		single += one(got[page.ID].Articles == 1)
		r.Cases[page.ID] = f1(pageP, pageR)
	}
	precision, recall := ratio(p, n), ratio(rec, m)
	r.Figures = []Figure{{"P", precision}, {"R", recall}, {"F1", f1(precision, recall)}, {"one", ratio(single, float64(len(pages)))}}
	return r
}

// shingles are a text's runs of four words, or all of it where it is shorter.
func shingles(s string) map[string]int {
	w := strings.FieldsFunc(s, func(r rune) bool { return !wordly(r) })
	out := map[string]int{}
	if len(w) == 0 {
		return out
	}
	for i := range max(1, len(w)-3) {
		out[strings.Join(w[i:min(i+4, len(w))], " ")]++
	}
	return out
}

func total(bag map[string]int) float64 {
	n := 0
	for _, k := range bag {
		n += k
	}
	return float64(n)
}

// Segments scores pieces of text that must stand in the article and pieces that must not. A case is a
// piece.
func Segments(pages []gold.HTMLPage, got map[string]ReadPage) Report {
	r := Report{Set: "segments", Cases: map[string]float64{}}
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	var tp, fp, fn, single float64
	for _, page := range pages {
		text := squeeze(got[page.ID].Text)
		in := func(piece string) bool { return text != "" && strings.Contains(text, squeeze(piece)) }
		for i, piece := range page.With {
			tp += one(in(piece))
			fn += one(!in(piece))
			r.Cases[fmt.Sprintf("%s+%d", page.ID, i)] = one(in(piece))
		}
		for i, piece := range page.Without {
			fp += one(in(piece))
			r.Cases[fmt.Sprintf("%s-%d", page.ID, i)] = one(!in(piece))
		}
		single += one(got[page.ID].Articles == 1)
	}
	p, rec := ratio(tp, tp+fp), ratio(tp, tp+fn)
	r.Figures = []Figure{{"P", p}, {"R", rec}, {"F1", f1(p, rec)}, {"one", ratio(single, float64(len(pages)))}}
	return r
}

// Dates scores the day of publication: a wrong one is a false positive, none a false negative. A case
// is a page whose day is known.
func Dates(pages []gold.HTMLPage, got map[string]ReadPage) Report {
	r := Report{Set: "dates", Cases: map[string]float64{}}
	var tp, fp, fn float64
	for _, page := range pages {
		if page.Date == "" {
			continue
		}
		x := got[page.ID].Date
		right := x != "" && x[:min(10, len(x))] == page.Date[:min(10, len(page.Date))]
		tp += one(right)
		fp += one(x != "" && !right)
		fn += one(x == "")
		r.Cases[page.ID] = one(right) + .5*one(x == "")
	}
	p, rec := ratio(tp, tp+fp), ratio(tp, tp+fn)
	r.Figures = []Figure{{"P", p}, {"R", rec}, {"acc", ratio(tp, tp+fp+fn)}, {"F1", f1(p, rec)}}
	return r
}
