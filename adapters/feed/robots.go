package feed

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// robots are what hosts want of programs that follow links: https://www.rfc-editor.org/rfc/rfc9309
// The zero value is ready.
type robots struct {
	mu    sync.Mutex
	hosts map[string]*rules
}

// rules are one host's.
type rules struct {
	mu    sync.Mutex
	until time.Time
	group *robotstxt.Group // nil where they cannot be had: then nothing is allowed
}

const (
	// rulesLife is how long a robots.txt is believed, rulesRetry how long one that cannot be had is not
	// asked for again: RFC 9309, section 2.4 wants no more than a day.
	rulesLife  = 24 * time.Hour
	rulesRetry = time.Hour
	// mostDelay bounds the pause that a robots.txt can ask for.
	mostDelay = 10 * time.Second
	// agentToken is the program's name in a robots.txt.
	agentToken = "briefbot"
)

// allowed asks a host's robots.txt about an address.
func (c *Client) allowed(ctx context.Context, at *url.URL) error {
	c.robots.mu.Lock()
	if c.robots.hosts == nil || len(c.robots.hosts) > mostHosts {
		c.robots.hosts = map[string]*rules{}
	}
	key := at.Scheme + "://" + at.Host
	r := c.robots.hosts[key]
	if r == nil {
		r = &rules{}
		c.robots.hosts[key] = r
	}
	c.robots.mu.Unlock()

	r.mu.Lock()
	defer r.mu.Unlock()
	if now := c.o.Now(); !now.Before(r.until) {
		var err error
		if r.group, err = c.rules(ctx, key); err != nil {
			return err
		}
		r.until = now.Add(rulesLife)
		if r.group == nil {
			r.until = now.Add(rulesRetry)
		} else {
			c.turns.slower(at.Host, min(r.group.CrawlDelay, mostDelay), now)
		}
	}
	path := at.EscapedPath()
	if path == "" {
		path = "/"
	}
	if at.RawQuery != "" {
		path += "?" + at.RawQuery
	}
	if r.group == nil || !r.group.Test(path) {
		return &Trouble{Words: "the robots.txt of " + at.Host + " asks that " + short(at.String()) + " is not fetched; what the feed itself says is used", Err: errRobots}
	}
	return nil
}

// rules reads a host's robots.txt. None at all allows everything; one that cannot be had allows nothing,
// and the group is nil (RFC 9309, sections 2.3.1.3 and 2.3.1.4).
func (c *Client) rules(ctx context.Context, site string) (*robotstxt.Group, error) {
	body, ok := rulesText(c.fetch(ctx, request{url: site + "/robots.txt"}))
	if ctx.Err() != nil || !ok {
		return nil, ctx.Err()
	}
	data, err := robotstxt.FromBytes(body)
	if err != nil {
		data = &robotstxt.RobotsData{} // no rules can be read in it
	}
	return data.FindGroup(agentToken), nil
}

// rulesText is what a robots.txt says, nothing where there is none; ok is that this is known.
func rulesText(a answer, err error) (text []byte, ok bool) {
	var t *Trouble
	if errors.As(err, &t) && t.Status >= 400 && t.Status < 500 && t.Status != http.StatusTooManyRequests {
		return nil, true
	}
	return a.body, err == nil
}
