package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// eraseCmd removes what is known of a person.
type eraseCmd struct {
	User string `arg:"" help:"The person, as slack:U0123ABCD or discord:123456789012345678."`
}

// Run erases and tells what went.
func (c *eraseCmd) Run(ctx context.Context, p *program) error {
	platform, user, ok := strings.Cut(c.User, ":")
	if user = strings.TrimPrefix(user, "@"); !ok || user == "" {
		return usagef("%q names nobody; write slack:U0123ABCD or discord:123456789012345678, with the platform's own id of the person", c.User)
	}
	if _, err := place(platform + ":@" + user); err != nil {
		return err
	}
	if !p.hasStore() {
		return fmt.Errorf("there is no database %s; --db names another", p.dbName())
	}
	store, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	counts, err := store.Erase(ctx, strings.ToLower(platform), user)
	if err != nil {
		return err
	}
	if len(counts) == 0 {
		_, err = fmt.Fprintf(p.out, "nothing is known of %s\n", c.User)
		return err
	}
	for _, table := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(p.out, "%s: %d\n", table, counts[table])
	}
	_, err = fmt.Fprintln(p.out, "Erased. What stands in the channels, and in backups that were made before, is not touched.")
	return err
}
