package discord

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
)

var update = flag.Bool("update", false, "write the goldens anew")

// briefingOf is a briefing of n stories, as it is posted: headlines, stories with their buttons, and
// what it is made of.
func briefingOf(n int) bot.Message {
	at := time.Date(2031, 5, 6, 7, 30, 0, 0, time.UTC)
	m := bot.Message{Summary: "Stories", Ping: "850000000000000001", Blocks: []bot.Block{
		{Kind: bot.Heading, Spans: []bot.Span{bot.Text("Briefing of "), {Time: at, DateOnly: true}}},
	}}
	titles := []string{"Marrow closes its bridge", "The ferry *Petrel* is late", "Herring quota cut @everyone"}
	m.Summary = "Stories: " + strings.Join(titles[:n], "; ")
	for i := range n {
		id := "shown1:s" + string(rune('1'+i))
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Item, Story: titles[i], Head: []bot.Span{bot.Bold(titles[i])},
			Spans: []bot.Span{bot.Text("The council said so (snake_case & 5 * 3)."), bot.Text(" ("), bot.Link("Marrow Post", "https://marrow.example/a_(1)?x=1&y=2"), bot.Text(")"), bot.Text("\n"), bot.Bold("⚖ Disputed: "), bot.Text("It is old. # It is new.")},
			Foot:  []bot.Span{{Text: "Quay Radio", Italic: true}, bot.Text(" +2 · disputed")},
			Menu:  []bot.Button{{Label: "More", Action: "story.more", Value: id}, {Label: "Why", Action: "story.why", Value: id}}})
	}
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Paragraph, Spans: []bot.Span{bot.Bold("Also")}},
		bot.Block{Kind: bot.Bullet, Story: "also", Spans: []bot.Span{bot.Bold("The fair is open"), bot.Text("  "), bot.Link("Quay Radio", "https://radio.example/fair")}})
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Divider},
		bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Text("214 articles, as of "), bot.At(at, "07:30"), bot.Text(", for "), bot.Channel("810000000000000001"), bot.Text(" and "), bot.Channel("@everyone")}},
		bot.Block{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Ask about this", Action: "shown.ask", Value: "shown1", Style: bot.Primary}, {Label: "Settings", Action: "shown.settings", Value: "shown1"}},
			Select: &bot.Select{Action: "story.more", Hint: "Read a story…", Options: []bot.Option{{Label: "The fair is open", Value: "shown1:s9"}}}},
		bot.Block{Kind: bot.Rating, Buttons: []bot.Button{{Label: "Helpful", Action: "feedback.yes", Value: "shown1"}, {Label: "Not helpful", Action: "feedback.no", Value: "shown1"}}})
	return m
}

// briefingMessage is a message with every kind of block.
func briefingMessage() bot.Message { return briefingOf(1) }

func TestGoldens(t *testing.T) {
	t.Parallel()
	p := &Platform{}
	parts := func(m bot.Message, key string) (out []outgoing) {
		for _, part := range p.Split(m) {
			out = append(out, body(part.Message, key))
		}
		return out
	}
	none := bot.Message{Private: true, Summary: "No answer.", Blocks: []bot.Block{
		{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text("The sources hold no answer to this question.")}},
		{Kind: bot.Note, Spans: []bot.Span{bot.Text("The nearest passages, which do not answer it:")}},
		{Kind: bot.Quote, Spans: []bot.Span{bot.Text("# The ferry left at *noon*. "), bot.Link("Coast Radio", "https://radio.example/ferry")}},
	}}
	answer := bot.Message{Private: true, Summary: "Ilse Varn.", Blocks: []bot.Block{
		{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text("Ilse Varn, the harbour master, said so. ("), bot.Link("Coast Radio", "https://radio.example/ferry"), bot.Text(")")}},
		{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Share", Action: "shown.share", Value: "a1", Style: bot.Primary}, {Label: "Quotes", Action: "answer.quotes", Value: "a1"}}},
	}}
	for name, v := range map[string]any{
		"briefing": parts(briefingOf(3), "part-1"), "story": parts(briefingOf(1), "part-1"), "plain": parts(paragraph("Nothing new today."), "part-1"),
		"answer": parts(answer, ""), "noanswer": parts(none, ""),
		"commands": Definitions(Options{}), "modal": show(orderForm(), "abcdef", there),
	} {
		var got bytes.Buffer
		e := json.NewEncoder(&got)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name+".golden.json")
		if *update {
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, got.Bytes()) {
			t.Errorf("%s is now\n%s\nrun with -update if that is right", name, got.Bytes())
		}
	}
}
