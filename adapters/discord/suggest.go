package discord

import (
	"context"
	"net/http"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// suggestion is a choice that completes an option:
// https://docs.discord.com/developers/interactions/application-commands#autocomplete
type suggestion struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// suggest completes what is being typed, where the handler can. Nobody waits for suggestions that
// come late, so that they are not tried again.
func (l *listener) suggest(i interaction, c bot.Command) {
	list := []suggestion{}
	if s, ok := l.h.(bot.Suggester); ok {
		if field := focused(i.Data.Options); field != nil {
			ctx, stop := context.WithTimeout(l.ctx, firstWithin)
			defer stop()
			list = suggestions(s.Suggest(ctx, c, field.Name, field.text()))
		}
	}
	data := struct {
		Choices []suggestion `json:"choices"`
	}{list}
	err := l.p.request(context.WithoutCancel(l.ctx), discordgo.NewRatelimiter(), http.MethodPost, discordgo.EndpointInteractionResponse(i.ID, i.Token), callback{answerTyping, data}, nil)
	if err != nil {
		l.p.lg.Debug("discord suggestions were not taken", "error", err)
	}
}

// focused is the option that is being typed into, or nil.
func focused(options []*argument) *argument {
	for _, o := range options {
		if o == nil {
			continue
		}
		if o.Focused {
			return o
		}
		if inner := focused(o.Options); inner != nil {
			return inner
		}
	}
	return nil
}

// suggestions are options within Discord's limits. One whose value is too long to come back whole,
// or that names nothing, is of no use.
func suggestions(options []bot.Option) []suggestion {
	list, seen := []suggestion{}, map[string]bool{}
	for _, o := range options {
		if len(list) == bot.MaxSuggestions {
			break
		}
		if strings.TrimSpace(o.Value) == "" || length(o.Value) > maxOptionText || seen[o.Value] {
			continue
		}
		seen[o.Value] = true
		list = append(list, suggestion{Name: label(o.Label, maxOptionText, o.Value), Value: o.Value})
	}
	return list
}
