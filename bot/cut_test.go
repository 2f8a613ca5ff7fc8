package bot

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func runes(s string) int { return utf8.RuneCountInString(s) }
func units(s string) int { return len(utf16.Encode([]rune(s))) }

func TestCutText(t *testing.T) {
	const text = "The bridge opened on Monday. The mayor, Ilse Varn, cut a ribbon. Nobody came."
	for _, c := range []struct {
		max  int
		want string
	}{
		{100, text},
		{70, "The bridge opened on Monday. The mayor, Ilse Varn, cut a ribbon. …"},
		{40, "The bridge opened on Monday. …"},
		{20, "The bridge opened…"},
		{3, "Th…"},
		{1, "…"},
		{0, ""},
	} {
		if got := CutText(text, c.max, runes); got != c.want {
			t.Errorf("at %d: %q, want %q", c.max, got, c.want)
		}
	}
	if got := CutText("👩‍🚀👩‍🚀👩‍🚀", 8, units); got != "👩‍🚀…" {
		t.Errorf("inside a joined character: %q", got)
	}
}

// A cut text fits, is valid, and is the beginning of what it was.
func TestCutTextFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		max := rapid.IntRange(0, 60).Draw(t, "max")
		for name, length := range map[string]func(string) int{"runes": runes, "units": units, "escaped": func(s string) int { return len(strings.ReplaceAll(s, "&", "&amp;")) }} {
			got := CutText(s, max, length)
			if length(got) > max || !utf8.ValidString(got) {
				t.Fatalf("%s: %q is longer than %d, or not valid", name, got, max)
			}
			if got != s && !strings.HasPrefix(s, strings.TrimSuffix(strings.TrimSuffix(got, Ellipsis), " ")) {
				t.Fatalf("%s: %q is not the beginning of %q", name, got, s)
			}
		}
	})
}

func TestCutList(t *testing.T) {
	items := []string{"Harbour Gazette", "Ferry Times", "The Quay"}
	more := func(n int) string { return fmt.Sprintf("%d more", n) }
	for max, want := range map[int]string{60: "Harbour Gazette, Ferry Times, The Quay", 37: "Harbour Gazette, Ferry Times, 1 more", 24: "Harbour Gazette, 2 more", 8: "3 more", 2: ""} {
		if got := CutList(items, ", ", max, runes, more); got != want {
			t.Errorf("at %d: %q, want %q", max, got, want)
		}
	}
}

func TestCutSpansKeepsTheSource(t *testing.T) {
	spans := []Span{Text("The mayor opened the bridge on Monday in front of a small crowd"), Text(" ("), Link("Gazette", "https://gazette.example"), Text(")")}
	length := func(spans []Span) (n int) {
		for _, s := range spans {
			n += runes(s.Text)
		}
		return n
	}
	got := CutSpans(spans, 40, length)
	if length(got) > 40 || len(got) != 4 || got[2].Link == "" {
		t.Errorf("cut to %+v", got)
	}
	if spans[0].Text[len(spans[0].Text)-5:] != "crowd" {
		t.Error("the original was changed")
	}
	if got := CutSpans(spans, 0, length); length(got) != 0 {
		t.Errorf("no room: %+v", got)
	}
}

// Every block but a divider stands in exactly one run, in order; runs that are more than one block fit.
func TestPackKeepsEveryBlock(t *testing.T) {
	kinds := []BlockKind{Heading, Paragraph, Bullet, Divider}
	rapid.Check(t, func(t *rapid.T) {
		var blocks []Block
		for i := range rapid.IntRange(0, 30).Draw(t, "blocks") {
			b := Block{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Story: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "story")}
			if b.Kind != Divider {
				b.Spans = []Span{Text(fmt.Sprint(i))}
			}
			blocks = append(blocks, b)
		}
		max := rapid.IntRange(1, 8).Draw(t, "max")
		fits := func(run []Block) bool { return len(run) <= max }
		var got, want []string
		for _, run := range Pack(blocks, fits) {
			if len(run) > 1 && !fits(run) {
				t.Fatalf("a run of %d blocks, %d at most", len(run), max)
			}
			if run[0].Kind == Divider || run[len(run)-1].Kind == Divider {
				t.Fatal("a divider at an edge")
			}
			for _, b := range run {
				if b.Kind != Divider {
					got = append(got, b.Spans[0].Text)
				}
			}
		}
		for _, b := range blocks {
			if b.Kind != Divider {
				want = append(want, b.Spans[0].Text)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	})
}
