package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

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
	if !sqlstore.IsFile(p.DB) {
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

// dbName is what the database is called in messages, without its password.
func (p *program) dbName() string { return sqlstore.Name(p.DB) }
