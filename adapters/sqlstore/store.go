package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"

	"briefbot/bot"
	"briefbot/briefing"
)

// Store is a database. It implements briefing.Corpus, bot.Store, bot.Conversations, bot.Leases,
// bot.SourceStates, bot.ChosenSources and bot.Stories, and is safe for concurrent use. Several processes may share a Postgres database.
type Store struct {
	dialect dialect
	write   *sql.DB
	read    *sql.DB
}

var (
	_ briefing.Corpus   = (*Store)(nil)
	_ bot.Store         = (*Store)(nil)
	_ bot.Conversations = (*Store)(nil)
	_ bot.Leases        = (*Store)(nil)
	_ bot.SourceStates  = (*Store)(nil)
	_ bot.ChosenSources = (*Store)(nil)
	_ bot.Stories       = (*Store)(nil)
)

// Open opens the database at an address, a file's name for SQLite or a postgres:// URL, and brings
// its schema up to date. It refuses a database that a newer program has written.
func Open(ctx context.Context, address string) (*Store, error) {
	address = strings.TrimSpace(address)
	if err := check(address); err != nil {
		return nil, err
	}
	d := dialectOf(address)
	write, read, err := d.open(address)
	if err != nil {
		return nil, explain(err)
	}
	s := &Store{dialect: d, write: write, read: read}
	if err := s.begin(ctx); err != nil {
		return nil, errors.Join(explain(err), s.Close())
	}
	return s, nil
}

// openWithin is how long Open waits for other programs that open or close the same file.
const openWithin = 10 * time.Second

// begin migrates. SQLite refuses the first steps on a file at once, whatever the busy_timeout, while
// another program turns its log on or off: https://www.sqlite.org/wal.html#sometimes_queries_return_sqlite_busy_in_wal_mode
func (s *Store) begin(ctx context.Context) error {
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = 5*time.Millisecond, 200*time.Millisecond
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := s.migrate(ctx)
		if err != nil && !locked(err) && !overtaken(err) {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(wait), backoff.WithMaxElapsedTime(openWithin))
	return err
}

// Close closes the database.
func (s *Store) Close() error {
	err := s.write.Close()
	if s.read != s.write {
		err = errors.Join(err, s.read.Close())
	}
	return err
}

// attempts is how often a transaction is begun that others keep from succeeding.
const attempts = 8

// tx runs f in a transaction that takes effect whole or not at all. Where others at the same time
// made it fail it runs again: f must set what it gives anew.
func (s *Store) tx(ctx context.Context, f func(*sql.Tx) error) error {
	var err error
	for range attempts {
		if err = s.once(ctx, f); !passing(err) {
			break
		}
	}
	return explain(err)
}

func (s *Store) once(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, s.dialect.options)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		// After a broken connection or a cancelled context there is nothing left to roll back.
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

// queryer is a database or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// collect reads all rows of a query by scan.
func collect[T any](ctx context.Context, q queryer, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, explain(err)
		}
		out = append(out, v)
	}
	return out, explain(rows.Err())
}

// decoded scans a single column of JSON.
func decoded[T any](rows *sql.Rows) (v T, err error) {
	var body string
	if err := rows.Scan(&body); err != nil {
		return v, err
	}
	return v, json.Unmarshal([]byte(body), &v)
}

// one reads the single column of JSON of at most one row; no row is bot.ErrNotFound.
func one[T any](ctx context.Context, q queryer, query string, args ...any) (v T, err error) {
	var body string
	err = q.QueryRowContext(ctx, query, args...).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return v, bot.ErrNotFound
	}
	if err != nil {
		return v, explain(err)
	}
	return v, json.Unmarshal([]byte(body), &v)
}

func encode(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// micros and moment turn times into what the database holds and back. The zero time is 0.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func moment(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// where is a destination as one word to search by.
func where(d bot.Destination) string {
	return word(strings.Join([]string{d.Platform, d.Tenant, d.Channel, d.Thread, d.User}, "\x1f"))
}

// word is a text from outside as a column can hold it: Postgres takes neither NUL nor what is not
// UTF-8. Bodies need it not, since JSON writes both in other characters.
func word[S ~string](s S) string {
	return strings.ReplaceAll(strings.ToValidUTF8(string(s), "\ufffd"), "\x00", "\ufffd")
}
