package slack

import (
	"context"
	"errors"
	"fmt"
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
			e.Advice = "the app lacks the scope " + refused.Needed + "; whoever runs the bot adds it under “OAuth & Permissions” of the app and " +
				"installs the app again."
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
		case status.Code == http.StatusForbidden: // Slack says what it forbids in words: this was a proxy
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

// advice says to people what to do about errors of a send; %s is what the bot is called.
var advice = map[string]string{
	"channel_not_found": "the channel is gone or archived, or it is private and the bot needs an invite: type “/invite @%s” there.",
	"not_in_channel":    "the bot is not in the channel; type “/invite @%s” there.",
	"is_archived":       "the channel is gone or archived; unarchive it and type “/invite @%s” there.",
	"is_inactive":       "the channel is gone or archived; unarchive it and type “/invite @%s” there.",

	"restricted_action":                        "the workspace lets few people post in the channel; an admin has to let @%s post there.",
	"restricted_action_read_only_channel":      "the channel is read-only; an admin has to let @%s post there.",
	"restricted_action_thread_only_channel":    "the channel takes posts in threads only; an admin has to let @%s post there.",
	"restricted_action_non_threadable_channel": "the channel takes no threads; an admin has to change that for @%s.",
	"restricted_action_thread_locked":          "the thread is locked; an admin has to unlock it for @%s.",
	"thread_locked":                            "the thread is locked; an admin has to unlock it for @%s.",
	"method_not_supported_for_channel_type":    "the place is of a kind that takes no posts of @%s; choose a channel.",
	"user_disabled":                            "the account that @%s wrote to is no longer active.",
	"messages_tab_disabled": "direct messages with @%s are switched off; whoever runs the bot switches the Messages " +
		"Tab on under “App Home” of the app.",
	"msg_too_long": "Slack says that the message is too long. That is a fault of @%s: tell whoever runs it; " +
		"fewer words help meanwhile.",
	"msg_blocks_too_long": "Slack says that the message is too long. That is a fault of @%s: tell whoever runs it; " +
		"fewer words help meanwhile.",
	"invalid_blocks": "Slack refuses the form of the message. That is a fault of @%s: tell whoever runs it; its " +
		"log has the details.",
}

// advised is sendError with what people can do about it.
func (p *Platform) advised(err error) *bot.SendError {
	e := sendError(err)
	if words := advice[e.Code]; words != "" && e.Advice == "" {
		e.Advice = fmt.Sprintf(words, p.name())
	}
	return e
}
