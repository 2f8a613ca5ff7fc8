package main

import (
	"context"
	"fmt"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
)

// ingestCmd reads articles into the database.
type ingestCmd struct {
	Path      []string `arg:"" help:"Files, folders or web addresses."`
	JSON      bool     `name:"json" help:"Print every article of the input, new or known, one a line."`
	Sentences bool     `help:"With --json: each article's sentences, with who said them."`
	Explain   bool     `help:"Show what cleaning left out, and why."`
}

// Run reads, stores and reports.
func (c *ingestCmd) Run(ctx context.Context, p *program) error {
	articles, _, err := p.read(ctx, c.Path)
	if err != nil {
		return err
	}
	store, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	now := p.now().UTC()
	for i := range articles {
		articles[i].FirstSeen = now
	}
	added, err := store.Put(ctx, articles...)
	if err != nil {
		return err
	}
	if c.JSON {
		return p.printArticles(articles, c.Sentences)
	}
	if c.Explain {
		for _, a := range articles {
			explain(p, a)
		}
	}
	_, err = fmt.Fprintf(p.out, "%d articles read, %d of them new or changed; they are in %s\n", len(articles), added, p.dbName())
	return err
}

func explain(p *program, a briefing.Article) {
	fmt.Fprintf(p.out, "%s #%d %s\n  published %s (%s)\n", a.Origin, a.Position, a.Title,
		orUnknown(a.Published.String()), orUnknown(string(a.PublishedFrom)))
	for _, d := range a.Dropped {
		fmt.Fprintf(p.out, "  left out (%s): %s\n", d.Why, d.Text)
	}
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

// articleLine is an article as "articles --json" and "ingest --json" print it.
type articleLine struct {
	briefing.Article
	Dropped   []briefing.Dropped `json:"dropped"`
	Sentences []sentenceLine     `json:"sentences,omitempty"`
}

type sentenceLine struct {
	Start   int             `json:"start"`
	End     int             `json:"end"`
	Text    string          `json:"text"`
	Speaker string          `json:"speaker"`
	Stance  briefing.Stance `json:"stance"`
}

// printArticles writes articles as JSON, one a line.
func (p *program) printArticles(articles []briefing.Article, sentences bool) error {
	an := annotate.New(annotate.Options{Aliases: p.Aliases})
	for _, a := range articles {
		line := articleLine{Article: a, Dropped: a.Dropped}
		if line.Dropped == nil {
			line.Dropped = []briefing.Dropped{}
		}
		if sentences {
			for _, s := range an.Analyze(a).Sentences {
				line.Sentences = append(line.Sentences, sentenceLine{s.Start, s.End, a.Text[s.Start:s.End], s.Speaker, s.Stance})
			}
		}
		if err := writeJSON(p.out, line); err != nil {
			return err
		}
	}
	return nil
}
