package sqlstore

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefbot/adapters/sqlstore/postgrestest"
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

func TestOpenAgainAndNewer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "b.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := exec(t, s, `INSERT INTO migrations (version) VALUES (999)`); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := Open(t.Context(), path); !says(err, "newer") {
		t.Errorf("a newer database: %v", err)
	}
}

func TestOpenRefusesOtherFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "letter.db")
	if err := os.WriteFile(path, []byte("Dear reader, this is a letter and no database, and it is long enough to be taken for one."), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path); !says(err, "no SQLite database") {
		t.Errorf("a letter: %v", err)
	}
	if _, err := Open(t.Context(), filepath.Join(t.TempDir(), "none", "b.db")); !says(err, "cannot be opened") {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestLockedSaysSo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "b.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := s.write.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if err := exec(t, other, "PRAGMA busy_timeout = 1"); err != nil {
		t.Fatal(err)
	}
	if err := other.RemoveSubscription(t.Context(), "a"); !says(err, "locked") {
		t.Errorf("a locked database: %v", err)
	}
}

func exec(t *testing.T, s *Store, query string) error {
	_, err := s.write.ExecContext(t.Context(), query)
	return err
}

// says reports whether err tells people something, with these words in it.
func says(err error, words string) bool {
	var told *Error
	return errors.As(err, &told) && strings.Contains(told.Message, words)
}
