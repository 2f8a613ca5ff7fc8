package index

import (
	"context"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"briefbot/briefing/newstest"
	"briefbot/briefing/text"
)

// BenchmarkSearch searches generated news; BRIEFBOT_TEST_BENCH names the number of articles. Its quantiles are of
// 1,000 questions, each by the best of several times: others use the machine too.
func BenchmarkSearch(b *testing.B) {
	n := 1000
	if s := os.Getenv("BRIEFBOT_TEST_BENCH"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	all := newstest.Articles(newstest.Options{Seed: 1, Articles: n, Days: (n + 9999) / 10_000})
	ix := New(analyzer)
	for part := range slices.Chunk(all, 512) {
		var docs []*text.Document
		for _, a := range part {
			docs = append(docs, analyzer.Analyze(a.Article))
		}
		ix.Add(docs...)
	}
	questions := newstest.Questions(1, all, 1000)
	took := make([]time.Duration, len(questions))
	for i := range took {
		took[i] = time.Hour
	}
	i := 0
	for b.Loop() {
		q := i % len(questions)
		began := time.Now()
		if _, err := ix.search(context.Background(), question{Text: questions[q]}); err != nil {
			b.Fatal(err)
		}
		took[q] = min(took[q], time.Since(began))
		i++
	}
	took = took[:min(i, len(took))]
	slices.Sort(took)
	b.ReportMetric(float64(passages(ix)), "passages")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

func passages(ix *Index) int {
	live, _ := ix.extent()
	return live
}

// BenchmarkAnswersDuringABatch adds 10,000 articles at once and reports how long who searches is kept waiting at most.
func BenchmarkAnswersDuringABatch(b *testing.B) {
	all := newstest.Articles(newstest.Options{Seed: 1, Articles: 11_000})
	docs := make([]*text.Document, len(all))
	for i, a := range all {
		docs[i] = analyzer.Analyze(a.Article)
	}
	for b.Loop() {
		ix := New(analyzer)
		ix.Add(docs[:1000]...)
		done, most := make(chan time.Duration), make(chan time.Duration)
		go func() {
			longest := time.Duration(0)
			for {
				select {
				case <-done:
					most <- longest
					return
				default:
				}
				began := time.Now()
				ix.mu.RLock()
				longest = max(longest, time.Since(began))
				ix.mu.RUnlock()
				runtime.Gosched()
			}
		}()
		ix.Add(docs[1000:]...)
		close(done)
		b.ReportMetric(float64((<-most).Microseconds())/1000, "longest-wait-ms")
	}
}
