package slack

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// Name is the platform's name in destinations.
const Name = "slack"

// metadataType is the event type under which a post carries its key:
// https://docs.slack.dev/messaging/message-metadata/
const metadataType = "briefbot_part"

// Options tunes the adapter. The zero value is the default.
type Options struct {
	// APIURL takes the place of https://slack.com/api/: a proxy, a test server.
	APIURL string
	// HTTP makes the requests; nil is a client with a time-out of 30 seconds.
	HTTP *http.Client
	// Threads says that follow-ups in threads are read without a mention; the app needs the
	// history scopes for it.
	Threads bool
	// Manage says who may schedule, follow and mute for a channel; empty is ManageMembers.
	Manage Manage
	// Patience is how long a test server waits for what Slack itself waits for by the second: an
	// acknowledgement, a form. 0 is Slack.
	Patience time.Duration
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// Manage says who may decide for a channel. Everybody may for himself, and guests for nobody else.
type Manage string

// Who may.
const (
	ManageMembers Manage = "members" // any full member of the workspace
	ManageAdmins  Manage = "admins"  // the workspace's admins and owners
	ManageNobody  Manage = "nobody"  // nobody: briefings of channels are declared in the configuration
)

// Platform is Slack. It implements bot.Platform, bot.Editor and bot.Finder.
type Platform struct {
	lg      *slog.Logger
	api     *slack.Client
	http    *http.Client
	options Options
	seen    *bot.Seen
	users   users
	waits   waits
	// appToken says that there is one: the program listens. swapped says that each token is the other.
	appToken, swapped bool

	mu   sync.Mutex
	self identity
	dms  map[string]string // user -> the channel of the direct messages with him
	left left
	bare atomic.Bool // the app has no assistant's container
}

// waits are how long a command waits for what it needs: for Slack to tell who asks, for the same
// where Slack itself waits and where it must be known, for what an acknowledgement is to say, for a form to open, and for its end
// when the program ends; and how long an assistant's thread shows nothing of it (0: for ever).
type waits struct{ user, hurried, who, hold, trigger, last, status time.Duration }

// identity is who the bot is in the workspace that its token belongs to.
type identity struct{ team, user, name string }

// swappedTokens is what whoever runs the bot is told of them.
const swappedTokens = "the two tokens are swapped: BRIEFBOT_SLACK_BOT_TOKEN is the one that begins with xoxb-, " +
	"BRIEFBOT_SLACK_APP_TOKEN the one that begins with xapp-"

// New returns the platform for a workspace's bot token and the app's own token (Socket Mode). The
// app token may be empty for a program that only sends.
func New(lg *slog.Logger, botToken, appToken string, o Options) *Platform {
	botToken, appToken = strings.TrimSpace(botToken), strings.TrimSpace(appToken) // a file's last line ends in one
	if o.HTTP == nil {
		o.HTTP = &http.Client{Timeout: 30 * time.Second}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	client := *o.HTTP
	client.Transport = &bearer{next: o.HTTP.Transport, bot: botToken, app: appToken, api: o.APIURL}
	options := []slack.Option{slack.OptionHTTPClient(&client), slack.OptionAppLevelToken(appToken)}
	if o.APIURL != "" {
		options = append(options, slack.OptionAPIURL(strings.TrimSuffix(o.APIURL, "/")+"/"))
	}
	w := waits{user: userPatience, hurried: hurriedPatience, who: whoPatience, hold: maxHold,
		trigger: triggerLife, last: lastWait, status: statusAfter}
	if o.Patience > 0 {
		w.hurried, w.hold, w.trigger = o.Patience, o.Patience, o.Patience
	}
	return &Platform{
		lg: lg, api: slack.New(botToken, options...), http: o.HTTP, options: o, waits: w,
		seen: bot.NewSeen(seenSize), appToken: appToken != "", dms: map[string]string{},
		swapped: strings.HasPrefix(botToken, "xapp-") && strings.HasPrefix(appToken, "xoxb-"),
	}
}

// bearer puts the token into the Authorization header of API calls, where the SDK puts it into the
// body: proxies and test servers read it there. It never adds it for another host.
type bearer struct {
	next          http.RoundTripper
	bot, app, api string
}

// RoundTrip implements http.RoundTripper.
func (b *bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	base := b.api
	if base == "" {
		base = slack.APIURL
	}
	if r.Header.Get("Authorization") == "" && strings.HasPrefix(r.URL.String(), strings.TrimSuffix(base, "/")+"/") {
		token := b.bot
		if strings.HasSuffix(r.URL.Path, "/apps.connections.open") {
			token = b.app
		}
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", "Bearer "+token)
	}
	next := b.next
	if next == nil {
		next = http.DefaultTransport
	}
	return next.RoundTrip(r)
}

// Name implements bot.Platform.
func (p *Platform) Name() string { return Name }

// identify asks once who the bot is. Nobody waits for another's asking: while Slack does not answer,
// each may give up on his own.
func (p *Platform) identify(ctx context.Context) (identity, error) {
	p.mu.Lock()
	self := p.self
	p.mu.Unlock()
	if self.user != "" {
		return self, nil
	}
	r, err := p.api.AuthTestContext(ctx)
	if err != nil {
		return identity{}, sendError(err)
	}
	self = identity{team: r.TeamID, user: r.UserID, name: r.User}
	p.mu.Lock()
	p.self = self
	p.mu.Unlock()
	return self, nil
}

// Account implements bot.Tenanted: the workspace that the bot token is of.
func (p *Platform) Account(ctx context.Context) (string, error) {
	self, err := p.identify(ctx)
	return self.team, err
}

// Reaches implements bot.Tenanted.
func (p *Platform) Reaches(ctx context.Context, to bot.Destination) (bool, error) {
	team, err := p.Account(ctx)
	return to.Tenant == "" || to.Tenant == team, err
}
