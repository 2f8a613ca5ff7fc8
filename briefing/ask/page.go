package ask

import (
	"briefbot/briefing/text"
)

// page is a document as one question sees it: what each sentence holds of the question, worked out
// when it is first asked for.
type page struct {
	r     *reading
	doc   *text.Document
	at    []*held
	title []float64
	all   []float64 // of title and text together
	// speakers are the terms that they stand for.
	speakers map[string][]match
	headGist *sense
}

// held is what a sentence holds of a question.
type held struct {
	found []float64 // of each term, how well it is found
	marks []int     // of each token, the term that it stands for, or -1
	words int
	typed float64 // how surely it holds a thing of the asked type, once typedAt was asked
	list  []thing
	known bool // that typed and list are filled
	gist  *sense
	// causes are the reasons that the sentence tells, once causesAt was asked.
	causes []cause
	caused bool
}

// pages keeps the documents of one question's candidates.
type pages struct {
	r    *reading
	docs map[*text.Document]*page
}

func (p *pages) of(d *text.Document) *page {
	x := p.docs[d]
	if x == nil {
		x = &page{r: p.r, doc: d, at: make([]*held, len(d.Sentences)), speakers: map[string][]match{},
			title: make([]float64, len(p.r.terms))}
		p.r.hold(&d.Title, x.title, 1)
		p.docs[d] = x
	}
	return x
}

// sentence gives what sentence i holds, or nil where there is none.
func (p *page) sentence(i int) *held {
	if i < 0 || i >= len(p.doc.Sentences) {
		return nil
	}
	h := p.at[i]
	if h == nil {
		s := &p.doc.Sentences[i]
		h = &held{found: make([]float64, len(p.r.terms))}
		h.marks = p.r.mark(s, h.found)
		for _, m := range p.ofSpeaker(s) {
			h.found[m.term] = max(h.found[m.term], m.weight*speakerWeight)
		}
		h.words = length(s)
		p.at[i] = h
	}
	return h
}

// ofSpeaker gives the terms that a sentence's speaker stands for. A page has few speakers: each is looked up once.
func (p *page) ofSpeaker(s *text.Sentence) []match {
	if s.Speaker == "" {
		return nil
	}
	out, ok := p.speakers[s.Speaker]
	if !ok {
		for _, w := range speakerOf(s) {
			out = append(out, p.r.byStem[w]...)
		}
		p.speakers[s.Speaker] = out
	}
	return out
}

// typedAt is sentence with the things of the asked type.
func (p *page) typedAt(i int) *held {
	h := p.sentence(i)
	if h == nil || h.known {
		return h
	}
	h.known = true
	h.list = p.r.things(&p.doc.Sentences[i], p.doc.Article.Text)
	for _, t := range h.list {
		h.typed = max(h.typed, t.sure)
	}
	return h
}

// causesAt gives the reasons that sentence i tells.
func (p *page) causesAt(i int) []cause {
	h := p.sentence(i)
	if h == nil {
		return nil
	}
	if !h.caused {
		h.caused, h.causes = true, causes(&p.doc.Sentences[i])
	}
	return h.causes
}

// whole gives what the document holds, title and all.
func (p *page) whole() []float64 {
	if p.all == nil {
		p.all = append([]float64(nil), p.title...)
		for i := range p.doc.Sentences {
			for t, f := range p.sentence(i).found {
				p.all[t] = max(p.all[t], f)
			}
		}
	}
	return p.all
}

// around gives what the sentences from i-back to i+ahead hold together.
func (p *page) around(i, back, ahead int) []float64 {
	out := make([]float64, len(p.r.terms))
	for k := i - back; k <= i+ahead; k++ {
		if h := p.sentence(k); h != nil {
			for t, f := range h.found {
				out[t] = max(out[t], f)
			}
		}
	}
	return out
}
