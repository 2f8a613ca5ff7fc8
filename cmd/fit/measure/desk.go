package measure

import (
	"context"
	"sync"

	"briefbot/briefing"
	"briefbot/briefing/ask"
	"briefbot/briefing/desk"
	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// Desk is a desk over one corpus.
type Desk struct {
	*desk.Desk
	articles []briefing.Article
	again    func() *ask.Answerer // nil where the desk itself answers
}

// Keeping is the engine that reads each corpus once and holds it, so that what comes after reading can
// be measured many times.
func (e Engine) Keeping() Engine {
	e.kept = &sync.Map{}
	return e
}

// keep reads a corpus, or gives what was read before.
func (e Engine) keep(name string, read func() ([]briefing.Article, error)) (*Desk, error) {
	if e.kept != nil {
		if d, ok := e.kept.Load(name); ok {
			return d.(*Desk), nil
		}
	}
	articles, err := read()
	if err != nil {
		return nil, err
	}
	d := &Desk{Desk: desk.New(desk.Options{}), articles: articles}
	d.Put(articles...)
	if e.kept != nil {
		find := sync.OnceValue(d.find)
		d.again = func() *ask.Answerer { return ask.New(d.Analyzer(), find(), ask.Options{}) }
		e.kept.Store(name, d)
	}
	return d, nil
}

// answers is what answers questions.
type answers interface {
	Ask(context.Context, briefing.Question) (briefing.Answer, error)
}

// answerer is the desk; of one that is kept a new Answerer, which asks for its models again.
func (d *Desk) answerer() answers {
	if d.again == nil {
		return d.Desk
	}
	return d.again()
}

// find is an index of the desk's documents, put in as the desk did.
func (d *Desk) find() *index.Index {
	byID := map[briefing.ArticleID]*text.Document{}
	for _, doc := range d.Documents() {
		byID[doc.Article.ID] = doc
	}
	ix := index.New(d.Analyzer())
	for _, a := range d.articles {
		if doc := byID[a.ID]; doc != nil {
			ix.Add(doc)
			delete(byID, a.ID)
		}
	}
	return ix
}
