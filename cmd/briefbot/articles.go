package main

import (
	"context"
	"fmt"

	"briefbot/briefing"
)

// articlesCmd lists the corpus' articles.
type articlesCmd struct {
	Path      []string `arg:"" optional:"" help:"Files or folders; without any, the database."`
	JSON      bool     `name:"json" help:"Print JSON, one article a line."`
	Sentences bool     `help:"With --json: each article's sentences, with who said them."`
}

// Run lists, oldest first.
func (c *articlesCmd) Run(ctx context.Context, p *program) error {
	n, err := p.open(ctx, c.Path)
	if err != nil {
		return err
	}
	var articles []briefing.Article
	for _, head := range n.desk.Articles() {
		if a, err := n.desk.Article(head.ID, ""); err == nil {
			articles = append(articles, a)
		}
	}
	if c.JSON {
		return p.printArticles(articles, c.Sentences)
	}
	for _, a := range articles {
		if _, err := fmt.Fprintf(p.out, "%-20s  %-24s  %s\n", orUnknown(a.Published.String()), a.Outlet(), a.Title); err != nil {
			return err
		}
	}
	return nil
}
