package terminal

import (
	"context"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"briefbot/bot"
)

func written(t *testing.T, m bot.Message, s Style) string {
	t.Helper()
	var out strings.Builder
	if err := Write(&out, m, s); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWrite(t *testing.T) {
	m := bot.Message{Blocks: []bot.Block{
		{Kind: bot.Heading, Spans: []bot.Span{bot.Text("Ferry runs again")}},
		{Kind: bot.Bullet, Spans: []bot.Span{bot.Text("The ferry ran again at noon, the harbour office said. ("), bot.Link("Skerry Post", "https://post.example/ferry"), bot.Text(")")}},
		{Kind: bot.Quote, Spans: []bot.Span{bot.Text("We are back.")}},
		{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Why", Action: "story.why", Value: "a:b"}}},
	}}
	want := `Ferry runs again
----------------
  * The ferry ran again at noon,
    the harbour office said.
    (Skerry Post [1])
  > We are back.

  [1] https://post.example/ferry
`
	if got := written(t, m, Style{Width: 34}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := written(t, m, Style{Buttons: true}); !strings.Contains(got, "Type: why") {
		t.Errorf("no button in\n%s", got)
	}
	if got := written(t, m, Style{Color: true}); !strings.Contains(got, bold+"Ferry"+reset) {
		t.Errorf("no bold heading in %q", got)
	}
}

// TestWriteObeysNoText holds that text can never steer the terminal, whatever it holds.
func TestWriteObeysNoText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text") + "\x1b[2J\x07\u202e" + rapid.String().Draw(t, "more")
		var out strings.Builder
		err := Write(&out, bot.Message{Blocks: []bot.Block{{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text(text), bot.Link(text, text)}}}}, Style{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range out.String() {
			if r != '\n' && (unicode.IsControl(r) || r == '\u202e') {
				t.Fatalf("the output holds %q", r)
			}
		}
	})
}

func TestWriteKeepsWithinTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,9}`), 1, 60).Draw(t, "words")
		width := rapid.IntRange(20, 80).Draw(t, "width")
		var out strings.Builder
		if err := Write(&out, bot.Message{Blocks: []bot.Block{{Kind: bot.Bullet, Spans: []bot.Span{bot.Text(strings.Join(words, " "))}}}}, Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(out.String(), "\n") {
			if utf8.RuneCountInString(line) > width {
				t.Fatalf("line of %d characters in a width of %d: %q", utf8.RuneCountInString(line), width, line)
			}
		}
		if got := strings.Fields(out.String())[1:]; strings.Join(got, " ") != strings.Join(words, " ") {
			t.Fatalf("got %q, want %q", got, words)
		}
	})
}

func TestListen(t *testing.T) {
	var out strings.Builder
	var got []bot.Command
	p := New(strings.NewReader("/brief ferry\n\n  Who is the mayor?  \n/press story.why a:b\n/quit\nnever read\n"), &out, Options{User: "ada"})
	err := p.Listen(context.Background(), bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		got = append(got, c)
		_, err := r.Reply(ctx, bot.Message{Summary: "answer to " + c.Text})
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 {
		t.Fatalf("%d commands, want 3: %+v", len(got), got)
	}
	if c := got[0]; c.Name != "brief" || c.Text != "ferry" || c.Actor.ID != "ada" || !c.Actor.CanManage {
		t.Errorf("command %+v", c)
	}
	if c := got[1]; c.Name != "" || c.Text != "Who is the mayor?" || c.Via != bot.ViaDirect {
		t.Errorf("question %+v", c)
	}
	if c := got[2]; c.Via != bot.ViaButton || c.Action != "story.why" || c.Value != "a:b" {
		t.Errorf("button %+v", c)
	}
	if !strings.Contains(out.String(), "answer to Who is the mayor?") {
		t.Errorf("no answer in %q", &out)
	}
}

func TestListenEndsWithItsContext(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := New(neverRead{}, &strings.Builder{}, Options{}).Listen(ctx, nil); err != nil {
		t.Error(err)
	}
}

// neverRead is an input on which nothing comes.
type neverRead struct{}

func (neverRead) Read([]byte) (int, error) { select {} }
