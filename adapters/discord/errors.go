package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
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
	if strings.HasPrefix(err.Error(), "Exceeded Max retries HTTP 502") { // the SDK has no type for it
		return &bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true, Code: "502", Err: errors.New("bad gateway")}
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
	spoken := rest.Message != nil && rest.Message.Code != 0 // by Discord itself, not by a proxy before it
	switch {
	case status >= 500:
		e.Reason, e.Ambiguous = bot.ReasonUnavailable, true
	case status == http.StatusForbidden && !spoken:
		e.Reason = bot.ReasonUnavailable
	case status == http.StatusUnauthorized:
		e.Reason = bot.ReasonUnauthorized
	case status == http.StatusForbidden:
		e.Reason = bot.ReasonForbidden
	case status == http.StatusNotFound:
		e.Reason = bot.ReasonGone
	case status == http.StatusBadRequest:
		e.Reason = bot.ReasonInvalid
	}
	if spoken {
		e.Advice = advice[rest.Message.Code]
		e.Code = strconv.Itoa(rest.Message.Code)
		if r, ok := reasons[rest.Message.Code]; ok {
			e.Reason = r
		}
		e.Err = errors.New(strings.TrimSpace(rest.Message.Message + " " + detail(rest.ResponseBody)))
	}
	return e
}

// maxDetail is how much of what Discord says about a request's form is logged.
const maxDetail = 300

// detail is what Discord says is wrong about a request's form, by where it is wrong: what the error's
// own message leaves out. https://docs.discord.com/developers/reference#error-messages
func detail(body []byte) string {
	var answer struct {
		Errors any `json:"errors"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return ""
	}
	var out []string
	var walk func(at string, v any)
	walk = func(at string, v any) {
		inner, _ := v.(map[string]any)
		list, _ := inner["_errors"].([]any)
		for _, x := range list {
			if one, ok := x.(map[string]any); ok {
				out = append(out, fmt.Sprintf("%s: %v", strings.TrimPrefix(at, "."), one["message"]))
			}
		}
		for _, name := range slices.Sorted(maps.Keys(inner)) {
			if name != "_errors" {
				walk(at+"."+name, inner[name])
			}
		}
	}
	walk("", answer.Errors)
	return clip(strings.Join(out, "; "), maxDetail)
}
