package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// dialect is what differs between the databases.
type dialect struct {
	// open gives the handles that write and read; they may be one.
	open func(address string) (write, read *sql.DB, err error)
	// options are those of every transaction.
	options *sql.TxOptions
	// forUpdate ends a SELECT whose rows the transaction will change. SQLite's transactions that
	// write exclude each other anyway.
	forUpdate string
	// lockMigrations keeps others from migrating until unlockMigrations or the end of the connection.
	// Empty is that the database has no such lock.
	lockMigrations, unlockMigrations string
	// snapshot begins a transaction that sees the database as of one moment and holds nobody up.
	snapshot string
	// check lists what is wrong with the database's file, or says "ok"; empty is that there is none.
	check string
	// hasMigrations counts the tables of that name.
	hasMigrations string
	// text is the type of the columns that hold words. It compares by bytes in both databases, so
	// that both give the same order and no upgrade of a collation can break an index.
	text string
}

var (
	sqliteDialect   = dialect{open: openSQLite, text: "TEXT", snapshot: "BEGIN", check: "PRAGMA integrity_check", hasMigrations: "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'migrations'"}
	postgresDialect = dialect{
		open: openPostgres, options: &sql.TxOptions{Isolation: sql.LevelReadCommitted},
		forUpdate: " FOR UPDATE", lockMigrations: "SELECT pg_advisory_lock(7229113)", snapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", unlockMigrations: "SELECT pg_advisory_unlock(7229113)",
		hasMigrations: "SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('migrations')", text: `TEXT COLLATE "C"`,
	}
)

// dialectOf tells the database by its address.
func dialectOf(address string) dialect {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return postgresDialect
	}
	return sqliteDialect
}

// openSQLite opens a file: https://pkg.go.dev/modernc.org/sqlite#Driver.Open
func openSQLite(file string) (write, read *sql.DB, err error) {
	source := "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(file) +
		"?_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"
	if write, err = sql.Open("sqlite", source); err != nil {
		return nil, nil, err
	}
	write.SetMaxOpenConns(1) // SQLite has one writer
	if read, err = sql.Open("sqlite", source); err != nil {
		return nil, nil, errors.Join(err, write.Close())
	}
	read.SetMaxOpenConns(4)
	return write, read, nil
}

// Limits of the connections to Postgres. Many replicas share its max_connections, 100 by default.
const (
	maxConns       = 8
	connectTimeout = 10 * time.Second
)

// session bounds how long the locks of a replica last whose machine has gone without a word.
// https://www.postgresql.org/docs/15/runtime-config-client.html
// https://www.postgresql.org/docs/15/runtime-config-connection.html
const session = "SET idle_in_transaction_session_timeout = '30s'; SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"

// openPostgres opens a postgres:// URL.
func openPostgres(address string) (write, read *sql.DB, err error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, nil, &Error{Message: "the address in --db is no address of Postgres that can be read; " + form}
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	// A server that has gone without a word is noticed after half a minute.
	config.DialFunc = (&net.Dialer{KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 15 * time.Second, Interval: 5 * time.Second, Count: 3}}).DialContext
	db := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.Exec(ctx, session)
		return err
	}))
	db.SetMaxOpenConns(maxConns)
	db.SetMaxIdleConns(maxConns)
	db.SetConnMaxIdleTime(5 * time.Minute)
	return db, db, nil
}
