package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"briefbot/adapters/slack/slackfaketest"
)

// The running program tells of its health and counts what it does, and one reference leads from a command
// to what it delivered.
func TestServeIsWatched(t *testing.T) {
	s := slackfaketest.New(t)
	s.AddUser(slackfaketest.User{ID: "U0000ADA", Name: "ada.varn", Shown: "Ada Varn"})
	out := serve(t, `
slack: {api_url: "`+s.URL+`"}
ops: 127.0.0.1:0
briefings:
  - {to: "slack:C0000NEWS", when: "every day at 21:00"}
`, "BRIEFBOT_SLACK_BOT_TOKEN="+slackfaketest.BotToken, "BRIEFBOT_SLACK_APP_TOKEN="+slackfaketest.AppToken)
	s.WaitConnections(1)
	out.await(t, "delivery ended")
	at := regexp.MustCompile(`profiles are served" address=(\S+)`).FindStringSubmatch(out.String())
	if at == nil {
		t.Fatalf("it does not say where:\n%s", out)
	}
	get := func(path string) string {
		t.Helper()
		answer, err := http.Get("http://" + at[1] + path)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		b, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s, %v: %s", path, answer.Status, err, b)
		}
		return string(b)
	}
	get("/healthz")
	get("/readyz")
	get("/debug/pprof/goroutine?debug=1")
	s.Slash("C0000NEWS", "U0000ADA", "/ask How many people were on board the Sula?")
	out.await(t, `name=ask`)
	s.Slash("C0000NEWS", "U0000ADA", "/ask Who is the mayor of Port Anders?")
	id := regexp.MustCompile(`delivery=(cfg-[0-9a-f]+)@`).FindStringSubmatch(out.String())
	if id == nil {
		t.Fatal("no delivery is logged")
	}
	s.Slash("C0000NEWS", "U0000ADA", "/briefing run "+id[1])
	out.await(t, "@run/")
	run := regexp.MustCompile(`@run/([0-9a-f]+)`).FindStringSubmatch(out.String())
	out.await(t, "reference="+run[1])
	text := get("/metrics")
	for _, want := range []string{
		`briefbot_answers_total{status="answered"} 1`, `briefbot_answers_total{status="no_answer"} 1`, `briefbot_commands_total{platform="slack",via="slash"} 3`,
		`briefbot_deliveries_total{platform="slack",state="sent"} `, `briefbot_delivery_delay_seconds_count{platform="slack"} `, `briefbot_sources{state="well"} 1`,
		`briefbot_source_reads_total{outcome="well"}`, "briefbot_articles ", `briefbot_deliveries_open 0`, `briefbot_edition_seconds_count `,
	} {
		if !strings.Contains(text, "\n"+want) {
			t.Errorf("there is no %s", want)
		}
	}
	var said bytes.Buffer
	if code := typed(t, &said, "health", "--at", at[1]); code != exitDone {
		t.Errorf("health: %d %s", code, &said)
	}
}

// typed runs the program with arguments.
func typed(t *testing.T, out *bytes.Buffer, args ...string) int {
	t.Helper()
	return run(t.Context(), args, strings.NewReader(""), out, out)
}

// The unit names the program and the settings, and refuses what systemd would misread.
func TestUnit(t *testing.T) {
	var out bytes.Buffer
	if code := typed(t, &out, "unit", "--program", "/usr/local/bin/briefbot"); code != exitDone {
		t.Fatal(out.String())
	}
	for _, want := range []string{"ExecStart=/usr/local/bin/briefbot serve --config", "LoadCredential=briefbot.yaml:/etc/briefbot/briefbot.yaml", "DynamicUser=yes", "BRIEFBOT_DB=%S/briefbot/briefbot.db"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the unit lacks %q", want)
		}
	}
	for _, bad := range []string{"briefbot", "/opt/my bot/briefbot", "/opt/$HOME/briefbot"} {
		if code := typed(t, &out, "unit", "--program", bad); code != exitUsage {
			t.Errorf("%q: exit code %d", bad, code)
		}
	}
}

// The files for containers name settings that there are.
func TestContainerFiles(t *testing.T) {
	var known bytes.Buffer
	typed(t, &known, "--help")
	typed(t, &known, "serve", "--help")
	for _, file := range []string{"Containerfile", "compose.yaml", "unit.go"} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range regexp.MustCompile(`BRIEFBOT_[A-Z_]+[A-Z]`).FindAllString(string(b), -1) {
			if !strings.Contains(known.String(), "$"+strings.TrimSuffix(name, "_FILE")) {
				t.Errorf("%s names %s, which is no setting", file, name)
			}
		}
	}
}
