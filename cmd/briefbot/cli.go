package main

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"briefbot/adapters/discord"
	"briefbot/adapters/sqlstore"
)

// cli is the whole command line. Every setting can also stand in the environment under the name
// that --help shows, each secret also in a file named by that name with _FILE, and in the YAML file.
type cli struct {
	Config    string           `help:"YAML file with settings and briefings (default: briefbot.yaml, if there is one)." type:"path" env:"BRIEFBOT_CONFIG" placeholder:"FILE" group:"Settings"`
	DB        string           `name:"db" help:"Database: a file for SQLite, or a postgres:// address." default:"briefbot.db" env:"BRIEFBOT_DB" group:"Settings"`
	Index     string           `help:"Where the index is kept; none is nowhere." env:"BRIEFBOT_INDEX" placeholder:"FILE" group:"Settings"`
	Corpus    []string         `help:"Files, folders (.txt .md .html .jsonl .jsonl.gz) or web addresses to read. Without it the database is used." placeholder:"PATH" env:"BRIEFBOT_CORPUS" group:"Settings"`
	FeedAllow []string         `help:"Ranges of private addresses that feeds may be read from, as 10.1.0.0/16; may be repeated." placeholder:"RANGE" env:"BRIEFBOT_FEED_ALLOW" group:"Settings"`
	Zone      string           `help:"Time zone for bare dates and schedules, as in Europe/Berlin." default:"UTC" env:"BRIEFBOT_ZONE" group:"Settings"`
	Aliases   []string         `help:"Other names for one thing, as in \"Kyiv = Kiev\"; may be repeated." sep:"none" placeholder:"A=B" env:"BRIEFBOT_ALIASES" group:"Settings"`
	Log       string           `help:"What is logged: debug, info, warn or error." enum:"debug,info,warn,error" default:"info" env:"BRIEFBOT_LOG" group:"Settings"`
	Slack     slackSettings    `embed:"" prefix:"slack-" group:"Slack"`
	Discord   discordSettings  `embed:"" prefix:"discord-" group:"Discord"`
	Version   kong.VersionFlag `help:"Print the version." group:"Settings"`

	Init      initCmd      `cmd:"" help:"Set the bot up: feeds, place and time; then show the first briefing."`
	Brief     briefCmd     `cmd:"" help:"Print a briefing."`
	Ask       askCmd       `cmd:"" help:"Answer a question from the corpus."`
	Chat      chatCmd      `cmd:"" help:"The whole chat surface in the terminal."`
	Ingest    ingestCmd    `cmd:"" help:"Read articles into the database."`
	Articles  articlesCmd  `cmd:"" help:"List the corpus' articles."`
	Stories   storiesCmd   `cmd:"" help:"Group the corpus' articles into stories."`
	Summarize summarizeCmd `cmd:"" help:"Summarise sets of articles."`
	Preview   previewCmd   `cmd:"" help:"Print the exact requests that a platform would be sent."`
	Manifest  manifestCmd  `cmd:"" help:"Print a platform's app manifest."`
	Commands  commandsCmd  `cmd:"" help:"Print a platform's command definitions."`
	Serve     serveCmd     `cmd:"" help:"Listen on every configured platform, deliver on schedule, read the corpus."`
	Verify    verifyCmd    `cmd:"" help:"Prove every citation of a saved briefing, summary or answer."`
	Sources   sourcesCmd   `cmd:"" help:"List, add, pause and remove sources; import and export OPML."`
	Doctor    doctorCmd    `cmd:"" help:"Check the configuration, the database, the corpus and the platforms."`
	Status    statusCmd    `cmd:"" help:"Show subscriptions, deliveries and sources."`
	Backup    backupCmd    `cmd:"" help:"Write all that the database holds into a file, while the bot runs."`
	Restore   restoreCmd   `cmd:"" help:"Fill a new database from a backup."`
	Erase     eraseCmd     `cmd:"" help:"Remove what is known of a person."`
	Unit      unitCmd      `cmd:"" help:"Print a systemd unit."`
	Health    healthCmd    `cmd:"" help:"Ask a bot that runs on this machine whether it lives."`
	Migrate   migrateCmd   `cmd:"" help:"Bring the database up to this version."`

	hidden []string // what must not be seen beside the settings' own secrets
	// Of the client for feeds; 0 is its own. Tests set them.
	feedTimeout, feedGap time.Duration
}

// hide blanks texts wherever something is written.
func (c *cli) hide(texts ...string) { c.hidden = append(c.hidden, texts...) }

// slackSettings is what the Slack adapter is set up with.
type slackSettings struct {
	BotToken secret `help:"Bot token (xoxb-…)." env:"BRIEFBOT_SLACK_BOT_TOKEN" placeholder:"TOKEN"`
	AppToken secret `help:"App-level token for Socket Mode (xapp-…)." env:"BRIEFBOT_SLACK_APP_TOKEN" placeholder:"TOKEN"`
	Threads  bool   `help:"Answer follow-ups in threads without a mention; the app then needs the history scopes." env:"BRIEFBOT_SLACK_THREADS"`
	Manage   string `help:"Who may schedule, follow and mute for a channel: members (full members, no guests), admins or nobody." enum:"members,admins,nobody" default:"members" env:"BRIEFBOT_SLACK_MANAGE"`
	APIURL   string `name:"api-url" help:"Address in place of https://slack.com/api/ (a proxy, a test server)." env:"BRIEFBOT_SLACK_API_URL" placeholder:"URL"`
}

// discordSettings is what the Discord adapter is set up with.
type discordSettings struct {
	Token      secret `help:"Bot token." env:"BRIEFBOT_DISCORD_TOKEN" placeholder:"TOKEN"`
	Manage     string `help:"Who may decide for a channel: channels (whoever has Manage Channels there), server (Manage Server) or everyone. Others decide for themselves." enum:"channels,server,everyone" default:"channels" env:"BRIEFBOT_DISCORD_MANAGE" placeholder:"WHO"`
	Restrict   bool   `help:"Show /briefing only to those who may decide for a channel; a server can change that in its own settings." env:"BRIEFBOT_DISCORD_RESTRICT"`
	APIURL     string `name:"api-url" help:"Address in place of https://discord.com/api/v10/, version and all (a proxy, a test server)." env:"BRIEFBOT_DISCORD_API_URL" placeholder:"URL"`
	GatewayURL string `name:"gateway-url" help:"Address of the gateway, where it is not what that API names (wss://…)." env:"BRIEFBOT_DISCORD_GATEWAY_URL" placeholder:"URL"`
}

// options are the adapter's. client makes its requests; nil is its own.
func (d discordSettings) options(client *http.Client) discord.Options {
	manage := map[string]discord.Manage{"server": discord.ManageServer, "everyone": discord.ManageEveryone}[d.Manage]
	return discord.Options{APIURL: d.APIURL, GatewayURL: d.GatewayURL, Manage: manage, Restrict: d.Restrict, HTTP: client}
}

// secret is a token: it never shows itself.
type secret string

// UnmarshalText implements encoding.TextUnmarshaler: what is copied or read from a file often ends in a
// line's end.
func (s *secret) UnmarshalText(b []byte) error {
	*s = secret(strings.TrimSpace(string(b)))
	return nil
}

// String hides the secret from every format verb that asks for text.
func (s secret) String() string {
	if s == "" {
		return ""
	}
	return "[secret]"
}

// GoString hides the secret from %#v.
func (s secret) GoString() string { return s.String() }

// secrets are all the values that must not be seen.
func (c *cli) secrets() []string {
	var out []string
	all := []secret{c.Slack.BotToken, c.Slack.AppToken, c.Discord.Token}
	for _, s := range sqlstore.Secrets(c.DB) {
		all = append(all, secret(s))
	}
	for _, s := range c.hidden {
		all = append(all, secret(s))
	}
	slices.SortFunc(all, func(a, b secret) int { return len(b) - len(a) }) // one may be a part of another
	for _, s := range all {
		if len(s) >= 4 {
			out = append(out, string(s))
		}
	}
	return out
}

// redact blanks every secret in s: a last line of defence, for text that others wrote.
func (c *cli) redact(s string) string {
	for _, x := range c.secrets() {
		s = strings.ReplaceAll(s, x, "[secret]")
	}
	return s
}
