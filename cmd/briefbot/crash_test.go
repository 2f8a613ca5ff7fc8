package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"briefbot/adapters/discord/discordtest"
	"briefbot/adapters/slack/slackfaketest"
	"briefbot/adapters/sqlstore"
	"briefbot/adapters/sqlstore/postgrestest"
	"briefbot/bot"
	"briefbot/briefing/ingest"
)

// due is when the briefings of the crash rounds are due; the programs start a little later.
var due = time.Date(2024, 5, 14, 21, 0, 0, 0, time.UTC)

// crashOrders are the briefings of a crash round.
var crashOrders = []bot.Subscription{
	{ID: "slack1", To: bot.Destination{Platform: "slack", Tenant: slackfaketest.Team, Channel: "C0000ONE"}, Words: 80},
	{ID: "slack2", To: bot.Destination{Platform: "slack", Tenant: slackfaketest.Team, Channel: "C0000TWO"}, Words: 300},
	{ID: "discord1", To: bot.Destination{Platform: "discord", Channel: "500000000000000001"}, Words: 50},
	{ID: "discord2", To: bot.Destination{Platform: "discord", Channel: "500000000000000002"}, Words: 150},
}

// figures count what happened in all rounds.
type figures struct {
	rounds, starts, deaths, faults, refused, jumps, glitches, strangers, deliveries, messages, repeated, counted atomic.Int64
}

// TestCrash kills one to four replicas of the program at seeded points, with faults of the platforms, tokens
// that are refused and renewed, clocks that jump, by minutes and by days, and a program of another workspace
// on the same database, and wants every part of every briefing in its channel: once, and where the
// platforms hide their history at least once, each possible repetition counted.
func TestCrash(t *testing.T) {
	template := filepath.Join(t.TempDir(), "template.db")
	prepare(t, template)
	crash(t, 10, func(t *testing.T) string {
		b, err := os.ReadFile(template)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "round.db")
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	})
}

// TestCrashPostgres is TestCrash on Postgres.
func TestCrashPostgres(t *testing.T) {
	postgrestest.New(t) // skips the test as a whole where there is none
	crash(t, 4, func(t *testing.T) string {
		address := postgrestest.New(t)
		prepare(t, address)
		return address
	})
}

// crash plays rounds, each on a database of its own; BRIEFBOT_TEST_ROUNDS is another number of them.
func crash(t *testing.T, rounds int, database func(*testing.T) string) {
	if n, err := strconv.Atoi(os.Getenv("BRIEFBOT_TEST_ROUNDS")); err == nil {
		rounds = n
	} else if testing.Short() {
		rounds = 2
	}
	var f figures
	var running errgroup.Group
	running.SetLimit(4)
	for seed := range rounds {
		running.Go(func() error {
			t.Run(strconv.Itoa(seed), func(t *testing.T) { newRound(t, database(t), uint64(seed), &f).play() })
			return nil
		})
	}
	_ = running.Wait() // failures are the subtests' own
	t.Logf("%d rounds: %d starts, %d deaths, %d faults, %d refusals of tokens, %d clock jumps, %d of them by days, %d programs of another "+
		"tenant; %d deliveries in %d messages, %d of them repeated, %d counted as possibly repeated",
		f.rounds.Load(), f.starts.Load(), f.deaths.Load(), f.faults.Load(), f.refused.Load(), f.jumps.Load(), f.glitches.Load(),
		f.strangers.Load(),
		f.deliveries.Load(), f.messages.Load(), f.repeated.Load(), f.counted.Load())
}

// prepare makes a database with articles and orders, so that a program finds them due at its start.
func prepare(t *testing.T, file string) {
	t.Helper()
	store, err := sqlstore.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	articles, _, err := ingest.New(ingest.Options{}).Paths("../../testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	for i := range articles {
		articles[i].FirstSeen = due.Add(-time.Hour)
	}
	if _, err := store.Put(t.Context(), articles...); err != nil {
		t.Fatal(err)
	}
	for _, s := range crashOrders {
		s.When, s.Zone, s.Since = "every day at 21:00", "UTC", due.Add(-time.Hour)
		if _, err := store.PutSubscription(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
}

// round is one run of several programs on one database.
type round struct {
	*testing.T
	*figures
	rng     *rand.Rand
	db      string
	store   *sqlstore.Store
	slack   *slackfaketest.Server
	other   *slackfaketest.Server // of another workspace
	discord *discordtest.Server
	hidden  bool // the platforms' history cannot be read
	out     *output
	began   time.Time     // real
	jump    time.Duration // by which the programs' clock is ahead of the time that passed
	ended   chan struct{} // one for each program that ended

	glitching bool // a program sees days too much
	alive     int
	stopped   sync.WaitGroup
}

func newRound(t *testing.T, db string, seed uint64, f *figures) *round {
	r := &round{
		T: t, figures: f, rng: rand.New(rand.NewPCG(seed, 1)), db: db, slack: slackfaketest.New(t), other: slackfaketest.New(t),
		discord: discordtest.New(t),
		out:     &output{more: make(chan struct{}, 1)}, began: time.Now(), ended: make(chan struct{}, 64),
	}
	var err error
	if r.store, err = sqlstore.Open(t.Context(), r.db); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.store.Close() })
	for _, s := range crashOrders {
		if s.To.Platform == "discord" {
			r.old(s.To.Channel)
		}
	}
	if r.hidden = seed%5 == 4; r.hidden {
		r.discord.HideHistory()
		r.slack.SetScopes("chat:write", "commands", "im:write", "users:read")
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the programs wrote:\n%s", r.out)
		}
	})
	return r
}

// old lets a channel have a history: from an empty one Discord's cannot be told apart.
func (r *round) old(channel string) {
	request, err := http.NewRequestWithContext(r.Context(), http.MethodPost, r.discord.URL+"channels/"+channel+"/messages",
		strings.NewReader(`{"content": "before"}`))
	if err != nil {
		r.Fatal(err)
	}
	request.Header.Set("Authorization", "Bot "+discordtest.Token)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		r.Fatal(err)
	}
	answer.Body.Close()
}

// play lets programs die until they are through with it.
func (r *round) play() {
	ctx, kill := context.WithCancel(r.Context())
	defer r.stopped.Wait()
	defer kill()
	r.rounds.Add(1)
	faults := r.rng.IntN(5)
	deaths := r.rng.IntN(3) // generations that die before one that does not
	if r.hidden {           // one trouble: what is unknown twice is not sent a third time
		faults = r.rng.IntN(2)
		deaths = 1 - faults
	}
	r.disturb(faults)
	if r.rng.IntN(3) == 0 {
		r.glitch(ctx)
	}
	if r.rng.IntN(2) == 0 {
		r.stranger(ctx)
	}
	for generation := 0; ; generation++ {
		replicas := 1 + r.rng.IntN(4)
		if r.hidden {
			replicas = 1 // a second unknown send of one part would not be repeated
		}
		for range replicas {
			at := ""
			if generation < deaths {
				at = []string{"before ", "after "}[r.rng.IntN(2)] + strconv.Itoa(1+r.rng.IntN(30))
			}
			r.start(ctx, at)
		}
		if r.wait() {
			break
		}
		r.jump = max(0, r.jump+time.Duration(r.rng.IntN(60)-20)*time.Minute) // all are dead: the clock may jump, forward and back
		r.jumps.Add(1)
	}
	r.check()
}

// disturb makes each platform fail n times.
func (r *round) disturb(n int) {
	r.faults.Add(int64(2 * n))
	if r.rng.IntN(2) == 0 {
		for range 1 + r.rng.IntN(3) {
			r.refused.Add(2)
			r.slack.Fail("chat.postMessage", slackfaketest.Fault{Error: "invalid_auth"})
			r.discord.Fail("POST", "/messages", discordtest.Fault{Status: 401, Message: "401: Unauthorized"})
		}
	}
	for range n {
		i := r.rng.IntN(3)
		r.slack.Fail("chat.postMessage", []slackfaketest.Fault{{Status: 429, RetryAfter: 1}, {Status: 503}, {Lost: true}}[i])
		r.discord.Fail("POST", "/messages", []discordtest.Fault{{Status: 429, RetryAfter: 0.5}, {Status: 502, HTML: true}, {Lost: true}}[i])
	}
}

// glitch lets a program see days too much for a moment, at an hour at which nothing is to be delivered: what
// it skips comes all the same.
func (r *round) glitch(ctx context.Context) {
	r.glitches.Add(1)
	r.jumps.Add(1)
	was := r.jump
	r.jump = time.Duration(1+r.rng.IntN(6))*24*time.Hour - 2*time.Hour
	ctx, end := context.WithCancel(ctx)
	r.glitching = true
	r.start(ctx, "")
	r.wait()
	r.glitching = false
	end()
	for r.alive > 0 {
		<-r.ended
		r.alive--
	}
	r.jump = was
}

// stranger starts a program with the token of another workspace, which has nothing to do here.
func (r *round) stranger(ctx context.Context) {
	r.strangers.Add(1)
	r.other.SetTeam("T0000OTHER")
	cmd := exec.CommandContext(ctx, os.Args[0], "serve", "--db", r.db, "--tick", "@every 1s", "--lease", "2s", "--as-of",
		due.Add(30*time.Second).Format(time.RFC3339Nano), "--slack-api-url", r.other.URL)
	cmd.Env = append(os.Environ(), asProgram+"=1", "BRIEFBOT_SLACK_BOT_TOKEN="+slackfaketest.BotToken,
		"BRIEFBOT_SLACK_APP_TOKEN="+slackfaketest.AppToken)
	cmd.Stdout, cmd.Stderr = r.out, r.out
	if err := cmd.Start(); err != nil {
		r.Fatal(err)
	}
	r.stopped.Go(func() { _ = cmd.Wait() })
}

// start starts a program that dies at a write, or does not.
func (r *round) start(ctx context.Context, at string) {
	r.Helper()
	now := due.Add(30*time.Second + time.Since(r.began) + r.jump)
	cmd := exec.CommandContext(ctx, os.Args[0], "serve", "--db", r.db, "--tick", "@every 1s", "--lease", "2s", "--settle", "300ms",
		"--doubt", "1s", "--as-of", now.Format(time.RFC3339Nano),
		"--slack-api-url", r.slack.URL, "--discord-api-url", r.discord.URL)
	cmd.Env = append(os.Environ(), asProgram+"=1", dieAt+"="+at, "BRIEFBOT_SLACK_BOT_TOKEN="+slackfaketest.BotToken,
		"BRIEFBOT_SLACK_APP_TOKEN="+slackfaketest.AppToken, "BRIEFBOT_DISCORD_TOKEN="+discordtest.Token)
	cmd.Stdout, cmd.Stderr = r.out, r.out
	if err := cmd.Start(); err != nil {
		r.Fatal(err)
	}
	r.starts.Add(1)
	r.alive++
	r.stopped.Go(func() {
		_ = cmd.Wait() // killed, by itself or with the round
		r.ended <- struct{}{}
	})
}

// wait returns true when everything is delivered, and false when all programs are dead before.
func (r *round) wait() bool {
	r.Helper()
	limit := time.NewTimer(time.Minute)
	defer limit.Stop()
	for {
		select {
		case <-r.out.more:
		case <-r.ended:
			r.alive--
			r.deaths.Add(1)
		case <-limit.C:
			r.Fatal("the briefings did not come to an end")
		}
		if r.final() {
			return true
		}
		if r.alive == 0 {
			return false
		}
	}
}

// final reports whether every briefing's slot has come to its end.
func (r *round) final() bool {
	for _, s := range crashOrders {
		d, err := r.store.Delivery(r.Context(), bot.DeliveryKey{Subscription: s.ID, Slot: "2024-05-14/1"})
		if err != nil && !isNotFound(err) {
			r.Fatal(err)
		}
		if !d.State.Final() || !r.glitching && d.State == bot.Skipped && d.Done.After(due.Add(12*time.Hour)) {
			return false
		}
	}
	return true
}

// check compares what the ledger says with what stands in the channels.
func (r *round) check() {
	posted := map[string][]string{} // channel -> ids, in order
	for _, m := range r.slack.Messages() {
		posted[m.Channel] = append(posted[m.Channel], m.TS)
	}
	for _, m := range r.discord.Messages() {
		if m.Content == "before" {
			continue
		}
		posted[m.Channel] = append(posted[m.Channel], m.ID)
	}
	for _, s := range crashOrders {
		d, err := r.store.Delivery(r.Context(), bot.DeliveryKey{Subscription: s.ID, Slot: "2024-05-14/1"})
		if err != nil {
			r.Fatal(err)
		}
		there := posted[s.To.Channel]
		seen := map[string]bool{}
		for _, id := range there {
			seen[id] = true
		}
		counted := 0
		for n, p := range d.Parts {
			if p.State != bot.PartSent || !seen[p.Ref.ID] {
				r.Errorf("%s: part %d of %d is %s (%s), as message %q of %q", s.ID, n, len(d.Parts), p.State, p.Reason, p.Ref.ID, there)
			}
			delete(seen, p.Ref.ID)
			if p.Duplicate {
				counted++
			}
		}
		if d.State != bot.Sent || len(d.Parts) == 0 || len(seen) > counted || counted > 0 && !r.hidden {
			r.Errorf("%s: %s (%s) in %d parts, with %d messages; %d parts count as possibly repeated", s.ID, d.State, d.Reason, len(d.Parts),
				len(there), counted)
		}
		r.deliveries.Add(1)
		r.messages.Add(int64(len(there)))
		r.repeated.Add(int64(len(seen)))
		r.counted.Add(int64(counted))
	}
	if len(posted) != len(crashOrders) {
		r.Errorf("messages stand in %s", fmt.Sprint(posted))
	}
	if n := len(r.other.Messages()); n > 0 {
		r.Errorf("%d messages stand in another workspace", n)
	}
	for _, s := range crashOrders {
		if now, err := r.store.Subscription(r.Context(), s.ID); err != nil || !now.Active() {
			r.Errorf("%s is paused: %q, %v", s.ID, now.Paused, err)
		}
	}
}
