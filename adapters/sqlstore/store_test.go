package sqlstore

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefbot/bot/bottest"
	"briefbot/briefing"
	"briefbot/briefing/briefingtest"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a %20?b.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestStore(t *testing.T) {
	bottest.TestStore(t, func(t *testing.T) bottest.Store { return open(t) })
}

func TestCorpus(t *testing.T) {
	briefingtest.TestCorpus(t, func(t *testing.T) briefing.Corpus { return open(t) })
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
