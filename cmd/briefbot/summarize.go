package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/cluster"
	"briefbot/briefing/ingest"
	"briefbot/briefing/summary"
	"briefbot/briefing/text"
)

// summarizeCmd summarises sets of articles.
type summarizeCmd struct {
	Batch string `required:"" help:"Sets of articles, one {\"id\",\"as_of\",\"articles\":[rows]} a line; - is standard input." placeholder:"FILE"`
	Words int    `help:"Length of all points together." default:"80"`
	JSON  bool   `name:"json" help:"Print JSON, one summary a line (the only form there is)." default:"true" negatable:""`
}

// set is one line of the input.
type set struct {
	ID       string            `json:"id"`
	AsOf     string            `json:"as_of"`
	Articles []json.RawMessage `json:"articles"`
	at       time.Time
}

// Run prints one summary a line, in the order of the input.
func (c *summarizeCmd) Run(ctx context.Context, p *program) error {
	if c.Words < 10 || c.Words > 5000 {
		return usagef("--words %d: a summary has between 10 and 5000 words", c.Words)
	}
	in := p.in
	if c.Batch != "-" {
		f, err := os.Open(c.Batch)
		if err != nil {
			return usagef("the sets of articles cannot be read: %v", err)
		}
		defer f.Close()
		in = f
	}
	var sets []set
	err := eachLine(in, func(line int, b []byte) error {
		var s set
		err := json.Unmarshal(b, &s)
		if err == nil {
			s.at, err = p.moment(s.AsOf)
		}
		if err != nil {
			return usagef("%s:%d: %v; want {\"id\",\"as_of\",\"articles\":[…]} a line", c.Batch, line, err)
		}
		sets = append(sets, s)
		return nil
	})
	if err != nil {
		return err
	}
	out := make([]briefing.Summary, len(sets))
	an := annotate.New(annotate.Options{Aliases: p.Aliases})
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range sets {
		g.Go(func() error {
			out[i] = c.summarize(an, s)
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for _, s := range out {
		if err := writeJSON(p.out, s); err != nil {
			return err
		}
	}
	return nil
}

func (c *summarizeCmd) summarize(an *annotate.Analyzer, s set) briefing.Summary {
	var rows bytes.Buffer
	for _, row := range s.Articles {
		rows.Write(bytes.ReplaceAll(row, []byte("\n"), []byte(" ")))
		rows.WriteByte('\n')
	}
	// A row that cannot be read does not lose the others.
	articles, _ := ingest.New(ingest.Options{Now: s.at}).Rows(&rows, ".", s.ID)
	docs := make([]*text.Document, len(articles))
	for i, a := range articles {
		docs[i] = an.Analyze(a)
	}
	sum := summary.Of(an, docs, summary.Options{Words: c.Words, AsOf: s.at, CopyOf: cluster.Copies(docs)})
	sum.ID = s.ID
	return sum
}
