package daily

import (
	"briefbot/briefing"
	"briefbot/briefing/text"
)

// kind is what the choice looks at of a page as a whole.
type kind struct {
	explains, opines, many, live, advises bool
	sport, soft                           float64 // such words a sentence of its beginning
}

// kindOf reads what kind of page a document is.
func kindOf(d *text.Document) kind {
	k := kind{}
	switch d.Article.Kind {
	case briefing.KindExplainer:
		k.explains = true
	case briefing.KindOpinion:
		k.opines = true
	case briefing.KindRoundUp:
		k.many = true
	case briefing.KindLive:
		k.live = true
	case briefing.KindAdvice, briefing.KindList, briefing.KindGallery, briefing.KindNotice:
		k.advises = true
	}
	n := 0.0
	for i := range d.Sentences[:min(len(d.Sentences), 8)] {
		t := d.Sentences[i].Tokens
		k.sport += holding(t, sportWords())
		k.soft += holding(t, softWords())
		n++
	}
	if n > 0 {
		k.sport, k.soft = min(k.sport/n, 3), min(k.soft/n, 3)
	}
	return k
}
