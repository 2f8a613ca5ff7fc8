package discord

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// Name is the platform's name in destinations.
const Name = "discord"

// apiVersion is the version of Discord's API that the adapter speaks.
const apiVersion = "10"

// defaultAPI is the address of Discord's API: https://docs.discord.com/developers/reference#api-reference-base-url
const defaultAPI = "https://discord.com/api/v" + apiVersion

// Options tunes the adapter. The zero value is the default.
type Options struct {
	// APIURL takes the place of https://discord.com/api/v10/, version path included: a proxy, a test
	// server. The gateway's address is what its "gateway/bot" resource answers.
	APIURL string
	// GatewayURL takes the place of that answer, as in wss://proxy.example/gateway.
	GatewayURL string
	// Manage says who may decide for a channel.
	Manage Manage
	// Restrict shows "/briefing" only to those who may decide for a channel.
	Restrict bool
	// HTTP makes the requests; nil is a client with a time-out of 30 seconds.
	HTTP *http.Client
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// Platform is Discord. It implements bot.Platform, bot.Editor, bot.Finder and bot.Deduper.
type Platform struct {
	lg      *slog.Logger
	options Options
	session *discordgo.Session // for requests only: see gateway
	now     func() time.Time
	seen    *bot.Seen
	forms   forms
	// deferAfter and identifyEvery are the constants, for tests to change.
	deferAfter, identifyEvery time.Duration

	mu     sync.Mutex
	self   string            // the bot's own id
	dms    map[string]string // user -> the channel of the direct messages with him
	places map[string]place  // by channel
}

// New returns the platform for a bot token, with or without "Bot " before it.
func New(lg *slog.Logger, token string, o Options) *Platform {
	if o.HTTP == nil {
		o.HTTP = &http.Client{Timeout: 30 * time.Second}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s, err := discordgo.New("Bot " + strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(token), "Bot ")))
	if err != nil { // discordgo.New has no error to give since v0.23
		panic(err)
	}
	client := *o.HTTP
	api := defaultAPI
	if o.APIURL != "" {
		api = strings.TrimSuffix(o.APIURL, "/")
	}
	p := &Platform{lg: lg, options: o, now: o.Now, seen: bot.NewSeen(seenSize), deferAfter: deferAfter, identifyEvery: identifyEvery, dms: map[string]string{}, places: map[string]place{}}
	client.Transport = &transport{next: o.HTTP.Transport, api: api, budget: &budget{now: o.Now, max: maxInvalid}}
	s.Client = &client
	s.StateEnabled = false
	s.ShouldRetryOnRateLimit = false // whoever sends waits
	s.MaxRestRetries = 0
	s.LogLevel = -1
	p.session = s
	return p
}

// Name implements bot.Platform.
func (p *Platform) Name() string { return Name }

// PerSecond implements bot.Limited.
func (p *Platform) PerSecond() float64 { return maxPerSecond }

// posted is the part of a message that matters after it was sent.
type posted struct {
	ID        string `json:"id"`
	ChannelID string `json:"channel_id"`
}

// identify asks once who the bot is.
func (p *Platform) identify(ctx context.Context) (string, error) {
	p.mu.Lock()
	self := p.self
	p.mu.Unlock()
	if self != "" {
		return self, nil
	}
	var got posted
	if err := p.call(ctx, http.MethodGet, discordgo.EndpointUser("@me"), nil, &got); err != nil {
		return "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.self = got.ID
	return got.ID, nil
}

// Send implements bot.Platform. Discord drops a second message with the same nonce for some
// minutes: https://docs.discord.com/developers/resources/message#create-message
func (p *Platform) Send(ctx context.Context, post bot.Post) (bot.MessageRef, error) {
	channel, err := p.channel(ctx, post.To)
	if err != nil {
		return bot.MessageRef{}, err
	}
	out := body(post.Message, post.Key)
	if !post.ReplyTo.IsZero() {
		out.MessageReference = &replyTo{MessageID: post.ReplyTo.ID}
	}
	id, err := p.create(ctx, channel, out)
	if err != nil {
		return bot.MessageRef{}, err
	}
	to := post.To
	if to.Channel == "" {
		to.Channel = channel
	}
	return bot.MessageRef{To: to, ID: id}, nil
}

// create posts a message in a channel and returns its id. Where the bot may not read the history it
// may not reply either, and posts the message by itself.
func (p *Platform) create(ctx context.Context, channel string, out outgoing) (string, error) {
	var got posted
	err := p.call(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), out, &got)
	var e *bot.SendError
	if errors.As(err, &e) && e.Code == archived && p.unarchive(ctx, channel) == nil {
		err = p.call(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), out, &got)
	}
	if out.MessageReference != nil && errors.As(err, &e) && e.Code == "160002" {
		out.MessageReference = nil
		err = p.call(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), out, &got)
	}
	if errors.As(err, &e) && e.Code == "10008" {
		// It was posted before and deleted since: the nonce still stands for it
		// (https://github.com/discord/discord-api-docs/pull/6647). The channel is not gone.
		return "", &bot.SendError{Reason: bot.ReasonInvalid, Code: e.Code, Err: errors.New("it was posted before, and somebody deleted it")}
	}
	return got.ID, err
}

// edit is the body of a request that changes a message: what it had and has no more is null. Of the
// flags, only these can be set: https://docs.discord.com/developers/resources/message#edit-message
type edit struct {
	Content         *string     `json:"content"`
	Components      []component `json:"components"`
	Flags           int         `json:"flags"`
	AllowedMentions mentions    `json:"allowed_mentions"`
}

// Edit implements bot.Editor.
func (p *Platform) Edit(ctx context.Context, ref bot.MessageRef, m bot.Message) error {
	channel, err := p.channel(ctx, ref.To)
	if err != nil {
		return err
	}
	out := body(m, "")
	change := edit{Components: out.Components, Flags: out.Flags & (flagSuppressEmbeds | flagLayout), AllowedMentions: out.AllowedMentions}
	if out.Flags&flagLayout == 0 {
		change.Content = &out.Content
	}
	endpoint := discordgo.EndpointChannelMessage(channel, ref.ID)
	err = p.call(ctx, http.MethodPatch, endpoint, change, nil)
	var e *bot.SendError
	if errors.As(err, &e) && e.Code == archived {
		if err := p.unarchive(ctx, channel); err != nil {
			return err
		}
		err = p.call(ctx, http.MethodPatch, endpoint, change, nil)
	}
	if change.Content != nil && errors.As(err, &e) && e.Reason == bot.ReasonInvalid {
		// A message in components stays one: https://docs.discord.com/developers/components/reference
		change.Content, change.Flags = nil, change.Flags|flagLayout
		change.Components = append([]component{{Type: typeText, Content: out.Content}}, out.Components...)
		err = p.call(ctx, http.MethodPatch, endpoint, change, nil)
	}
	return err
}

// archived is the code of an error that says that the thread is archived.
const archived = "50083"

// unarchive opens an archived thread, which takes no edits: https://docs.discord.com/developers/topics/threads#archived--locked-threads
func (p *Platform) unarchive(ctx context.Context, thread string) error {
	return p.call(ctx, http.MethodPatch, discordgo.EndpointChannel(thread), map[string]bool{"archived": false}, nil)
}

// channel is the channel of a destination: its thread, which is a channel of its own on Discord, its
// channel, or the direct messages with its user.
func (p *Platform) channel(ctx context.Context, to bot.Destination) (string, error) {
	if to.Thread != "" {
		return to.Thread, nil
	}
	if to.Channel != "" {
		return to.Channel, nil
	}
	if to.User == "" {
		return "", &bot.SendError{Reason: bot.ReasonInvalid, Code: "no_destination", Err: errors.New("neither a channel nor a user is named")}
	}
	p.mu.Lock()
	id := p.dms[to.User]
	p.mu.Unlock()
	if id != "" {
		return id, nil
	}
	var got posted
	err := p.call(ctx, http.MethodPost, discordgo.EndpointUserChannels("@me"), map[string]string{"recipient_id": to.User}, &got)
	if err != nil {
		var e *bot.SendError
		if errors.As(err, &e) {
			e.Ambiguous = false // nothing was posted yet
		}
		return "", err
	}
	p.mu.Lock()
	p.dms[to.User] = got.ID
	p.mu.Unlock()
	return got.ID, nil
}

// Remembers implements bot.Deduper: a second message with the key's nonce is dropped meanwhile.
func (p *Platform) Remembers() time.Duration { return nonceLife }

// Account implements bot.Tenanted: the bot's own user.
func (p *Platform) Account(ctx context.Context) (string, error) { return p.identify(ctx) }

// Reaches implements bot.Tenanted: whether the bot is in the destination's server. Of direct messages
// that cannot be told; they count as reached.
func (p *Platform) Reaches(ctx context.Context, to bot.Destination) (bool, error) {
	if to.Tenant == "" {
		return true, nil
	}
	err := p.call(ctx, http.MethodGet, discordgo.EndpointGuild(to.Tenant), nil, nil)
	var e *bot.SendError
	if !errors.As(err, &e) {
		return err == nil, err
	}
	switch {
	case e.Code == "10004" || e.Code == "50001": // unknown server, missing access
		return false, nil
	case e.Permanent(): // whatever answered knows nothing of servers
		return true, nil
	}
	return false, err
}
