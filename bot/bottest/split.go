package bottest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/bot"
	"briefbot/briefing"
)

// TestSplit tests what a bot.Platform promises of Split; it sends nothing.
func TestSplit(t *testing.T, p bot.Platform) {
	if name := p.Name(); name == "" || name != strings.ToLower(name) || strings.ContainsAny(name, " /") {
		t.Errorf("the name %q is not a short word in lower case", name)
	}
	short := bot.Message{Summary: "Short", Blocks: []bot.Block{{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text("The ferry left.")}}}}
	if parts := p.Split(short); len(parts) != 1 || parts[0].Reply {
		t.Errorf("a message that fits gives %d parts", len(parts))
	}
	for name, m := range map[string]bot.Message{
		"many stories":  long(60, 40),
		"long points":   long(3, 9000),
		"a lot of both": long(40, 1500),
		"no blocks":     {Summary: "Nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			before := fmt.Sprintf("%+v", m)
			parts := p.Split(m)
			if d := cmp.Diff(parts, p.Split(m)); d != "" {
				t.Errorf("the same message gives other parts:\n%s", d)
			}
			if fmt.Sprintf("%+v", m) != before {
				t.Error("the message was changed")
			}
			if len(parts) == 0 {
				t.Fatal("no parts")
			}
			var facts []briefing.Fact
			for i, part := range parts {
				facts = append(facts, part.Message.Facts()...)
				if i == 0 && part.Reply {
					t.Error("the first part is a reply to itself")
				}
				if part.Message.Summary == "" {
					t.Errorf("part %d has no summary for those who cannot see it", i)
				}
			}
			seen := map[string]int{}
			for _, f := range facts {
				seen[f.Text]++
			}
			for _, f := range m.Facts() {
				if seen[f.Text] != 1 {
					t.Fatalf("the fact %.60q stands with %d parts", f.Text, seen[f.Text])
				}
			}
		})
	}
}

// long is a message with stories, each of a headline and of points of about size characters.
func long(stories, size int) bot.Message {
	m := bot.Message{Summary: "Long", Blocks: []bot.Block{{Kind: bot.Heading, Spans: []bot.Span{bot.Text("Everything about the ferry")}}}}
	for i := range stories {
		id := fmt.Sprintf("s%d", i)
		item := bot.Block{Kind: bot.Item, Story: id, Head: []bot.Span{bot.Bold(fmt.Sprintf("Ferry %d left @everyone & <!channel>", i))},
			Foot: []bot.Span{bot.Link("Harbour Gazette", "https://gazette.example/"+id), bot.Text(" +2")},
			Menu: []bot.Button{{Label: "More", Action: "story.more", Value: id}, {Label: "Why", Action: "story.why", Value: id}}}
		for j := range 3 {
			text := fmt.Sprintf("Point %d of ferry %d. ", j, i) + strings.Repeat("It carried 40 cars & 👩‍🚀. ", size/25)
			item.Facts = append(item.Facts, briefing.Fact{Text: text})
			item.Spans = append(item.Spans, bot.Text(text), bot.Text("("), bot.Link("Harbour Gazette", "https://gazette.example/"+id), bot.Text(") "))
		}
		m.Blocks = append(m.Blocks, item, bot.Block{Kind: bot.Bullet, Story: id + "also", Spans: []bot.Span{bot.Text("Ferry came back")}, Facts: []briefing.Fact{{Text: id + " came back"}}})
	}
	m.Blocks = append(m.Blocks,
		bot.Block{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Ask", Action: "ask", Value: "x"}}},
		bot.Block{Kind: bot.Rating, Buttons: []bot.Button{{Label: "Helpful", Action: "feedback.yes", Value: "x"}, {Label: "Not helpful", Action: "feedback.no", Value: "x"}}})
	return m
}
