package slack

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"syscall"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// reasons are Slack's error codes by what they mean for a delivery:
// https://docs.slack.dev/reference/methods/chat.postMessage/#errors
var reasons = map[string]bot.Reason{
	"channel_not_found": bot.ReasonGone, "is_archived": bot.ReasonGone, "user_not_found": bot.ReasonGone,
	"message_not_found": bot.ReasonGone, "thread_not_found": bot.ReasonGone, "user_disabled": bot.ReasonGone,
	"not_in_channel": bot.ReasonForbidden, "restricted_action": bot.ReasonForbidden, "missing_scope": bot.ReasonForbidden,
	"cant_update_message": bot.ReasonForbidden, "edit_window_closed": bot.ReasonForbidden, "no_permission": bot.ReasonForbidden,
	"restricted_action_read_only_channel": bot.ReasonForbidden, "restricted_action_thread_only_channel": bot.ReasonForbidden,
	"restricted_action_non_threadable_channel": bot.ReasonForbidden, "restricted_action_thread_locked": bot.ReasonForbidden,
	"ekm_access_denied": bot.ReasonForbidden, "messages_tab_disabled": bot.ReasonForbidden, "cannot_dm_bot": bot.ReasonForbidden,
	"not_allowed_token_type": bot.ReasonForbidden, "access_denied": bot.ReasonForbidden, "team_access_not_granted": bot.ReasonForbidden,
	"invalid_auth": bot.ReasonUnauthorized, "not_authed": bot.ReasonUnauthorized, "account_inactive": bot.ReasonUnauthorized,
	"token_revoked": bot.ReasonUnauthorized, "token_expired": bot.ReasonUnauthorized,
	"msg_too_long": bot.ReasonInvalid, "msg_blocks_too_long": bot.ReasonInvalid, "invalid_blocks": bot.ReasonInvalid,
	"invalid_blocks_format": bot.ReasonInvalid, "no_text": bot.ReasonInvalid, "too_many_attachments": bot.ReasonInvalid,
	"invalid_arguments": bot.ReasonInvalid, "invalid_metadata_format": bot.ReasonInvalid, "invalid_metadata_schema": bot.ReasonInvalid,
	"metadata_too_large": bot.ReasonInvalid, "invalid_array_arg": bot.ReasonInvalid,
	"rate_limited": bot.ReasonRateLimited, "ratelimited": bot.ReasonRateLimited, "message_limit_exceeded": bot.ReasonRateLimited,
	"fatal_error": bot.ReasonUnavailable, "internal_error": bot.ReasonUnavailable, "service_unavailable": bot.ReasonUnavailable,
	"request_timeout": bot.ReasonUnavailable, "team_added_to_org": bot.ReasonUnavailable, "accesslimited": bot.ReasonUnavailable,
}

// ambiguous are the codes after which Slack itself does not know whether the call took effect.
var ambiguous = map[string]bool{"fatal_error": true, "internal_error": true, "service_unavailable": true, "request_timeout": true}

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
