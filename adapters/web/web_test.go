package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

var start = time.Date(2031, 5, 6, 8, 0, 0, 0, time.UTC)

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(b)
}

// Everything that is counted can be read, under its name and with its value.
func TestMetrics(t *testing.T) {
	m := NewMetrics(func() time.Time { return start.Add(90 * time.Second) }, State{
		Articles: func() int { return 7 },
		Sources: func(context.Context) ([]bot.SourceHealth, error) {
			return []bot.SourceHealth{{Name: "a"}, {Name: "b", Problem: "gone"}, {Name: "c"}}, nil
		},
	})
	to := bot.Destination{Platform: "fake", Channel: "C1"}
	key := func(slot string) bot.DeliveryKey { return bot.DeliveryKey{Subscription: "daily", Slot: slot} }
	m.Read(5, 3, time.Second, false, false)
	m.Read(0, 0, time.Second, false, true)
	m.Read(2, 1, time.Second, true, false)
	m.Answered(briefing.Answered, nil, 20*time.Millisecond)
	m.Answered(briefing.NoAnswer, nil, 20*time.Millisecond)
	m.Answered("", errors.New("broken"), 20*time.Millisecond)
	m.Built(time.Second)
	m.Commanded(bot.Command{Via: bot.ViaSlash, From: to})
	m.Claimed(bot.Delivery{Key: key("1"), To: to, At: start})
	m.Tried(key("1"), bot.PartRecord{State: bot.PartWaiting, Reason: "asked to wait"})
	m.Tried(key("1"), bot.PartRecord{State: bot.PartSent})
	m.Ended(key("1"), bot.Outcome{State: bot.Sent, At: start.Add(20 * time.Second)})
	m.Claimed(bot.Delivery{Key: key("2"), To: to, At: start})
	m.Claimed(bot.Delivery{Key: key("3"), To: to, At: start.Add(time.Minute)})
	m.Claimed(bot.Delivery{Key: key("4"), To: to, At: start.Add(-time.Hour)})
	m.Left(key("4"))
	m.Skipped(bot.Delivery{Key: key("5"), To: to})
	ctx, stop := context.WithCancel(t.Context())
	at, done, err := Serve(ctx, "127.0.0.1:0", Checks{}, m)
	if err != nil {
		t.Fatal(err)
	}
	_, text := get(t, "http://"+at+"/metrics")
	for _, line := range []string{
		`briefbot_source_reads_total{outcome="well"} 1`, `briefbot_source_reads_total{outcome="failed"} 1`, `briefbot_source_reads_total{outcome="problem"} 1`,
		`briefbot_pages_read_total 7`, `briefbot_articles_added_total 4`, `briefbot_source_read_seconds_count 3`,
		`briefbot_answers_total{status="answered"} 1`, `briefbot_answers_total{status="no_answer"} 1`, `briefbot_answers_total{status="error"} 1`, `briefbot_answer_seconds_count 3`,
		`briefbot_edition_seconds_count 1`, `briefbot_commands_total{platform="fake",via="slash"} 1`,
		`briefbot_platform_trouble_total{platform="fake",state="waiting"} 1`, `briefbot_deliveries_total{platform="fake",state="sent"} 1`, `briefbot_deliveries_total{platform="fake",state="skipped"} 1`,
		`briefbot_delivery_delay_seconds_sum{platform="fake"} 20`, `briefbot_deliveries_open 2`, `briefbot_oldest_open_delivery_seconds 90`,
		`briefbot_articles 7`, `briefbot_sources{state="failing"} 1`, `briefbot_sources{state="well"} 2`, `go_goroutines `, `process_resident_memory_bytes `,
	} {
		if !strings.Contains(text, "\n"+line) {
			t.Errorf("there is no %s", line)
		}
	}
	stop()
	done()
	if _, err := http.Get("http://" + at + "/metrics"); err == nil {
		t.Error("it is still served")
	}
}

// None counts nothing and does no harm.
func TestNoMetrics(t *testing.T) {
	var m *Metrics
	m.Read(1, 1, 0, false, false)
	m.Answered(briefing.Answered, nil, 0)
	m.Built(0)
	m.Commanded(bot.Command{})
	m.Claimed(bot.Delivery{})
	m.Tried(bot.DeliveryKey{}, bot.PartRecord{})
	m.Ended(bot.DeliveryKey{}, bot.Outcome{})
	m.Skipped(bot.Delivery{})
	m.Left(bot.DeliveryKey{})
}

// Health and readiness are told, and profiles are this machine's alone.
func TestChecks(t *testing.T) {
	var alive, ready error
	h := handler(Checks{Alive: func(context.Context) error { return alive }, Ready: func(context.Context) error { return ready }}, NewMetrics(time.Now, State{}))
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	address := strings.TrimPrefix(s.URL, "http://")
	if code, text := get(t, s.URL+"/healthz"); code != 200 || !strings.Contains(text, `"ok"`) || Ask(t.Context(), address) != nil {
		t.Errorf("alive: %d %s", code, text)
	}
	alive, ready = errors.New("it hangs"), errors.New("no database")
	if code, text := get(t, s.URL+"/healthz"); code != 503 || !strings.Contains(text, "it hangs") {
		t.Errorf("not alive: %d %s", code, text)
	}
	if err := Ask(t.Context(), address); err == nil || !strings.Contains(err.Error(), "it hangs") {
		t.Errorf("asked: %v", err)
	}
	if code, text := get(t, s.URL+"/readyz"); code != 503 || !strings.Contains(text, "no database") {
		t.Errorf("not ready: %d %s", code, text)
	}
	if code, _ := get(t, s.URL+"/debug/pprof/"); code != 200 {
		t.Errorf("profiles on this machine: %d", code)
	}
	for name, change := range map[string]func(*http.Request){
		"from elsewhere":  func(r *http.Request) { r.RemoteAddr = "192.0.2.7:1234" },
		"through a proxy": func(r *http.Request) { r.RemoteAddr = "127.0.0.1:1234"; r.Header.Set("X-Forwarded-For", "192.0.2.7") },
		"from nowhere":    func(r *http.Request) { r.RemoteAddr = "" },
	} {
		r := httptest.NewRequest(http.MethodGet, "/debug/pprof/heap", nil)
		change(r)
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != http.StatusForbidden {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	if _, _, err := Serve(t.Context(), address, Checks{}, NewMetrics(time.Now, State{})); err == nil || !strings.Contains(err.Error(), "name another address") {
		t.Errorf("at an address that is taken: %v", err)
	}
}
