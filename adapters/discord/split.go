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
// Where several people read it, a line with the headlines is a message of its own before laid-out
// stories, so that a notification shows them (see body).
func (p *Platform) Split(m bot.Message) []bot.Part {
	blocks := make([]bot.Block, len(m.Blocks))
	for i, b := range m.Blocks {
		blocks[i] = shortened(b)
	}
	runs := bot.Pack(blocks, fits)
	if !m.Private && laidOut(m) && slices.ContainsFunc(m.Blocks, func(b bot.Block) bool { return b.Kind == bot.Item }) {
		runs = append([][]bot.Block{nil}, runs...) // a message without blocks is its summary
	}
	var parts []bot.Part
	for _, run := range runs {
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

// shortened is a block whose text fits a message: of an item its title and small print take a fifth
// each at most.
func shortened(b bot.Block) bot.Block {
	if b.Kind != bot.Item {
		b.Spans = bot.CutSpans(b.Spans, maxContent-reserve, func(spans []bot.Span) int { b.Spans = spans; return length(line(b)) })
		return b
	}
	const part = maxContent / 5
	size := func(spans []bot.Span) int { return length(inline(spans)) }
	b.Head, b.Foot = bot.CutSpans(b.Head, part, size), bot.CutSpans(b.Foot, part, size)
	b.Spans = bot.CutSpans(b.Spans, maxContent-2*part-reserve, size)
	return b
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
