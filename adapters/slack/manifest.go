package slack

import (
	"encoding/json"

	"github.com/slack-go/slack"
)

// Scopes are the least that the bot token needs. channels:read and groups:read let Slack tell it that
// it has come into a channel, and show it no message: https://docs.slack.dev/reference/scopes/
var Scopes = []string{"app_mentions:read", "channels:read", "chat:write", "commands", "groups:read", "im:history", "im:write", "users:read"}

// HistoryScopes are needed besides to read follow-ups in threads without a mention, and to find a
// post again whose outcome is unknown. They let the bot read the channels that it is in.
var HistoryScopes = []string{"channels:history", "groups:history"}

// Manifest is what creates the app at https://api.slack.com/apps ("From a manifest"), in JSON. With
// history it asks for HistoryScopes and the messages of channels too.
func Manifest(history bool) []byte {
	scopes := append([]string(nil), Scopes...)
	events := []string{"app_mention", "member_joined_channel", "message.im"}
	if history {
		scopes = append(scopes, HistoryScopes...)
		events = append(events, "message.channels", "message.groups")
	}
	m := slack.Manifest{
		Metadata: slack.ManifestMetadata{MajorVersion: 1, MinorVersion: 1},
		Display:  slack.Display{Name: "briefbot", Description: "Short cited briefings, and answers from the news"},
		Features: slack.Features{
			AppHome: slack.AppHome{MessagesTabEnabled: true},
			BotUser: slack.BotUser{DisplayName: "briefbot", AlwaysOnline: true},
			SlashCommands: []slack.ManifestSlashCommand{
				{Command: "/brief", Description: "What is new, with sources", UsageHint: "[topic] [since 24h]"},
				{Command: "/ask", Description: "Ask the corpus a question", UsageHint: "question"},
				{Command: "/briefing", Description: "Standing briefings, topics and sources", UsageHint: "schedule weekdays 8:30 | list | help"},
			},
		},
		OAuthConfig: slack.OAuthConfig{Scopes: slack.OAuthScopes{Bot: scopes}},
		Settings: slack.Settings{
			EventSubscriptions: &slack.EventSubscriptions{BotEvents: events},
			Interactivity:      &slack.Interactivity{IsEnabled: true},
			SocketModeEnabled:  true,
		},
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil { // there is nothing in it that JSON cannot say
		panic(err)
	}
	return b
}
