package main

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"briefbot/adapters/feed"
	"briefbot/bot"
)

// sourcesCmd are the sources that whoever runs the bot adds without its configuration file, and lists of
// feeds from and for other programs.
type sourcesCmd struct {
	List   listSourcesCmd  `cmd:"" default:"1" help:"List all sources and how they fare."`
	Add    addSourceCmd    `cmd:"" help:"Find the feed of a site, show its latest entries, and have it read."`
	Pause  pauseSourceCmd  `cmd:"" help:"Stop reading one that was added."`
	Resume resumeSourceCmd `cmd:"" help:"Read it again."`
	Remove removeSourceCmd `cmd:"" help:"End it; what came of it stays."`
	Import importFeedsCmd  `cmd:"" help:"Add all feeds of an OPML file."`
	Export exportFeedsCmd  `cmd:"" help:"Print all feeds as OPML."`
}

// at is the desk that the commands work at; done ends it.
func (p *program) sourceDesk(ctx context.Context) (d sourceDesk, done func(), err error) {
	if d.client, err = p.feedClient(p.now); err != nil {
		return d, nil, err
	}
	if d.Store, err = p.openStore(ctx); err != nil {
		return d, nil, err
	}
	return d, func() {
		d.client.Close()
		d.Store.Close()
	}, nil
}

// listSourcesCmd lists them.
type listSourcesCmd struct{}

// Run lists.
func (c *listSourcesCmd) Run(ctx context.Context, p *program) error {
	d, done, err := p.sourceDesk(ctx)
	if err != nil {
		return err
	}
	defer done()
	health, err := p.sourcesHealth(ctx, d.Store)
	if err != nil {
		return err
	}
	for _, h := range health {
		fmt.Fprintln(p.out, p.redact(sourceLine(h)))
	}
	all, err := d.Chosen(ctx)
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.Proposed {
			continue
		}
		line := fmt.Sprintf("added %s: %s %s", s.ID, chosenName(s), withoutQuery(s.URL))
		if s.Of != (bot.Destination{}) {
			line += ", by " + s.Of.String()
		}
		if s.Paused {
			line += "; paused"
		}
		fmt.Fprintln(p.out, line)
	}
	if len(health)+len(all) == 0 {
		fmt.Fprintln(p.out, "no source is read yet; add one with \"briefbot sources add https://example.org\", "+
			"or name feeds and folders in the configuration file")
	}
	return nil
}

func withoutQuery(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return address
}

// addSourceCmd adds one.
type addSourceCmd struct {
	URL  string `arg:"" help:"The address of a site or a feed."`
	Name string `help:"What it is called; else as it calls itself."`
	Dry  bool   `help:"Only show what is found."`
}

// Run adds.
func (c *addSourceCmd) Run(ctx context.Context, p *program) error {
	d, done, err := p.sourceDesk(ctx)
	if err != nil {
		return err
	}
	defer done()
	f, err := d.client.Find(ctx, c.URL)
	if err != nil {
		return fmt.Errorf("%s: %w", withoutQuery(c.URL), err)
	}
	showFound(p, f)
	if c.Dry {
		return nil
	}
	s, err := p.choose(ctx, d, f.URL, firstOf(c.Name, bot.CutText(f.Title, 60, func(s string) int { return len(s) })))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "it is read from now on by \"briefbot serve\", as source %s\n", s.ID)
	return err
}

// showFound shows what was found at an address.
func showFound(p *program, f feed.Found) {
	fmt.Fprintf(p.out, "found a %s: %s\n", f.Kind, firstOf(f.Title, withoutQuery(f.URL)))
	for _, l := range f.Latest {
		at := ""
		if !l.Published.IsZero() {
			at = clock(l.Published.UTC()) + "  "
		}
		fmt.Fprintf(p.out, "  %s%s\n", at, l.Title)
	}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// errChosen says that a source is there already.
var errChosen = errors.New("this is read already")

// choose stores a source of whoever runs the bot.
func (p *program) choose(ctx context.Context, d sourceDesk, url, name string) (bot.ChosenSource, error) {
	all, err := d.Chosen(ctx)
	if err != nil {
		return bot.ChosenSource{}, err
	}
	if i := slices.IndexFunc(all, func(s bot.ChosenSource) bool { return s.URL == url && s.Of == (bot.Destination{}) }); i >= 0 {
		return all[i], fmt.Errorf("%w: it is source %s", errChosen, all[i].ID)
	}
	for n := range 8 {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", url, n))
		s := bot.ChosenSource{ID: strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:5]), URL: url, Name: name, AddedAt: p.now().UTC()}
		if s, err = d.PutChosen(ctx, s); !errors.Is(err, bot.ErrConflict) {
			return s, err
		}
	}
	return bot.ChosenSource{}, err
}

// withChosen runs f on a source that was added, found by its id or address.
func (p *program) withChosen(ctx context.Context, name string, f func(sourceDesk, bot.ChosenSource) error) error {
	d, done, err := p.sourceDesk(ctx)
	if err != nil {
		return err
	}
	defer done()
	all, err := d.Chosen(ctx)
	if err != nil {
		return err
	}
	for _, s := range all {
		if strings.EqualFold(s.ID, name) || s.URL == name {
			return f(d, s)
		}
	}
	return fmt.Errorf("no source %q was added; \"briefbot sources\" lists them, and "+
		"those of the configuration file are changed there", withoutQuery(name))
}

// pauseSourceCmd pauses one.
type pauseSourceCmd struct {
	Source string `arg:"" help:"Its id, as the list shows it, or its address."`
}

// Run pauses.
func (c *pauseSourceCmd) Run(ctx context.Context, p *program) error {
	return p.pauseChosen(ctx, c.Source, true)
}

// resumeSourceCmd goes on with one.
type resumeSourceCmd struct {
	Source string `arg:"" help:"Its id, as the list shows it, or its address."`
}

// Run resumes.
func (c *resumeSourceCmd) Run(ctx context.Context, p *program) error {
	return p.pauseChosen(ctx, c.Source, false)
}

func (p *program) pauseChosen(ctx context.Context, name string, paused bool) error {
	return p.withChosen(ctx, name, func(d sourceDesk, s bot.ChosenSource) error {
		s.Paused = paused
		_, err := d.PutChosen(ctx, s)
		return err
	})
}

// removeSourceCmd removes one.
type removeSourceCmd struct {
	Source string `arg:"" help:"Its id, as the list shows it, or its address."`
}

// Run removes.
func (c *removeSourceCmd) Run(ctx context.Context, p *program) error {
	return p.withChosen(ctx, c.Source, func(d sourceDesk, s bot.ChosenSource) error {
		return errors.Join(d.RemoveChosen(ctx, s.ID), d.DropSource(ctx, chosenName(s)))
	})
}

// importFeedsCmd reads a list in.
type importFeedsCmd struct {
	File string `arg:"" help:"An OPML file, as feed readers export it; - is standard input."`
}

// Run imports.
func (c *importFeedsCmd) Run(ctx context.Context, p *program) error {
	in := p.in
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return usagef("cannot read the list of feeds: %v", err)
		}
		defer f.Close()
		in = f
	}
	list, err := feed.ReadOPML(in)
	if err != nil {
		return err
	}
	d, done, err := p.sourceDesk(ctx)
	if err != nil {
		return err
	}
	defer done()
	added, known := 0, 0
	for _, o := range list {
		_, err := p.choose(ctx, d, o.URL, o.Title)
		switch {
		case errors.Is(err, errChosen):
			known++
		case err != nil:
			return err
		default:
			added++
		}
	}
	_, err = fmt.Fprintf(p.out, "%d feeds added, %d were there already; \"briefbot serve\" reads them\n", added, known)
	return err
}

// exportFeedsCmd prints a list.
type exportFeedsCmd struct{}

// Run exports those of the configuration and those that were added, tenants' own left out.
func (c *exportFeedsCmd) Run(ctx context.Context, p *program) error {
	fixed, err := p.readFeeds()
	if err != nil {
		return err
	}
	var list []feed.Outline
	for _, o := range fixed {
		list = append(list, feed.Outline{Title: feed.New(nil, o).Name(), URL: o.URL})
	}
	if !p.noStoreYet() {
		d, done, err := p.sourceDesk(ctx)
		if err != nil {
			return err
		}
		defer done()
		all, err := d.Chosen(ctx)
		if err != nil {
			return err
		}
		for _, s := range all {
			if !s.Proposed && s.Of == (bot.Destination{}) {
				list = append(list, feed.Outline{Title: chosenName(s), URL: s.URL})
			}
		}
	}
	return feed.WriteOPML(p.out, "briefbot", list)
}
