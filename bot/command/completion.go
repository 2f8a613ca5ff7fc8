package command

import (
	"context"
	"strings"
	"time"
	"unicode/utf16"

	"briefbot/bot"
)

// The limits of suggestions: what a label and a value may have, in UTF-16 units
// (https://docs.discord.com/developers/interactions/application-commands), what is read of what is
// typed, and how long they may take.
const (
	maxOption = 100
	maxTyped  = 100
	suggestIn = 800 * time.Millisecond
)

var _ bot.Suggester = (*Router)(nil)

// Suggest implements bot.Suggester. What takes longer than a second is no help to who types: then
// there are none.
func (r *Router) Suggest(ctx context.Context, c bot.Command, field, typed string) []bot.Option {
	ctx, cancel := context.WithTimeout(ctx, suggestIn)
	defer cancel()
	found := make(chan []bot.Option, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				r.lg.Error("suggesting failed", "field", field, "panic", p)
				found <- nil
			}
		}()
		found <- tidy(r.suggest(ctx, r.request(c, nil), field, typed))
	}()
	select {
	case options := <-found:
		return options
	case <-ctx.Done():
		return nil
	}
}

func (r *Router) suggest(ctx context.Context, q *request, field, typed string) []bot.Option {
	typed = strings.ToValidUTF8(strings.Join(strings.Fields(typed), " "), "")
	if units(typed) > maxTyped {
		return nil
	}
	switch field {
	case "zone":
		return suggestZones(q, typed)
	case "when":
		return suggestWhen(typed)
	case "topic":
		return q.suggestTopic(ctx, typed)
	case "topics":
		return suggestLast(typed, func(t string) []bot.Option { return q.suggestTopic(ctx, t) })
	case "source", "sources":
		return suggestLast(typed, func(t string) []bot.Option { return matching(q.outlets(ctx), t) })
	case "since":
		return suggestSince(q, typed)
	case "id":
		return q.suggestOrders(ctx, typed)
	}
	return nil
}

// units counts as the platforms do that count most: in UTF-16 units.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// tidy keeps what can be shown: labels cut to their room, no value that would have to be, none twice.
func tidy(options []bot.Option) []bot.Option {
	var out []bot.Option
	seen := map[string]bool{}
	for _, o := range options {
		o.Label = bot.CutText(o.Label, maxOption, units)
		if o.Value == "" || o.Label == "" || units(o.Value) > maxOption || seen[o.Value] {
			continue
		}
		seen[o.Value] = true
		if out = append(out, o); len(out) == bot.MaxSuggestions {
			break
		}
	}
	return out
}
