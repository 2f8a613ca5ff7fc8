package discord

import (
	"context"
	"errors"
	"net/http"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// Check asks Discord whether the token will do, and says in words what is wrong and what to do about
// it. An error says that it could not be found out. The intents need no look: the bot uses none
// that has to be allowed to it.
func (p *Platform) Check(ctx context.Context) (problems []string, err error) {
	var app struct {
		Endpoint string `json:"interactions_endpoint_url"`
	}
	if err := p.call(ctx, http.MethodGet, discordgo.EndpointAPI+"applications/@me", nil, &app); err != nil {
		var e *bot.SendError
		if errors.As(err, &e) && e.Reason == bot.ReasonUnauthorized {
			return []string{fatalCloses[4004]}, nil
		}
		return nil, err
	}
	if app.Endpoint != "" {
		problems = append(problems, "the application has an interactions endpoint, so that commands do not reach the bot: clear it on the \"General Information\" page")
	}
	return problems, nil
}
