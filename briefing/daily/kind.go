package daily

import (
	"math"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// kind is what the choice looks at of a page as a whole.
type kind struct {
	explains, opines, many, live, advises bool
	length                                float64 // ln of its sentences
	sport, soft, hard                     float64 // such words a sentence of its beginning
}

var (
	explaining = lex.Re(`^(how|why|what|who|where|when|which|explainer|analysis|explained|fact.check|timeline)\b|\b(explained|what to know|what we know|things to know|need to know|takeaways|here's (what|how|why))\b|\?$`)
	opining    = lex.Re(`^(opinion|column|editorial|perspective|commentary|letters?|review)\b|\b(opinion|editorial|columnist)\b`)
	manifold   = lex.Re(`\b(newsletter|briefing|podcast|the \d+ things|\d+ things|morning|evening|week in|roundup|round-up|headlines|top stories)\b`)
	living     = lex.Re(`\b(live updates?|live blog|live:|as it happened)\b|^live\b`)
	advising   = lex.Re(`^(\d+|the best|best|your|my)\b|\b(best|tips|guide|deals?|gift|recipe|how to|horoscope|ways to|where to|photos?|pictures)\b`)
)

// kindOf reads what kind of page a document is.
func kindOf(d *text.Document) kind {
	title := text.Fold(d.Article.Title)
	k := kind{
		explains: explaining.MatchString(title), opines: opining.MatchString(title), many: manifold.MatchString(title),
		live: living.MatchString(title), advises: advising.MatchString(title), length: math.Log(1 + float64(len(d.Sentences))),
	}
	n := 0.0
	for i := range d.Sentences[:min(len(d.Sentences), 8)] {
		t := d.Sentences[i].Tokens
		k.sport += holding(t, sportWords())
		k.soft += holding(t, softWords())
		k.hard += holding(t, hardWords())
		n++
	}
	if n > 0 {
		k.sport, k.soft, k.hard = min(k.sport/n, 3), min(k.soft/n, 3), min(k.hard/n, 3)
	}
	return k
}
