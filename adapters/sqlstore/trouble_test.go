package sqlstore

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"briefbot/adapters/sqlstore/postgrestest"
	"briefbot/bot"
	"briefbot/briefing"
)

func exec(t *testing.T, s *Store, query string) error {
	t.Helper()
	_, err := s.write.ExecContext(t.Context(), query)
	return err
}

// says reports whether err tells people something, with these words in it.
func says(err error, words string) bool {
	var told *Error
	return errors.As(err, &told) && strings.Contains(told.Message, words)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// notices are n articles of some length.
func notices(n int) []briefing.Article {
	out := make([]briefing.Article, n)
	for i := range out {
		id := fmt.Sprintf("notice %d", i)
		text := id + strings.Repeat(" The harbour office of Port Ansel closes at noon.", 40)
		out[i] = briefing.Article{ID: briefing.ArticleID(id), Revision: briefing.RevisionOf(id, text), Text: text, FirstSeen: time.Date(2031, 5, 6, 9, 0, i, 0, time.UTC)}
	}
	return out
}

// stored counts the articles and the changes of a store.
func stored(t *testing.T, s *Store) (articles, changes int) {
	t.Helper()
	for _, err := range s.Articles(t.Context(), briefing.Window{}) {
		must(t, err)
		articles++
	}
	for _, err := range s.Changes(t.Context(), 0) {
		must(t, err)
		changes++
	}
	return articles, changes
}

func TestNewerIsRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, address func(*testing.T) string) {
		at := address(t)
		must(t, exec(t, openAt(t, at), "INSERT INTO migrations (version) VALUES (999)"))
		if _, err := Open(t.Context(), at); !says(err, "use the newer briefbot") {
			t.Errorf("a newer database: %v", err)
		}
	})
}

// TestOpenAtOnce lets replicas start together on an empty database; each migration is applied once.
func TestOpenAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, address func(*testing.T) string) {
		at := address(t)
		var g sync.WaitGroup
		for range 8 {
			g.Go(func() {
				s, err := Open(t.Context(), at)
				if err != nil {
					t.Error(err)
					return
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		g.Wait()
		var n, newest int
		must(t, openAt(t, at).read.QueryRowContext(t.Context(), "SELECT COUNT(*), MAX(version) FROM migrations").Scan(&n, &newest))
		if n != newest || n == 0 {
			t.Errorf("%d migrations up to version %d", n, newest)
		}
	})
}

func TestWrongFiles(t *testing.T) {
	dir := t.TempDir()
	letter := filepath.Join(dir, "letter.db")
	must(t, os.WriteFile(letter, []byte(strings.Repeat("Dear reader, this is a letter and no database. ", 30)), 0o600))
	for _, c := range []struct{ what, address, want string }{
		{"a letter", letter, "no SQLite database"},
		{"a folder that is not there", filepath.Join(dir, "none", "b.db"), "cannot be opened"},
		{"a folder", dir, "cannot be opened"},
		{"an odd address", "postgres://harbour:sesame@[::1/db", "no address of Postgres"},
	} {
		s, err := Open(t.Context(), c.address)
		if !says(err, c.want) {
			t.Errorf("%s: %v, want words about %q", c.what, err, c.want)
		}
		if s != nil || err != nil && strings.Contains(err.Error(), "sesame") {
			t.Errorf("%s: a store, or the password: %v", c.what, err)
		}
	}
	if b, err := os.ReadFile(letter); err != nil || !strings.HasPrefix(string(b), "Dear reader") {
		t.Errorf("the letter was written to: %.20q, %v", b, err)
	}
}

// TestOddName opens a file whose name has characters that mean something in an address.
func TestOddName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a %20?b#c.db")
	must(t, openAt(t, path).PutSource(t.Context(), bot.SourceHealth{Name: "feed"}))
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// TestTroubleWithTheFile wants each trouble in the midst of the work to be named, nothing to be half
// written, and the work to go on once it is over.
func TestTroubleWithTheFile(t *testing.T) {
	for _, c := range []struct{ what, want, begin, end string }{
		{"full", "the disk is full", "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 4294967294"}, // no less than it has
		{"read-only", "may not be written to", "PRAGMA query_only = 1", "PRAGMA query_only = 0"},
		{"locked", "locked by another program", "", ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "b.db")
			s := openAt(t, path)
			all := notices(60)
			if _, err := s.Put(t.Context(), all[:10]...); err != nil {
				t.Fatal(err)
			}
			end := func() error { return exec(t, s, c.end) }
			if c.begin == "" {
				must(t, exec(t, s, "PRAGMA busy_timeout = 1"))
				tx, err := openAt(t, path).write.BeginTx(t.Context(), nil)
				must(t, err)
				end = tx.Rollback
			} else {
				must(t, exec(t, s, c.begin))
			}
			if n, err := s.Put(t.Context(), all...); n != 0 || !says(err, c.want) {
				t.Errorf("Put: %d, %v; want words about %q", n, err, c.want)
			}
			if articles, changes := stored(t, s); articles != 10 || changes != 10 {
				t.Errorf("half written: %d articles, %d changes", articles, changes)
			}
			must(t, end())
			if n, err := s.Put(t.Context(), all...); n != 50 || err != nil {
				t.Errorf("afterwards: %d, %v; want 50", n, err)
			}
		})
	}
}

// TestDamagedFile wants a file whose pages were overwritten to be called so.
func TestDamagedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "b.db")
	s := openAt(t, path)
	if _, err := s.Put(t.Context(), notices(30)...); err != nil {
		t.Fatal(err)
	}
	must(t, s.Close()) // moves everything from the log into the file
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	info, err := f.Stat()
	must(t, err)
	_, err = f.WriteAt([]byte(strings.Repeat("tide ", int(info.Size()-4096)/5)), 4096) // all but the first page
	must(t, err)
	must(t, f.Close())
	s, err = Open(t.Context(), path)
	if err == nil {
		defer s.Close()
		_, err = s.Put(t.Context(), notices(60)...)
	}
	if !says(err, "damaged") {
		t.Errorf("a damaged file: %v", err)
	}
}

// TestDeadlockIsTriedAgain makes two transactions wait for each other.
func TestDeadlockIsTriedAgain(t *testing.T) {
	s := openAt(t, postgrestest.New(t))
	names := []string{"gate", "quay"}
	for _, name := range names {
		must(t, s.PutSource(t.Context(), bot.SourceHealth{Name: name}))
	}
	var first, g sync.WaitGroup
	first.Add(2)
	for n := range 2 {
		g.Go(func() {
			tries := 0
			err := s.tx(t.Context(), func(tx *sql.Tx) error {
				tries++
				for i := range names {
					if _, err := tx.ExecContext(t.Context(), "UPDATE sources SET body = body || 'x' WHERE name = $1", names[(i+n)%2]); err != nil {
						return err
					}
					if tries == 1 && i == 0 {
						first.Done()
						first.Wait() // both hold what the other wants
					}
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	g.Wait()
	var both int
	must(t, s.read.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM sources WHERE body LIKE '%}xx'").Scan(&both))
	if both != 2 {
		t.Errorf("%d of 2 records were changed twice", both)
	}
}
