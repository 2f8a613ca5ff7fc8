package slack

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"briefbot/bot"
)

// Split implements bot.Platform: parts within Slack's limits, cut between stories where that is
// possible, the later ones in the thread of the first.
func (p *Platform) Split(m bot.Message) []bot.Part {
	var parts []bot.Part
	for _, piece := range pieces(m.Blocks) {
		part := bot.Part{Message: m, Reply: len(parts) > 0}
		part.Message.Blocks = piece
		if part.Reply {
			part.Message.Ping = ""
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return []bot.Part{{Message: m}}
	}
	if n := len(parts); n > 1 {
		for i := 1; i < n; i++ {
			parts[i].Message.Summary = clip(m.Summary, maxText-12) + " (" + strconv.Itoa(i+1) + "/" + strconv.Itoa(n) + ")"
		}
	}
	return parts
}

// pieces cuts blocks into runs that fit one message.
func pieces(all []bot.Block) [][]bot.Block {
	whole := make([]bot.Block, len(all))
	for i, b := range all {
		whole[i] = shortened(b)
	}
	return bot.Pack(whole, func(run []bot.Block) bool {
		return len(blocks(bot.Message{Blocks: run})) < maxBlocks && weight(run) <= maxMessage // <: room for a ping
	})
}

// shortened is a block whose text fits its place: an item's title and small print first, then its text.
func shortened(b bot.Block) bot.Block {
	if b.Kind != bot.Item {
		b.Spans = bot.CutSpans(b.Spans, maxSection, spansWeight)
		return b
	}
	const line = maxSection / 5
	length := func(spans []bot.Span) int { return utf8.RuneCountInString(markup(spans)) }
	b.Head, b.Foot = bot.CutSpans(b.Head, line, length), bot.CutSpans(b.Foot, line, length)
	b.Spans = bot.CutSpans(b.Spans, maxSection-2*line-2, length)
	return b
}

// momentWeight is about the characters that a moment's markup adds to its words.
const momentWeight = 60

// weight is about the characters that blocks add to a message.
func weight(run []bot.Block) int {
	n := 0
	for _, b := range run {
		if b.Kind == bot.Item { // its marks and entities count too
			n += utf8.RuneCountInString(itemText(b))
		}
		n += spansWeight(b.Spans)
		for _, x := range slices.Concat(b.Buttons, b.Menu) {
			n += len(x.Label) + len(x.Value)
		}
		if b.Select != nil {
			for _, o := range b.Select.Options {
				n += len(o.Label) + len(o.Value)
			}
		}
	}
	return n
}

func spansWeight(spans []bot.Span) int {
	n := 0
	for _, s := range spans {
		n += utf8.RuneCountInString(s.Text) + len(s.Link)
		if !s.Time.IsZero() {
			n += momentWeight
		}
	}
	return n
}
