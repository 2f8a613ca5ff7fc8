package discord

import (
	"slices"

	"briefbot/bot"
)

// reserve is the room for a ping and for a reference beside the content.
const reserve = 60

// Split implements bot.Platform: messages of at most 2,000 characters, or 4,000 and 40 components
// where they are laid out, cut between stories where that is possible, and at a word's end, with an
// ellipsis, where a single paragraph is too long.
//
// Where several people read it, the headlines are a message of their own before laid-out stories, so
// that a notification shows them (see body). The buttons that are for the whole stand below the
// headlines then: they carry the message's reference, which readers would see otherwise (see mark).
func (p *Platform) Split(m bot.Message) []bot.Part {
	blocks := make([]bot.Block, len(m.Blocks))
	for i, b := range m.Blocks {
		b.Spans = bot.CutSpans(b.Spans, maxContent-reserve, func(spans []bot.Span) int { b.Spans = spans; return length(line(b)) })
		blocks[i] = b
	}
	head := 0
	if !m.Private && laidOut(m) {
		head = max(0, slices.IndexFunc(blocks, func(b bot.Block) bool { return b.Detail }))
	}
	if last := len(blocks) - 1; head > 0 && blocks[last].Story == "" && len(blocks[last].Buttons) > 0 {
		blocks = slices.Insert(blocks[:last:last], head, blocks[last])
		head++
	}
	var parts []bot.Part
	for _, run := range append(bot.Pack(blocks[:head], fits), bot.Pack(blocks[head:], fits)...) {
		part := bot.Part{Message: m}
		part.Message.Blocks = run
		if len(parts) > 0 {
			part.Message.Ping = ""
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return []bot.Part{{Message: m}}
	}
	return parts
}

// fits reports whether blocks make one message.
func fits(blocks []bot.Block) bool {
	m := bot.Message{Blocks: blocks}
	if laidOut(m) {
		count, characters := weigh(layout(m))
		return count < maxLayout && characters <= maxLayoutText-reserve
	}
	return length(content(m)) <= maxContent-reserve && len(rows(m)) <= maxRows
}
