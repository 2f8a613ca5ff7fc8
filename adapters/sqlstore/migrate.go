package sqlstore

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate applies the migrations that the database lacks, in order, each in a transaction. A database
// that a newer program has written is refused.
func (s *Store) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	options := []goose.ProviderOption{goose.WithStore(ledgerOf{s.dialect}), goose.WithDisableGlobalRegistry(true)}
	if s.dialect.lockMigrations != "" {
		options = append(options, goose.WithSessionLocker(sessionLock{s.dialect}))
	}
	p, err := goose.NewProvider("", s.write, worded{files, s.dialect.text}, options...)
	if err != nil {
		return err
	}
	if there, err := (ledgerOf{s.dialect}).TableExists(ctx, s.write); err != nil {
		return err
	} else if there {
		have, known, err := p.GetVersions(ctx)
		switch {
		case err != nil:
			return err
		case have > known:
			return &Error{Message: fmt.Sprintf("the database has version %d, this program knows versions up to %d: use the newer briefbot", have, known)}
		case have == known: // what cannot be written to is told now, and not at the first delivery
			_, err := s.write.ExecContext(ctx, "UPDATE counters SET value = value WHERE 1 = 0")
			return err
		}
	}
	_, err = p.Up(ctx)
	return err
}

// overtaken says that another program has applied a migration at the same time: where there is no lock
// for it, the second one fails, and finds the rest to do when it looks again.
func overtaken(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "already exists") || strings.Contains(err.Error(), "UNIQUE constraint") || strings.Contains(err.Error(), "duplicate column"))
}

// ledgerOf is where the applied migrations are written down: in a table that is older than goose here,
// and that earlier programs read too. It implements database.StoreExtender.
type ledgerOf struct{ dialect dialect }

var _ database.StoreExtender = ledgerOf{}

// Tablename implements database.Store.
func (ledgerOf) Tablename() string { return "migrations" }

// TableExists implements database.StoreExtender.
func (l ledgerOf) TableExists(ctx context.Context, db database.DBTxConn) (bool, error) {
	var n int
	err := db.QueryRowContext(ctx, l.dialect.hasMigrations).Scan(&n)
	return n > 0, err
}

// CreateVersionTable implements database.Store.
func (ledgerOf) CreateVersionTable(ctx context.Context, db database.DBTxConn) error {
	_, err := db.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS migrations (version BIGINT PRIMARY KEY)")
	return err
}

// Insert implements database.Store. That there is a version before the first is goose's own notion.
func (ledgerOf) Insert(ctx context.Context, db database.DBTxConn, r database.InsertRequest) error {
	if r.Version == 0 {
		return nil
	}
	_, err := db.ExecContext(ctx, "INSERT INTO migrations (version) VALUES ($1)", r.Version)
	return err
}

// Delete implements database.Store.
func (ledgerOf) Delete(ctx context.Context, db database.DBTxConn, version int64) error {
	_, err := db.ExecContext(ctx, "DELETE FROM migrations WHERE version = $1", version)
	return err
}

// GetMigration implements database.Store.
func (ledgerOf) GetMigration(ctx context.Context, db database.DBTxConn, version int64) (*database.GetMigrationResult, error) {
	var n int
	if err := db.QueryRowContext(ctx, "SELECT COUNT(*) FROM migrations WHERE version = $1", version).Scan(&n); err != nil {
		return nil, err
	}
	if n == 0 && version > 0 {
		return nil, database.ErrVersionNotFound
	}
	return &database.GetMigrationResult{IsApplied: true}, nil
}

// GetLatestVersion implements database.Store.
func (ledgerOf) GetLatestVersion(ctx context.Context, db database.DBTxConn) (version int64, err error) {
	err = db.QueryRowContext(ctx, "SELECT COALESCE(MAX(version), 0) FROM migrations").Scan(&version)
	return version, err
}

// ListMigrations implements database.Store.
func (ledgerOf) ListMigrations(ctx context.Context, db database.DBTxConn) ([]*database.ListMigrationsResult, error) {
	out, err := collect(ctx, db, func(r *sql.Rows) (*database.ListMigrationsResult, error) {
		m := &database.ListMigrationsResult{IsApplied: true}
		return m, r.Scan(&m.Version)
	}, "SELECT version FROM migrations ORDER BY version DESC")
	return append(out, &database.ListMigrationsResult{IsApplied: true}), err
}

// sessionLock lets one program at a time migrate. It implements lock.SessionLocker.
type sessionLock struct{ dialect dialect }

// SessionLock waits for the lock.
func (l sessionLock) SessionLock(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, l.dialect.lockMigrations)
	return err
}

// SessionUnlock gives the lock back.
func (l sessionLock) SessionUnlock(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, l.dialect.unlockMigrations)
	return err
}

// worded are the migrations with the dialect's own word for columns that hold words.
type worded struct {
	fs.FS
	text string
}

// Open implements fs.FS.
func (w worded) Open(name string) (fs.File, error) {
	f, err := w.FS.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil || info.IsDir() {
		return f, err
	}
	b, err := fs.ReadFile(w.FS, name)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &file{File: f, Reader: bytes.NewReader([]byte(strings.ReplaceAll(string(b), " TEXT ", " "+w.text+" ")))}, nil
}

// file is a file with other content.
type file struct {
	fs.File
	*bytes.Reader
}

// Read implements fs.File.
func (f *file) Read(b []byte) (int, error) { return f.Reader.Read(b) }
