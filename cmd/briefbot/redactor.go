package main

import (
	"io"
	"time"

	"briefbot/bot"
)

// redactor blanks secrets in what is written through it. Log lines come whole, one a call.
type redactor struct {
	c *cli
	w io.Writer
}

// Write implements io.Writer.
func (r *redactor) Write(b []byte) (int, error) {
	if _, err := io.WriteString(r.w, r.c.redact(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// since is a clock that shows at now and goes on from there.
func (p *program) since(at time.Time) func() time.Time {
	start := p.now()
	return func() time.Time { return at.Add(p.now().Sub(start)) }
}

// health tells how a corpus that was read from paths fares, one line for each input.
func (n *newsroom) health(now time.Time) []bot.SourceHealth {
	byOrigin := map[string]*bot.SourceHealth{}
	var out []*bot.SourceHealth
	for _, a := range n.desk.Articles() {
		h := byOrigin[a.Outlet()]
		if h == nil {
			h = &bot.SourceHealth{Name: a.Outlet(), LastRead: now}
			byOrigin[a.Outlet()] = h
			out = append(out, h)
		}
		h.Articles++
		if a.FirstSeen.After(h.LastNew) {
			h.LastNew = a.FirstSeen
		}
	}
	health := make([]bot.SourceHealth, 0, len(out))
	for _, h := range out {
		health = append(health, *h)
	}
	for range n.coverage.Failing {
		health = append(health, bot.SourceHealth{Name: "unreadable input", Problem: "it could not be read; see the messages at the start"})
	}
	return health
}
