package bottest

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

// Corrects makes the article of a story say something else from now on; "" takes it away.
func (e *Engine) Corrects(id briefing.StoryID, text string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.corrections == nil {
		e.corrections = map[briefing.StoryID]string{}
	}
	e.corrections[id] = text
	e.changes = append(e.changes, briefing.Change{Seq: briefing.Seq(len(e.changes) + 1), Article: briefing.ArticleID(id), Removed: text == ""})
}

// Seq is how many changes there were.
func (e *Engine) Seq() briefing.Seq {
	e.mu.Lock()
	defer e.mu.Unlock()
	return briefing.Seq(len(e.changes))
}

// Changes are those that Corrects made.
func (e *Engine) Changes(_ context.Context, after briefing.Seq) iter.Seq2[briefing.Change, error] {
	e.mu.Lock()
	changes := slices.Clone(e.changes[min(int(after), len(e.changes)):])
	e.mu.Unlock()
	return func(yield func(briefing.Change, error) bool) {
		for _, c := range changes {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// Articles is one, unless there are none.
func (e *Engine) Articles(context.Context, briefing.Window) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		e.mu.Lock()
		none := e.NoArticles
		e.mu.Unlock()
		if !none {
			yield(briefing.Article{ID: "a"}, nil)
		}
	}
}

// Corrected tells the stories anew whose articles say something else now.
func (e *Engine) Corrected(_ context.Context, b briefing.Briefing) (briefing.Briefing, []briefing.StoryID, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	var changed []briefing.StoryID
	now := b
	now.Stories, now.Citations = nil, slices.Clone(b.Citations)
	for _, s := range b.Stories {
		text, ok := e.corrections[s.ID]
		switch {
		case !ok || text == s.Points[0].Text:
			now.Stories = append(now.Stories, s)
		case text == "":
			changed = append(changed, s.ID)
		default:
			changed = append(changed, s.ID)
			n := len(now.Citations) + 1
			now.Citations = append(now.Citations, citation(n, s.ID, text))
			told := story(n, s.ID, text)
			told.State = briefing.Corrected
			now.Stories = append(now.Stories, told)
		}
	}
	if len(changed) == 0 {
		return b, nil, e.Err
	}
	return now, changed, e.Err
}

// hours is an edition with a story for each full hour.
type hours struct {
	request     bot.EditionRequest
	none        bool
	corrections map[briefing.StoryID]string
}

// Tailor leaves out what was told and what is muted.
func (h hours) Tailor(told briefing.Told, p briefing.Preferences, _ int) briefing.Briefing {
	b := briefing.Briefing{AsOf: h.request.Window.To, Window: h.request.Window, Topics: h.request.Topics}
	if h.none {
		return b
	}
	known := map[briefing.StoryID]bool{}
	for _, f := range told {
		known[f.Story] = true
	}
	for _, m := range p.Mute {
		known[briefing.StoryID(m)] = true
	}
	for t := b.Window.From.Truncate(time.Hour).Add(time.Hour); t.Before(b.Window.To); t = t.Add(time.Hour) {
		b.Coverage.Articles++
		id := briefing.StoryID(t.UTC().Format("02-15"))
		if known[id] {
			b.LeftOut = append(b.LeftOut, briefing.LeftOut{ID: id, Title: string(id), Why: "nothing changed"})
			continue
		}
		n := len(b.Citations) + 1
		text := cmp.Or(h.corrections[id], fmt.Sprintf("The ferry left at %s.", t.UTC().Format("15:04 on 2 January")))
		b.Citations = append(b.Citations, citation(n, id, text))
		b.Stories = append(b.Stories, story(n, id, text))
	}
	return b
}

func citation(n int, id briefing.StoryID, text string) briefing.Citation {
	return briefing.Citation{N: n, Article: briefing.ArticleID(id), Source: "Harbour Gazette", URL: "https://gazette.example/" + string(id), Quote: text}
}

func story(n int, id briefing.StoryID, text string) briefing.BriefingStory {
	return briefing.BriefingStory{
		ID: id, Title: "The ferry of " + string(id), TitleCites: []int{n}, Topic: "the ferry", State: briefing.New, IndependentSources: 1,
		Points: []briefing.Point{{Text: text, Cites: []int{n}}},
		Facts:  []briefing.Fact{{Story: id, Article: briefing.ArticleID(id), Text: text}},
	}
}
