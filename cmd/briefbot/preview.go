package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// previewCmd prints what a platform would be sent, without sending it.
type previewCmd struct {
	Platform string   `arg:"" enum:"slack,discord" help:"The platform: slack or discord."`
	What     string   `arg:"" enum:"brief,ask" help:"brief or ask."`
	Rest     []string `arg:"" optional:"" help:"For brief: files or folders. For ask: the question."`
	AsOf     string   `help:"The moment to look from." placeholder:"TIME"`
	Since    string   `help:"How far back." default:"24h"`
	Topic    []string `help:"Only stories about this." sep:"none" placeholder:"T"`
	Words    int      `help:"Length of all points together." default:"300"`
	Channel  string   `help:"The channel's ID." default:"000000000000000000" placeholder:"ID"`
}

// Run builds the message, sends it through the platform's own adapter, and prints the requests.
func (c *previewCmd) Run(ctx context.Context, p *program) error {
	l, err := platformNamed(c.Platform)
	if err != nil {
		return err
	}
	m, err := c.message(ctx, p)
	if err != nil {
		return err
	}
	rec := &recorder{platform: c.Platform, out: p.out}
	target := l.sender(p.cli, slog.New(slog.DiscardHandler), &http.Client{Transport: rec})
	to := bot.Destination{Platform: c.Platform, Channel: c.Channel}
	var first bot.MessageRef
	for i, part := range target.Split(m) {
		post := bot.Post{Key: fmt.Sprintf("preview/%d", i), To: to, Message: part.Message}
		if part.Reply {
			post.ReplyTo = first
		}
		ref, err := target.Send(ctx, post)
		if err != nil {
			return fmt.Errorf("the request could not be made: %w", err)
		}
		if first.IsZero() {
			first = ref
		}
	}
	return rec.err
}

func (c *previewCmd) message(ctx context.Context, p *program) (bot.Message, error) {
	var paths []string
	if c.What == "brief" {
		paths = c.Rest
	}
	n, err := p.open(ctx, paths)
	if err != nil {
		return bot.Message{}, err
	}
	asOf, err := p.asOf(n, c.AsOf)
	if err != nil {
		return bot.Message{}, err
	}
	if c.What == "ask" {
		question := strings.Join(c.Rest, " ")
		if question == "" {
			return bot.Message{}, usagef("preview %s ask needs a question", c.Platform)
		}
		a, err := n.desk.Ask(ctx, briefing.Question{ID: "preview", Text: question, AsOf: asOf})
		if err != nil {
			return bot.Message{}, err
		}
		return render.Answer(a, c.options(p)), nil
	}
	since, err := stretch(c.Since)
	if err != nil {
		return bot.Message{}, err
	}
	b, err := n.brief(ctx, asOf, since, c.Topic, c.Words, nil)
	return render.Briefing(b, c.options(p)), err
}

// options show what is previewed as it is posted: with its buttons.
func (c *previewCmd) options(p *program) render.Options {
	o := p.renderOptions()
	o.ID = "preview"
	return o
}

// recorder is an http.RoundTripper that writes each request down and answers as the platforms do
// when all is well. Nothing leaves the machine.
type recorder struct {
	platform string
	mu       sync.Mutex
	out      io.Writer
	sent     int
	err      error
}

// RoundTrip implements http.RoundTripper.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	var raw []byte
	if req.Body != nil {
		b, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		raw = b
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sent++
	if err := writeJSON(r.out, struct {
		Platform string          `json:"platform"`
		Method   string          `json:"method"`
		Path     string          `json:"path"`
		Body     json.RawMessage `json:"body"`
	}{r.platform, req.Method, req.URL.Path, jsonBody(req, raw)}); err != nil && r.err == nil {
		r.err = err
	}
	id := fmt.Sprintf("1700000000.%06d", r.sent)
	answer := fmt.Sprintf(`{"ok":true,"channel":"preview","ts":%q,"id":"1%017d","channel_id":"preview"}`, id, r.sent)
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewBufferString(answer)),
	}, nil
}

// jsonBody is a request's body as JSON; of a form, its fields, those that hold JSON decoded. Tokens
// are left out.
func jsonBody(req *http.Request, raw []byte) json.RawMessage {
	if strings.HasPrefix(req.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		form, err := url.ParseQuery(string(raw))
		if err != nil {
			return json.RawMessage(`null`)
		}
		form.Del("token")
		fields := map[string]any{}
		for k := range form {
			v := form.Get(k)
			switch {
			case (strings.HasPrefix(v, "[") || strings.HasPrefix(v, "{")) && json.Valid([]byte(v)):
				fields[k] = json.RawMessage(v)
			case v == "true" || v == "false":
				fields[k] = v == "true"
			default:
				fields[k] = v
			}
		}
		b, err := json.Marshal(fields)
		if err != nil {
			return json.RawMessage(`null`)
		}
		return b
	}
	if json.Valid(raw) {
		return raw
	}
	return json.RawMessage(`null`)
}
