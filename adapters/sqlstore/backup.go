package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"briefbot/briefing"
)

// Counts are how many rows each table holds.
type Counts map[string]int

// Backup writes all that the database holds, as of one moment, into a new SQLite file, and verifies it.
// The bot may go on meanwhile. The file is complete when it stands under its name.
func (s *Store) Backup(ctx context.Context, file string) (Counts, error) {
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Message: "there is a file " + file + " already; name another one"}
	}
	partial := file + ".partial"
	if err := removeDatabase(partial); err != nil {
		return nil, err
	}
	counts, err := s.copyTo(ctx, partial)
	if err == nil {
		err = os.Rename(partial, file)
	}
	if err != nil {
		return nil, errors.Join(err, removeDatabase(partial))
	}
	return counts, nil
}

// Restore fills the database from a file that Backup has written, with this program or an earlier one, and
// verifies it. A database that holds anything is refused.
func (s *Store) Restore(ctx context.Context, file string) (Counts, error) {
	if _, err := os.Stat(file); err != nil {
		return nil, &Error{Message: "the backup cannot be read; check its name", Err: err}
	}
	held, err := s.Counts(ctx)
	if err != nil {
		return nil, err
	}
	for _, table := range []string{"articles", "subscriptions", "deliveries", "shown", "told", "changes", "chosen_sources"} {
		if held[table] > 0 {
			return nil, &Error{Message: fmt.Sprintf("the database is not empty, it has %d %s; restore into a new one, which another --db names", held[table], table)}
		}
	}
	// A copy is opened: a backup of an earlier program is brought up to date, and stays as it was.
	dir, err := os.MkdirTemp("", "briefbot-restore-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // only a copy
	copied := dir + "/backup.db"
	if err := copyFile(file, copied); err != nil {
		return nil, err
	}
	from, err := Open(ctx, copied)
	if err != nil {
		return nil, fmt.Errorf("the backup %s: %w", file, err)
	}
	defer from.Close()
	if err := from.Verify(ctx); err != nil {
		return nil, fmt.Errorf("the backup %s: %w", file, err)
	}
	counts, err := transfer(ctx, from, s)
	if err != nil {
		return nil, err
	}
	return counts, s.agrees(ctx, counts)
}

// copyTo writes a copy into a new file.
func (s *Store) copyTo(ctx context.Context, file string) (counts Counts, err error) {
	to, err := Open(ctx, file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if counts, err = transfer(ctx, s, to); err != nil {
		return nil, err
	}
	return counts, to.agrees(ctx, counts)
}

// agrees wants a database to hold these counts and to be sound.
func (s *Store) agrees(ctx context.Context, counts Counts) error {
	have, err := s.Counts(ctx)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if have[table] != counts[table] {
			return fmt.Errorf("the copy holds %d rows of %s in place of %d", have[table], table, counts[table])
		}
	}
	return s.Verify(ctx)
}

// transfer copies all tables of one database, as of one moment, into another that is empty.
func transfer(ctx context.Context, from, to *Store) (Counts, error) {
	conn, err := from.read.Conn(ctx)
	if err != nil {
		return nil, explain(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, from.dialect.snapshot); err != nil {
		return nil, explain(err)
	}
	defer func() { _, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") }() // it has changed nothing
	counts := Counts{}
	err = to.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM counters"); err != nil { // which a new database has
			return err
		}
		for _, table := range tables {
			n, err := copyTable(ctx, conn, tx, table)
			if err != nil {
				return fmt.Errorf("copying %s: %w", table, err)
			}
			counts[table] = n
		}
		return nil
	})
	return counts, err
}

func copyTable(ctx context.Context, from queryer, to *sql.Tx, table string) (n int, err error) {
	rows, err := from.QueryContext(ctx, "SELECT * FROM "+table)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, err
	}
	var places []string
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range columns {
		places = append(places, fmt.Sprintf("$%d", i+1))
		into[i] = &values[i]
	}
	insert, err := to.PrepareContext(ctx, fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", table, strings.Join(columns, ", "), strings.Join(places, ", ")))
	if err != nil {
		return 0, err
	}
	defer insert.Close()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return n, err
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return n, err
		}
		n++
	}
	return n, rows.Err()
}

// Counts tells how many rows each table holds.
func (s *Store) Counts(ctx context.Context) (Counts, error) {
	out := Counts{}
	for _, table := range tables {
		var n int
		if err := s.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+table).Scan(&n); err != nil {
			return nil, explain(err)
		}
		out[table] = n
	}
	return out, nil
}

// Verify proves that the database is sound: that the file is, that every article has its newest revision,
// and that every revision holds what its hash says.
func (s *Store) Verify(ctx context.Context) error {
	if s.dialect.check != "" {
		said, err := collect(ctx, s.read, func(r *sql.Rows) (line string, err error) {
			err = r.Scan(&line)
			return line, err
		}, s.dialect.check)
		if err != nil {
			return err
		}
		if text := strings.Join(said, "; "); text != "ok" {
			return &Error{Message: "the database file is damaged: " + text}
		}
	}
	var without int
	if err := s.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM revisions r WHERE r.article = a.id AND r.revision = a.revision)").Scan(&without); err != nil {
		return explain(err)
	}
	if without > 0 {
		return &Error{Message: fmt.Sprintf("%d articles are without their newest revision", without)}
	}
	rows, err := s.read.QueryContext(ctx, "SELECT article, revision, body FROM revisions")
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, revision, body string
		if err := rows.Scan(&id, &revision, &body); err != nil {
			return explain(err)
		}
		var a briefing.Article
		err := json.Unmarshal([]byte(body), &a)
		whole := briefing.RevisionOf(a.Title, a.Text) == a.Revision || strings.Contains(a.Title+a.Text, "\ufffd") // whose bytes were no text
		if err != nil || word(a.ID) != id || word(a.Revision) != revision || !whole {
			return &Error{Message: fmt.Sprintf("revision %s of article %s is damaged", revision, id), Err: err}
		}
	}
	return explain(rows.Err())
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// removeDatabase removes a SQLite file with what stands beside it while it is open.
func removeDatabase(file string) error {
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(file + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
