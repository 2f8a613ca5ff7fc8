package command_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/command"
)

// newsstand is where sources are found: those that it knows.
type newsstand struct {
	*sqlstore.Store
	knows map[string]bot.FoundSource
	asked []string
}

func (n *newsstand) FindSource(_ context.Context, address string) (bot.FoundSource, error) {
	n.asked = append(n.asked, address)
	f, ok := n.knows[address]
	if !ok {
		return f, &bot.Error{Code: "source", Message: "There is nothing at this address (404); check it."}
	}
	return f, nil
}

func (n *newsstand) Named(s bot.ChosenSource) string { return s.Name }

// openSources is a desk with a newsstand.
func openSources(t *testing.T) (*desk, *newsstand) {
	d := open(t)
	n := &newsstand{Store: d.store, knows: map[string]bot.FoundSource{"https://orlo.example": {URL: "https://orlo.example/rss", Title: "Orlo Gazette", Kind: "feed", Latest: []bot.FoundEntry{
		{Title: "Bridge opens", URL: "https://orlo.example/bridge", Published: start}, {Title: "Mill for sale"},
	}}}}
	d.router = command.New(slog.New(slog.DiscardHandler), func() time.Time { return d.now }, d.engine, d.store, nil, command.Options{Sources: n})
	return d, n
}

// button is the value of a reply's button.
func button(r *bottest.Responder, action string) string {
	for _, m := range r.Replies {
		for _, b := range m.Blocks {
			for _, p := range b.Buttons {
				if p.Action == action {
					return p.Value
				}
			}
		}
	}
	return ""
}

// A source is found, shown with its latest entries, kept when somebody says so, paused, and removed; and
// it is its tenant's.
func TestSourcesByCommand(t *testing.T) {
	d, n := openSources(t)
	say := func(text string) string {
		t.Helper()
		return said(d.do(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: text, Actor: manager}))
	}
	read := func() (out []bot.ChosenSource) {
		t.Helper()
		all, err := n.Chosen(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return slices.DeleteFunc(all, func(s bot.ChosenSource) bool { return s.Proposed })
	}
	r := d.do(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "sources add <https://orlo.example|orlo.example>", Actor: manager})
	if got := said(r); !strings.Contains(got, "Orlo Gazette") || !strings.Contains(got, "Bridge opens") || !strings.Contains(got, "Mill for sale") || len(read()) != 0 {
		t.Errorf("found: %q; %d are kept before anybody said so", got, len(read()))
	}
	id := button(r, "source.add")
	if id == "" {
		t.Fatal("there is no button to add it")
	}
	for range 2 { // a second press is the same
		if got := said(d.do(bot.Command{Via: bot.ViaButton, Action: "source.add", Value: id, Actor: manager})); !strings.Contains(got, "is read from now on") || len(read()) != 1 {
			t.Errorf("added: %q; %d are kept", got, len(read()))
		}
	}
	if s := read()[0]; s.URL != "https://orlo.example/rss" || s.Of != (bot.Destination{Platform: "fake", Tenant: "T1"}) || s.AddedBy != "U1" {
		t.Errorf("kept: %+v", s)
	}
	for _, c := range []struct{ text, want string }{
		{"sources add https://orlo.example", "read already"},
		{"sources", id},
		{"sources list", "Orlo Gazette, added here by you"},
		{"sources pause " + id, "is paused"},
		{"sources", "· paused"},
		{"sources resume Orlo Gazette", "is read again"},
		{"sources pause", "Which source?"},
		{"sources pause zzzzz", "There is no source"},
		{"sources add", "Which one?"},
		{"sources add https://nowhere.example", "404"},
		{"sources ad https://orlo.example", "Did you mean “add”"},
	} {
		if got := say(c.text); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
	// Others of the tenant may not, and another tenant sees and changes nothing of it.
	if got := said(d.do(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "sources remove " + id, Actor: member})); !strings.Contains(got, "Who manages this channel") {
		t.Errorf("a member: %q", got)
	}
	other := bot.Destination{Platform: "fake", Tenant: "T2", Channel: "C9"}
	for _, text := range []string{"sources", "sources remove " + id, "sources add " + id} {
		if got := said(d.do(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: text, Actor: manager, From: other})); strings.Contains(got, "Orlo") || len(read()) != 1 {
			t.Errorf("another tenant, %s: %q", text, got)
		}
	}
	if got := say("sources remove " + id); !strings.Contains(got, "no longer read") || len(read()) != 0 {
		t.Errorf("removed: %q; %d are kept", got, len(read()))
	}
	if got := said(d.do(bot.Command{Via: bot.ViaDirect, Text: "sources add https://orlo.example", Actor: manager, From: bot.Destination{Platform: "fake", Tenant: "T1", User: "U1"}})); !strings.Contains(got, "Found a feed") {
		t.Errorf("in a direct message: %q", got)
	}
}

// A source of one tenant that fails is not told to another.
func TestSourcesOfOthersAreNotTold(t *testing.T) {
	d, _ := openSources(t)
	d.engine.Health = []bot.SourceHealth{{Name: "wire"}, {Name: "theirs", Problem: "gone", Of: bot.Destination{Platform: "fake", Tenant: "T2"}}, {Name: "ours", Of: bot.Destination{Platform: "fake", Tenant: "T1"}}}
	got := said(d.do(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "sources", Actor: manager}))
	if strings.Contains(got, "theirs") || !strings.Contains(got, "ours") || !strings.Contains(got, "wire") {
		t.Errorf("%q", got)
	}
}
