package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"

	"briefbot/adapters/discord"
	"briefbot/adapters/slack"
	"briefbot/bot"
)

// terminalName is the terminal's name in destinations. It needs no setting up.
const terminalName = "terminal"

// platform is one place where people chat, as the program knows it. Adding one is adding a line
// to platforms, and its settings to cli.
type platform struct {
	name string
	// tokens are the settings without which nothing goes there.
	tokens string
	// open returns the platform with what the settings say, or nil where they leave it out. client
	// makes its requests; nil is its own.
	open func(c *cli, lg *slog.Logger, client *http.Client) (bot.Platform, error)
	// sender returns the platform for sending only, with whatever token there is.
	sender func(c *cli, lg *slog.Logger, client *http.Client) bot.Platform
	// setup is what a person pastes into the platform's own pages to set the bot up.
	setup func(c *cli) ([]byte, error)
}

// platforms are all there are.
var platforms = []platform{
	{
		name: slack.Name, tokens: "BRIEFBOT_SLACK_BOT_TOKEN and BRIEFBOT_SLACK_APP_TOKEN",
		open: func(c *cli, lg *slog.Logger, client *http.Client) (bot.Platform, error) {
			switch {
			case c.Slack.BotToken == "" && c.Slack.AppToken == "":
				return nil, nil
			case c.Slack.BotToken == "" || c.Slack.AppToken == "":
				return nil, usagef("Slack needs two tokens: BRIEFBOT_SLACK_BOT_TOKEN (xoxb-…, from \"OAuth & Permissions\") " +
					"and BRIEFBOT_SLACK_APP_TOKEN (xapp-…, from \"Basic Information\")")
			case strings.HasPrefix(string(c.Slack.BotToken), "xapp-"), strings.HasPrefix(string(c.Slack.AppToken), "xoxb-"):
				return nil, usagef("The two Slack tokens are swapped: BRIEFBOT_SLACK_BOT_TOKEN is the one that begins with xoxb-, " +
					"BRIEFBOT_SLACK_APP_TOKEN the one that begins with xapp-")
			}
			return slack.New(lg, string(c.Slack.BotToken), string(c.Slack.AppToken), slack.Options{
				APIURL: c.Slack.APIURL, HTTP: client, Threads: c.Slack.Threads, Manage: slack.Manage(c.Slack.Manage),
			}), nil
		},
		sender: func(c *cli, lg *slog.Logger, client *http.Client) bot.Platform {
			return slack.New(lg, string(c.Slack.BotToken), "", slack.Options{APIURL: c.Slack.APIURL, HTTP: client})
		},
		setup: func(c *cli) ([]byte, error) { return slack.Manifest(c.Slack.Threads), nil },
	},
	{
		name: discord.Name, tokens: "BRIEFBOT_DISCORD_TOKEN",
		open: func(c *cli, lg *slog.Logger, client *http.Client) (bot.Platform, error) {
			if c.Discord.Token == "" {
				return nil, nil
			}
			return discord.New(lg, string(c.Discord.Token), c.Discord.options(client)), nil
		},
		sender: func(c *cli, lg *slog.Logger, client *http.Client) bot.Platform {
			return discord.New(lg, string(c.Discord.Token), c.Discord.options(client))
		},
		setup: func(c *cli) ([]byte, error) {
			return json.MarshalIndent(discord.Definitions(c.Discord.options(nil)), "", "  ")
		},
	},
}

// platformNamed finds a platform by its name.
func platformNamed(name string) (platform, error) {
	for _, l := range platforms {
		if l.name == name {
			return l, nil
		}
	}
	return platform{}, usagef("there is no platform %q", name)
}
