package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"briefbot/adapters/discord/discordtest"
	"briefbot/adapters/slack/slackfaketest"
)

// asProgram makes the test binary be the program.
const asProgram = "BRIEFBOT_TEST_PROGRAM"

// output is what the program writes; it may be read while the program runs.
type output struct {
	mu   sync.Mutex
	b    bytes.Buffer
	more chan struct{} // filled at every write
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	select {
	case o.more <- struct{}{}:
	default:
	}
	return o.b.Write(b)
}

// await returns when the program has written text.
func (o *output) await(t *testing.T, text string) {
	t.Helper()
	deadline := time.After(time.Minute)
	for !strings.Contains(o.String(), text) {
		select {
		case <-o.more:
		case <-deadline:
			t.Fatalf("the program never wrote %q", text)
		}
	}
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// serve starts the program with a configuration; it is told to stop when the test ends.
func serve(t *testing.T, config string, env ...string) *output {
	t.Helper()
	cmd, out := start(t, t.TempDir(), config, env...)
	t.Cleanup(func() {
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("the program did not end well: %v", err)
		}
		if t.Failed() {
			t.Logf("the program wrote:\n%s", out)
		}
	})
	return out
}

// start starts the program with its configuration and database in dir.
func start(t *testing.T, dir, config string, env ...string) (*exec.Cmd, *output) {
	t.Helper()
	cmd, out := prepared(t, dir, config, env...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, out
}

// prepared is the program before its start.
func prepared(t *testing.T, dir, config string, env ...string) (*exec.Cmd, *output) {
	t.Helper()
	file := filepath.Join(dir, "briefbot.yaml")
	corpus, err := filepath.Abs("../../testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	config += "\ncorpus: [" + corpus + "]\ndb: " + filepath.Join(dir, "briefbot.db") + "\n"
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "serve", "--config", file, "--tick", "@every 1s", "--as-of", "2024-05-14T20:59:57Z")
	cmd.Env = append(append(os.Environ(), asProgram+"=1", "NO_COLOR=1"), env...)
	out := &output{more: make(chan struct{}, 1)}
	cmd.Stdout, cmd.Stderr = out, out
	return cmd, out
}

// await waits until one of the messages that come in matches. wait gives all of at least n.
func await[M any](wait func(n int) []M, match func(M) bool) M {
	for n := 1; ; {
		all := wait(n)
		for _, m := range all {
			if match(m) {
				return m
			}
		}
		n = len(all) + 1
	}
}

// TestServe drives a scheduled post, /brief, /ask, a mention and a direct message through both
// platforms with the real program.
func TestServe(t *testing.T) {
	s, d := slackfaketest.New(t), discordtest.New(t)
	const channel = "500000000000000001"
	out := serve(t, `
slack: {api_url: "`+s.URL+`"}
discord: {api_url: "`+d.URL+`"}
briefings:
  - {to: "slack:C0000NEWS", when: "every day at 21:00"}
  - {to: "discord:`+channel+`", when: "every day at 21:00", words: 150}
`, "BRIEFBOT_SLACK_BOT_TOKEN="+slackfaketest.BotToken, "BRIEFBOT_SLACK_APP_TOKEN="+slackfaketest.AppToken, "BRIEFBOT_DISCORD_TOKEN="+discordtest.Token)
	s.WaitConnections(1)
	d.WaitConnections(1)

	const question, answer = "How many people were on board the Sula?", "74"
	slackHas := func(channel, text string, private bool) {
		t.Helper()
		await(s.WaitMessages, func(m slackfaketest.Message) bool {
			return m.Channel == channel && m.Private == private && strings.Contains(string(m.Blocks)+m.Text, text)
		})
	}
	discordHas := func(channel, text string, private bool) {
		t.Helper()
		await(d.WaitMessages, func(m discordtest.Message) bool {
			return m.Channel == channel && m.Private == private && strings.Contains(m.Content, text)
		})
	}
	s.Slash("C0000DESK", "U0000ADA", "/ask "+question)
	slackHas("C0000DESK", answer, true)
	s.Slash("C0000DESK", "U0000ADA", "/brief since 2d")
	slackHas("C0000DESK", "Briefing", true)
	s.Mention("C0000DESK", "U0000ADA", question, "")
	slackHas("C0000DESK", answer, false)
	s.Direct("U0000BEN", question)
	await(s.WaitMessages, func(m slackfaketest.Message) bool {
		return strings.HasPrefix(m.Channel, "D") && strings.Contains(string(m.Blocks), answer)
	})

	d.Slash("500000000000000002", "600000000000000001", 0, "ask", discordtest.Text("question", question))
	discordHas("500000000000000002", answer, true)
	d.Slash("500000000000000002", "600000000000000001", 0, "brief", discordtest.Text("since", "2d"))
	discordHas("500000000000000002", "Briefing", true)
	d.Mention("500000000000000002", "600000000000000001", question)
	discordHas("500000000000000002", answer, false)
	id := d.Direct("600000000000000002", question)
	await(d.WaitMessages, func(m discordtest.Message) bool { return m.ReplyTo == id && strings.Contains(m.Content, answer) })

	slackHas("C0000NEWS", "Briefing", false)
	discordHas(channel, "Briefing", false)

	for _, secret := range []string{slackfaketest.BotToken, slackfaketest.AppToken, slackfaketest.ResponseSecret, discordtest.Token, discordtest.InteractionToken} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("the program's output holds the secret %q", secret)
		}
	}
}

// TestServeTerminal sees a scheduled briefing arrive with no token at all, and who reads it there
// lists it and asks after it as his own.
func TestServeTerminal(t *testing.T) {
	cmd, out := prepared(t, t.TempDir(), `
briefings:
  - {to: terminal, when: "every day at 21:00"}
`)
	typed, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out.await(t, "Briefing · Tuesday 14 May 2024")
	out.await(t, "delivery ended")
	fmt.Fprintln(typed, "/briefing list")
	out.await(t, "every day at 21:00, UTC")
	fmt.Fprintln(typed, "/briefing status")
	out.await(t, "Tue 14 May 21:00 UTC: sent")
	if strings.Contains(out.String(), "no briefing here yet") {
		t.Errorf("the terminal's own briefing is not its own:\n%s", out)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the program did not end well: %v", err)
	}
}

// TestServeWrongToken wants the program to end and to say which token is wrong and where to get it.
func TestServeWrongToken(t *testing.T) {
	s, d := slackfaketest.New(t), discordtest.New(t)
	s.RefuseBot("invalid_auth")
	for name, c := range map[string]struct{ config, env, want string }{
		"slack":   {`slack: {api_url: "` + s.URL + `"}`, "BRIEFBOT_SLACK_BOT_TOKEN=xoxb-wrong-token", "OAuth & Permissions"},
		"discord": {`discord: {api_url: "` + d.URL + `"}`, "BRIEFBOT_DISCORD_TOKEN=wrong-discord-token", `"Bot" page`},
	} {
		t.Run(name, func(t *testing.T) {
			cmd, out := start(t, t.TempDir(), c.config, c.env, "BRIEFBOT_SLACK_APP_TOKEN="+map[bool]string{true: slackfaketest.AppToken}[name == "slack"])
			err := cmd.Wait()
			if err == nil || cmd.ProcessState.ExitCode() != exitFailed {
				t.Errorf("the program ended with %v, want exit code %d", err, exitFailed)
			}
			if !strings.Contains(out.String(), c.want) {
				t.Errorf("the program does not say %q:\n%s", c.want, out)
			}
			if strings.Contains(out.String(), "wrong-token") || strings.Contains(out.String(), "wrong-discord-token") {
				t.Errorf("the program shows the token:\n%s", out)
			}
		})
	}
}

// TestServeChannelGone wants a briefing whose channel does not exist to be paused, and status to say why.
func TestServeChannelGone(t *testing.T) {
	s := slackfaketest.New(t)
	s.Fail("chat.postMessage", slackfaketest.Fault{Error: "channel_not_found"})
	dir := t.TempDir()
	cmd, out := start(t, dir, `
slack: {api_url: "`+s.URL+`"}
briefings:
  - {to: "slack:C0000GONE", when: "every day at 21:00"}
`, "BRIEFBOT_SLACK_BOT_TOKEN="+slackfaketest.BotToken, "BRIEFBOT_SLACK_APP_TOKEN="+slackfaketest.AppToken)
	out.await(t, "subscription paused")
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the program did not end well: %v", err)
	}
	var status bytes.Buffer
	if code := run(t.Context(), []string{"status", "--db", filepath.Join(dir, "briefbot.db")}, nil, &status, &status); code != exitDone {
		t.Errorf("status ended with %d", code)
	}
	if want := "paused: the channel is gone or archived"; !strings.Contains(status.String(), want) {
		t.Errorf("status does not say %q:\n%s", want, &status)
	}
}

// TestDoctor names what is wrong with an installed app, and a wrong token, with what to do.
func TestDoctor(t *testing.T) {
	s := slackfaketest.New(t)
	s.SetScopes("commands", "app_mentions:read")
	args := []string{"doctor", "--db", filepath.Join(t.TempDir(), "d.db"), "--slack-api-url", s.URL, "--slack-bot-token", slackfaketest.BotToken, "--slack-app-token", slackfaketest.AppToken}
	var out bytes.Buffer
	if code := run(t.Context(), args, nil, &out, &out); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	if !strings.Contains(out.String(), "chat:write") || strings.Contains(out.String(), slackfaketest.BotToken) {
		t.Errorf("doctor says\n%s", &out)
	}
}

// TestDeclaredBeforeServe: what a new configuration declares is told by status, and doctor names the token that it lacks.
func TestDeclaredBeforeServe(t *testing.T) {
	dir := t.TempDir()
	config, db := filepath.Join(dir, "briefbot.yaml"), filepath.Join(dir, "d.db")
	if err := os.WriteFile(config, []byte("briefings:\n  - {to: \"slack:C0000NEWS\", when: \"weekdays 8:30\"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(db, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for command, want := range map[string]string{
		"status": `no briefing is scheduled yet; "briefbot serve" takes up the 1 that ` + config + " declares",
		"doctor": "FAULT  slack settings: a briefing goes there and no token is set: BRIEFBOT_SLACK_BOT_TOKEN and BRIEFBOT_SLACK_APP_TOKEN",
	} {
		var out bytes.Buffer
		run(t.Context(), []string{command, "--config", config, "--db", db}, nil, &out, &out)
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s does not say %q:\n%s", command, want, &out)
		}
	}
}

// TestDoctorAsksAboutEachPlace says where the bot is not, and what to do.
func TestDoctorAsksAboutEachPlace(t *testing.T) {
	s := slackfaketest.New(t)
	s.AddChannel(slackfaketest.Channel{ID: "C0000AWAY", Name: "harbour", Away: true})
	dir := t.TempDir()
	config := filepath.Join(dir, "briefbot.yaml")
	if err := os.WriteFile(config, []byte(`
slack: {api_url: "`+s.URL+`", manage: admins}
briefings:
  - {to: "slack:C0000NEWS", when: "weekdays 8:30"}
  - {to: "slack:C0000AWAY", when: "weekdays 8:30"}
  - {to: "slack:C0000AWAY", when: "every day at 18:00", topics: [energy]}
`), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"doctor", "--config", config, "--db", filepath.Join(dir, "d.db"), "--slack-bot-token", slackfaketest.BotToken, "--slack-app-token", slackfaketest.AppToken}
	var out bytes.Buffer
	if code := run(t.Context(), args, nil, &out, &out); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	for _, want := range []string{
		"ok     briefing at slack/C0000NEWS\n",
		`FAULT  briefing at slack/C0000AWAY: the bot is not in #harbour (C0000AWAY): type "/invite @briefbot" there`,
		"1 faults found",
	} {
		if strings.Count(out.String(), want) != 1 {
			t.Errorf("doctor does not say %q once:\n%s", want, &out)
		}
	}
}
