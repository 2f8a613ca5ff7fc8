package discord

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// maxWait is how long a request waits for its rate limit by itself; what would wait longer is given
// back to the caller, who knows what else there is to do.
const maxWait = 2 * time.Second

// call makes one request and decodes its answer into v, which may be nil. The error is a *bot.SendError.
func (p *Platform) call(ctx context.Context, method, endpoint string, body, v any) error {
	return p.request(ctx, p.session.Ratelimiter, method, endpoint, body, v)
}

// request is call under the rate limits that limits knows of.
func (p *Platform) request(ctx context.Context, limits *discordgo.RateLimiter, method, endpoint string, body, v any) error {
	var payload []byte
	if body != nil {
		var err error
		if payload, err = json.Marshal(body); err != nil {
			return &bot.SendError{Reason: bot.ReasonInvalid, Code: "bad_request", Err: err}
		}
	}
	b := limits.GetBucket(bucket(method, endpoint))
	b.Lock()
	wait := limits.GetWaitTime(b, 1)
	b.Unlock()
	if wait > maxWait {
		return &bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: wait, Code: "429"}
	}
	answer, err := p.session.RequestWithLockedBucket(method, endpoint, "application/json", payload, limits.LockBucketObject(b), 0, discordgo.WithContext(ctx))
	if err != nil {
		return sendError(err)
	}
	if v == nil {
		return nil
	}
	if err := json.Unmarshal(answer, v); err != nil {
		return &bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true, Code: "bad_answer", Err: errors.New("the answer is no JSON")}
	}
	return nil
}

// bucket is the part of an address that shares a rate limit: the channel counts, the message does not.
func bucket(method, endpoint string) string {
	endpoint, _, _ = strings.Cut(endpoint, "?")
	if i := strings.Index(endpoint, "/messages/"); i >= 0 {
		endpoint = endpoint[:i+len("/messages/")]
	}
	return method + " " + endpoint
}

// transport sends requests for Discord's API, to another address where one is set, and guards the
// budget of invalid requests.
type transport struct {
	next   http.RoundTripper
	api    string
	budget *budget
}

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := t.budget.check(); err != nil {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, err
	}
	if rest, ok := strings.CutPrefix(r.URL.String(), strings.TrimSuffix(discordgo.EndpointAPI, "/")); ok && t.api != "" {
		u, err := r.URL.Parse(t.api + rest)
		if err != nil {
			return nil, err
		}
		r = r.Clone(r.Context())
		r.URL, r.Host = u, u.Host
	}
	next := t.next
	if next == nil {
		next = http.DefaultTransport
	}
	response, err := next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	t.budget.count(response)
	if response.StatusCode == http.StatusTooManyRequests && !strings.Contains(response.Header.Get("Content-Type"), "json") {
		// The shield before Discord answers with a page, which the SDK cannot read.
		response.Body.Close()
		seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
		return nil, &bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: time.Duration(seconds) * time.Second, Code: "429"}
	}
	return response, nil
}
