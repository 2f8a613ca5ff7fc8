package main

import (
	"context"
	"fmt"
)

// storiesCmd groups the corpus' articles into stories.
type storiesCmd struct {
	Path []string `arg:"" optional:"" help:"Files or folders; without any, the database."`
	JSON bool     `name:"json" help:"Print JSON, one story a line."`
}

// Run prints every story, in the order of their first articles.
func (c *storiesCmd) Run(ctx context.Context, p *program) error {
	n, err := p.open(ctx, c.Path)
	if err != nil {
		return err
	}
	for _, s := range n.desk.Stories() {
		if c.JSON {
			err = writeJSON(p.out, s)
		} else {
			_, err = fmt.Fprintf(p.out, "%s  %s  (%d articles)\n", orUnknown(s.Last.String()), s.Title, len(s.Articles))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
