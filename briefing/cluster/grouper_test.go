package cluster

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/newstest"
	"briefbot/briefing/text"
)

// news are analysed generated articles with the number of each one's event.
func news(o newstest.Options) (docs []*text.Document, event map[briefing.ArticleID]int) {
	an := annotate.New(annotate.Options{})
	event = map[briefing.ArticleID]int{}
	for _, a := range newstest.Articles(o) {
		docs = append(docs, an.Analyze(a.Article))
		event[a.ID] = a.Event
	}
	return docs, event
}

// groupOf numbers the story of every article.
func groupOf(stories []briefing.Story) map[briefing.ArticleID]int {
	out := map[briefing.ArticleID]int{}
	for i, s := range stories {
		for _, a := range s.Articles {
			out[a.ID] = i
		}
	}
	return out
}

// bcubed is how far a grouping agrees with another one: F1 of BCubed precision and recall (Bagga and Baldwin 1998).
func bcubed(got, want map[briefing.ArticleID]int) float64 {
	type pair struct{ a, b int }
	gots, wants, both := map[int]float64{}, map[int]float64{}, map[pair]float64{}
	for id, a := range got {
		gots[a]++
		wants[want[id]]++
		both[pair{a, want[id]}]++
	}
	p, r := 0.0, 0.0
	for at, n := range both {
		p += n * n / gots[at.a]
		r += n * n / wants[at.b]
	}
	p, r = p/float64(len(got)), r/float64(len(got))
	return 2 * p * r / (p + r)
}

func TestGeneratedNewsFallIntoTheirEvents(t *testing.T) {
	for seed := range uint64(3) {
		docs, event := news(newstest.Options{Seed: seed, Articles: 500, Days: 2})
		if f := bcubed(groupOf(Stories(docs, Options{})), event); f < 0.87 {
			t.Errorf("seed %d: BCubed F1 %.3f, want .87", seed, f)
		}
	}
}

// What comes in batches falls into the stories that it would fall into at once.
func TestBatchesAgreeWithTheWhole(t *testing.T) {
	sum, n := 0.0, 0
	for seed := range uint64(4) {
		docs, event := news(newstest.Options{Seed: 10 + seed, Articles: 390, Days: 3})
		whole := Stories(docs, Options{})
		g := NewGrouper(nil)
		var got []briefing.Story
		docs = chronological(docs)
		for from := 0; from < len(docs); from += 25 {
			got = g.Update(docs[from:min(from+25, len(docs))], nil, nil)
		}
		a, b := bcubed(groupOf(got), event), bcubed(groupOf(whole), event)
		t.Logf("seed %d: whole %.4f, batches %.4f", seed, b, a)
		sum += a - b
		n++
	}
	if mean := sum / float64(n); mean < -0.005 {
		t.Errorf("batches agree with the events worse than the whole by %.4f", -mean)
	}
}

// In what order a batch comes makes no difference.
func TestOrderWithinABatch(t *testing.T) {
	docs, _ := news(newstest.Options{Seed: 5, Articles: 60, Days: 1})
	g := NewGrouper(nil)
	g.Update(docs[:30], nil, nil)
	want := g.Update(docs[30:], nil, nil)
	for seed := range uint64(8) {
		shuffled := append([]*text.Document{}, docs...)
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(30, func(a, b int) { shuffled[a], shuffled[b] = shuffled[b], shuffled[a] })
		r.Shuffle(30, func(a, b int) { shuffled[30+a], shuffled[30+b] = shuffled[30+b], shuffled[30+a] })
		g := NewGrouper(nil)
		g.Update(shuffled[:30], nil, nil)
		if diff := cmp.Diff(want, g.Update(shuffled[30:], nil, nil)); diff != "" {
			t.Fatalf("another order, other stories:\n%s", diff)
		}
	}
}

// What a Grouper is told to hold it holds, and goes on from there.
func TestRestore(t *testing.T) {
	docs, event := news(newstest.Options{Seed: 6, Articles: 300, Days: 2})
	docs = chronological(docs)
	stories := Stories(docs[:250], Options{})
	g := NewGrouper(nil)
	if diff := cmp.Diff(stories, g.Restore(slices.Values(docs[:250]), nil, stories)); diff != "" {
		t.Fatalf("restored stories differ:\n%s", diff)
	}
	got, whole := g.Update(docs[250:], nil, nil), Stories(docs, Options{})
	if a, b := bcubed(groupOf(got), event), bcubed(groupOf(whole), event); a < b-0.01 {
		t.Errorf("BCubed F1 %.3f after Restore, %.3f without", a, b)
	}
}

// A Grouper that holds stories otherwise is made to hold those that are known, with what came meanwhile.
func TestRestoreAnotherState(t *testing.T) {
	docs, event := news(newstest.Options{Seed: 16, Articles: 300, Days: 2, Copies: 0.4})
	docs = chronological(docs)
	other := NewGrouper(nil)
	other.Update(docs[:150], nil, nil)
	stories := other.Update(docs[150:260], nil, nil)
	for name, held := range map[string][]*text.Document{"nothing": nil, "less": docs[:200], "the same": docs[:260], "more": docs[:280]} {
		g := NewGrouper(nil)
		g.Update(held, nil, nil)
		missing := docs[min(len(held), 260):260]
		got := g.Restore(slices.Values(missing), nil, stories)
		if len(held) <= 260 {
			if diff := cmp.Diff(stories, got); diff != "" {
				t.Errorf("%s: other stories:\n%s", name, diff)
			}
		}
		of := groupOf(g.Update(docs[260:], nil, nil))
		if f := bcubed(of, event); f < 0.87 || len(of) != len(docs) {
			t.Errorf("%s: BCubed F1 %.3f of %d articles", name, f, len(of))
		}
	}
	// What is gone is in no story, what is listed and not there neither.
	g := NewGrouper(nil)
	g.Update(docs[:260], nil, nil)
	of := groupOf(g.Restore(slices.Values(docs[:0]), []briefing.ArticleID{docs[0].Article.ID, docs[9].Article.ID}, stories))
	if _, ok := of[docs[9].Article.ID]; ok || len(of) != 258 {
		t.Errorf("%d articles", len(of))
	}
}

// Articles are taken out and replaced as if the others had come alone.
func TestRemoved(t *testing.T) {
	docs, event := news(newstest.Options{Seed: 7, Articles: 200, Copies: 0.5})
	g := NewGrouper(nil)
	g.Update(docs, nil, nil)
	var gone []briefing.ArticleID
	var left []*text.Document
	for i, d := range docs {
		if i%3 == 0 {
			gone = append(gone, d.Article.ID)
		} else {
			left = append(left, d)
		}
	}
	got := g.Update(left[:20], gone, nil) // the first ones come again
	if n := len(groupOf(got)); n != len(left) {
		t.Fatalf("%d articles in stories, want %d", n, len(left))
	}
	if a, b := bcubed(groupOf(got), event), bcubed(groupOf(Stories(left, Options{})), event); a < b-0.02 {
		t.Errorf("BCubed F1 %.3f after some were removed, %.3f of the others alone", a, b)
	}
	for _, s := range got {
		for _, a := range s.Articles {
			for _, id := range gone {
				if a.ID == id || a.CopyOf == id {
					t.Errorf("%s is still there", id)
				}
			}
		}
	}
}

// Thousands of identical texts are one story, without each meeting each.
func TestIdenticalTexts(t *testing.T) {
	docs, _ := news(newstest.Options{Seed: 8, Articles: 1})
	an := annotate.New(annotate.Options{})
	var many []*text.Document
	for i := range 4000 {
		a := docs[0].Article
		a.ID = briefing.ArticleID(fmt.Sprint("copy", i))
		a.Source = fmt.Sprint("Outlet ", i)
		a.Published.Time = a.Published.Add(time.Duration(i) * time.Second)
		if i < 4 {
			many = append(many, an.Analyze(a))
			continue
		}
		d := *many[i%4]
		d.Article = a
		many = append(many, &d)
	}
	g := NewGrouper(nil)
	stories := g.Update(many, nil, nil)
	if len(stories) != 1 || len(stories[0].Articles) != 4000 {
		t.Fatalf("%d stories", len(stories))
	}
	edges := 0
	for _, c := range g.cards {
		edges += int(c.edges.n)
	}
	if edges > 100 {
		t.Errorf("%d pairs were compared", edges)
	}
}

// A story that closed weeks ago keeps its articles though one of them is taken out.
func TestFrozenStories(t *testing.T) {
	old, _ := news(newstest.Options{Seed: 9, Articles: 60})
	later, _ := news(newstest.Options{Seed: 10, Articles: frozenEvery, Copies: 0.9})
	for _, d := range later {
		d.Article.Published.Time = d.Article.Published.AddDate(0, 0, 30)
		d.Article.ID += "later"
	}
	g := NewGrouper(nil)
	before := g.Update(old, nil, nil)
	g.Update(later, nil, nil)
	var gone briefing.ArticleID
	var left []briefing.StoryArticle
	for _, s := range before {
		if len(s.Articles) > 2 {
			gone, left = s.Articles[0].ID, s.Articles[1:]
		}
	}
	if gone == "" || !g.cards[0].frozen {
		t.Fatal("no old story of three articles")
	}
	of := groupOf(g.Update(nil, []briefing.ArticleID{gone}, nil))
	for _, a := range left {
		if of[a.ID] != of[left[0].ID] {
			t.Errorf("%s has left its story", a.ID)
		}
	}
	if _, ok := of[gone]; ok {
		t.Errorf("%s is still there", gone)
	}
}

// Where every article has the same names each still meets only so many others, and different events part.
func TestTheSameNamesEverywhere(t *testing.T) {
	an := annotate.New(annotate.Options{})
	all := newstest.Articles(newstest.Options{Seed: 11, Articles: 800, Copies: -1})
	var docs []*text.Document
	for _, a := range all {
		a.Text = "Anton Brok, the mayor of Tamm, met Ilse Varga of Halden Gas in Velden on Monday.\n" + a.Text
		docs = append(docs, an.Analyze(a.Article))
	}
	g := NewGrouper(nil)
	stories := g.Update(docs, nil, nil)
	edges := 0
	for _, c := range g.cards {
		edges += int(c.edges.n)
	}
	if edges > 2*mostMet*len(docs) {
		t.Errorf("%d likenesses of %d articles", edges, len(docs))
	}
	for _, s := range stories {
		if len(s.Articles) > 80 {
			t.Errorf("a story of %d articles", len(s.Articles))
		}
	}
}

// An article of five megabytes is grouped like another.
func TestHugeArticle(t *testing.T) {
	docs, event := news(newstest.Options{Seed: 12, Articles: 40})
	huge := *docs[0]
	for len(huge.Sentences) < 60_000 {
		huge.Sentences = append(huge.Sentences, docs[len(huge.Sentences)%40].Sentences...)
	}
	docs[0] = &huge
	if f := bcubed(groupOf(Stories(docs, Options{})), event); f < 0.85 {
		t.Errorf("BCubed F1 %.3f", f)
	}
}
