package bottest

import (
	"context"
	"fmt"
	"sync"
	"time"

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
}

// Edition has one story for each full hour of the window.
func (e *Engine) Edition(_ context.Context, r bot.EditionRequest) (bot.Edition, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.Built = append(e.Built, r)
	return hours(r), e.Err
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

// Corrected changes nothing.
func (e *Engine) Corrected(_ context.Context, b briefing.Briefing) (briefing.Briefing, []briefing.StoryID, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return b, nil, e.Err
}

// Ask answers with the question.
func (e *Engine) Ask(_ context.Context, q briefing.Question) (briefing.Answer, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.Asked = append(e.Asked, q)
	if q.Text == "panic" {
		panic("asked to")
	}
	return briefing.Answer{ID: q.ID, Question: q.Text, Status: briefing.Answered, Points: []briefing.Point{{Text: "On: " + q.Text, Cites: []int{1}}},
		Citations: []briefing.Citation{{N: 1, Article: "a", Source: "Harbour Gazette", URL: "https://gazette.example/a", Quote: q.Text}}}, e.Err
}

// hours is an edition with a story for each full hour.
type hours bot.EditionRequest

// Tailor leaves out what was told and what is muted.
func (h hours) Tailor(told briefing.Told, p briefing.Preferences, _ int) briefing.Briefing {
	b := briefing.Briefing{AsOf: h.Window.To, Window: h.Window, Topics: h.Topics}
	known := map[briefing.StoryID]bool{}
	for _, f := range told {
		known[f.Story] = true
	}
	for _, m := range p.Mute {
		known[briefing.StoryID(m)] = true
	}
	for t := h.Window.From.Truncate(time.Hour).Add(time.Hour); t.Before(h.Window.To); t = t.Add(time.Hour) {
		b.Coverage.Articles++
		id := briefing.StoryID(t.UTC().Format("02-15"))
		if known[id] {
			b.LeftOut = append(b.LeftOut, briefing.LeftOut{ID: id, Title: string(id), Why: "nothing changed"})
			continue
		}
		n := len(b.Citations) + 1
		text := fmt.Sprintf("The ferry left at %s.", t.UTC().Format("15:04 on 2 January"))
		b.Citations = append(b.Citations, briefing.Citation{N: n, Article: briefing.ArticleID(id), Source: "Harbour Gazette", URL: "https://gazette.example/" + string(id), Quote: text})
		b.Stories = append(b.Stories, briefing.BriefingStory{
			ID: id, Title: "The ferry of " + t.UTC().Format("15:04"), TitleCites: []int{n}, Topic: "the ferry", State: briefing.New, IndependentSources: 1,
			Points: []briefing.Point{{Text: text, Cites: []int{n}}},
			Facts:  []briefing.Fact{{Story: id, Article: briefing.ArticleID(id), Text: text}},
		})
	}
	return b
}
