package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"briefbot/briefing"
)

// askCmd answers one question, or a file of them.
type askCmd struct {
	Question string `arg:"" optional:"" help:"The question."`
	AsOf     string `help:"The moment to ask from; later articles are not used." placeholder:"TIME"`
	Batch    string `help:"Answer a file of questions, one {\"id\",\"question\",\"as_of\",\"context\"} a line; - is standard input." placeholder:"FILE"`
	JSON     bool   `name:"json" help:"Print JSON."`
}

// Run answers.
func (c *askCmd) Run(ctx context.Context, p *program) error {
	if (c.Question == "") == (c.Batch == "") {
		return usagef("ask one question, or a file of them with --batch")
	}
	n, err := p.open(ctx, nil)
	if err != nil {
		return err
	}
	if c.Batch != "" {
		return c.batch(ctx, p, n)
	}
	asOf, err := p.asOf(n, c.AsOf)
	if err != nil {
		return err
	}
	a, err := n.desk.Ask(ctx, briefing.Question{ID: "q", Text: c.Question, AsOf: asOf})
	if err != nil {
		return err
	}
	if c.JSON {
		err = writeJSON(p.out, a)
	} else {
		err = p.show(p.answerMessage(a))
	}
	if err == nil && a.Status == briefing.NoAnswer {
		return errNoAnswer
	}
	return err
}

// asked is one line of a batch.
type asked struct {
	ID       rowID   `json:"id"`
	Question string  `json:"question"`
	AsOf     string  `json:"as_of"`
	Context  earlier `json:"context"`
	at       time.Time
}

// earlier is the conversation before a question: a list of questions, or a single one.
type earlier []string

// UnmarshalJSON accepts a string, a list of strings, and null.
func (e *earlier) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		if one != "" {
			*e = earlier{one}
		}
		return nil
	}
	var many []string
	if err := json.Unmarshal(b, &many); err != nil {
		return errors.New("context: want earlier questions, as a string or a list of strings")
	}
	*e = many
	return nil
}

func (c *askCmd) batch(ctx context.Context, p *program, n *newsroom) error {
	questions, err := c.read(p)
	if err != nil {
		return err
	}
	answers := make([]briefing.Answer, len(questions))
	bar := newProgress(p.err, "answering")
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, q := range questions {
		g.Go(func() error {
			a, err := n.desk.Ask(ctx, briefing.Question{ID: string(q.ID), Text: q.Question, AsOf: q.at, Context: q.Context})
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil { // a question that cannot be asked is its own row's matter
				a = briefing.Answer{ID: string(q.ID), Question: q.Question, Status: briefing.NoAnswer, Text: err.Error(),
					Points: []briefing.Point{}, Citations: []briefing.Citation{}, Nearest: []briefing.Citation{}}
			}
			answers[i] = a
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	bar.done()
	for _, a := range answers {
		if c.JSON {
			err = writeJSON(p.out, a)
		} else {
			_, err = fmt.Fprintf(p.out, "%s\n%s\n\n", a.Question, a.Text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *askCmd) read(p *program) ([]asked, error) {
	in := p.in
	if c.Batch != "-" {
		f, err := os.Open(c.Batch)
		if err != nil {
			return nil, usagef("the questions cannot be read: %v", err)
		}
		defer f.Close()
		in = f
	}
	var out []asked
	var bad []error
	err := eachLine(in, func(line int, b []byte) error {
		q, err := c.question(p, b)
		if err != nil { // one bad line does not lose the others
			bad = append(bad, fmt.Errorf("%s:%d is no question: %w", c.Batch, line, err))
			return nil
		}
		out = append(out, q)
		return nil
	})
	if err == nil && len(out) == 0 && len(bad) > 0 {
		return nil, usageError{bad[0]}
	}
	for _, e := range bad {
		fmt.Fprintf(p.err, "briefbot: not asked: %v\n", e)
	}
	return out, err
}

// question reads one line of a batch.
func (c *askCmd) question(p *program, b []byte) (asked, error) {
	var q asked
	if err := json.Unmarshal(b, &q); err != nil {
		return q, fmt.Errorf("%w; want {\"id\",\"question\"} a line", err)
	}
	at := q.AsOf
	if at == "" {
		at = c.AsOf
	}
	var err error
	q.at, err = p.moment(at)
	return q, err
}

// rowID is an id that may also be written as a number.
type rowID string

// UnmarshalJSON accepts a string, a number, and null.
func (id *rowID) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && (b[0] == '-' || b[0] >= '0' && b[0] <= '9') {
		*id = rowID(b)
		return nil
	}
	return json.Unmarshal(b, (*string)(id))
}

// eachLine calls f for each line of r that is not blank, counted from 1.
func eachLine(r io.Reader, f func(line int, b []byte) error) error {
	br := bufio.NewReaderSize(r, 1<<20)
	for line := 1; ; line++ {
		b, err := br.ReadBytes('\n')
		if len(bytes.TrimSpace(b)) > 0 {
			if err := f(line, bytes.TrimSpace(b)); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
