package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
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
	b, err := turn(ctx, limits, bucket(method, endpoint))
	if err != nil {
		return err
	}
	answer, err := p.session.RequestWithLockedBucket(method, endpoint, "application/json", payload, b, 0, discordgo.WithContext(ctx))
	if err != nil {
		return sendError(err)
	}
	if v == nil || len(answer) == 0 {
		return nil
	}
	if err := json.Unmarshal(answer, v); err != nil {
		return &bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true, Code: "bad_answer", Err: errors.New("the answer is no JSON")}
	}
	return nil
}

// turn takes a turn in a bucket, which whoever got it gives back with the answer. The SDK's own way
// sleeps for as long as it takes, and does not see ctx end meanwhile.
func turn(ctx context.Context, limits *discordgo.RateLimiter, key string) (*discordgo.Bucket, error) {
	b := limits.GetBucket(key)
	b.Lock()
	wait := limits.GetWaitTime(b, 1)
	switch {
	case wait > maxWait:
		b.Unlock()
		return nil, &bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: wait, Code: "429"}
	case wait > 0 && !pause(ctx, wait), ctx.Err() != nil:
		b.Unlock()
		return nil, &bot.SendError{Reason: bot.ReasonUnavailable, Err: ctx.Err()}
	}
	b.Remaining--
	return b, nil
}

// bucket is the part of an address that shares a rate limit: the channel counts, the message does not.
func bucket(method, endpoint string) string {
	endpoint, _, _ = strings.Cut(endpoint, "?")
	if i := strings.Index(endpoint, "/messages/"); i >= 0 {
		endpoint = endpoint[:i+len("/messages/")]
	}
	return method + " " + endpoint
}

// transport sends requests for Discord's API to the address and version that are set, and guards the
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
	if rest, ok := strings.CutPrefix(r.URL.String(), strings.TrimSuffix(discordgo.EndpointAPI, "/")); ok {
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
	if response.StatusCode == http.StatusTooManyRequests {
		return slowed(response)
	}
	return response, nil
}

// slowed makes a 429 one that the SDK understands: it takes from X-RateLimit-Reset-After how long to
// hold the bucket, or all of them, back, while Discord says it in retry_after and Retry-After; and it
// cannot read the page with which the shield before Discord answers.
// https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit
func slowed(response *http.Response) (*http.Response, error) {
	defer response.Body.Close()
	payload, err := io.ReadAll(io.LimitReader(response.Body, 1<<16))
	if err != nil {
		return nil, err
	}
	var said struct {
		RetryAfter float64 `json:"retry_after"`
		Global     bool    `json:"global"`
	}
	h := response.Header
	if err := json.Unmarshal(payload, &said); err != nil || !strings.Contains(h.Get("Content-Type"), "json") {
		seconds, _ := strconv.Atoi(h.Get("Retry-After"))
		return nil, &bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: time.Duration(seconds) * time.Second, Code: "429"}
	}
	h.Set("X-RateLimit-Reset-After", strconv.FormatFloat(said.RetryAfter, 'f', 3, 64))
	if said.Global {
		h.Set("X-RateLimit-Global", "true")
	} else {
		h.Set("X-RateLimit-Remaining", "0")
	}
	response.Body = io.NopCloser(bytes.NewReader(payload))
	return response, nil
}
