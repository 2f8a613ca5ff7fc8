package terminal

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"briefbot/bot"
)

// Name is the platform's name in destinations.
const Name = "terminal"

// maxLine is the longest line that is read, in bytes: far more than a question may have.
const maxLine = 1 << 20

// Options tunes the adapter. The zero value is the default.
type Options struct {
	Style Style
	// Prompt is written before each line is read; empty for scripts.
	Prompt string
	// User is who types; empty is "you".
	User string
}

// Platform is a terminal, or a script in its place. It implements bot.Platform.
type Platform struct {
	in      io.Reader
	options Options

	mu   sync.Mutex // of out, and of what follows
	out  io.Writer
	sent int
	last bot.Message // the latest with something to press
}

// New returns the platform that reads lines from in and writes to out.
func New(in io.Reader, out io.Writer, o Options) *Platform {
	if o.User == "" {
		o.User = "you"
	}
	return &Platform{in: in, out: out, options: o}
}

// Name implements bot.Platform.
func (p *Platform) Name() string { return Name }

// Listen implements bot.Platform: it reads lines until the input or ctx ends. A line that begins
// with a slash is a command, any other a question. One command is answered before the next is read.
func (p *Platform) Listen(ctx context.Context, h bot.Handler) error {
	lines := make(chan string)
	failed := make(chan error, 1)
	go func() {
		s := bufio.NewScanner(p.in)
		s.Buffer(nil, maxLine)
		for s.Scan() {
			select {
			case lines <- s.Text():
			case <-ctx.Done():
				return
			}
		}
		failed <- s.Err()
		close(lines)
	}()
	for {
		p.print(p.options.Prompt)
		select {
		case <-ctx.Done():
			return nil
		case text, ok := <-lines:
			if !ok {
				if err := <-failed; err != nil {
					return fmt.Errorf("the input cannot be read on: %w", err)
				}
				return nil
			}
			if text = strings.TrimSpace(text); text == "/quit" || text == "/exit" {
				return nil
			}
			if text != "" {
				// What went wrong was told to the user already.
				_ = h.Handle(ctx, p.command(text), &responder{p})
			}
		}
	}
}

// command decodes a line.
func (p *Platform) command(text string) bot.Command {
	from := bot.Destination{Platform: Name, Channel: Name, User: p.options.User}
	c := bot.Command{
		Via: bot.ViaDirect, Text: text, From: from,
		Actor: bot.Actor{ID: p.options.User, Name: p.options.User, CanManage: true},
	}
	if rest, ok := strings.CutPrefix(text, "/press "); ok {
		c.Via = bot.ViaButton
		c.Action, c.Value, _ = strings.Cut(strings.TrimSpace(rest), " ")
	} else if b, ok := p.pressed(text); ok {
		c.Via, c.Action, c.Value, c.Text = bot.ViaButton, b.Action, b.Value, ""
	} else if name, ok := strings.CutPrefix(text, "/"); ok {
		c.Name, c.Text, _ = strings.Cut(name, " ")
		c.Text = strings.TrimSpace(c.Text)
	}
	return c
}

// pressed finds the button that a line presses: its words as they stood in the latest message
// ("settings"), an item's number before them ("1 why").
func (p *Platform) pressed(text string) (bot.Button, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b, ok := presses(p.last)[strings.ToLower(strings.Trim(text, "“”\" "))]
	return b, ok
}

// presses are the buttons of a message by what is typed to press them.
func presses(m bot.Message) map[string]bot.Button {
	out := map[string]bot.Button{}
	items := 0
	for _, b := range m.Blocks {
		if b.Kind == bot.Item {
			items++
		}
		for _, x := range b.Menu {
			out[fmt.Sprintf("%d %s", items, strings.ToLower(bot.PlainText(x.Label)))] = x
		}
		for _, x := range b.Buttons {
			out[strings.ToLower(bot.PlainText(x.Label))] = x
		}
		if b.Select != nil {
			for _, o := range b.Select.Options {
				out[strings.ToLower(bot.PlainText(o.Label))] = bot.Button{Action: b.Select.Action, Value: o.Value}
			}
		}
	}
	return out
}

// Split implements bot.Platform: a terminal takes any message whole.
func (p *Platform) Split(m bot.Message) []bot.Part { return []bot.Part{{Message: m}} }

// Send implements bot.Platform.
func (p *Platform) Send(ctx context.Context, post bot.Post) (bot.MessageRef, error) {
	if err := ctx.Err(); err != nil {
		return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonUnavailable, Err: err}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := Write(p.out, post.Message, p.options.Style); err != nil {
		return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true, Err: err}
	}
	p.sent++
	if len(presses(post.Message)) > 0 {
		p.last = post.Message
	}
	return bot.MessageRef{To: post.To, ID: strconv.Itoa(p.sent)}, nil
}

func (p *Platform) print(s string) {
	if s != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		fmt.Fprint(p.out, s)
	}
}

// responder answers on the terminal.
type responder struct{ p *Platform }

// Reply implements bot.Responder.
func (r *responder) Reply(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	ref, err := r.p.Send(ctx, bot.Post{To: bot.Destination{Platform: Name, Channel: Name}, Message: m})
	r.p.print("\n")
	return ref, err
}

// Share implements bot.Responder.
func (r *responder) Share(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	return r.Reply(ctx, m)
}

// Open implements bot.Responder: questions are asked in words.
func (r *responder) Open(context.Context, bot.Form) error { return bot.ErrNoForm }
