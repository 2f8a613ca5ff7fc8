package discord

import (
	"briefbot/bot"
)

// reserve is the room for a ping and for a reference beside the content.
const reserve = 60

// Split implements bot.Platform: messages of at most 2,000 characters, cut between stories where
// that is possible, and at a word's end, with an ellipsis, where a single paragraph is too long.
func (p *Platform) Split(m bot.Message) []bot.Part {
	fits := func(blocks []bot.Block) bool {
		x := bot.Message{Blocks: blocks}
		return length(content(x)) <= maxContent-reserve && len(rows(x)) <= maxRows
	}
	blocks := make([]bot.Block, len(m.Blocks))
	for i, b := range m.Blocks {
		b.Spans = bot.CutSpans(b.Spans, maxContent-reserve, func(spans []bot.Span) int { b.Spans = spans; return length(line(b)) })
		blocks[i] = b
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
