package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/index"
	"briefbot/cmd/fit/gold"
	"briefbot/cmd/fit/measure"
	"briefbot/cmd/fit/score"
)

// askSet is a corpus with questions on it.
type askSet struct {
	name      string
	day       string // of a window, its last; "" of a set that stands alone
	index     *index.Index
	questions []askCase
}

// askCase is a question with what is right.
type askCase struct {
	id, category string
	question     briefing.Question
	answerable   bool
	premise      bool       // it takes for granted what the corpus contradicts
	support      []string   // sentences that answer
	strings      [][]string // of each part of the answer, the ways to write it
	holds        []string   // where no sentence is known: what an answer must hold
}

var analyzer = annotate.New(annotate.Options{})

// askSets reads the windows, the questions on five pages and the quiz, which quick leaves out.
func askSets(e measure.Engine, d gold.Data, sample string, quick bool) ([]askSet, error) {
	windows, err := d.Windows()
	if err != nil {
		return nil, err
	}
	var out []askSet
	for _, w := range windows {
		s := askSet{name: w.Name, day: w.Day.AsOf}
		if s.index, err = rowIndex(e, w.Corpus); err != nil {
			return nil, err
		}
		for i, q := range measure.WindowQuestions(w) {
			s.questions = append(s.questions, windowCase(w.Questions[i], q))
		}
		out = append(out, s)
	}
	newspaper, err := sampleSet(e, sample)
	if err != nil {
		return nil, err
	}
	out = append(out, newspaper)
	pages, err := pagesSet(e, d)
	if err != nil || quick {
		return append(out, pages), err
	}
	news, err := newsSet(e, d)
	return append(out, pages, news), err
}

func windowCase(q gold.Question, asked briefing.Question) askCase {
	c := askCase{id: q.ID, category: q.Category, question: asked, strings: q.Answer,
		premise: q.Answerable == nil, answerable: q.Answerable != nil && *q.Answerable}
	for _, s := range q.Support {
		c.support = append(c.support, s.Sentence)
	}
	return c
}

// newsSet reads the public quiz questions.
func newsSet(e measure.Engine, d gold.Data) (askSet, error) {
	n, err := d.News()
	if err != nil {
		return askSet{}, err
	}
	s := askSet{name: "news"}
	if s.index, err = rowIndex(e, n.Corpus); err != nil {
		return s, err
	}
	quiz := slices.Concat(n.Answerable, n.Unanswerable)
	for i, q := range measure.NewsQuestions(n) {
		s.questions = append(s.questions, askCase{id: q.ID, question: q, answerable: i < len(n.Answerable), holds: quiz[i].Answers})
	}
	return s, nil
}

// pagesSet reads the questions on the five pages beside the data.
func pagesSet(e measure.Engine, d gold.Data) (askSet, error) {
	rows, err := d.Pages()
	if err != nil {
		return askSet{}, err
	}
	articles, err := e.ArticlesOf(measure.PagesFolder(d))
	if err != nil {
		return askSet{}, err
	}
	s := askSet{name: "pages", index: indexOf(articles)}
	for i, asked := range measure.PageQuestions(rows) {
		q := rows[i]
		if q.Answerable == nil {
			continue
		}
		c := askCase{id: q.ID, category: q.Category, question: asked, strings: q.Answer, answerable: *q.Answerable}
		for _, x := range q.Support {
			c.support = append(c.support, x.Sentence)
		}
		s.questions = append(s.questions, c)
	}
	return s, nil
}

// sampleRow is a question on the invented newspaper of the repository.
type sampleRow struct {
	ID           string                              `json:"id"`
	Question     string                              `json:"question"`
	AsOf         string                              `json:"as_of"`
	Category     string                              `json:"category"`
	Answerable   bool                                `json:"answerable"`
	FalsePremise bool                                `json:"false_premise"`
	Context      []string                            `json:"context"`
	Answer       [][]string                          `json:"answer"`
	Support      []struct{ Origin, Sentence string } `json:"support"`
}

// sampleSet reads the questions on the invented newspaper: its near misses are closer than any of real pages.
func sampleSet(e measure.Engine, folder string) (askSet, error) {
	articles, err := e.ArticlesOf(filepath.Join(folder, "corpus"))
	if err != nil {
		return askSet{}, err
	}
	s := askSet{name: "sample", index: indexOf(articles)}
	f, err := os.Open(filepath.Join(folder, "gold", "questions.jsonl"))
	if err != nil {
		return s, err
	}
	defer f.Close()
	for in := json.NewDecoder(f); in.More(); {
		var q sampleRow
		if err := in.Decode(&q); err != nil {
			return s, fmt.Errorf("%s: %w", f.Name(), err)
		}
		c := askCase{
			id: q.ID, category: q.Category, strings: q.Answer, answerable: q.Answerable && !q.FalsePremise, premise: q.FalsePremise,
			question: briefing.Question{ID: q.ID, Text: q.Question, Context: q.Context, AsOf: measure.EndOf(q.AsOf)},
		}
		for _, x := range q.Support {
			c.support = append(c.support, x.Sentence)
		}
		s.questions = append(s.questions, c)
	}
	return s, nil
}

func rowIndex(e measure.Engine, rows []gold.Row) (*index.Index, error) {
	articles, err := e.Articles(rows)
	if err != nil {
		return nil, err
	}
	return indexOf(articles), nil
}

func indexOf(articles []briefing.Article) *index.Index {
	ix := index.New(analyzer)
	for _, a := range articles {
		ix.Add(analyzer.Analyze(a))
	}
	return ix
}

// clipped is the first words of a quote, those that count.
func clipped(s string) string { return score.Clip(s) }

// holdsWords reports whether a text holds a phrase as whole words.
func holdsWords(phrase, s string) bool {
	return strings.Contains(score.Spaced(s), score.Spaced(phrase))
}

// right reports whether a quote answers the question.
func (c *askCase) right(quote string) bool {
	if len(c.holds) > 0 {
		return slices.ContainsFunc(c.holds, func(a string) bool { return holdsWords(a, quote) })
	}
	return slices.ContainsFunc(c.support, func(s string) bool { return score.Same(s, quote) })
}
