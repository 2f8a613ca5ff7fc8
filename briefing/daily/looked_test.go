package daily

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/cluster"
	"briefbot/briefing/newstest"
	"briefbot/briefing/text"
)

// What is passed over because it cannot be told next changes no briefing, whatever was told, followed and muted, and however
// long it is.
func TestPassingOverChangesNothing(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for seed := range uint64(3) {
		all := newstest.Articles(newstest.Options{Seed: 60 + seed, Articles: 400, Copies: .3})
		var docs []*text.Document
		for _, a := range all {
			docs = append(docs, an.Analyze(a.Article))
		}
		end := all[len(all)-1].Published.Add(time.Second)
		r := Request{AsOf: end, Window: briefing.Window{From: end.Add(-24 * time.Hour), To: end}}
		e := Build(an, docs, cluster.NewGrouper(nil).Update(docs, nil, nil), r)
		thorough := *e
		thorough.thorough = true
		topics := e.Suggestions()
		var told briefing.Told
		for i, words := range []int{20, 60, 150, 300, 300, 500, 900, 2000} {
			p := briefing.Preferences{Follow: topics[i : i+i%3], Mute: topics[9-i%4:]}
			want, got := thorough.Tailor(told, p, words), e.Tailor(told, p, words)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, %d words:\n%s", seed, words, diff)
			}
			for _, s := range got.Stories[:len(got.Stories)/2] {
				told = append(told, s.Facts...)
			}
			if i == 3 {
				told = nil
			}
		}
	}
}
