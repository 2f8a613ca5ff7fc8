package main

import (
	"bytes"
	"context"
)

// manifestCmd prints a platform's app manifest.
type manifestCmd struct {
	Platform string `arg:"" enum:"slack" help:"The platform: slack."`
}

// Run prints it.
func (c *manifestCmd) Run(_ context.Context, p *program) error { return printSetup(p, c.Platform) }

// commandsCmd prints a platform's command definitions.
type commandsCmd struct {
	Platform string `arg:"" enum:"discord" help:"The platform: discord."`
}

// Run prints them.
func (c *commandsCmd) Run(_ context.Context, p *program) error { return printSetup(p, c.Platform) }

func printSetup(p *program, name string) error {
	l, err := platformNamed(name)
	if err != nil {
		return err
	}
	b, err := l.setup(p.cli)
	if err != nil {
		return err
	}
	_, err = p.out.Write(append(bytes.TrimRight(b, "\n"), '\n'))
	return err
}
