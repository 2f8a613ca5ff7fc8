package desk

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// However articles come and go, the documents stand in the order of their publication, each once.
func TestDocumentsStayInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(Options{})
		want := map[briefing.ArticleID]time.Time{}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			for range rapid.IntRange(0, 5).Draw(t, "put") {
				id := briefing.ArticleID(rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f"}).Draw(t, "id"))
				at := day.Add(time.Duration(rapid.IntRange(0, 4).Draw(t, "hour")) * time.Hour)
				d.Put(briefing.Article{ID: id, Published: briefing.PubTime{Time: at}})
				want[id] = at
			}
			if rapid.Bool().Draw(t, "remove") {
				id := briefing.ArticleID(rapid.SampledFrom([]string{"a", "b", "c", "x"}).Draw(t, "gone"))
				d.Remove(id)
				delete(want, id)
			}
			got := d.Documents()
			if !slices.IsSortedFunc(got, func(a, b *text.Document) int { return inOrder(&a.Article, &b.Article) }) || len(got) != len(want) {
				t.Fatalf("%d documents, want %d in order", len(got), len(want))
			}
			if slices.ContainsFunc(got, func(x *text.Document) bool { return !want[x.Article.ID].Equal(x.Article.Published.Time) }) {
				t.Fatal("a document is not the newest of its article")
			}
		}
	})
}
