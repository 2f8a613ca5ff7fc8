package ask

import (
	"math"
	"strings"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// standing is where a candidate stands, how it is written, and how old its page is.
var standing = []feature{
	{"lead", func(x *view) float64 { return max(0, 1-float64(x.i)/6) }},
	{"first", func(x *view) float64 { return when1(x.i == 0) }},
	{"depth", func(x *view) float64 { return float64(x.i) / float64(max(1, len(x.d.Sentences))) }},
	{"deep", func(x *view) float64 { return when1(x.i > 25) }},
	{"page-short", func(x *view) float64 { return when1(len(x.d.Sentences) < 8) }},
	{"page-long", func(x *view) float64 { return when1(len(x.d.Sentences) > 60) }},
	{"heading", func(x *view) float64 { return when1(x.s.Heading) }},
	{"asks", func(x *view) float64 { return when1(asks(x.written())) }},
	{"title-asks", func(x *view) float64 { return when1(strings.HasSuffix(strings.TrimSpace(x.d.Article.Title), "?")) }},
	{"unstopped", (*view).unstopped},
	{"very-short", func(x *view) float64 { return when1(x.words < 6) }},
	{"short", func(x *view) float64 { return when1(x.words < 10) }},
	{"long", func(x *view) float64 { return when1(x.words > 45) }},
	{"words-many", func(x *view) float64 { return min(1, float64(x.words)/40) }},
	{"dangling", func(x *view) float64 { return when1(x.s.Dangling) }},
	{"opens-pronoun", func(x *view) float64 { return when1(len(x.s.Tokens) > 0 && pronouns.Has(x.s.Tokens[0].Norm)) }},
	{"opens-paragraph", func(x *view) float64 { return when1(x.i == 0 || x.beside(-1).Paragraph != x.s.Paragraph) }},
	{"dateline", (*view).dateline},
	{"caption", func(x *view) float64 { return x.listed(captionWords) }},
	{"furniture", func(x *view) float64 { return x.listed(furnitureWords) }},
	{"opinion", cue(opinionWords)},
	{"echo", (*view).echo},
	{"title-again", func(x *view) float64 { return when1(x.i < 3 && sameWords(x.s, &x.d.Title)) }},
	{"fresh-days", (*view).freshShare},
	{"fresh-month", func(x *view) float64 { return max(0, 1-x.days()/30) }},
	{"fresh-day", func(x *view) float64 { return when1(x.days() <= 1.5) }},
	{"stale", func(x *view) float64 { return when1(x.days() > index.FreshDays+1) }},
	{"undated", func(x *view) float64 { return when1(x.d.Article.Published.IsZero()) }},
	{"newest-asked", func(x *view) float64 { return when1(x.r.newest) * x.freshShare() }},
	{"page-topic", (*view).pageTopic},
}

// days is how many days lie between the page and the asking moment; 10 where that is not known.
func (x *view) days() float64 {
	p := x.d.Article.Published.Time
	if p.IsZero() || x.r.present.IsZero() {
		return 10
	}
	return math.Abs(x.r.present.Sub(p).Hours()) / 24
}

// freshShare is 1 for a page of the asking day and 0 for one of a week before.
func (x *view) freshShare() float64 { return max(0, 1-x.days()/7) }

// unstopped reports whether no full stop ends the sentence.
func (x *view) unstopped() float64 {
	s := strings.TrimRight(x.written(), " \"”’')]")
	return when1(s == "" || !strings.ContainsAny(s[len(s)-1:], ".!?"))
}

// dateline reports whether it opens with the place of a dispatch or a time stamp.
func (x *view) dateline() float64 {
	w := x.written()
	head := w[:min(len(w), 50)]
	clock := digits(w) && strings.Contains(w[:min(len(w), 6)], ":")
	agency := strings.Contains(head, " (AP)") || strings.Contains(head, "(Reuters)")
	return when1(clock || agency || strings.Contains(head, " — ") || strings.Contains(head, " -- "))
}

// listed is how much of a sentence's words stand in a list: 1 from three on.
func (x *view) listed(list wordList) float64 {
	return min(1, float64(x.count(func(_ int, t *text.Token) bool { return list.Has(t.Norm) }))/3)
}

// echo is the share of the question that a question before the sentence holds: a quiz, not news.
func (x *view) echo() float64 {
	best := 0.0
	for k := max(0, x.i-5); k < x.i; k++ {
		q := &x.d.Sentences[k]
		if strings.HasSuffix(x.full[q.Start:q.End], "?") {
			best = max(best, x.r.share(x.p.sentence(k).found))
		}
	}
	if best < 0.5 {
		return 0
	}
	return best
}

// sameWords reports whether a sentence only tells again what a title says.
func sameWords(s, title *text.Sentence) bool {
	bag, both, n := wordsOf(title), 0, 0
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Word && !t.Stop {
			n++
			both += int(when1(bag[t.Stem]))
		}
	}
	return n > 0 && float64(both) >= 0.8*float64(n)
}

// pageTopic is the share of the page's sentences that hold some of the question.
func (x *view) pageTopic() float64 {
	n, all := 0, 0
	for i := range min(40, len(x.d.Sentences)) {
		all++
		n += int(when1(x.r.share(x.p.sentence(i).found) > 0.2))
	}
	return float64(n) / float64(max(1, all))
}
