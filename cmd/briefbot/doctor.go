package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"briefbot/bot"
)

// doctorCmd checks the configuration, the database, the corpus and the platforms.
type doctorCmd struct{}

// checkup is an ability of platforms: to say what is wrong with how they are set up.
type checkup interface {
	// Check returns what is wrong, one problem with its remedy a line; nothing means that all is
	// well. The error says that it could not be told.
	Check(ctx context.Context) ([]string, error)
}

// inviter is an ability of platforms: to name the address at which somebody takes the bot in.
type inviter interface {
	Invite(ctx context.Context) (string, error)
}

// Run checks one thing after another and goes on after a fault.
func (c *doctorCmd) Run(ctx context.Context, p *program) error {
	faults := 0
	say := func(what string, err error) {
		if err != nil {
			faults++
			fmt.Fprintf(p.out, "FAULT  %s: %s\n", what, p.redact(err.Error()))
			return
		}
		fmt.Fprintf(p.out, "ok     %s\n", what)
	}
	_, err := p.location()
	say("time zone "+p.Zone, err)
	say("briefings in "+configName(p.Config), p.checkDeclared())
	places := p.declaredPlaces()
	if p.noStoreYet() { // to look must not make one
		say("database "+p.dbName()+": not there yet; \"briefbot serve\" makes it", nil)
	} else {
		known, err := p.storedPlaces(ctx)
		places = append(places, known...)
		say("database "+p.dbName(), err)
		p.sayOrders(ctx, say)
	}
	if paths := p.paths(); len(paths) > 0 {
		articles, coverage, err := p.read(ctx, paths)
		if err == nil && coverage.Failing > 0 {
			err = fmt.Errorf("%d inputs could not be read; each is named above", coverage.Failing)
		}
		say(fmt.Sprintf("corpus: %d articles", len(articles)), err)
	}
	p.checkFeeds(ctx, say)
	configured := 0
	for _, l := range platforms {
		target, err := l.open(p.cli, p.logger(), nil)
		if err != nil || target != nil {
			configured++
			say(l.name+" settings", err)
		} else if slices.ContainsFunc(places, func(to bot.Destination) bool { return to.Platform == l.name }) {
			say(l.name+" settings", errors.New("a briefing goes there and no token is set: "+l.tokens))
		}
		if target != nil {
			problems := examine(ctx, target)
			for _, problem := range problems {
				say(l.name, errors.New(problem))
			}
			checkPlaces(ctx, target, places, say)
			if i, ok := target.(inviter); ok && len(problems) == 0 {
				link, err := i.Invite(ctx)
				say(l.name+" invite: "+link, err)
			}
		}
	}
	if configured == 0 {
		fmt.Fprintln(p.out, "ok     no platform is set up; \"briefbot serve\" will serve the terminal")
	}
	if faults > 0 {
		return fmt.Errorf("%d faults found", faults)
	}
	return nil
}

// examine asks one platform, for no longer than a person waits.
func examine(ctx context.Context, target bot.Platform) []string {
	c, ok := target.(checkup)
	if !ok {
		return nil
	}
	ctx, stop := context.WithTimeout(ctx, 20*time.Second)
	defer stop()
	problems, err := c.Check(ctx)
	if err != nil {
		problems = append(problems, "it could not be asked: "+err.Error())
	}
	return problems
}

// checkPlaces asks a platform about each place that is to have a briefing there, once.
func checkPlaces(ctx context.Context, target bot.Platform, places []bot.Destination, say func(string, error)) {
	c, ok := target.(bot.Checker)
	if !ok {
		return
	}
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	defer stop()
	asked := map[bot.Destination]bool{}
	for _, to := range places {
		at := bot.Destination{Channel: to.Channel, Thread: to.Thread, User: to.User}
		if to.Platform != target.Name() || asked[at] {
			continue
		}
		asked[at] = true
		problems, err := c.CheckAt(ctx, to)
		if err != nil {
			err = fmt.Errorf("it could not be asked: %w", err)
		}
		for _, problem := range problems {
			err = errors.Join(err, errors.New(problem))
		}
		say("briefing at "+to.String(), err)
	}
}

// declaredPlaces are where the configuration's briefings go; what is wrong with them is said elsewhere.
func (p *program) declaredPlaces() []bot.Destination {
	list, err := readDeclared(p.Config)
	if err != nil {
		return nil
	}
	var out []bot.Destination
	for _, d := range list {
		if s, err := p.subscription(d, p.now()); err == nil {
			out = append(out, s.To)
		}
	}
	return out
}

// storedPlaces are subscribedPlaces of the database.
func (p *program) storedPlaces(ctx context.Context) ([]bot.Destination, error) {
	store, err := p.openStore(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	return subscribedPlaces(ctx, store)
}

// subscribedPlaces are where the briefings go that were ordered in chat and are not paused.
func subscribedPlaces(ctx context.Context, store bot.Subscriptions) ([]bot.Destination, error) {
	all, err := store.Subscriptions(ctx, bot.Destination{})
	if err != nil {
		return nil, err
	}
	var out []bot.Destination
	for _, s := range all {
		if s.Active() {
			out = append(out, s.To)
		}
	}
	return out, nil
}

// sayOrders says which orders are paused, and whose last briefing did not come through.
func (p *program) sayOrders(ctx context.Context, say func(string, error)) {
	store, err := p.openStore(ctx)
	if err != nil {
		return // it was said
	}
	defer store.Close()
	all, err := store.Subscriptions(ctx, bot.Destination{})
	if err != nil {
		say("briefings in the database", err)
		return
	}
	for _, s := range all {
		name := fmt.Sprintf("briefing %s to %s", s.ID, s.To)
		st, err := p.statusOf(ctx, store, s)
		switch {
		case err != nil:
			say(name, err)
		case s.Cause != "":
			say(name, fmt.Errorf("paused: %s \"/briefing resume %s\" lets it go on", s.Paused, s.ID))
		case s.Paused != "":
			say(name+" is paused: "+s.Paused, nil)
		case st.Last != nil && st.Last.State != bot.Sent && st.Last.State != bot.Skipped && st.Last.Reason != "":
			say(name, fmt.Errorf("that of %s is not delivered: %s", clock(st.Last.At), st.Last.Reason))
		}
	}
}

// checkDeclared reads the configuration's briefings without storing them.
func (p *program) checkDeclared() error {
	list, err := readDeclared(p.Config)
	if err != nil {
		return err
	}
	for i, d := range list {
		if _, err := p.subscription(d, p.now()); err != nil {
			return fmt.Errorf("briefing %d: %w", i+1, err)
		}
	}
	return nil
}
