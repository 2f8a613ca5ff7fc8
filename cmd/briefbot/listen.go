package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"briefbot/adapters/terminal"
	"briefbot/bot"
)

// platforms are those that the settings name, and the terminal where there is none.
func (c *serveCmd) platforms(p *program, lg *slog.Logger) ([]bot.Platform, error) {
	var out []bot.Platform
	for _, l := range platforms {
		target, err := l.open(p.cli, lg, nil)
		if err != nil {
			return nil, err
		}
		if target != nil {
			out = append(out, target)
		}
	}
	if len(out) == 0 || c.Terminal {
		in := p.in
		if !isTerminal(in) {
			in = io.MultiReader(in, blocked{}) // the end of a service's input is not its own
		}
		style := p.style()
		style.Buttons = true
		out = append(out, terminal.New(in, p.out, terminal.Options{Style: style, User: user()}))
	}
	return out, nil
}

// blocked is an input on which nothing is ever typed.
type blocked struct{}

// Read implements io.Reader.
func (blocked) Read([]byte) (int, error) { select {} }

func names(targets []bot.Platform) []string {
	var out []string
	for _, t := range targets {
		out = append(out, t.Name())
	}
	return out
}

// listen serves all platforms until ctx ends. One that cannot be served is logged, and the others
// go on; it is an error when none is left.
func listen(ctx context.Context, lg *slog.Logger, targets []bot.Platform, h bot.Handler) error {
	ended := make(chan error, len(targets))
	for _, t := range targets {
		go func() {
			err := t.Listen(ctx, h)
			if err != nil {
				err = fmt.Errorf("%s: %w", t.Name(), err)
				lg.Error("a platform can no longer be served", "platform", t.Name(), "error", err)
			}
			ended <- err
		}()
	}
	var errs []error
	for range targets {
		if err := <-ended; err != nil {
			errs = append(errs, err)
		} else if ctx.Err() == nil { // the terminal's input ended
			continue
		}
	}
	select {
	case <-ctx.Done(): // told to stop: that a platform had failed was logged
		return nil
	default:
		return errors.Join(errs...)
	}
}
