package discord

import (
	"errors"
	"net/http"
	"sync"
	"time"

	"briefbot/bot"
)

// Discord bans an address that makes 10,000 invalid requests (401, 403, 429) in 10 minutes:
// https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
// Half of it is left to other programs behind the same address.
const (
	maxInvalid    = 5000
	invalidWindow = 10 * time.Minute
)

// budget counts invalid requests and holds all requests back when too many were made.
type budget struct {
	now func() time.Time
	max int

	mu    sync.Mutex
	since time.Time
	n     int
}

// check is the error of a request that is held back, or nil.
func (b *budget) check() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	left := invalidWindow - b.now().Sub(b.since)
	if b.n < b.max || left <= 0 {
		return nil
	}
	return &bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: left, Code: "too_many_refused", Err: errors.New("Discord refused too many requests; waiting before it bans this address")}
}

// count notes a response's status. A 429 that is shared with other programs does not count.
func (b *budget) count(r *http.Response) {
	switch r.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
	case http.StatusTooManyRequests:
		if r.Header.Get("X-RateLimit-Scope") == "shared" {
			return
		}
	default:
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if now := b.now(); now.Sub(b.since) >= invalidWindow {
		b.since, b.n = now, 0
	}
	b.n++
}
