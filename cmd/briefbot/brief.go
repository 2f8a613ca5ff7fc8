package main

import (
	"context"
	"fmt"
	"strings"
)

// briefCmd prints a briefing.
type briefCmd struct {
	Path   []string `arg:"" optional:"" help:"Files, folders or web addresses; without any, the database."`
	AsOf   string   `help:"The moment to look from, as 2022-03-30T21:00:00Z or 2022-03-30 (the end of that day)." placeholder:"TIME"`
	Since  string   `help:"How far back, as in 24h or 3d." default:"24h"`
	Topic  []string `help:"Only stories about this; may be repeated." sep:"none" placeholder:"T"`
	Words  int      `help:"Words of all points and of both sides of disagreements together." default:"300"`
	JSON   bool     `name:"json" help:"Print JSON."`
	NewFor string   `help:"Tell only what this reader has not been told before, and remember it in the database." placeholder:"NAME"`
}

// Run builds and prints the briefing.
func (c *briefCmd) Run(ctx context.Context, p *program) error {
	since, err := stretch(c.Since)
	if err != nil {
		return err
	}
	if c.Words < 20 || c.Words > 5000 {
		return usagef("--words %d: a briefing has between 20 and 5000 words", c.Words)
	}
	for _, topic := range c.Topic {
		if strings.TrimSpace(topic) == "" {
			return usagef("--topic is empty; name a topic, or leave it out for all news")
		}
	}
	n, err := p.open(ctx, c.Path)
	if err != nil {
		return err
	}
	asOf, err := p.asOf(n, c.AsOf)
	if err != nil {
		return err
	}
	reader := p.reader(c.NewFor)
	told, err := reader.told(ctx)
	if err != nil {
		return err
	}
	b, err := n.brief(ctx, asOf, since, c.Topic, c.Words, told)
	if err != nil {
		return err
	}
	if c.JSON {
		err = writeJSON(p.out, b)
	} else {
		err = p.show(p.briefingMessage(b))
	}
	if err != nil {
		return fmt.Errorf("the briefing could not be written out, and nothing is remembered as told: %w", err)
	}
	if n.keep != nil {
		n.keep(ctx)
	}
	return reader.remember(ctx, b)
}
