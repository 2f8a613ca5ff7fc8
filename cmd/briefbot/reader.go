package main

import (
	"context"

	"briefbot/bot"
	"briefbot/briefing"
)

// reader is somebody who reads briefings at the command line under a name, and is not told the
// same thing twice. Without a name everything is new, and nothing is remembered.
type reader struct {
	p    *program
	name string
}

func (p *program) reader(name string) reader { return reader{p, name} }

// at is the reader's place in the memory of what was told.
func (r reader) at() bot.Destination { return bot.Destination{Platform: "cli", User: r.name} }

// told is what the reader was told before.
func (r reader) told(ctx context.Context) (briefing.Told, error) {
	if r.name == "" {
		return nil, nil
	}
	store, err := r.p.openStore(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	return store.Told(ctx, r.at(), r.p.now().Add(-toldFor))
}

// remember records that the reader was told b.
func (r reader) remember(ctx context.Context, b briefing.Briefing) error {
	if r.name == "" {
		return nil
	}
	store, err := r.p.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	var facts []briefing.Fact
	for _, s := range b.Stories {
		facts = append(facts, s.Facts...)
	}
	return store.Tell(ctx, r.at(), facts, r.p.now())
}
