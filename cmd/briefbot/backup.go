package main

import (
	"context"
	"fmt"
	"os"

	"briefbot/adapters/sqlstore"
)

// backupCmd writes the database's content into a file.
type backupCmd struct {
	File string `arg:"" optional:"" help:"The file to write; it must not be there yet. Without it, one with the date in its name."`
}

// Run writes and tells what is in it.
func (c *backupCmd) Run(ctx context.Context, p *program) error {
	if !p.hasStore() {
		return fmt.Errorf("there is no database %s; --db names another", p.dbName())
	}
	file := c.File
	if file == "" {
		file = "briefbot-" + p.now().UTC().Format("20060102-150405") + ".backup"
	}
	store, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	counts, err := store.Backup(ctx, file)
	if err != nil {
		return err
	}
	size := int64(0)
	if info, err := os.Stat(file); err == nil {
		size = info.Size()
	}
	_, err = fmt.Fprintf(p.out, "%s: %s, %d bytes; verified\n", file, countWords(counts), size)
	return err
}

// countWords are the counts that people care for.
func countWords(c sqlstore.Counts) string {
	return fmt.Sprintf("%d articles in %d revisions, %d briefings ordered, %d deliveries",
		c["articles"], c["revisions"], c["subscriptions"], c["deliveries"])
}

// restoreCmd fills a new database from a backup.
type restoreCmd struct {
	File string `arg:"" help:"A file that \"briefbot backup\" has written, of this version or an earlier one."`
}

// Run fills the database that --db names, SQLite or Postgres whatever the backup came from.
func (c *restoreCmd) Run(ctx context.Context, p *program) error {
	store, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	counts, err := store.Restore(ctx, c.File)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "%s: %s; verified\n", p.dbName(), countWords(counts))
	return err
}
