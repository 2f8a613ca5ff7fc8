package discord

import (
	"briefbot/bot"
)

// Split implements bot.Platform: messages of at most 2,000 characters, cut between stories where
// that is possible, and at a word's end, with an ellipsis, where a single paragraph is too long.
func (p *Platform) Split(m bot.Message) []bot.Part {
	fits := func(blocks []bot.Block) bool {
		x := bot.Message{Blocks: blocks}
		return length(content(x)) <= maxContent-30 && len(components(x)) < maxRows // 30: room for a ping
	}
	var blocks []bot.Block
	for _, b := range m.Blocks {
		for limit := maxContent - 100; limit > 0 && !fits([]bot.Block{b}); limit -= 200 {
			b.Spans = shorten(b.Spans, limit)
		}
		blocks = append(blocks, b)
	}
	var parts []bot.Part
	for i, run := range bot.Pack(blocks, fits) {
		part := bot.Part{Message: m}
		part.Message.Blocks = run
		if i > 0 {
			part.Message.Ping = ""
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return []bot.Part{{Message: m}}
	}
	return parts
}

// shorten cuts spans to n characters of text.
func shorten(spans []bot.Span, n int) []bot.Span {
	out := make([]bot.Span, 0, len(spans))
	for _, s := range spans {
		if n <= 0 {
			break
		}
		s.Text = clip(s.Text, n)
		n -= length(s.Text)
		out = append(out, s)
	}
	return out
}
