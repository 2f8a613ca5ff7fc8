package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/evidence"
)

// verifyCmd proves what a saved briefing, summary or answer says.
type verifyCmd struct {
	File string `arg:"" help:"What \"brief --json\", \"summarize --json\" or \"ask --json\" printed; - is standard input."`
}

// Run checks every document of the file, and lists every fault.
func (c *verifyCmd) Run(ctx context.Context, p *program) error {
	in := p.in
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return usagef("cannot read what is to be verified: %v", err)
		}
		defer f.Close()
		in = f
	}
	proof, done, err := p.proof(ctx)
	if err != nil {
		return err
	}
	defer done()
	checked, faults := 0, 0
	unproven := map[string]bool{}
	documents := json.NewDecoder(skipMark(in))
	for {
		var b json.RawMessage
		if err = documents.Decode(&b); errors.Is(err, io.EOF) {
			err = nil
			break
		}
		if err != nil {
			return usagef("%s: document %d is no JSON: %v", c.File, checked+1, err)
		}
		errs, open, err := proof.check(ctx, b)
		if err != nil {
			return usagef("%s: document %d: %v", c.File, checked+1, err)
		}
		checked++
		faults += len(errs)
		maps.Copy(unproven, open)
		for _, e := range errs {
			fmt.Fprintf(p.out, "%s: document %d: %v\n", c.File, checked, e)
		}
	}
	switch {
	case err != nil:
		return err
	case checked == 0:
		return usagef("%s is empty; save one with \"briefbot brief --json > FILE\"", c.File)
	case faults > 0:
		return fmt.Errorf("%d faults found", faults)
	}
	if _, err = fmt.Fprintf(p.out, "every citation and every point holds (%d checked)\n", checked); err != nil {
		return err
	}
	for _, what := range slices.Sorted(maps.Keys(unproven)) {
		if _, err = fmt.Fprintf(p.out, "not proven: %s\n", what); err != nil {
			return err
		}
	}
	return nil
}

// proof is what a saved document is proven from.
type proof struct {
	find evidence.Article
	an   *annotate.Analyzer
	room *newsroom // nil where there is only the database
}

// proof gives what the check needs: a way to an article's revision, an analyzer, and the articles' newsroom
// where they are read from files. done releases it.
func (p *program) proof(ctx context.Context) (proof, func(), error) {
	if len(p.Corpus) > 0 {
		n, err := p.open(ctx, nil)
		if err != nil {
			return proof{}, nil, err
		}
		return proof{n.desk.Article, n.desk.Analyzer(), n}, func() {}, nil
	}
	store, err := p.openStore(ctx)
	if err != nil {
		return proof{}, nil, err
	}
	find := func(id briefing.ArticleID, r briefing.Revision) (briefing.Article, error) {
		return store.Revision(ctx, id, r)
	}
	return proof{find, annotate.New(annotate.Options{Aliases: p.Aliases}), nil}, func() { store.Close() }, nil
}

// check proves one JSON document of any of the three kinds, told apart by their fields. unproven says what
// the articles at hand cannot prove. An error says that it is none of the kinds.
func (p proof) check(ctx context.Context, b []byte) (faults []error, unproven map[string]bool, err error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return nil, nil, fmt.Errorf("no JSON: %w", err)
	}
	read := func(v any) error {
		d := json.NewDecoder(bytes.NewReader(b))
		if err := d.Decode(v); err != nil {
			return fmt.Errorf("not in the shape that briefbot writes: %w", err)
		}
		return nil
	}
	kinds := 0
	for _, of := range []string{"stories", "status", "points"} {
		if fields[of] != nil && (of != "points" || fields["status"] == nil) {
			kinds++
		}
	}
	switch {
	case kinds > 1 || fields["status"] != nil && fields["window"] != nil:
		return nil, nil, fmt.Errorf("a mixture of a briefing, an answer and a summary; briefbot writes no such thing")
	case fields["stories"] != nil && fields["window"] != nil:
		var x briefing.Briefing
		if err := read(&x); err != nil {
			return nil, nil, err
		}
		counted, err := p.room.recount(ctx, x)
		return append(evidence.CheckBriefing(p.an, x, p.find), counted.faults...), counted.unproven, err
	case fields["status"] != nil:
		var x briefing.Answer
		if err := read(&x); err != nil {
			return nil, nil, err
		}
		return evidence.CheckAnswer(p.an, x, p.find), map[string]bool{unknownSureness: true}, nil
	case fields["points"] != nil:
		var x briefing.Summary
		if err := read(&x); err != nil {
			return nil, nil, err
		}
		return evidence.CheckSummary(p.an, x, p.find), nil, nil
	}
	return nil, nil, fmt.Errorf("neither a briefing (stories, window), an answer (status) nor a summary (points)")
}

// skipMark passes over a byte order mark.
func skipMark(r io.Reader) io.Reader {
	br := bufio.NewReader(r)
	if b, err := br.Peek(3); err == nil && string(b) == "\ufeff" {
		_, _ = br.Discard(3)
	}
	return br
}
