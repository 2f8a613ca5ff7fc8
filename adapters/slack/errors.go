package slack

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"syscall"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// sendError says what an error of the SDK means.
func sendError(err error) *bot.SendError {
	var known *bot.SendError
	if errors.As(err, &known) {
		return known
	}
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		return &bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: limited.RetryAfter, Code: "ratelimited"}
	}
	var unread *strconv.NumError
	if errors.As(err, &unread) { // the SDK reads Retry-After as seconds alone; a proxy may say a date
		return &bot.SendError{Reason: bot.ReasonRateLimited, Code: "ratelimited"}
	}
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		reason, ok := reasons[refused.Err]
		if !ok {
			reason = bot.ReasonUnknown
		}
		e := &bot.SendError{Reason: reason, Code: refused.Err, Ambiguous: ambiguous[refused.Err]}
		if refused.Needed != "" {
			e.Err = errors.New("the app lacks the scope " + refused.Needed)
		}
		return e
	}
	var status slack.StatusCodeError
	if errors.As(err, &status) {
		e := &bot.SendError{Reason: bot.ReasonUnavailable, Code: http.StatusText(status.Code), Ambiguous: status.Code >= 500}
		switch {
		case status.Code == http.StatusTooManyRequests:
			e.Reason = bot.ReasonRateLimited
		case status.Code == http.StatusUnauthorized:
			e.Reason = bot.ReasonUnauthorized
		case status.Code == http.StatusForbidden:
			e.Reason = bot.ReasonForbidden
		case status.Code < 500:
			e.Reason = bot.ReasonUnknown
		}
		return e
	}
	// The connection failed. Only what failed before the request left is known not to have arrived.
	return &bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: !neverLeft(err), Err: withoutAddress(err)}
}

// neverLeft reports whether an error came before the request could be written.
func neverLeft(err error) bool {
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.As(err, &dns), errors.Is(err, syscall.ECONNREFUSED):
		return true
	case errors.As(err, &op):
		return op.Op == "dial"
	}
	return false
}

// withoutAddress drops the request's address from an error: a response_url is a secret.
func withoutAddress(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	return err
}
