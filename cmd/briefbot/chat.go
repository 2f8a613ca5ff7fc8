package main

import (
	"context"
	"log/slog"
	"os"

	"briefbot/adapters/terminal"
	"briefbot/bot"
	"briefbot/bot/command"
	"briefbot/bot/dispatch"
)

// chatCmd is the whole chat surface in the terminal.
type chatCmd struct {
	Path  []string `arg:"" optional:"" help:"Files or folders; without any, the database."`
	AsOf  string   `help:"The moment to look from." placeholder:"TIME"`
	Plain bool     `help:"No prompt and no colours, for scripts; so it is when the input is no terminal."`
}

// Run answers until the input ends.
func (c *chatCmd) Run(ctx context.Context, p *program) error {
	n, err := p.open(ctx, c.Path)
	if err != nil {
		return err
	}
	asOf, err := p.asOf(n, c.AsOf)
	if err != nil {
		return err
	}
	loc, err := p.location()
	if err != nil {
		return err
	}
	store, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	now := p.now
	if !n.live || c.AsOf != "" { // an old corpus is looked at from its own present
		now = p.since(asOf)
	}
	e := &engine{desk: n.desk, sources: func(context.Context) ([]bot.SourceHealth, error) { return n.health(now()), nil }}
	o := terminal.Options{Style: p.style(), User: user()}
	o.Style.Buttons = true
	if f, ok := p.in.(*os.File); ok && isTerminal(f) && !c.Plain {
		o.Prompt = "> "
	}
	if c.Plain {
		o.Style.Color = false
	}
	here := terminal.New(p.in, p.out, o)
	// Briefings that are ordered here are kept, and delivered by serve; "/briefing run" delivers at once.
	d := dispatch.New(p.logger(), store, e, []bot.Platform{here}, dispatch.Options{Now: now})
	return here.Listen(ctx, command.New(p.logger(), now, e, store, d, command.Options{Zone: loc, PerUser: perMinute, PerChannel: perMinute}))
}

// perMinute is how many commands a minute are answered in a terminal, where nobody shares the bot and
// scripts type fast.
const perMinute = 6000

// user is who sits at the terminal.
func user() string {
	if name := os.Getenv("USER"); name != "" {
		return name
	}
	return "you"
}

// logger logs to the error stream, without secrets.
func (p *program) logger() *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(p.Log)); err != nil {
		level = slog.LevelInfo // kong has checked the word
	}
	return slog.New(slog.NewTextHandler(&redactor{p.cli, p.err}, &slog.HandlerOptions{Level: level}))
}
