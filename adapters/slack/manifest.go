package slack

import (
	"encoding/json"

	"github.com/slack-go/slack"
)

// leastScopes are the least that the bot token needs, each with what it is for:
// https://docs.slack.dev/reference/scopes/
var leastScopes = []string{
	"app_mentions:read", // @briefbot in a channel
	"assistant:write",   // the assistant's container: prompts, threads' titles, and that it is working
	"channels:read",     // to be told that it has come into a channel, and whether it is in one; it shows no message
	"chat:write",        // to post and to correct what it posted
	"commands",          // the slash commands and the shortcut
	"groups:read",       // as channels:read, for private channels
	"im:history",        // what people write to it in direct messages
	"im:write",          // to write to people first: when their briefing is paused
	"users:read",        // the zone of who asks, and whether he is a guest
}

// historyScopes are needed besides to read follow-ups in threads without a mention, and to find a
// post again whose outcome is unknown. They let the bot read the channels that it is in.
var historyScopes = []string{"channels:history", "groups:history"}

// manifest is an app manifest. It is the SDK's, but that says nothing where a switch is off, and the
// tab for direct messages is read-only unless it is said that it is not:
// https://docs.slack.dev/reference/app-manifest/
type manifest struct {
	Metadata slack.ManifestMetadata `json:"_metadata"`
	Display  slack.Display          `json:"display_information"`
	Features struct {
		Assistant slack.AssistantView `json:"assistant_view"`
		Home      struct {
			Tab      bool `json:"home_tab_enabled"`
			Messages bool `json:"messages_tab_enabled"`
			ReadOnly bool `json:"messages_tab_read_only_enabled"`
		} `json:"app_home"`
		Bot       slack.BotUser                `json:"bot_user"`
		Shortcuts []slack.Shortcut             `json:"shortcuts"`
		Commands  []slack.ManifestSlashCommand `json:"slash_commands"`
	} `json:"features"`
	OAuth    slack.OAuthConfig `json:"oauth_config"`
	Settings struct {
		Events        slack.EventSubscriptions `json:"event_subscriptions"`
		Interactivity slack.Interactivity      `json:"interactivity"`
		Org           bool                     `json:"org_deploy_enabled"`
		Socket        bool                     `json:"socket_mode_enabled"`
		Rotation      bool                     `json:"token_rotation_enabled"`
	} `json:"settings"`
}

// Manifest is what creates the app at https://api.slack.com/apps ("From a manifest"), in JSON. With
// history it asks for historyScopes and the messages of channels too. It needs no public address:
// commands, forms and what fits behind what is typed all come over Socket Mode. /help is Slack's own
// and cannot be had: it is /briefing help.
func Manifest(history bool) []byte {
	var m manifest
	m.Metadata = slack.ManifestMetadata{MajorVersion: 1, MinorVersion: 1}
	m.Display = slack.Display{
		Name: "briefbot", Description: "Short cited briefings, and answers from the news", BackgroundColor: "#1f3a5f",
		LongDescription: "briefbot reads the news sources that you chose, posts short briefings in which every sentence links its source, on a schedule, " +
			"and answers questions about them in commands, mentions, threads and direct messages. Where the sources do not hold an answer, it says so.",
	}
	m.Features.Assistant.AssistantDescription = "Ask the news sources in your own words; every line of an answer links its article."
	for _, q := range prompts {
		m.Features.Assistant.SuggestedPrompts = append(m.Features.Assistant.SuggestedPrompts, slack.ManifestSuggestedPrompt(q))
	}
	m.Features.Home.Tab, m.Features.Home.Messages = true, true
	m.Features.Bot = slack.BotUser{DisplayName: "briefbot", AlwaysOnline: true}
	m.Features.Shortcuts = []slack.Shortcut{{Name: "Ask about this", Type: slack.MessageShortcut, CallbackID: AskAbout, Description: "What do the sources say about this message?"}}
	m.Features.Commands = []slack.ManifestSlashCommand{
		{Command: "/brief", Description: "What is new, with sources", UsageHint: "[topic] [since 24h]"},
		{Command: "/ask", Description: "Ask the sources a question", UsageHint: "Who said what about …?"},
		{Command: "/briefing", Description: "Standing briefings, topics and sources", UsageHint: "schedule weekdays 8:30 | list | follow TOPIC | help"},
	}
	m.OAuth.Scopes.Bot = append([]string(nil), leastScopes...)
	m.Settings.Events.BotEvents = []string{
		"app_home_opened", "app_mention", "app_uninstalled", "assistant_thread_started",
		"member_joined_channel", "message.im", "tokens_revoked",
	}
	if history {
		m.OAuth.Scopes.Bot = append(m.OAuth.Scopes.Bot, historyScopes...)
		m.Settings.Events.BotEvents = append(m.Settings.Events.BotEvents, "message.channels", "message.groups")
	}
	m.Settings.Interactivity.IsEnabled, m.Settings.Socket = true, true
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil { // there is nothing in it that JSON cannot say
		panic(err)
	}
	return b
}
