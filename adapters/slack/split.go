package slack

import (
	"strconv"
	"unicode/utf8"

	"briefbot/bot"
)

// Split implements bot.Platform: the headline list and its small print first, details in the
// thread, each part within Slack's limits, cut between stories where that is possible.
func (p *Platform) Split(m bot.Message) []bot.Part {
	var first, details []bot.Block
	for _, b := range m.Blocks {
		if b.Detail {
			details = append(details, b)
		} else {
			first = append(first, b)
		}
	}
	var parts []bot.Part
	for _, group := range [][]bot.Block{first, details} {
		for _, piece := range pieces(group) {
			part := bot.Part{Message: m, Reply: len(parts) > 0}
			part.Message.Blocks = piece
			if part.Reply {
				part.Message.Ping = ""
			}
			parts = append(parts, part)
		}
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
		b.Spans = bot.CutSpans(b.Spans, maxSection, spansWeight)
		whole[i] = b
	}
	return bot.Pack(whole, func(run []bot.Block) bool {
		return len(blocks(bot.Message{Blocks: run})) < maxBlocks && weight(run) <= maxMessage // <: room for a ping
	})
}

// momentWeight is about the characters that a moment's markup adds to its words.
const momentWeight = 60

// weight is about the characters that blocks add to a message.
func weight(run []bot.Block) int {
	n := 0
	for _, b := range run {
		n += spansWeight(b.Spans)
		for _, x := range b.Buttons {
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
