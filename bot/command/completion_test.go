package command_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/command"
)

// suggested are the values that are suggested to the manager in the channel.
func (d *desk) suggested(field, typed string) []string {
	d.Helper()
	var values []string
	for _, o := range d.router.Suggest(d.Context(), bot.Command{Actor: manager, From: channel}, field, typed) {
		values = append(values, o.Value)
	}
	return values
}

func TestSuggest(t *testing.T) {
	d := open(t)
	for _, c := range []struct {
		field, typed string
		first        []string // the first suggestions
	}{
		{"zone", "", []string{"Europe/Berlin", "UTC"}}, // the asker's own
		{"zone", "par", []string{"Europe/Paris", "America/Paramaribo"}},
		{"zone", "Paris", []string{"Europe/Paris"}},
		{"zone", "europe/b", []string{"Europe/Berlin", "Europe/Belgrade"}},
		{"zone", "munich", []string{"Europe/Berlin"}},
		{"zone", "new yrok", []string{"America/New_York"}},
		{"zone", "new yor", []string{"America/New_York"}},
		{"zone", "san fran", []string{"America/Los_Angeles"}},
		{"zone", "CET", []string{"Europe/Brussels"}},
		{"zone", "zürich", []string{"Europe/Zurich"}},
		{"when", "", []string{"weekdays at 08:30"}},
		{"when", "weekdays 8", []string{"weekdays at 08:00"}},
		{"when", "mon, thu", []string{"Mon, Thu at 08:30", "Mon, Thu at 07:00"}},
		{"when", "8:3", []string{"every day at 08:30"}},
		{"when", "30 8 * * 1-5", []string{"weekdays at 08:30"}},
		{"when", "week", []string{"weekdays at 08:30"}},
		{"topic", "", []string{"harbour works", "the ferry"}},
		{"topic", "fery", []string{"the ferry", "fery"}},
		{"topics", "schools, har", []string{"schools, harbour works", "schools, har"}},
		{"topics", "the ferry, ", []string{"the ferry, harbour works"}},
		{"since", "", []string{"24h"}},
		{"since", "3", []string{"3h", "3d", "3w"}},
		{"since", "mon", []string{"mon", "Monday"}},
	} {
		got := d.suggested(c.field, c.typed)
		if len(got) < len(c.first) || strings.Join(got[:len(c.first)], "|") != strings.Join(c.first, "|") {
			t.Errorf("%s %q: %q, want first %q", c.field, c.typed, got, c.first)
		}
	}
	for field, typed := range map[string]string{"zone": "xyzzyplugh", "when": "at dawn", "id": "", "nonsense": "a"} {
		if got := d.suggested(field, typed); len(got) != 0 {
			t.Errorf("%s %q: %q, want none", field, typed, got)
		}
	}
}

func TestSuggestOrders(t *testing.T) {
	d := open(t)
	d.slash(manager, "briefing schedule 8:30 on energy")
	d.slash(member, "briefing schedule 9:00 on schools")
	energy := d.only(channel)
	own := d.only(bot.Destination{User: "U2"})
	if got := d.suggested("id", ""); len(got) != 1 || got[0] != string(energy.ID) {
		t.Errorf("the manager is shown %q, want the channel's only", got)
	}
	if got := d.suggested("id", "schools"); len(got) != 0 {
		t.Errorf("the manager is shown another's own: %q", got)
	}
	options := d.router.Suggest(t.Context(), bot.Command{Actor: member, From: channel}, "id", string(own.ID)[:3])
	if len(options) == 0 || options[0].Value != string(own.ID) || !strings.Contains(options[0].Label, "every day at 09:00") {
		t.Errorf("the member is shown %+v, want %s in words", options, own.ID)
	}
	elsewhere := bot.Command{Actor: manager, From: bot.Destination{Platform: "fake", Tenant: "T2", Channel: "C1"}}
	if got := d.router.Suggest(t.Context(), elsewhere, "id", ""); len(got) != 0 {
		t.Errorf("another tenant is shown %+v", got)
	}
}

// FuzzSuggest holds that whatever is typed, what is suggested can be shown.
func FuzzSuggest(f *testing.F) {
	for _, field := range []string{"zone", "when", "topic", "topics", "since", "id", "sources", ""} {
		for _, typed := range []string{"", "ber", "weekdays 8", "a, b, ", "\xff", strings.Repeat("ä", 200), "CRON_TZ=UTC", "😀, 😀", "*/2 * * * *"} {
			f.Add(field, typed)
		}
	}
	d := open(f)
	d.slash(manager, "briefing schedule 8:30 on energy")
	f.Fuzz(func(t *testing.T, field, typed string) {
		options := d.router.Suggest(t.Context(), bot.Command{Actor: manager, From: channel}, field, typed)
		if len(options) > bot.MaxSuggestions {
			t.Fatalf("%s %q: %d suggestions", field, typed, len(options))
		}
		for _, o := range options {
			for _, s := range []string{o.Label, o.Value} {
				if n := len(utf16.Encode([]rune(s))); n < 1 || n > 100 || !utf8.ValidString(s) {
					t.Fatalf("%s %q: %q cannot be shown", field, typed, s)
				}
			}
		}
	})
}

// slow is an engine that takes its time.
type slow struct{ *bottest.Engine }

func (s slow) Topics(ctx context.Context, n int) ([]string, error) {
	time.Sleep(time.Minute)
	return s.Engine.Topics(ctx, n)
}

// Who types waits for nothing: a slow engine, or one that fails, has no suggestions.
func TestSuggestIsNeverSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := command.New(slog.New(slog.DiscardHandler), time.Now, slow{&bottest.Engine{}}, nil, nil, command.Options{})
		began := time.Now()
		if got := r.Suggest(t.Context(), bot.Command{}, "topic", ""); len(got) != 0 {
			t.Errorf("suggested %v", got)
		}
		if d := time.Since(began); d > time.Second {
			t.Errorf("it took %s", d)
		}
		if got := r.Suggest(t.Context(), bot.Command{}, "id", ""); len(got) != 0 { // there is no store: it panics
			t.Errorf("suggested %v", got)
		}
		time.Sleep(time.Hour)
	})
}
