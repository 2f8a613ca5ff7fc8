package slack

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// lost says what does not work without a scope.
var lost = map[string]string{
	"app_mentions:read": "mentions are not heard",
	"channels:read":     "it is not told when it comes into a channel, and cannot tell whether it is in one",
	"assistant:write":   "the assistant's container offers no prompts, and does not show that the bot is working",
	"chat:write":        "nothing can be posted",
	"commands":          "slash commands and the shortcut \"Ask about this\" are not heard",
	"groups:read":       "it is not told when it comes into a private channel, and cannot tell whether it is in one",
	"im:history":        "direct messages are not heard",
	"im:write":          "owners cannot be told that their briefing is paused",
	"users:read":        "everybody's time zone is unknown, and everybody counts as a guest who may not schedule for a channel",
	"channels:history":  "follow-ups in threads are not heard, and a post whose outcome is unknown cannot be looked up",
	"groups:history":    "in private channels, follow-ups in threads are not heard, and a post whose outcome is unknown cannot be looked up",
}

// Check asks Slack whether the tokens and their scopes will do, and says in words what is wrong and
// what to do about it. An error says that it could not be found out.
func (p *Platform) Check(ctx context.Context) (problems []string, err error) {
	if p.swapped {
		return []string{swappedTokens}, nil
	}
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
	need := slices.Clone(leastScopes)
	if p.options.Threads {
		need = append(need, historyScopes...)
	}
	for _, scope := range need {
		if !slices.Contains(have, scope) {
			problems = append(problems, "the bot token lacks the scope "+scope+", so that "+lost[scope]+": add it under \"OAuth & Permissions\" and install the app again")
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

// CheckAt asks Slack whether the bot can post at a destination, and says in words what is wrong and
// what to do about it, or nothing. An error says that it could not be found out.
func (p *Platform) CheckAt(ctx context.Context, to bot.Destination) ([]string, error) {
	problem, err := p.place(ctx, to)
	if problem == "" {
		return nil, err
	}
	return []string{problem}, err
}

func (p *Platform) place(ctx context.Context, to bot.Destination) (problem string, err error) {
	if p.away(ctx) {
		return errLeft.Advice, nil
	}
	self, err := p.identify(ctx)
	if err != nil {
		return "", err
	}
	if to.Tenant != "" && self.team != "" && to.Tenant != self.team {
		return fmt.Sprintf("%s is in the workspace %s, and the bot token is of %s: correct the place, or use that workspace's token", to, to.Tenant, self.team), nil
	}
	if to.Channel == "" || strings.HasPrefix(to.Channel, "D") {
		if _, err := p.channel(ctx, bot.Destination{Platform: Name, User: to.User, Channel: to.Channel}); err != nil {
			return p.remedy(to, err)
		}
		return "", nil
	}
	c, err := p.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: to.Channel})
	switch {
	case err != nil:
		return p.remedy(to, sendError(err))
	case c.IsArchived:
		return fmt.Sprintf("#%s (%s) is archived: unarchive it, or remove its briefing", bot.PlainText(c.Name), to.Channel), nil
	case !c.IsMember:
		return fmt.Sprintf("the bot is not in #%s (%s): type \"/invite @%s\" there", bot.PlainText(c.Name), to.Channel, self.name), nil
	}
	return "", nil
}

// remedy says what to do about an error of Slack's about a place.
func (p *Platform) remedy(to bot.Destination, err error) (string, error) {
	e := sendError(err)
	switch e.Code {
	case "channel_not_found":
		return fmt.Sprintf("there is no channel %s, or it is private and the bot is not in it: check the ID (in the channel's details), and type \"/invite @%s\" there", to.Channel, p.name()), nil
	case "user_not_found", "users_not_found", "user_disabled", "user_not_visible":
		return fmt.Sprintf("there is no user %s: check the member ID (in the profile, under ⋮)", to.User), nil
	case "missing_scope":
		return fmt.Sprintf("whether the bot can post at %s cannot be told, since a scope is missing", to), nil
	}
	return "", e
}
