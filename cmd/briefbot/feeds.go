package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/netip"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"golang.org/x/sync/errgroup"

	"briefbot/adapters/feed"
	"briefbot/bot"
	"briefbot/briefing"
)

// declaredFeed is a feed as the configuration file declares it: its address alone, or with more.
type declaredFeed struct {
	URL      string            `yaml:"url"`
	Name     string            `yaml:"name"`
	Zone     string            `yaml:"zone"`
	Full     string            `yaml:"full"`
	Interval string            `yaml:"interval"`
	Headers  map[string]string `yaml:"headers"`
}

// UnmarshalYAML takes an address alone, too.
func (d *declaredFeed) UnmarshalYAML(unmarshal func(any) error) error {
	if err := unmarshal(&d.URL); err == nil {
		return nil
	}
	type plain declaredFeed // without this method
	var fields map[string]any
	if err := unmarshal(&fields); err != nil {
		return err
	}
	for _, k := range slices.Sorted(maps.Keys(fields)) {
		if !slices.Contains([]string{"url", "name", "zone", "full", "interval", "headers"}, k) {
			return fmt.Errorf("a feed has no %q; it has url, name, zone, full, interval and headers", k)
		}
	}
	return unmarshal((*plain)(d))
}

// leastInterval is the shortest time between two looks at a feed that can be set.
const leastInterval = time.Minute

// options are the declared feed's as the adapter takes them.
func (d declaredFeed) options() (feed.Options, error) {
	o := feed.Options{URL: strings.TrimSpace(d.URL), Name: d.Name, Header: http.Header{}}
	if !isAddress(o.URL) {
		return o, fmt.Errorf("%q is no web address; write it as https://example.org/feed.xml", d.URL)
	}
	switch strings.ToLower(d.Full) {
	case "":
	case "yes", "true":
		o.Full = feed.FullPage
	case "no", "false":
		o.Full = feed.FullFeed
	default:
		return o, fmt.Errorf("full: %q: write yes to take texts from the entries' pages, no to take them from the feed, or leave it out", d.Full)
	}
	if d.Zone != "" {
		zone, err := (&cli{Zone: d.Zone}).location()
		if err != nil {
			return o, err
		}
		o.Zone = zone
	}
	if d.Interval != "" {
		every, err := stretch(d.Interval)
		if err != nil {
			return o, err
		}
		if every < leastInterval {
			return o, fmt.Errorf("interval: %s is too often; a minute is the least", d.Interval)
		}
		o.Every = every
	}
	for k, v := range d.Headers {
		value, err := headerValue(v)
		if err != nil {
			return o, fmt.Errorf("headers: %s: %w", k, err)
		}
		o.Header.Set(k, value)
	}
	return o, nil
}

// headerValue is a header's value as written, or from the environment (env:NAME) or a file (file:PATH).
func headerValue(written string) (string, error) {
	if name, ok := strings.CutPrefix(written, "env:"); ok {
		value := os.Getenv(name)
		if value == "" {
			return "", fmt.Errorf("the environment has no %s", name)
		}
		return value, nil
	}
	if file, ok := strings.CutPrefix(written, "file:"); ok {
		b, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("the file of the value cannot be read: %w", err)
		}
		return strings.TrimSpace(string(b)), nil
	}
	return written, nil
}

// isAddress says that a PATH is a web address.
func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// readFeeds reads the file's feeds, those that stand among the corpus' paths included.
func (p *program) readFeeds() ([]feed.Options, error) {
	var doc struct {
		Feeds []declaredFeed `yaml:"feeds"`
	}
	b, err := readConfigFile(p.Config)
	if err == nil {
		err = yaml.Unmarshal(b, &doc)
	}
	if err != nil {
		return nil, usagef("%s: feeds: want a list of addresses, or of {url, name, zone, full, interval, headers}: %s",
			configName(p.Config), yaml.FormatError(err, false, false))
	}
	for _, path := range p.Corpus {
		if isAddress(path) {
			doc.Feeds = append(doc.Feeds, declaredFeed{URL: path})
		}
	}
	var out []feed.Options
	names := map[string]bool{}
	for i, d := range doc.Feeds {
		o, err := d.options()
		if err != nil {
			return nil, usagef("%s: feed %d: %v", configName(p.Config), i+1, err)
		}
		for _, values := range o.Header {
			p.hide(values...)
		}
		name := feed.New(nil, o).Name()
		if names[name] {
			return nil, usagef("%s: feed %d: two feeds are called %q; give one of them a name", configName(p.Config), i+1, name)
		}
		names[name] = true
		out = append(out, o)
	}
	return out, nil
}

// paths are the corpus' files and folders, without web addresses.
func (c *cli) paths() []string {
	return slices.DeleteFunc(slices.Clone(c.Corpus), isAddress)
}

// feedClient makes the client for all feeds.
func (c *cli) feedClient(now func() time.Time) (*feed.Client, error) {
	o := feed.ClientOptions{Now: now, Timeout: c.feedTimeout, Gap: c.feedGap}
	for _, s := range c.FeedAllow {
		prefix, err := netip.ParsePrefix(s)
		if addr, aerr := netip.ParseAddr(s); err != nil && aerr == nil {
			prefix, err = addr.Prefix(addr.BitLen())
		}
		if err != nil {
			return nil, usagef("feed_allow: %q is no range of addresses; write it as 10.1.0.0/16", s)
		}
		o.Allow = append(o.Allow, prefix)
	}
	return feed.NewClient(o), nil
}

// feedsOf are sources over feeds.
func feedsOf(client *feed.Client, list []feed.Options) []watched {
	out := make([]watched, len(list))
	for i, o := range list {
		out[i] = watched{Source: feed.New(client, o)}
	}
	return out
}

// chosen are the sources that were added by command and are not paused, as those that are read besides.
func chosen(ctx context.Context, client *feed.Client, store bot.ChosenSources, besides []watched) ([]watched, error) {
	list, err := store.Chosen(ctx)
	if err != nil {
		return nil, err
	}
	names, urls := map[string]bool{}, map[string]bool{}
	for _, w := range besides {
		names[w.Name()] = true
	}
	var out []watched
	for _, c := range list {
		if c.Paused || c.Proposed || urls[c.URL] { // two tenants may have added one feed: it is read once
			continue
		}
		urls[c.URL] = true
		name := chosenName(c)
		if names[name] {
			name += " (" + c.ID + ")"
		}
		names[name] = true
		out = append(out, watched{Source: feed.New(client, feed.Options{URL: c.URL, Name: name}), of: c.Of})
	}
	return out, nil
}

// chosenName is what a source that was added by command is called.
func chosenName(c bot.ChosenSource) string {
	return cmp.Or(c.Name, feed.New(nil, feed.Options{URL: c.URL}).Name())
}

// fetch reads what stands at web addresses now, as articles. What cannot be read is told as failures.
func (p *program) fetch(ctx context.Context, addresses []string) (articles []briefing.Article, failures []error, err error) {
	client, err := p.feedClient(p.now)
	if err != nil {
		return nil, nil, err
	}
	defer client.Close()
	for _, a := range addresses {
		source := feed.New(client, feed.Options{URL: a})
		r, err := source.Read(ctx, nil)
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if err == nil {
			var read []briefing.Article
			var problems []error
			if read, problems, err = readPages(r.Pages, p.now(), nil); err == nil {
				articles = append(articles, read...)
				if len(read) > 0 { // what is wrong with a few entries is theirs alone
					r.Problems, problems = nil, nil
				}
				err = errors.Join(append(r.Problems, problems...)...)
			}
		}
		if err != nil {
			failures = append(failures, fmt.Errorf("%s: %w", source.Name(), err))
		}
	}
	for i := range articles {
		articles[i].FirstSeen = articles[i].Published.Time
	}
	return articles, failures, nil
}

// sources are those of the configuration, and the client that reads feeds.
func (p *program) sources() ([]watched, *feed.Client, error) {
	feeds, err := p.readFeeds()
	if err != nil {
		return nil, nil, err
	}
	client, err := p.feedClient(p.now)
	if err != nil {
		return nil, nil, err
	}
	return slices.Concat(folders(p.paths()), feedsOf(client, feeds)), client, nil
}

// checkFeeds asks each feed of the configuration once.
func (p *program) checkFeeds(ctx context.Context, say func(string, error)) {
	list, err := p.readFeeds()
	if err != nil {
		say("feeds in "+configName(p.Config), err)
		return
	}
	client, err := p.feedClient(p.now)
	if err != nil {
		say("feed_allow", err)
		return
	}
	defer client.Close()
	readings, errs := make([]briefing.Reading, len(list)), make([]error, len(list))
	var g errgroup.Group
	g.SetLimit(atOnce)
	for i, o := range list {
		g.Go(func() error {
			o.Full = feed.FullFeed // to look at the feed is enough
			readings[i], errs[i] = feed.New(client, o).Read(ctx, nil)
			return nil
		})
	}
	_ = g.Wait() // the functions return none
	for i, o := range list {
		err := errors.Join(append([]error{errs[i]}, readings[i].Problems...)...)
		say(fmt.Sprintf("feed %s: %d entries", feed.New(nil, o).Name(), max(readings[i].Holds, 0)), err)
	}
}
