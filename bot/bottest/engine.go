package bottest

import (
	"context"
	"maps"
	"strings"
	"sync"

	"briefbot/bot"
	"briefbot/briefing"
)

// Engine is a newsroom in which one story happens in every hour. It is safe for concurrent use.
type Engine struct {
	mu sync.Mutex
	// Err is what every call returns, where there is one.
	Err error
	// Health is what Sources tells; nil is a source that fares well and one that does not.
	Health []bot.SourceHealth
	// Asked and Built are the questions and editions that were asked for.
	Asked []briefing.Question
	Built []bot.EditionRequest
	// Unknown marks the questions that have no answer: those that hold it.
	Unknown string
	// NoArticles makes the corpus an empty one.
	NoArticles bool

	corrections map[briefing.StoryID]string // what a story's article says now; "" is that it is gone
	changes     []briefing.Change
}

// Edition has one story for each full hour of the window.
func (e *Engine) Edition(_ context.Context, r bot.EditionRequest) (bot.Edition, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.Built = append(e.Built, r)
	return hours{r, e.NoArticles, maps.Clone(e.corrections)}, e.Err
}

// Topics are always the same two.
func (e *Engine) Topics(context.Context, int) ([]string, error) {
	return []string{"harbour works", "the ferry"}, e.Err
}

// Sources is Health.
func (e *Engine) Sources(context.Context) ([]bot.SourceHealth, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.Health != nil {
		return e.Health, e.Err
	}
	return []bot.SourceHealth{{Name: "Harbour Gazette", Articles: 12}, {Name: "Ferry Times", Problem: "not found"}}, e.Err
}

// Ask answers with the question.
func (e *Engine) Ask(_ context.Context, q briefing.Question) (briefing.Answer, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.Asked = append(e.Asked, q)
	if q.Text == "panic" {
		panic("asked to")
	}
	if e.Unknown != "" && strings.Contains(q.Text, e.Unknown) {
		return briefing.Answer{ID: q.ID, Question: q.Text, Status: briefing.NoAnswer}, e.Err
	}
	article := briefing.ArticleID("a")
	if len(q.Articles) > 0 {
		article = q.Articles[0]
	}
	cite := briefing.Citation{N: 1, Article: article, Source: "Harbour Gazette", URL: "https://gazette.example/a", Quote: q.Text}
	return briefing.Answer{ID: q.ID, Question: q.Text, Status: briefing.Answered, Citations: []briefing.Citation{cite},
		Points: []briefing.Point{{Text: "On: " + q.Text, Cites: []int{1}}}}, e.Err
}
