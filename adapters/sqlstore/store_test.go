package sqlstore

import (
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/adapters/sqlstore/postgrestest"
	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/briefing"
	"briefbot/briefing/briefingtest"
)

// onBoth runs a test on each database. address gives an empty one.
func onBoth(t *testing.T, test func(t *testing.T, address func(t *testing.T) string)) {
	t.Run("SQLite", func(t *testing.T) {
		test(t, func(t *testing.T) string { return filepath.Join(t.TempDir(), "b.db") })
	})
	t.Run("Postgres", func(t *testing.T) {
		test(t, func(t *testing.T) string { return postgrestest.New(t) })
	})
}

func openAt(t testing.TB, address string) *Store {
	t.Helper()
	s, err := Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestStore(t *testing.T) {
	onBoth(t, func(t *testing.T, address func(*testing.T) string) {
		bottest.TestStore(t, func(t *testing.T) bottest.Store { return openAt(t, address(t)) })
	})
}

func TestCorpus(t *testing.T) {
	onBoth(t, func(t *testing.T, address func(*testing.T) string) {
		briefingtest.TestCorpus(t, func(t *testing.T) briefing.Corpus { return openAt(t, address(t)) })
	})
}

// eachDatabase runs a benchmark on each database, empty.
func eachDatabase(b *testing.B, run func(b *testing.B, s *Store)) {
	for _, c := range []struct {
		name    string
		address func(b *testing.B) string
	}{
		{"SQLite", func(b *testing.B) string { return filepath.Join(b.TempDir(), "b.db") }},
		{"Postgres", func(b *testing.B) string { return postgrestest.New(b) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := openAt(b, c.address(b))
			b.ResetTimer()
			run(b, s)
		})
	}
}

// BenchmarkClaim claims slots that nobody has claimed, in four goroutines for each core.
func BenchmarkClaim(b *testing.B) {
	now := time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)
	eachDatabase(b, func(b *testing.B, s *Store) {
		var n atomic.Int64
		b.SetParallelism(4)
		b.RunParallel(func(p *testing.PB) {
			for p.Next() {
				key := bot.DeliveryKey{Subscription: "a", Slot: strconv.FormatInt(n.Add(1), 10)}
				if _, err := s.Claim(b.Context(), bot.Delivery{Key: key, At: now}, "one", now, time.Minute); err != nil {
					b.Error(err)
					return
				}
			}
		})
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "claims/s")
	})
}

// BenchmarkPut stores a hundred articles of three hundred words that are new, and then again.
func BenchmarkPut(b *testing.B) {
	eachDatabase(b, func(b *testing.B, s *Store) {
		all := notices(100)
		for i := range b.N {
			for k := range all {
				all[k].ID = briefing.ArticleID(strconv.Itoa(i) + "/" + strconv.Itoa(k))
			}
			for _, want := range []int{100, 0} {
				if n, err := s.Put(b.Context(), all...); err != nil || n != want {
					b.Fatalf("%d, %v; want %d", n, err, want)
				}
			}
		}
		b.ReportMetric(200*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
	})
}
