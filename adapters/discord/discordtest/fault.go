package discordtest

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Fault is what happens to one request in place of the answer.
type Fault struct {
	Status int
	// Code and Message are Discord's error body.
	Code    int
	Message string
	// Errors is what Discord says about each field of a request that is malformed.
	Errors map[string]any
	// RetryAfter goes with 429, in seconds; Global makes it everybody's, Shared one of the resource's
	// and not of the bot's.
	RetryAfter float64
	Global     bool
	Shared     bool
	// HTML answers with a page in place of JSON, as the shield before Discord does.
	HTML bool
	// Lost accepts the request and then breaks the connection without an answer.
	Lost bool
}

type pendingFault struct {
	method, suffix string
	Fault
}

// Fail makes the next requests whose path ends in suffix fail, each in its way.
func (s *Server) Fail(method, suffix string, faults ...Fault) {
	s.set(func() {
		for _, f := range faults {
			s.faults = append(s.faults, pendingFault{method, suffix, f})
		}
	})
}

// Disturb asks f of every request what happens to it; nil is nothing. f must not call the server.
func (s *Server) Disturb(f func(Request) *Fault) { s.set(func() { s.disturb = f }) }

// due is the fault of a request, or nil. The caller holds the lock.
func (s *Server) due(r Request) *Fault {
	for i, p := range s.faults {
		if p.method == r.Method && strings.HasSuffix(r.Path, p.suffix) {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
			return &p.Fault
		}
	}
	if s.disturb != nil {
		return s.disturb(r)
	}
	return nil
}

// write answers with the fault.
func (f Fault) write(w http.ResponseWriter) {
	h := w.Header()
	if f.Status == http.StatusTooManyRequests {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(f.RetryAfter))))
		switch {
		case f.Global: // with no reset of a bucket
			h.Set("X-RateLimit-Global", "true")
			h.Set("X-RateLimit-Scope", "global")
		case f.Shared: // of which the bucket's own reset tells nothing
			h.Set("X-RateLimit-Scope", "shared")
			h.Set("X-RateLimit-Remaining", "4")
			h.Set("X-RateLimit-Reset-After", "0.1")
		default:
			h.Set("X-RateLimit-Scope", "user")
			h.Set("X-RateLimit-Remaining", "0")
			h.Set("X-RateLimit-Reset-After", fmt.Sprint(f.RetryAfter))
		}
	}
	if f.HTML {
		h.Set("Content-Type", "text/html")
		w.WriteHeader(f.Status)
		fmt.Fprint(w, "<html>denied</html>")
		return
	}
	h.Set("Content-Type", "application/json")
	body := map[string]any{"message": f.Message, "code": f.Code}
	if f.Errors != nil {
		body["errors"] = f.Errors
	}
	if f.Status == http.StatusTooManyRequests {
		body["retry_after"], body["global"] = f.RetryAfter, f.Global
	}
	w.WriteHeader(f.Status)
	_ = json.NewEncoder(w).Encode(body)
}

// refuse is an error's body.
func refuse(code int, message string) map[string]any {
	return map[string]any{"code": code, "message": message}
}

// limits are buckets of requests: as many as n each while per passes, in real time, since the client
// waits in real time. The zero value limits nothing.
type limits struct {
	n       int
	per     time.Duration
	buckets map[string]*bucket
}

type bucket struct {
	used  int
	reset time.Time
}

// Limit lets every bucket take n requests in per: those of one method, resource and channel.
func (s *Server) Limit(n int, per time.Duration) {
	s.set(func() { s.limit = limits{n: n, per: per, buckets: map[string]*bucket{}} })
}

// take counts a request and sets the headers that tell of its bucket. It reports the fault where the
// bucket is used up. The caller holds the lock.
func (l *limits) take(w http.ResponseWriter, method string, p []string) *Fault {
	if l.n == 0 || p[0] == "interactions" {
		return nil
	}
	key := method + " " + strings.Join(p[:min(len(p), 3)], "/")
	b := l.buckets[key]
	const grace = 5 * time.Millisecond // clients count in whole milliseconds
	if b == nil || !time.Now().Add(grace).Before(b.reset) {
		b = &bucket{reset: time.Now().Add(l.per)}
		l.buckets[key] = b
	}
	left := time.Until(b.reset).Seconds()
	if b.used == l.n {
		return &Fault{Status: http.StatusTooManyRequests, RetryAfter: max(left, 0)}
	}
	b.used++
	h := w.Header()
	h.Set("X-RateLimit-Limit", strconv.Itoa(l.n))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(l.n-b.used))
	h.Set("X-RateLimit-Reset-After", strconv.FormatFloat(max(left, 0), 'f', 3, 64))
	return nil
}
