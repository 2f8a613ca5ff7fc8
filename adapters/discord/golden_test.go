package discord

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
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
	for i := range n {
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Bullet, Story: titles[i], Spans: []bot.Span{bot.Bold(titles[i]), bot.Text(" · new")}})
	}
	for i := range n {
		add := func(b bot.Block) {
			b.Story, b.Detail = titles[i], true
			m.Blocks = append(m.Blocks, b)
		}
		add(bot.Block{Kind: bot.Heading, Spans: []bot.Span{bot.Text(titles[i])}})
		add(bot.Block{Kind: bot.Bullet, Spans: []bot.Span{bot.Text("The council said so (snake_case & 5 * 3). "), bot.Link("Marrow Post", "https://marrow.example/a_(1)?x=1&y=2")}})
		add(bot.Block{Kind: bot.Quote, Spans: []bot.Span{{Text: "It is old", Italic: true}}})
		id := "shown1:s" + string(rune('1'+i))
		add(bot.Block{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Sources", Action: "story.sources", Value: id, Style: bot.Primary}, {Label: "Why", Action: "story.why", Value: id}}})
	}
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Divider},
		bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Text("214 articles, as of "), bot.At(at, "07:30"), bot.Text(", for "), bot.Channel("810000000000000001"), bot.Text(" and "), bot.Channel("@everyone")}},
		bot.Block{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Helpful", Action: "feedback.yes", Value: "shown1"}}})
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
