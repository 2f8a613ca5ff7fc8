package desk

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/daily"
)

// corpus is the smallest briefing.Corpus that a desk can follow.
type corpus struct {
	briefing.Corpus
	changes  []briefing.Change
	articles map[briefing.ArticleID]briefing.Article
	broken   error
}

func (c *corpus) put(a briefing.Article) {
	if c.articles == nil {
		c.articles = map[briefing.ArticleID]briefing.Article{}
	}
	c.articles[a.ID] = a
	c.changes = append(c.changes, briefing.Change{Seq: briefing.Seq(len(c.changes) + 1), Article: a.ID, Revision: a.Revision})
}

func (c *corpus) remove(id briefing.ArticleID) {
	delete(c.articles, id)
	c.changes = append(c.changes, briefing.Change{Seq: briefing.Seq(len(c.changes) + 1), Article: id, Removed: true})
}

func (c *corpus) Article(_ context.Context, id briefing.ArticleID) (briefing.Article, error) {
	if a, ok := c.articles[id]; ok {
		return a, c.broken
	}
	return briefing.Article{}, briefing.ErrNotFound
}

func (c *corpus) Changes(_ context.Context, after briefing.Seq) iter.Seq2[briefing.Change, error] {
	return func(yield func(briefing.Change, error) bool) {
		for _, ch := range c.changes[after:] {
			if !yield(ch, nil) {
				return
			}
		}
	}
}

var day = time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)

func article(origin, title, text string, at time.Time) briefing.Article {
	a := briefing.Article{Origin: origin, Source: origin, Title: title, Text: text, Published: briefing.PubTime{Time: at}, FirstSeen: at}
	a.ID = briefing.IdentifyArticle("", origin, 1, 0, title)
	a.Revision = briefing.RevisionOf(title, text)
	return a
}

func TestFollow(t *testing.T) {
	var c corpus
	bridge := article("Harbour Post", "Bridge opens", "The bridge at Orlo opened on Tuesday, the mayor of Orlo said. It had been shut for 40 days.", day)
	c.put(bridge)
	c.put(article("Coast Radio", "Bakery burns", "A bakery in Tamm burned down on Tuesday. Nobody was hurt, the fire brigade said.", day.Add(time.Hour)))
	d := New(Options{})
	follow := func() {
		t.Helper()
		if err := d.Follow(t.Context(), &c); err != nil {
			t.Fatal(err)
		}
	}
	follow()
	if n := len(d.Documents()); n != 2 {
		t.Fatalf("%d documents, want 2", n)
	}
	if got := d.Newest(); !got.Equal(day.Add(time.Hour)) {
		t.Errorf("newest is %v", got)
	}

	corrected := bridge
	corrected.Text = "The bridge at Orlo opened on Tuesday, the mayor of Orlo said. It had been shut for 44 days."
	corrected.Revision = briefing.RevisionOf(corrected.Title, corrected.Text)
	c.put(corrected)
	follow()
	if a, err := d.Article(bridge.ID, ""); err != nil || a.Revision != corrected.Revision {
		t.Errorf("the desk holds %v, %v; want the corrected revision", a.Revision, err)
	}
	if _, err := d.Article(bridge.ID, bridge.Revision); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("the old revision: %v, want ErrNotFound", err)
	}
	answer, err := d.Ask(t.Context(), briefing.Question{Text: "How many days had the bridge at Orlo been shut?", AsOf: day.Add(2 * time.Hour)})
	if err != nil || answer.Status != briefing.Answered {
		t.Errorf("answer %+v, %v", answer, err)
	}

	c.remove(bridge.ID)
	follow()
	if n := len(d.Documents()); n != 1 {
		t.Errorf("%d documents after the removal, want 1", n)
	}
}

func TestFollowGoesOnAfterAFault(t *testing.T) {
	var c corpus
	c.put(article("Harbour Post", "Bridge opens", "The bridge at Orlo opened on Tuesday.", day))
	c.broken = errors.New("the database is away")
	d := New(Options{})
	if err := d.Follow(t.Context(), &c); !errors.Is(err, c.broken) {
		t.Fatalf("got %v, want the fault", err)
	}
	c.broken = nil
	if err := d.Follow(t.Context(), &c); err != nil || len(d.Documents()) != 1 {
		t.Errorf("%d documents, %v: what came during the fault is lost", len(d.Documents()), err)
	}
}

func TestStoriesKeepTheirIdentity(t *testing.T) {
	d := New(Options{})
	d.Put(article("Harbour Post", "Ferry Linnet sinks off Port Ansel", "The ferry Linnet sank off Port Ansel on Tuesday with 40 people aboard.", day))
	first := d.Stories()
	d.Put(article("Coast Radio", "Ferry Linnet lost off Port Ansel", "The ferry Linnet with 40 people aboard went down off Port Ansel on Tuesday.", day.Add(time.Hour)))
	second := d.Stories()
	if len(first) != 1 || len(second) != 1 || first[0].ID != second[0].ID || len(second[0].Articles) != 2 {
		t.Errorf("stories %+v, then %+v", first, second)
	}
}

func TestAdopt(t *testing.T) {
	var c corpus
	c.put(article("Harbour Post", "Ferry Linnet sinks off Port Ansel", "The ferry Linnet sank off Port Ansel on Tuesday with 40 people aboard.", day))
	one, two := New(Options{}), New(Options{})
	follow := func(d *Desk) {
		t.Helper()
		if err := d.Follow(t.Context(), &c); err != nil {
			t.Fatal(err)
		}
	}
	follow(one)
	follow(two)
	two.Adopt(1, []briefing.Story{{ID: "linnet", Title: "As the other desk called it", Articles: []briefing.StoryArticle{{ID: c.changes[0].Article}}}})
	if upTo, got := two.Grouping(); upTo != 1 || len(got) != 1 || got[0].Title != "As the other desk called it" {
		t.Errorf("a grouping of the same change is not taken over: up to %d, %+v", upTo, got)
	}
	c.put(article("Coast Radio", "Ferry Linnet lost off Port Ansel", "The ferry Linnet with 40 people aboard went down off Port Ansel on Tuesday.", day.Add(time.Hour)))
	follow(two)
	upTo, stories := two.Grouping()
	if upTo != 2 || two.Seq() != 2 || len(stories) != 1 || stories[0].ID != "linnet" || len(stories[0].Articles) != 2 {
		t.Errorf("after a new article: up to %d, %+v", upTo, stories)
	}
	one.Adopt(upTo, stories) // which is ahead of it
	if upTo, got := one.Grouping(); upTo != 1 || len(got) != 1 || got[0].ID != "linnet" || len(got[0].Articles) != 1 {
		t.Errorf("a grouping of a later change: up to %d, %+v; want its id and only what the desk holds", upTo, got)
	}
}

// TestConcurrency is for the race detector: many ask while one puts and removes.
func TestConcurrency(t *testing.T) {
	d := New(Options{})
	var g sync.WaitGroup
	for i := range 4 {
		g.Go(func() {
			for n := range 5 {
				a := article(fmt.Sprintf("outlet %d", i), fmt.Sprintf("Bridge %d opens", n), "The bridge at Orlo opened on Tuesday, the mayor said.", day)
				d.Put(a)
				if _, err := d.Ask(t.Context(), briefing.Question{Text: "When did the bridge at Orlo open?"}); err != nil {
					t.Error(err)
				}
				if _, err := d.Edition(t.Context(), daily.Request{AsOf: day.Add(time.Hour)}); err != nil {
					t.Error(err)
				}
				d.Topics(3)
				if n%2 == 0 {
					d.Remove(a.ID)
				}
			}
		})
	}
	g.Wait()
	if n := len(d.Documents()); n != 8 {
		t.Errorf("%d documents, want 8", n)
	}
}
