package discord

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
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

// Options tunes the adapter. The zero value is the default.
type Options struct {
	// APIURL takes the place of https://discord.com/api/v9/, version path included: a proxy, a test
	// server. The gateway's address is what its "gateway" resource answers.
	APIURL string
	// HTTP makes the requests; nil is a client with a time-out of 30 seconds.
	HTTP *http.Client
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// Platform is Discord. It implements bot.Platform and bot.Editor.
type Platform struct {
	lg      *slog.Logger
	session *discordgo.Session
	now     func() time.Time
	seen    *seen

	mu  sync.Mutex
	dms map[string]string // user -> the channel of the direct messages with him
}

// New returns the platform for a bot token, with or without "Bot " before it.
func New(lg *slog.Logger, token string, o Options) *Platform {
	if o.HTTP == nil {
		o.HTTP = &http.Client{Timeout: 30 * time.Second}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s, err := discordgo.New("Bot " + strings.TrimPrefix(token, "Bot "))
	if err != nil { // discordgo.New has no error to give since v0.23
		panic(err)
	}
	client := *o.HTTP
	client.Transport = &elsewhere{next: o.HTTP.Transport, api: strings.TrimSuffix(o.APIURL, "/")}
	s.Client = &client
	s.Identify.Intents = discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages | discordgo.IntentsGuilds
	s.StateEnabled = false
	s.ShouldReconnectOnError = false // Listen connects again, and knows when not to
	s.ShouldRetryOnRateLimit = false // whoever sends waits
	s.MaxRestRetries = 0
	s.LogLevel = -1
	return &Platform{lg: lg, session: s, now: o.Now, seen: newSeen(), dms: map[string]string{}}
}

// elsewhere sends requests for Discord's API to another address, where one is set.
type elsewhere struct {
	next http.RoundTripper
	api  string
}

// RoundTrip implements http.RoundTripper.
func (e *elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	if rest, ok := strings.CutPrefix(r.URL.String(), strings.TrimSuffix(discordgo.EndpointAPI, "/")); ok && e.api != "" {
		u, err := r.URL.Parse(e.api + rest)
		if err != nil {
			return nil, err
		}
		r = r.Clone(r.Context())
		r.URL, r.Host = u, u.Host
	}
	next := e.next
	if next == nil {
		next = http.DefaultTransport
	}
	return next.RoundTrip(r)
}

// Name implements bot.Platform.
func (p *Platform) Name() string { return Name }

// call makes one request and decodes its answer into v, which may be nil. The error is a *bot.SendError.
func (p *Platform) call(ctx context.Context, method, endpoint string, body, v any) error {
	b, err := p.session.RequestWithBucketID(method, endpoint, body, bucket(endpoint), discordgo.WithContext(ctx))
	if err != nil {
		return sendError(err)
	}
	if v == nil {
		return nil
	}
	if err := json.Unmarshal(b, v); err != nil {
		return &bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true, Code: "bad_answer", Err: errors.New("the answer is no JSON")}
	}
	return nil
}

// bucket is the part of an address that shares a rate limit.
func bucket(endpoint string) string {
	endpoint, _, _ = strings.Cut(endpoint, "?")
	return endpoint
}

// posted is the part of a message that matters after it was sent.
type posted struct {
	ID        string `json:"id"`
	ChannelID string `json:"channel_id"`
}

// Send implements bot.Platform. Discord drops a second message with the same nonce for some
// minutes: https://discord.com/developers/docs/resources/message#create-message
func (p *Platform) Send(ctx context.Context, post bot.Post) (bot.MessageRef, error) {
	channel, err := p.channel(ctx, post.To)
	if err != nil {
		return bot.MessageRef{}, err
	}
	out := body(post.Message)
	if post.Key != "" {
		out.Nonce, out.EnforceNonce = nonce(post.Key), true
	}
	if !post.ReplyTo.IsZero() {
		out.MessageReference = &reference{MessageID: post.ReplyTo.ID}
	}
	var got posted
	if err := p.call(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), out, &got); err != nil {
		return bot.MessageRef{}, err
	}
	to := post.To
	if to.Channel == "" {
		to.Channel = channel
	}
	return bot.MessageRef{To: to, ID: got.ID}, nil
}

// nonce is a part's key in the length that Discord takes.
func nonce(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])[:maxNonce-1]
}

// Edit implements bot.Editor.
func (p *Platform) Edit(ctx context.Context, ref bot.MessageRef, m bot.Message) error {
	channel, err := p.channel(ctx, ref.To)
	if err != nil {
		return err
	}
	return p.call(ctx, http.MethodPatch, discordgo.EndpointChannelMessage(channel, ref.ID), body(m), nil)
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
