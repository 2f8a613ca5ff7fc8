package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"briefbot/adapters/sqlstore"
)

// openStore opens the database and brings it up to date.
func (p *program) openStore(ctx context.Context) (*sqlstore.Store, error) {
	store, err := sqlstore.Open(ctx, p.DB)
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", p.dbName(), err)
	}
	return store, nil
}

// hasStore reports whether there is a database to read: reading must not make one.
func (p *program) hasStore() bool {
	if strings.HasPrefix(p.DB, "postgres") {
		return true
	}
	_, err := os.Stat(p.DB)
	return !errors.Is(err, fs.ErrNotExist)
}

// noStoreYet reports whether there is no database but a place for it. Where its folder is missing too,
// opening it says what to do.
func (p *program) noStoreYet() bool {
	if p.hasStore() {
		return false
	}
	_, err := os.Stat(filepath.Dir(p.DB))
	return err == nil
}

// dbName is the database's address without its password.
func (p *program) dbName() string {
	if u, err := url.Parse(p.DB); err == nil && strings.HasPrefix(u.Scheme, "postgres") {
		return u.Redacted()
	}
	return p.DB
}
