package main

import (
	"context"
	"fmt"
	"net/url"
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

// dbName is the database's address without its password.
func (p *program) dbName() string {
	if u, err := url.Parse(p.DB); err == nil && strings.HasPrefix(u.Scheme, "postgres") {
		return u.Redacted()
	}
	return p.DB
}
