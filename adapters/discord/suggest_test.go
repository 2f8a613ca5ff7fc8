package discord

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
)

// completer is a handler that completes.
type completer struct {
	bot.HandlerFunc
	suggest func(c bot.Command, field, typed string) []bot.Option
}

func (c completer) Suggest(_ context.Context, cmd bot.Command, field, typed string) []bot.Option {
	return c.suggest(cmd, field, typed)
}

func TestOptionsAreCompleted(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.listen(completer{say(), func(c bot.Command, field, typed string) []bot.Option {
		if c.Actor.ID != ana || c.From.Channel != news || c.Name != "briefing" {
			t.Errorf("command %+v", c)
		}
		switch field {
		case "zone":
			return []bot.Option{{Label: "Europe/Paris, now 12:00", Value: "Europe/Paris"}, {Label: "again", Value: "Europe/Paris"}, {Value: " "}, {Value: strings.Repeat("x", 101)}, {Value: "Europe/" + typed}}
		case "topics":
			var many []bot.Option
			for i := range 40 {
				many = append(many, bot.Option{Label: strings.Repeat("Ü", 150), Value: fmt.Sprint("topic ", i)})
			}
			return many
		case "when":
			panic("out of order")
		}
		return nil
	}})
	f.fake.WaitConnections(1)
	typing := func(field, typed string) []string {
		return f.fake.WaitChoices(f.fake.Type(news, ana, "briefing", discordtest.Sub("schedule", discordtest.Text("when", "weekdays 8"), discordtest.Focused(field, typed))))
	}
	f.fake.Type(news, ana, "briefing", discordtest.Sub("schedule", discordtest.Focused("when", "x"))) // costs nothing but itself
	if got := typing("zone", "Pa"); !slices.Equal(got, []string{"Europe/Paris", "Europe/Pa"}) {
		t.Errorf("zone: %q", got)
	}
	if got := typing("topics", "e"); len(got) != bot.MaxSuggestions {
		t.Errorf("topics: %q", got)
	}
	if got := typing("id", ""); len(got) != 0 {
		t.Errorf("id: %q", got)
	}
}

func TestWhoCannotCompleteSuggestsNothing(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	if got := f.fake.WaitChoices(f.fake.Type(news, ana, "brief", discordtest.Focused("topic", "en"))); len(got) != 0 {
		t.Errorf("suggested %q", got)
	}
}
