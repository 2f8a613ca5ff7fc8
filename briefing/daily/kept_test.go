package daily_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/cluster"
	"briefbot/briefing/daily"
	"briefbot/briefing/newstest"
	"briefbot/briefing/text"
)

// What an edition keeps for others changes no briefing: each is that of an edition of its own, in whatever
// order and however many at once they are asked for.
func TestAnEditionIsSharedWithoutATrace(t *testing.T) {
	an := annotate.New(annotate.Options{})
	all := newstest.Articles(newstest.Options{Seed: 2, Articles: 120})
	var docs []*text.Document
	for _, a := range all {
		docs = append(docs, an.Analyze(a.Article))
	}
	stories := cluster.NewGrouper(nil).Update(docs, nil, nil)
	end := all[len(all)-1].Published.Add(time.Second)
	build := func() *daily.Edition {
		return daily.Build(an, docs, stories, daily.Request{AsOf: end, Window: briefing.Window{From: end.Add(-24 * time.Hour), To: end}})
	}
	first := build().Tailor(nil, briefing.Preferences{}, 300)
	var told briefing.Told
	for _, s := range first.Stories {
		told = append(told, s.Facts...)
	}
	wishes := []struct {
		told  briefing.Told
		p     briefing.Preferences
		words int
	}{
		{nil, briefing.Preferences{}, 300},
		{told, briefing.Preferences{}, 300},
		{nil, briefing.Preferences{Follow: build().Suggestions()[:1]}, 150},
		{told[:len(told)/2], briefing.Preferences{Mute: build().Suggestions()[1:3]}, 500},
		{nil, briefing.Preferences{}, 20},
	}
	shared := build()
	got := make([]briefing.Briefing, 4*len(wishes))
	var work sync.WaitGroup
	for i := range got {
		work.Go(func() {
			w := wishes[i%len(wishes)]
			got[i] = shared.Tailor(w.told, w.p, w.words)
		})
	}
	work.Wait()
	for i, b := range got {
		w := wishes[i%len(wishes)]
		if diff := cmp.Diff(build().Tailor(w.told, w.p, w.words), b); diff != "" {
			t.Errorf("wish %d: the shared edition differs:\n%s", i%len(wishes), diff)
		}
	}
}

// Of the many stories that a large day leaves out only the first have a title.
func TestLeftOutOfALargeDay(t *testing.T) {
	an := annotate.New(annotate.Options{})
	var docs []*text.Document
	all := newstest.Articles(newstest.Options{Seed: 4, Articles: 260, Copies: -1})
	for _, a := range all {
		docs = append(docs, an.Analyze(a.Article))
	}
	var stories []briefing.Story
	for _, d := range docs {
		stories = append(stories, briefing.Story{ID: briefing.StoryID(d.Article.ID), Articles: []briefing.StoryArticle{{ID: d.Article.ID}}})
	}
	end := all[len(all)-1].Published.Add(time.Second)
	b := daily.Build(an, docs, stories, daily.Request{AsOf: end, Window: briefing.Window{From: end.Add(-72 * time.Hour), To: end}}).
		Tailor(nil, briefing.Preferences{}, 100)
	titled := 0
	for _, l := range b.LeftOut {
		if l.Title != "" {
			titled++
		}
		if l.Why == "" || (l.Title == "") != (len(l.TitleCites) == 0) {
			t.Errorf("left out without a reason, or a title without its citation: %+v", l)
		}
	}
	if n := len(b.LeftOut) + len(b.Stories); n < 250 || titled == 0 || titled > 200 {
		t.Errorf("%d stories, %d left out with a title", n, titled)
	}
}
