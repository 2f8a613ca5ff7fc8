package slack

import (
	"context"
	"slices"
	"strings"

	"briefbot/bot"
)

// Check asks Slack whether the tokens and their scopes will do, and says in words what is wrong and
// what to do about it. An error says that it could not be found out.
func (p *Platform) Check(ctx context.Context) (problems []string, err error) {
	r, err := p.api.AuthTestContext(ctx)
	if err != nil {
		e := sendError(err)
		if e.Reason != bot.ReasonUnauthorized {
			return nil, e
		}
		return []string{"Slack refuses the bot token (" + e.Code + "): copy it anew from \"OAuth & Permissions\" of the app"}, nil
	}
	var have []string
	for _, scope := range strings.Split(r.Header.Get("X-OAuth-Scopes"), ",") {
		have = append(have, strings.TrimSpace(scope))
	}
	need := slices.Clone(Scopes)
	if p.options.Threads {
		need = append(need, HistoryScopes...)
	}
	for _, scope := range need {
		if !slices.Contains(have, scope) {
			problems = append(problems, "the bot token lacks the scope "+scope+": add it under \"OAuth & Permissions\" and install the app again")
		}
	}
	if p.appToken {
		if _, _, err := p.api.StartSocketModeContext(ctx); fatal(err) {
			problems = append(problems, "Slack refuses the app token ("+sendError(err).Code+"): make one with the scope connections:write under \"Basic Information\" of the app, and switch Socket Mode on")
		} else if err != nil {
			return problems, sendError(err)
		}
	}
	return problems, nil
}
