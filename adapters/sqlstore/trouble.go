package sqlstore

import (
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

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

// sqliteTrouble says what to do about SQLite's primary codes: https://www.sqlite.org/rescode.html
var sqliteTrouble = map[int]string{
	sqlite3.SQLITE_BUSY:     "the database is locked by another program; stop that program, or use Postgres to share a database",
	sqlite3.SQLITE_LOCKED:   "the database is locked by another program; stop that program, or use Postgres to share a database",
	sqlite3.SQLITE_FULL:     "the disk is full; make room, nothing that was stored is lost",
	sqlite3.SQLITE_NOTADB:   "the file is no SQLite database, or a damaged one; name another with --db",
	sqlite3.SQLITE_CORRUPT:  "the file is no SQLite database, or a damaged one; name another with --db",
	sqlite3.SQLITE_CANTOPEN: "the database file cannot be opened; check that its folder exists and may be written to",
	sqlite3.SQLITE_READONLY: "the database file may not be written to; check its permissions",
	sqlite3.SQLITE_PERM:     "the database file may not be written to; check its permissions",
	sqlite3.SQLITE_IOERR:    "the database file cannot be read or written; check the disk",
}

// postgresTrouble says what to do about Postgres' codes and classes of codes:
// https://www.postgresql.org/docs/15/errcodes-appendix.html
var postgresTrouble = map[string]string{
	"08":    away,
	"57P01": away,
	"57P02": away,
	"57P03": "Postgres is starting or stopping; it is tried again",
	"28":    "Postgres refuses the user or the password in --db; check them, and the server's pg_hba.conf",
	"3D000": "the Postgres database named in --db does not exist; create it with createdb, or name another",
	"3F000": "the schema that --db names does not exist; create it, or name another",
	"42501": "the Postgres user in --db lacks a right; grant it CREATE on the database's schema",
	"53100": "the disk of Postgres is full; make room, nothing that was stored is lost",
	"53300": "Postgres takes no more connections; raise its max_connections, or run fewer replicas",
	"25006": "Postgres takes no changes, it may be a standby; name the primary server in --db",
	"40":    "another replica kept changing the same records; it is tried again",
}

// away is said when there is no Postgres to speak with.
const away = "Postgres cannot be reached; check that it runs and that the address in --db is right; nothing that was stored is lost"

// explain adds to a database's error what a person can do about it.
func explain(err error) error {
	var told *Error
	if err == nil || errors.As(err, &told) {
		return err
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		if message, ok := sqliteTrouble[lite.Code()&0xff]; ok {
			return &Error{message, err}
		}
		return err
	}
	var answer *pgconn.PgError
	if errors.As(err, &answer) {
		for _, code := range []string{answer.Code, answer.Code[:min(2, len(answer.Code))]} {
			if message, ok := postgresTrouble[code]; ok {
				return &Error{message, answer}
			}
		}
		return err
	}
	var refused *pgconn.ConnectError
	var broken *net.OpError
	if errors.As(err, &refused) { // its own words hold the address
		return &Error{away, errors.Unwrap(refused)}
	}
	if errors.As(err, &broken) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) || strings.HasSuffix(err.Error(), "conn closed") {
		return &Error{away, err}
	}
	return err
}

// passing says that a transaction failed only because of others at the same time, and can succeed
// when it is run again: a serialisation failure, a deadlock, or a row that another inserted first.
func passing(err error) bool {
	var answer *pgconn.PgError
	return errors.As(err, &answer) && (answer.Code == "40001" || answer.Code == "40P01" || answer.Code == "23505")
}

// locked says that another program holds the SQLite file.
func locked(err error) bool {
	var lite *sqlite.Error
	return errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_BUSY
}
