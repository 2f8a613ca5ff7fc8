package main

import (
	"context"
	"fmt"

	"briefbot/adapters/web"
)

// healthCmd asks a running bot whether it lives: for containers, whose images hold no other program.
type healthCmd struct {
	At string `help:"The address that \"briefbot serve --ops\" serves." default:"127.0.0.1:9090" env:"BRIEFBOT_SERVE_OPS" placeholder:"ADDRESS"`
}

// Run asks.
func (c *healthCmd) Run(ctx context.Context, p *program) error {
	if err := web.Ask(ctx, c.At); err != nil {
		return err
	}
	_, err := fmt.Fprintln(p.out, "ok")
	return err
}
