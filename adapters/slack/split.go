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
	for i, group := range [][]bot.Block{first, details} {
		for _, piece := range pieces(group) {
			part := bot.Part{Message: m, Reply: i > 0 || len(parts) > 0}
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

// pieces cuts blocks into runs that fit one message. A story's blocks stay together unless they
// alone are too many.
func pieces(all []bot.Block) [][]bot.Block {
	var out [][]bot.Block
	var run []bot.Block
	size := 0
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].Story != "" && all[j].Story == all[i].Story {
			j++
		}
		group := fit(all[i:j])
		n := weight(group)
		if len(run) > 0 && (len(run)+len(group) > maxBlocks || size+n > maxMessage) {
			out, run, size = append(out, run), nil, 0
		}
		for _, b := range group { // a group past the limits by itself is cut between its blocks
			w := weight([]bot.Block{b})
			if len(run) > 0 && (len(run) == maxBlocks || size+w > maxMessage) {
				out, run, size = append(out, run), nil, 0
			}
			run, size = append(run, b), size+w
		}
		i = j
	}
	if len(run) > 0 {
		out = append(out, run)
	}
	return out
}

// fit cuts the text of single blocks to what one block may hold.
func fit(group []bot.Block) []bot.Block {
	out := make([]bot.Block, len(group))
	for i, b := range group {
		left := maxSection - 200 // room for link addresses in small print
		spans := make([]bot.Span, 0, len(b.Spans))
		for _, s := range b.Spans {
			if left <= 0 {
				break
			}
			s.Text = clip(s.Text, left)
			left -= utf8.RuneCountInString(s.Text)
			if b.Kind == bot.Note {
				left -= len(s.Link)
			}
			spans = append(spans, s)
		}
		b.Spans = spans
		out[i] = b
	}
	return out
}

// weight estimates the characters that blocks add to a message.
func weight(group []bot.Block) int {
	n := 0
	for _, b := range group {
		for _, s := range b.Spans {
			n += utf8.RuneCountInString(s.Text) + len(s.Link)
		}
		for _, x := range b.Buttons {
			n += len(x.Label) + len(x.Value)
		}
	}
	return n
}
