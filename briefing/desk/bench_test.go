//go:build unix

package desk_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/daily"
	"briefbot/briefing/desk"
	"briefbot/briefing/newstest"
)

// sizes are the numbers of articles that are measured: 1,000, and 10,000 and more where
// BRIEFBOT_TEST_BENCH names the largest.
func sizes() []int {
	most := 1000
	if s := os.Getenv("BRIEFBOT_TEST_BENCH"); s != "" {
		most, _ = strconv.Atoi(s)
	}
	var out []int
	for _, n := range []int{1000, 2000, 5000, 10_000, 20_000, 100_000} {
		if n <= most {
			out = append(out, n)
		}
	}
	return out
}

// each runs a benchmark for each size, over news of so many days that a day has at most 10,000.
func each(b *testing.B, f func(b *testing.B, all []newstest.Article)) {
	for _, n := range sizes() {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			f(b, newstest.Articles(newstest.Options{Seed: 1, Articles: n, Days: (n + 9999) / 10_000}))
		})
	}
}

func filled(all []newstest.Article) *desk.Desk {
	d := desk.New(desk.Options{})
	d.Put(newstest.Plain(all)...)
	return d
}

// lastDay is the request for the last 24 hours: of the news of one day they hold but a fiftieth (23 of 1,000, 207 of
// 10,000), what came last of its events. See busiestDay.
func lastDay(all []newstest.Article) daily.Request {
	end := all[len(all)-1].Published.Add(time.Second)
	return daily.Request{AsOf: end, Window: briefing.Window{From: end.Add(-24 * time.Hour), To: end}}
}

// busiestDay is the request for the 24 hours that hold most of the articles.
func busiestDay(all []newstest.Article) daily.Request {
	times := make([]time.Time, len(all))
	for i := range all {
		times[i] = all[i].Published.Time
	}
	slices.SortFunc(times, time.Time.Compare)
	from, most, first := 0, 0, times[0]
	for to, t := range times {
		for t.Sub(times[from]) >= 24*time.Hour {
			from++
		}
		if n := to - from; n >= most {
			most, first = n, times[from]
		}
	}
	end := first.Add(24 * time.Hour)
	return daily.Request{AsOf: end, Window: briefing.Window{From: first, To: end}}
}

func brief(b *testing.B, d *desk.Desk, r daily.Request) {
	b.Helper()
	e, err := d.Edition(context.Background(), r)
	if err != nil {
		b.Fatal(err)
	}
	if out := e.Tailor(nil, briefing.Preferences{}, 300); len(out.Stories) == 0 {
		b.Fatal("an empty briefing")
	}
}

// spent is the processor time that the program has used: on a machine that others use too it says more than
// the clock.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measured runs f again and again and reports the processor time of each run; set, where there is one, runs before
// each, unmeasured.
func measured(b *testing.B, set, f func()) {
	b.Helper()
	total := time.Duration(0)
	for b.Loop() {
		if set != nil {
			b.StopTimer()
			set()
			b.StartTimer()
		}
		began := spent()
		f()
		total += spent() - began
	}
	b.ReportMetric(float64(total.Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// BenchmarkRead reads articles in: language, and the index.
func BenchmarkRead(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		measured(b, nil, func() { filled(all) })
	})
}

// BenchmarkBriefCold groups everything, builds the edition and tailors it for one.
func BenchmarkBriefCold(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		var d *desk.Desk
		measured(b, func() { d = filled(all) }, func() { brief(b, d, lastDay(all)) })
	})
}

// BenchmarkBriefWarm does so again with nothing new.
func BenchmarkBriefWarm(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		d := filled(all)
		brief(b, d, lastDay(all))
		measured(b, nil, func() { brief(b, d, lastDay(all)) })
	})
}

// BenchmarkNewArticle puts one more article into a grouped corpus and groups it.
func BenchmarkNewArticle(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		half := len(all) * 9 / 10
		d := filled(all[:half])
		d.Stories()
		next := half
		renew := func() {
			if next == len(all) {
				d, next = filled(all[:half]), half
				d.Stories()
			}
		}
		measured(b, renew, func() {
			d.Put(all[next].Article)
			d.Stories()
			next++
		})
	})
}

// BenchmarkSubscriber tailors an edition for one more destination, of 20 wishes.
func BenchmarkSubscriber(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		d := filled(all)
		e, err := d.Edition(context.Background(), lastDay(all))
		if err != nil {
			b.Fatal(err)
		}
		topics := d.Topics(20)
		i := 0
		measured(b, nil, func() {
			p := briefing.Preferences{Follow: topics[i%len(topics) : i%len(topics)+1], Mute: topics[(i+7)%len(topics) : (i+7)%len(topics)+1]}
			e.Tailor(nil, p, 200+i%3*100)
			i++
		})
	})
}

// quantiles runs f for each question and reports the median and the 99th of a hundred questions, each by the best of
// several times: others use the machine too. It also reports the processor time of one.
func quantiles(b *testing.B, questions []string, f func(string) error) {
	b.Helper()
	took := make([]time.Duration, len(questions))
	for i := range took {
		took[i] = time.Hour
	}
	i, cpu := 0, spent()
	for b.Loop() {
		q := i % len(questions)
		began := time.Now()
		if err := f(questions[q]); err != nil {
			b.Fatal(err)
		}
		took[q] = min(took[q], time.Since(began))
		i++
	}
	cpu = spent() - cpu
	took = took[:min(i, len(took))]
	slices.Sort(took)
	b.ReportMetric(float64(cpu.Microseconds())/1000/float64(i), "cpu-ms/op")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkAsk answers questions over a corpus that was kept, whose documents are read when they are needed.
func BenchmarkAsk(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		c, p := kept(b, all)
		d := desk.New(desk.Options{})
		if _, err := d.Load(b.Context(), c, p); err != nil {
			b.Fatal(err)
		}
		quantiles(b, newstest.Questions(1, all, 200), func(q string) error {
			_, err := d.Ask(context.Background(), briefing.Question{Text: q, AsOf: lastDay(all).AsOf})
			return err
		})
	})
}

// BenchmarkMemory holds a corpus with its stories and reports what it takes.
func BenchmarkMemory(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		var before, after runtime.MemStats
		for b.Loop() {
			runtime.GC()
			runtime.ReadMemStats(&before)
			d := filled(all)
			d.Stories()
			runtime.GC()
			runtime.ReadMemStats(&after)
			runtime.KeepAlive(d)
		}
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
	})
}

// kept is a place that holds what was read of a corpus of articles.
func kept(b *testing.B, all []newstest.Article) (*desktest, desk.Place) {
	b.Helper()
	c := &desktest{articles: map[briefing.ArticleID]briefing.Article{}}
	for _, a := range newstest.Plain(all) {
		c.articles[a.ID] = a
		c.changes = append(c.changes, briefing.Change{Seq: briefing.Seq(len(c.changes) + 1), Article: a.ID, Revision: a.Revision})
	}
	p := desk.Place{Path: filepath.Join(b.TempDir(), "index"), Engine: "bench"}
	d := desk.New(desk.Options{})
	save := func() {
		if err := d.Save(b.Context(), c, p); err != nil {
			b.Fatal(err)
		}
	}
	most := 4000
	between := func() {
		if came, _ := d.Unsaved(); came >= most {
			most = max(most, d.Len()/2)
			save()
		}
	}
	if err := d.FollowBy(b.Context(), c, between); err != nil {
		b.Fatal(err)
	}
	save()
	return c, p
}

// desktest is a corpus in memory.
type desktest struct {
	briefing.Corpus
	changes  []briefing.Change
	articles map[briefing.ArticleID]briefing.Article
}

func (c *desktest) Article(_ context.Context, id briefing.ArticleID) (briefing.Article, error) {
	return c.articles[id], nil
}

func (c *desktest) Changes(_ context.Context, after briefing.Seq) iter.Seq2[briefing.Change, error] {
	return func(yield func(briefing.Change, error) bool) {
		for _, ch := range c.changes[after:] {
			if !yield(ch, nil) {
				return
			}
		}
	}
}

// BenchmarkFirstAnswer starts with what was kept and answers one question.
func BenchmarkFirstAnswer(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		c, p := kept(b, all)
		q := newstest.Questions(1, all, 1)[0]
		measured(b, nil, func() {
			d := desk.New(desk.Options{})
			if found, err := d.Load(b.Context(), c, p); !found || err != nil {
				b.Fatal(found, err)
			}
			if err := d.Follow(b.Context(), c); err != nil {
				b.Fatal(err)
			}
			if _, err := d.Ask(b.Context(), briefing.Question{Text: q, AsOf: lastDay(all).AsOf}); err != nil {
				b.Fatal(err)
			}
		})
	})
}

// BenchmarkKept holds a corpus that was kept: with its questions answered, and with its stories.
func BenchmarkKept(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		c, p := kept(b, all)
		c.articles = nil
		questions := newstest.Questions(1, all, 300)
		all = all[len(all)-1:]
		heap := func() float64 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			return float64(m.HeapAlloc) / 1e6
		}
		for b.Loop() {
			before := heap()
			d := desk.New(desk.Options{})
			if _, err := d.Load(b.Context(), c, p); err != nil {
				b.Fatal(err)
			}
			for _, q := range questions {
				if _, err := d.Ask(b.Context(), briefing.Question{Text: q, AsOf: lastDay(all).AsOf}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(heap()-before, "answering-MB")
			stories := d.Stories()
			b.ReportMetric(heap()-before, "grouped-MB")
			runtime.KeepAlive(stories)
			if f := os.Getenv("BRIEFBOT_TEST_HEAP"); f != "" {
				w, err := os.Create(f)
				if err != nil {
					b.Fatal(err)
				}
				if err := errors.Join(pprof.WriteHeapProfile(w), w.Close()); err != nil {
					b.Fatal(err)
				}
			}
			runtime.KeepAlive(d)
		}
	})
}

// BenchmarkFirstArticle starts with what was kept, takes in one more article and groups it.
func BenchmarkFirstArticle(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		last := all[len(all)-1]
		c, p := kept(b, all[:len(all)-1])
		d := desk.New(desk.Options{})
		if _, err := d.Load(b.Context(), c, p); err != nil {
			b.Fatal(err)
		}
		d.Stories()
		began := spent()
		if err := d.Save(b.Context(), c, p); err != nil {
			b.Fatal(err)
		}
		save := spent() - began
		c.articles[last.ID] = last.Article
		c.changes = append(c.changes, briefing.Change{Seq: briefing.Seq(len(c.changes) + 1), Article: last.ID, Revision: last.Revision})
		info, err := os.Stat(p.Path)
		if err != nil {
			b.Fatal(err)
		}
		measured(b, nil, func() {
			d = desk.New(desk.Options{})
			if found, err := d.Load(b.Context(), c, p); !found || err != nil {
				b.Fatal(found, err)
			}
			if err := d.Follow(b.Context(), c); err != nil {
				b.Fatal(err)
			}
			d.Stories()
		})
		b.ReportMetric(float64(save.Milliseconds()), "save-cpu-ms")
		b.ReportMetric(float64(info.Size())/1e6, "file-MB")
	})
}

// BenchmarkBriefStarted starts with what was kept and briefs the newest day.
func BenchmarkBriefStarted(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		c, p := kept(b, all)
		start := func() *desk.Desk {
			d := desk.New(desk.Options{})
			if found, err := d.Load(b.Context(), c, p); !found || err != nil {
				b.Fatal(found, err)
			}
			if err := d.Follow(b.Context(), c); err != nil {
				b.Fatal(err)
			}
			return d
		}
		d := start()
		d.Stories()
		if err := d.Save(b.Context(), c, p); err != nil {
			b.Fatal(err)
		}
		measured(b, nil, func() { brief(b, start(), lastDay(all)) })
	})
}

// BenchmarkBriefBusiest briefs the day that holds most of the articles, all grouped.
func BenchmarkBriefBusiest(b *testing.B) {
	each(b, func(b *testing.B, all []newstest.Article) {
		d := filled(all)
		d.Stories()
		measured(b, nil, func() { brief(b, d, busiestDay(all)) })
	})
}
