package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
)

// declareIn brings a database in line with a configuration file that holds the text.
func declareIn(t *testing.T, store *sqlstore.Store, text string, now time.Time) error {
	t.Helper()
	file := filepath.Join(t.TempDir(), "briefbot.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p := &program{cli: &cli{Config: file, Zone: "UTC"}}
	return p.declare(t.Context(), store, now)
}

func openTest(t *testing.T) *sqlstore.Store {
	t.Helper()
	store, err := sqlstore.Open(t.Context(), filepath.Join(t.TempDir(), "d.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// A declared briefing is a subscription like one that was ordered in a chat, and takes all that one takes.
func TestDeclaredIsASubscription(t *testing.T) {
	store := openTest(t)
	now := time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)
	ordered := bot.Subscription{ID: "chat1", To: bot.Destination{Platform: "slack", Channel: "C2"}, When: "weekdays at 08:30", Zone: "UTC"}
	if _, err := store.PutSubscription(t.Context(), ordered); err != nil {
		t.Fatal(err)
	}
	declare := func(text string) []bot.Subscription {
		t.Helper()
		if err := declareIn(t, store, text, now); err != nil {
			t.Fatal(err)
		}
		all, err := store.Subscriptions(t.Context(), bot.Destination{Channel: "C1"})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	all := declare(`
briefings:
  - {to: "slack:C1", when: "30 8 * * 1-5", zone: Europe/Berlin, topics: [harbour], words: 200, sources: [Ferry Times, Harbour Gazette], silent: true}
  - {to: "slack:C1", when: "weekdays 18:00", sources: [Ferry Times], ping: S0123}
  - {to: "slack:C1", when: "weekdays 19:00"}
`)
	if len(all) != 3 {
		t.Fatalf("%d subscriptions", len(all))
	}
	find := func(when string) bot.Subscription {
		for _, s := range all {
			if s.When == when {
				return s
			}
		}
		t.Fatalf("no subscription for %s: %+v", when, all)
		return bot.Subscription{}
	}
	one := find("weekdays at 08:30")
	want := bot.Subscription{
		ID: one.ID, Version: 1, To: bot.Destination{Platform: "slack", Channel: "C1"}, When: "weekdays at 08:30", Zone: "Europe/Berlin",
		Topics: []string{"harbour"}, Words: 200, Sources: []string{"Ferry Times", "Harbour Gazette"}, Silent: true, Since: now,
	}
	if diff := cmp.Diff(want, one); diff != "" {
		t.Error(diff)
	}
	if s := find("weekdays at 18:00"); s.Ping != "S0123" || s.Silent {
		t.Errorf("the second: %+v", s)
	}
	one.Paused, one.To.Tenant = "by Ada", "T1" // whose it is has been learnt from a command
	if _, err := store.PutSubscription(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	all = declare(`briefings: [{to: "slack:C1", when: "30 8 * * 1-5", zone: Europe/Berlin, topics: [harbour], words: 200, sources: [Harbour Gazette, Ferry Times]}]`)
	if len(all) != 1 || all[0].ID != one.ID || all[0].Silent || all[0].Paused != "by Ada" || all[0].To.Tenant != "T1" {
		t.Errorf("changed and removed: %+v", all)
	}
	if s, err := store.Subscription(t.Context(), "chat1"); err != nil || s.Version != 1 {
		t.Errorf("what was ordered in a chat was touched: %+v, %v", s, err)
	}
}

func TestDeclaredRefuses(t *testing.T) {
	store := openTest(t)
	for text, want := range map[string]string{
		`briefings: [{to: "slack:C1", when: "every blue moon"}]`:                                       "briefing 1: “every blue moon” is not a schedule",
		`briefings: [{to: "slack:C1"}]`:                                                                "needs both \"to\"",
		`briefings: [{to: "slack:C1", when: "8:30", wrods: 200}]`:                                      "want a list of {to, when, zone, topics, words, sources, silent, ping, when_empty}",
		`briefings: [{to: "slack:C1", when: "8:30", silent: maybe}]`:                                   "want a list of",
		`briefings: {to: "slack:C1", when: "8:30"}`:                                                    "want a list of",
		`briefings: [{to: "slack:C1", when: "8:30", silent: true, ping: S1}]`:                          "contradict each other",
		`briefings: [{to: "slack:C1", when: "8:30", zone: Atlantis}]`:                                  "not a time zone",
		`briefings: [{to: "pigeon:C1", when: "8:30"}]`:                                                 "names no platform",
		`briefings: [{to: "slack:C1", when: "8:30", words: 3}]`:                                        "between 20 and 5000",
		`briefings: [{to: "slack:C1", when: "8:30"}, {to: "slack:C1", when: "9:30"}]`:                  "stands there twice",
		`briefings: [{to: "slack:C1", when: "8:30", sources: [a]}, {to: "slack:C1", when: "9:30"}, 7]`: "want a list of",
	} {
		if err := declareIn(t, store, text, time.Now()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// What status says of slots that were skipped, given up, left and never begun.
func TestStatusTellsWhy(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "s.db")
	store, err := sqlstore.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Now().UTC().Truncate(time.Minute).Add(-30 * time.Minute)
	slot := at.Format(time.DateOnly) + "/1"
	for id, f := range map[bot.SubscriptionID]func(bot.Delivery) error{
		"skipped": func(d bot.Delivery) error {
			return store.Skip(t.Context(), d, "missed, and no longer delivered 4h0m0s after its time", at)
		},
		"down": func(d bot.Delivery) error {
			d, err := store.Claim(t.Context(), d, "one", at, time.Minute)
			if err == nil {
				err = store.Finish(t.Context(), d.Key, d.Token, bot.Outcome{State: bot.Failed, Reason: "given up after 3 hours: the platform had trouble of its own", At: at})
			}
			return err
		},
		"underway": func(d bot.Delivery) error {
			_, err := store.Claim(t.Context(), d, "one", at, time.Minute)
			return err
		},
		"unserved": func(bot.Delivery) error { return nil },
		"odd": func(bot.Delivery) error { // of another version of the program
			s, err := store.Subscription(t.Context(), "odd")
			if err == nil {
				s.Zone = "Mars/Olympus"
				_, err = store.PutSubscription(t.Context(), s)
			}
			return err
		},
	} {
		s := bot.Subscription{ID: id, To: bot.Destination{Platform: "slack", Channel: string(id)}, When: "every day at " + at.Format("15:04"), Zone: "UTC", Since: at.Add(-time.Hour)}
		if _, err := store.PutSubscription(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		if err := f(bot.Delivery{Key: bot.DeliveryKey{Subscription: id, Slot: slot}, To: s.To, At: at}); err != nil {
			t.Fatal(err)
		}
	}
	store.Close()
	var out bytes.Buffer
	if code := run(t.Context(), []string{"status", "--db", file}, nil, &out, &out); code != exitDone {
		t.Fatalf("exit code %d", code)
	}
	for id, want := range map[string]string{
		"skipped":  "skipped: missed, and no longer delivered 4h0m0s after its time",
		"down":     "failed: given up after 3 hours: the platform had trouble of its own",
		"underway": "is under way",
		"odd":      "PROBLEM: “Mars/Olympus” is not a time zone",
		"unserved": `MISSING: that of ` + clock(at) + `, as no "briefbot serve" that is set up for slack was running`,
	} {
		found := false
		for line := range strings.Lines(out.String()) {
			if strings.HasPrefix(line, id+" ") {
				found = strings.Contains(line, want) && strings.Contains(line, "MISSING") == (id == "unserved")
			}
		}
		if !found {
			t.Errorf("status does not say of %s %q:\n%s", id, want, &out)
		}
	}
}
