package main

import (
	"context"
	"fmt"
)

// migrateCmd brings the database up to this version.
type migrateCmd struct{}

// Run opens the database, which applies what is missing.
func (c *migrateCmd) Run(ctx context.Context, p *program) error {
	store, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	_, err = fmt.Fprintf(p.out, "%s is up to date\n", p.dbName())
	return err
}
