package bottest

import (
	"context"
	"strconv"
	"strings"
	"sync"

	"briefbot/bot"
)

// Responder is a bot.Responder that remembers what it was given. It is safe for concurrent use.
type Responder struct {
	mu      sync.Mutex
	Replies []bot.Message
	Shared  []bot.Message
	Forms   []bot.Form
	// Told are what was answered below messages.
	Told []bot.Message
	// NoForms makes Open return bot.ErrNoForm.
	NoForms bool
}

// Reply remembers m.
func (r *Responder) Reply(_ context.Context, m bot.Message) (bot.MessageRef, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Replies = append(r.Replies, m)
	return bot.MessageRef{ID: "r" + strconv.Itoa(len(r.Replies))}, nil
}

// Share remembers m.
func (r *Responder) Share(_ context.Context, m bot.Message) (bot.MessageRef, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Shared = append(r.Shared, m)
	return bot.MessageRef{ID: "s" + strconv.Itoa(len(r.Shared))}, nil
}

// Below implements bot.Threader: it remembers m.
func (r *Responder) Below(_ context.Context, message bot.MessageRef, m bot.Message) (bot.MessageRef, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Told = append(r.Told, m)
	return bot.MessageRef{To: message.To, ID: "below" + message.ID + "-" + strconv.Itoa(len(r.Told))}, nil
}

// Open remembers f.
func (r *Responder) Open(_ context.Context, f bot.Form) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.NoForms {
		return bot.ErrNoForm
	}
	r.Forms = append(r.Forms, f)
	return nil
}

// Words is a message's text, a line for each block.
func Words(m bot.Message) string {
	var b strings.Builder
	for _, block := range m.Blocks {
		for _, spans := range [][]bot.Span{block.Head, block.Spans, block.Foot} {
			for _, s := range spans {
				b.WriteString(s.Text)
			}
			if len(spans) > 0 {
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}
