package discord

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"syscall"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// sendError says what an error of the SDK means.
func sendError(err error) *bot.SendError {
	var known *bot.SendError
	if errors.As(err, &known) {
		return known
	}
	var limited *discordgo.RateLimitError
	if errors.As(err, &limited) {
		e := &bot.SendError{Reason: bot.ReasonRateLimited, Code: "429"}
		if limited.RateLimit != nil && limited.TooManyRequests != nil {
			e.RetryAfter = limited.RetryAfter
		}
		return e
	}
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Response != nil {
		return restError(rest)
	}
	err = withoutAddress(err)
	var op *net.OpError
	left := !errors.Is(err, syscall.ECONNREFUSED) && (!errors.As(err, &op) || op.Op != "dial")
	return &bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: left, Err: err}
}

// withoutAddress drops the request's address from an error: an interaction's holds its token.
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

func restError(rest *discordgo.RESTError) *bot.SendError {
	status := rest.Response.StatusCode
	e := &bot.SendError{Reason: bot.ReasonUnknown, Code: strconv.Itoa(status)}
	switch {
	case status >= 500:
		e.Reason, e.Ambiguous = bot.ReasonUnavailable, true
	case status == http.StatusUnauthorized:
		e.Reason = bot.ReasonUnauthorized
	case status == http.StatusForbidden:
		e.Reason = bot.ReasonForbidden
	case status == http.StatusNotFound:
		e.Reason = bot.ReasonGone
	case status == http.StatusBadRequest:
		e.Reason = bot.ReasonInvalid
	}
	if rest.Message != nil && rest.Message.Code != 0 {
		e.Code = strconv.Itoa(rest.Message.Code)
		if r, ok := reasons[rest.Message.Code]; ok {
			e.Reason = r
		}
		e.Err = errors.New(rest.Message.Message)
	}
	return e
}
