package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"briefbot/adapters/sqlstore/postgrestest"
	"briefbot/bot"
	"briefbot/briefing"
)

var keepStart = time.Date(2031, 5, 6, 8, 0, 0, 0, time.UTC)

// report is the nth of a row of articles, an hour apart.
func report(n int) briefing.Article {
	a := briefing.Article{ID: briefing.ArticleID(fmt.Sprintf("a%03d", n)), Title: fmt.Sprintf("Report %d", n), Text: fmt.Sprintf("The council of Orlo met for the %dth time. %s", n, strings.Repeat("It rained. ", 20)), FirstSeen: keepStart.Add(time.Duration(n) * time.Hour)}
	a.Revision = briefing.RevisionOf(a.Title, a.Text)
	return a
}

func kept(t *testing.T, s *Store) (ids []string) {
	t.Helper()
	for a, err := range s.Articles(t.Context(), briefing.Window{}) {
		must(t, err)
		ids = append(ids, string(a.ID))
	}
	return ids
}

// Articles are let go by age and by size, the oldest first; what something shown lately cites stays, and
// what was let go does not come back as news.
func TestPrune(t *testing.T) {
	onBoth(t, func(t *testing.T, address func(*testing.T) string) {
		s := openAt(t, address(t))
		ctx := t.Context()
		var all []briefing.Article
		for n := range 100 {
			all = append(all, report(n))
		}
		if _, err := s.Put(ctx, all...); err != nil {
			t.Fatal(err)
		}
		now := keepStart.Add(100 * time.Hour)
		cite := func(id string, article string, at time.Time) {
			t.Helper()
			must(t, s.Keep(ctx, bot.Shown{ID: id, At: at, Briefing: &briefing.Briefing{Citations: []briefing.Citation{{N: 1, Article: briefing.ArticleID(article)}}}}))
		}
		cite("s1", "a003", now.Add(-time.Hour))
		cite("s2", "a004", now.Add(-citedFor-time.Hour))
		must(t, s.Tell(ctx, bot.Destination{Platform: "fake"}, []briefing.Fact{{Article: "a005", Text: "told"}}, now.Add(-time.Hour)))
		if n, err := s.Prune(ctx, Retention{}, now); err != nil || n != 0 {
			t.Errorf("with nothing set %d went, %v", n, err)
		}
		if n, err := s.Prune(ctx, Retention{Age: 60 * time.Hour}, now); err != nil || n != 38 {
			t.Errorf("by age %d went, %v; want 38", n, err)
		}
		if got := kept(t, s); len(got) != 62 || got[0] != "a003" || got[1] != "a005" || got[2] != "a040" {
			t.Errorf("%d stay: %v", len(got), got[:3])
		}
		var size int64
		must(t, s.read.QueryRowContext(ctx, "SELECT SUM(LENGTH(body)) FROM revisions").Scan(&size))
		if _, err := s.Prune(ctx, Retention{Bytes: size / 2}, now); err != nil {
			t.Fatal(err)
		}
		got := kept(t, s)
		if len(got) < 28 || len(got) > 33 || got[0] != "a003" || got[len(got)-1] != "a099" || !slices.IsSorted(got) {
			t.Errorf("by size %d stay: %v", len(got), got)
		}
		if n, err := s.Put(ctx, all...); err != nil || n != 0 || len(kept(t, s)) != len(got) {
			t.Errorf("what was let go came back: %d, %v", n, err)
		}
		if a, err := s.Article(ctx, "a003"); err != nil || a.Text != all[3].Text {
			t.Errorf("what is cited: %v", err)
		}
		// Who follows learns of it.
		gone := map[briefing.ArticleID]bool{}
		for c, err := range s.Changes(ctx, 0) {
			must(t, err)
			gone[c.Article] = c.Removed
		}
		if !gone["a000"] || gone["a003"] || gone["a099"] {
			t.Errorf("the changes tell %v", gone)
		}
	})
}

// Of old changes only the latest of each article stays, and who follows ends with the same articles.
func TestChangesAreBounded(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "b.db"))
	ctx := t.Context()
	for round := range 3 {
		var batch []briefing.Article
		for n := range plainChanges / 2 {
			a := report(n)
			a.Text = fmt.Sprint(round, a.Title)
			a.Revision = briefing.RevisionOf(a.Title, a.Text)
			batch = append(batch, a)
		}
		if _, err := s.Put(ctx, batch...); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Prune(ctx, Retention{}, keepStart); err != nil {
		t.Fatal(err)
	}
	newest, n := map[briefing.ArticleID]briefing.Revision{}, 0
	for c, err := range s.Changes(ctx, 0) {
		must(t, err)
		newest[c.Article] = c.Revision
		n++
	}
	if n != plainChanges || len(newest) != plainChanges/2 {
		t.Errorf("%d changes of %d articles", n, len(newest))
	}
	if a := report(7); newest[a.ID] != briefing.RevisionOf(a.Title, fmt.Sprint(2, a.Title)) {
		t.Error("the latest change of an article is not its latest")
	}
}

// A backup that is made under load holds one moment, and restores, to either database, with the same
// counts.
func TestBackup(t *testing.T) {
	onBoth(t, func(t *testing.T, address func(*testing.T) string) {
		at := address(t)
		earlier(t, at, "testdata/earlier/1.sql") // some of everything
		s := openAt(t, at)
		ctx, stop := context.WithCancel(t.Context())
		var g sync.WaitGroup
		started := make(chan struct{})
		g.Go(func() { // articles come in pairs
			for n := 0; ctx.Err() == nil; n += 2 {
				if _, err := s.Put(ctx, report(n), report(n+1)); err != nil && ctx.Err() == nil {
					t.Error(err)
				}
				if n == 20 {
					close(started)
				}
			}
		})
		<-started
		file := filepath.Join(t.TempDir(), "backup.db")
		counts, err := s.Backup(t.Context(), file)
		stop()
		g.Wait()
		if err != nil {
			t.Fatal(err)
		}
		if n := counts["articles"]; n < 22 || n%2 != 0 || counts["changes"] != n+3 || counts["parts"] != 2 {
			t.Errorf("counts %v", counts)
		}
		if left, err := filepath.Glob(file + ".*"); err != nil || len(left) != 0 {
			t.Errorf("left beside it: %v, %v", left, err)
		}
		if _, err := s.Backup(t.Context(), file); err == nil || !strings.Contains(err.Error(), "already") {
			t.Errorf("onto a file that is there: %v", err)
		}
		for name, to := range map[string]func() string{
			"SQLite": func() string { return filepath.Join(t.TempDir(), "r.db") }, "Postgres": func() string { return postgrestest.New(t) },
		} {
			t.Run("to "+name, func(t *testing.T) {
				r := openAt(t, to())
				got, err := r.Restore(t.Context(), file)
				if err != nil || !maps.Equal(got, counts) {
					t.Fatalf("restored %v of %v, %v", got, counts, err)
				}
				if d, err := r.Deliveries(t.Context(), "daily", 5); err != nil || len(d) != 2 || d[1].Parts[0].Message.Summary != "Briefing" {
					t.Errorf("deliveries %+v, %v", d, err)
				}
				if n, err := r.Put(t.Context(), report(10_000)); err != nil || n != 1 { // it works on
					t.Errorf("%d, %v", n, err)
				}
				if _, err := r.Restore(t.Context(), file); err == nil || !strings.Contains(err.Error(), "not empty") {
					t.Errorf("onto what is there: %v", err)
				}
			})
		}
	})
}

// A damaged database is told as such, by a backup and by a restore.
func TestDamageIsFound(t *testing.T) {
	for name, spoil := range map[string]string{
		"a text":       `UPDATE revisions SET body = REPLACE(body, 'council', 'counsel')`,
		"a revision":   `DELETE FROM revisions WHERE article = 'a001'`,
		"not JSON":     `UPDATE revisions SET body = 'x'`,
		"another name": `UPDATE revisions SET body = REPLACE(body, '"id":"a001"', '"id":"a002"')`,
	} {
		s := openAt(t, filepath.Join(t.TempDir(), "b.db"))
		if _, err := s.Put(t.Context(), report(1)); err != nil {
			t.Fatal(err)
		}
		must(t, s.Verify(t.Context()))
		must(t, exec(t, s, spoil))
		file := filepath.Join(t.TempDir(), "b.db")
		if _, err := s.Backup(t.Context(), file); err == nil {
			t.Errorf("%s: it was backed up", name)
		}
		if left, _ := filepath.Glob(file + "*"); len(left) != 0 {
			t.Errorf("%s: it left %v", name, left)
		}
	}
	bad := filepath.Join(t.TempDir(), "bad.db")
	must(t, os.WriteFile(bad, []byte(strings.Repeat("Dear reader. ", 100)), 0o600))
	for _, file := range []string{bad, filepath.Join(t.TempDir(), "none")} {
		var told *Error
		if _, err := openAt(t, filepath.Join(t.TempDir(), "r.db")).Restore(t.Context(), file); !errors.As(err, &told) {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// tables is the list of all tables, so that a backup leaves none out.
func TestTables(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "b.db"))
	var names []string
	rows, err := s.read.QueryContext(t.Context(), "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migrations' AND name NOT LIKE 'sqlite_%'")
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		names = append(names, name)
	}
	slices.Sort(names)
	if want := slices.Sorted(slices.Values(tables)); !slices.Equal(names, want) {
		t.Errorf("the tables are %v, the list has %v", names, want)
	}
}

// What is known of a person goes; what belongs to channels and to others stays.
func TestErase(t *testing.T) {
	onBoth(t, func(t *testing.T, address func(*testing.T) string) {
		s := openAt(t, address(t))
		ctx := t.Context()
		channel := bot.Destination{Platform: "fake", Tenant: "T1", Channel: "C1"}
		direct := func(user string) bot.Destination {
			return bot.Destination{Platform: "fake", Tenant: "T1", User: user}
		}
		for _, user := range []string{"U1", "U2"} {
			id := bot.SubscriptionID(strings.ToLower(user))
			_, err := s.PutSubscription(ctx, bot.Subscription{ID: id, To: direct(user), Owner: user})
			must(t, err)
			must(t, s.Skip(ctx, bot.Delivery{Key: bot.DeliveryKey{Subscription: id, Slot: "x"}, To: direct(user)}, "late", keepStart))
			_, err = s.PutSubscription(ctx, bot.Subscription{ID: "c" + id, To: channel, Owner: user, ChangedBy: user})
			must(t, err)
			must(t, s.Prefer(ctx, direct(user), "ferries", bot.Mute))
			must(t, s.Tell(ctx, direct(user), []briefing.Fact{{Text: "told"}}, keepStart))
			must(t, s.Keep(ctx, bot.Shown{ID: "s" + user, To: direct(user), At: keepStart}))
			must(t, s.AddFeedback(ctx, bot.Feedback{At: keepStart, From: channel, Actor: user, Shown: "x"}))
			must(t, s.AddTurn(ctx, direct(user), bot.Turn{At: keepStart, Actor: user, Question: "Who is the mayor?"}))
			must(t, s.AddTurn(ctx, channel, bot.Turn{At: keepStart, Actor: user, Question: "Who is the mayor of " + user + "?"}))
			_, err = s.PutChosen(ctx, bot.ChosenSource{ID: "f" + user, Of: bot.Destination{Platform: "fake", Tenant: "T1"}, AddedBy: user})
			must(t, err)
		}
		must(t, s.Prefer(ctx, channel, "ferries", bot.Follow))
		if n, err := s.Erase(ctx, "other", "U1"); err != nil || len(n) != 0 {
			t.Errorf("on another platform: %v, %v", n, err)
		}
		n, err := s.Erase(ctx, "fake", "U1")
		if err != nil {
			t.Fatal(err)
		}
		if want := (Counts{"subscriptions": 2, "deliveries": 1, "preferences": 1, "told": 1, "shown": 1, "feedback": 1, "turns": 2, "chosen_sources": 1}); !maps.Equal(n, want) {
			t.Errorf("went or changed: %v, want %v", n, want)
		}
		for _, table := range tables {
			rows, err := s.read.QueryContext(ctx, "SELECT * FROM "+table)
			must(t, err)
			columns, err := rows.Columns()
			must(t, err)
			for rows.Next() {
				values, into := make([]any, len(columns)), make([]any, len(columns))
				for i := range values {
					into[i] = &values[i]
				}
				must(t, rows.Scan(into...))
				if text := fmt.Sprint(values...); strings.Contains(text, "U1") && table != "chosen_sources" {
					t.Errorf("%s still knows him: %s", table, text)
				} else if table == "chosen_sources" && strings.Contains(text, `"added_by":"U1"`) {
					t.Errorf("%s still knows him: %s", table, text)
				}
			}
			rows.Close()
		}
		if subs, err := s.Subscriptions(ctx, bot.Destination{}); err != nil || len(subs) != 3 {
			t.Errorf("%d subscriptions stay, %v; want the channel's two and the other's", len(subs), err)
		}
		if n, err := s.Erase(ctx, "fake", "U1"); err != nil || len(n) != 0 {
			t.Errorf("a second time: %v, %v", n, err)
		}
	})
}
