package sqlstore

import (
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// dialect is what differs between the databases.
type dialect struct {
	name   string
	driver string
	// forUpdate ends a SELECT whose rows the transaction will change. SQLite's transactions that
	// write exclude each other anyway.
	forUpdate string
	// lockMigrations keeps others from migrating until the transaction ends.
	lockMigrations string
}

var (
	sqliteDialect   = dialect{name: "SQLite", driver: "sqlite"}
	postgresDialect = dialect{name: "Postgres", driver: "pgx", forUpdate: " FOR UPDATE", lockMigrations: "SELECT pg_advisory_xact_lock(7229113)"}
)

// dialectOf tells the database by its address.
func dialectOf(address string) dialect {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return postgresDialect
	}
	return sqliteDialect
}

// sqliteAddress is the data source name of a file: https://pkg.go.dev/modernc.org/sqlite#Driver.Open
func sqliteAddress(file string) string {
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(file) +
		"?_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"
}

// explain adds to a database's error what a person can do about it.
func explain(err error) error {
	if err == nil {
		return nil
	}
	var s *sqlite.Error
	if errors.As(err, &s) {
		switch s.Code() & 0xff { // the primary code: https://www.sqlite.org/rescode.html
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return &Error{"the database is locked by another program; stop that program, or use Postgres to share a database", err}
		case sqlite3.SQLITE_FULL:
			return &Error{"the disk is full; make room, nothing that was stored is lost", err}
		case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
			return &Error{"the file is no SQLite database, or a damaged one; name another with --db", err}
		case sqlite3.SQLITE_CANTOPEN:
			return &Error{"the database file cannot be opened; check that its folder exists and may be written to", err}
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
			return &Error{"the database file may not be written to; check its permissions", err}
		case sqlite3.SQLITE_IOERR:
			return &Error{"the database file cannot be read or written; check the disk", err}
		}
	}
	var p *pgconn.ConnectError
	if errors.As(err, &p) {
		return &Error{"Postgres cannot be reached; check that it runs and that the address, user and password in --db are right", errors.Unwrap(err)}
	}
	return err
}

// Error is a database's error with what can be done about it.
type Error struct {
	Message string
	Err     error
}

// Error is the message, and the cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return e.Message + " (" + e.Err.Error() + ")"
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }
