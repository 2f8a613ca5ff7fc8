package sqlstore

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/briefing"
)

// earlier makes a database as an earlier program has left it: testdata/earlier/N.sql is its schema of
// version N with what it stored.
func earlier(t *testing.T, address, file string) {
	t.Helper()
	b, err := os.ReadFile(file)
	must(t, err)
	d := dialectOf(address)
	write, read, err := d.open(address)
	must(t, err)
	for _, statement := range strings.Split(strings.ReplaceAll(string(b), " TEXT ", " "+d.text+" "), ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if _, err := write.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	must(t, write.Close())
	if read != write {
		must(t, read.Close())
	}
}

// Every earlier schema is brought up to date with all that it holds, and works like a new one.
func TestEverySchemaIsUpgraded(t *testing.T) {
	files, err := filepath.Glob("testdata/earlier/*.sql")
	must(t, err)
	all, err := filepath.Glob("migrations/*.sql")
	must(t, err)
	if len(files) != len(all)-1 {
		t.Errorf("there are %d migrations and %d earlier schemas; testdata/earlier lacks the one before the newest migration", len(all), len(files))
	}
	onBoth(t, func(t *testing.T, address func(*testing.T) string) {
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) {
				at := address(t)
				earlier(t, at, file)
				s := openAt(t, at)
				holds(t, s)
				must(t, s.Close())
				holds(t, openAt(t, at)) // a second start changes nothing
			})
		}
		t.Run("conformance", func(t *testing.T) {
			bottest.TestStore(t, func(t *testing.T) bottest.Store {
				at := address(t)
				earlier(t, at, files[0])
				s := openAt(t, at)
				for _, table := range tables {
					must(t, exec(t, s, "DELETE FROM "+table+" WHERE 1 = 1"))
				}
				must(t, exec(t, s, "INSERT INTO counters (name, value) VALUES ('changes', 0)"))
				must(t, exec(t, s, "INSERT INTO counters (name, value) VALUES ('stories', 0)"))
				return s
			})
		})
	})
}

// holds wants what the earlier databases were filled with.
func holds(t *testing.T, s *Store) {
	t.Helper()
	ctx := t.Context()
	at := time.Date(2024, 5, 6, 8, 0, 0, 0, time.UTC)
	if articles, changes := stored(t, s); articles != 2 || changes != 5 {
		t.Errorf("%d articles, %d changes; want 2 and 5", articles, changes)
	}
	a, err := s.Article(ctx, "a0")
	if err != nil || !strings.HasSuffix(a.Text, "Correction: it opened on Sunday.") || a.Revision != briefing.RevisionOf(a.Title, a.Text) || !a.FirstSeen.Equal(at) {
		t.Errorf("the article is %+v, %v", a, err)
	}
	to := bot.Destination{Platform: "fake", Tenant: "T1", Channel: "C1"}
	subs, err := s.Subscriptions(ctx, to)
	if err != nil || len(subs) != 1 || subs[0].Zone != "Europe/Berlin" {
		t.Errorf("subscriptions %+v, %v", subs, err)
	}
	d, err := s.Deliveries(ctx, "daily", 5)
	if err != nil || len(d) != 2 || d[0].State != bot.Failed || d[1].State != bot.Sent || len(d[1].Parts) != 1 || d[1].Parts[0].Message.Summary != "Briefing" {
		t.Errorf("deliveries %+v, %v", d, err)
	}
	if told, err := s.Told(ctx, to, time.Time{}); err != nil || len(told) != 1 {
		t.Errorf("told %v, %v", told, err)
	}
	if shown, err := s.Shown(ctx, "shown1"); err != nil || shown.Briefing == nil {
		t.Errorf("shown %+v, %v", shown, err)
	}
	if p, err := s.Preferences(ctx, to); err != nil || len(p.Follow) != 1 {
		t.Errorf("preferences %+v, %v", p, err)
	}
	if turns, err := s.Turns(ctx, to, time.Time{}); err != nil || len(turns) != 1 {
		t.Errorf("turns %+v, %v", turns, err)
	}
	if h, err := s.Sources(ctx); err != nil || len(h) != 1 || h[0].Articles != 3 {
		t.Errorf("sources %+v, %v", h, err)
	}
	if n, err := s.Feedback(ctx, "shown1"); err != nil || len(n) != 1 {
		t.Errorf("feedback %+v, %v", n, err)
	}
}
