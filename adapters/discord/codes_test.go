package discord

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
)

// outcomes are what each listed code leads to, in the words of a delivery: it is tried again, the
// place is given up (what is ordered there pauses), or this message alone is.
var outcomes = map[string][]int{
	"again": {40001, 40012, 50014, 50025, 20016, 20022, 20028, 20029, 30034, 30040, 30042, 30046, 40003, 40004, 40006, 40043, 40062, 40333, 110000, 110001, 130000},
	"pause": {10001, 10002, 10003, 10004, 10005, 10007, 10012, 10013, 10015, 10016, 10062, 10063, 20001, 20012, 20018, 30033, 40002, 40007, 40058, 40060, 40094,
		50001, 50002, 50003, 50005, 50007, 50008, 50009, 50013, 50024, 50026, 50027, 50033, 50055, 50083, 50095, 50178, 50278, 60003, 160002, 160005, 160006, 160007,
		220001, 220002, 220003, 220004},
	"give up": {10008, 10011, 10014, 10060, 20009, 20031, 30032, 40005, 40033, 40041, 40066, 40067, 50006, 50021, 50028, 50035, 50041, 50045, 50046, 50067, 50068, 50080, 50081, 50109, 160004, 160014, 200000, 200001, 240000},
}

// outcome says what a delivery does after an error.
func outcome(e *bot.SendError) string {
	switch {
	case !e.Permanent():
		return "again"
	case e.Reason == bot.ReasonInvalid:
		return "give up"
	}
	return "pause"
}

func TestEveryErrorCodeHasItsOutcome(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	tested := map[int]bool{}
	for want, codes := range outcomes {
		for _, code := range codes {
			tested[code] = true
			f.fake.Fail("POST", "/messages", discordtest.Fault{Status: 400, Code: code, Message: "for the log"})
			_, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: there, Message: paragraph("x")})
			var e *bot.SendError
			if !errors.As(err, &e) || e.Code != fmt.Sprint(code) || outcome(e) != want || e.Ambiguous {
				t.Errorf("%d: %#v, want %s", code, err, want)
			}
		}
	}
	for code := range reasons {
		if !tested[code] {
			t.Errorf("%d is listed and has no test", code)
		}
	}
}

func TestUnlistedCodesGoByTheirStatus(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	for status, want := range map[int]bot.Reason{400: bot.ReasonInvalid, 401: bot.ReasonUnauthorized, 403: bot.ReasonForbidden, 404: bot.ReasonGone, 405: bot.ReasonUnknown, 500: bot.ReasonUnavailable} {
		f.fake.Fail("POST", "/messages", discordtest.Fault{Status: status, Code: 999999})
		_, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: there, Message: paragraph("x")})
		var e *bot.SendError
		if !errors.As(err, &e) || e.Reason != want || e.Ambiguous != (status == 500) {
			t.Errorf("%d: %#v, want %s", status, err, want)
		}
	}
}

func TestErrorSaysWhichFieldIsWrong(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.Fail("POST", "/messages", discordtest.Fault{Status: 400, Code: 50035, Message: "Invalid Form Body", Errors: map[string]any{
		"content":    map[string]any{"_errors": []any{map[string]any{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}}},
		"components": map[string]any{"0": map[string]any{"custom_id": map[string]any{"_errors": []any{nil, map[string]any{"message": "Duplicated."}}}}},
	}})
	_, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: there, Message: paragraph("x")})
	if want := "components.0.custom_id: Duplicated.; content: Must be 2000 or fewer in length."; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("Send = %v, want it to say %q", err, want)
	}
	for _, body := range []string{"", "null", "{", `{"errors":null}`, `{"errors":[1]}`, `{"errors":{"_errors":{}}}`, `{"errors":{"a":{"_errors":[1]}}}`} {
		if got := detail([]byte(body)); got != "" {
			t.Errorf("detail of %s is %q", body, got)
		}
	}
}
