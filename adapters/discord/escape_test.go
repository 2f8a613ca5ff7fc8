package discord

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"briefbot/bot"
)

// hostile is article text that tries what text can try.
var hostile = []string{
	"@everyone @here <@123456789012345678> <@&850000000000000009> <#810000000000000001>",
	"**bold** __under__ *it* ~~gone~~ ||spoiler|| `code` ```go\nblock```",
	"[click](https://evil.example) <https://evil.example> https://evil.example discord://x",
	"# heading", "> quote", "- item", "-# small", "1. one", "2) two", ">>> all",
	"</ask:123> <t:1700000000:R> <a:wave:123456789012345678> <id:guide>",
	"\u202egnirts\u202c zero\u200bwidth \u2066iso\u2069 tag\U000e0041 \ufeff@every\u200bone",
	`\*not escaped\* \`, "a\nb\r\n# c",
}

// ours are the constructs that the adapter itself writes, and what an escape stands before.
var ours = regexp.MustCompile(`\\.`)

// live matches what Discord would read in text of which the escaped characters are gone.
var live = regexp.MustCompile(`(?i)@everyone|@here|<[@#:/at]|https?://|\*|~~|\|\||` + "`" + `|\]\(|^\s*(#|>|-|\d+[.)])\s?`)

func TestEscapedTextIsReadAsText(t *testing.T) {
	t.Parallel()
	for _, s := range hostile {
		got := escape(s)
		if rest := ours.ReplaceAllString(got, "\x00"); live.MatchString(rest) || strings.ContainsAny(got, "\n\r\u202e\u2066\ufeff") {
			t.Errorf("escape(%q) = %q", s, got)
		}
	}
	for _, s := range []string{"A plain sentence, with 3.5 % and snake_case at 10:30 (see ana@marrow.example)!", "It's 50-50; C++ & R#."} {
		if got := escape(s); got != s {
			t.Errorf("escape(%q) = %q: made ugly for nothing", s, got)
		}
	}
}

func TestCodeIsShownAsCode(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"ab12": "`ab12`", "*a* @everyone": "`*a* @everyone`", "a`b`": "a\\`b\\`", `a\`: `a\\`, "": ""} {
		if got := inline([]bot.Span{{Text: text, Code: true}}); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestEscapeIsInvisible(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("ab1 \\*_~|`[]<>@:/#-+.)\n\u202e"))).Draw(t, "text")
		got := escape(s)
		shown := strings.ReplaceAll(ours.ReplaceAllStringFunc(got, func(m string) string { return m[1:] }), "@\u200b", "@")
		if shown != bot.PlainText(s) {
			t.Fatalf("escape(%q) shows %q", s, shown)
		}
		if live.MatchString(ours.ReplaceAllString(got, "\x00")) {
			t.Fatalf("escape(%q) = %q is read", s, got)
		}
	})
}

func TestHostileTextPingsAndLinksNothing(t *testing.T) {
	t.Parallel()
	for _, s := range hostile {
		m := bot.Message{Summary: s, Blocks: []bot.Block{
			{Kind: bot.Heading, Spans: []bot.Span{bot.Text(s)}}, {Kind: bot.Bullet, Spans: []bot.Span{bot.Bold(s), bot.Link(s, "javascript:alert(1)")}},
			{Kind: bot.Note, Spans: []bot.Span{bot.Link(s, "https://ok.example/ @everyone"), bot.Link(s, "https://ok.example/>x")}},
			{Kind: bot.Actions, Buttons: []bot.Button{{Label: s, Action: "a", Value: "v"}}},
		}}
		out := body(m, "")
		if out.AllowedMentions.Parse == nil || len(out.AllowedMentions.Parse)+len(out.AllowedMentions.Roles) != 0 || out.Flags&flagSuppressEmbeds == 0 {
			t.Errorf("%q: mentions %+v, flags %b", s, out.AllowedMentions, out.Flags)
		}
		for _, story := range []string{"s1", "s2"} {
			m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Quote, Story: story, Spans: []bot.Span{bot.Text(s)}},
				bot.Block{Kind: bot.Actions, Story: story, Buttons: []bot.Button{{Label: s, Action: "b", Value: story}}})
		}
		laid := body(m, "")
		texts := out.Content
		for _, c := range laid.Components {
			texts += "\n" + c.Content
		}
		if laid.Flags&flagLayout == 0 || laid.AllowedMentions.Parse == nil {
			t.Errorf("%q: laid out as %+v", s, laid)
		}
		for _, line := range strings.Split(texts, "\n") {
			for _, mark := range []string{"### ", "- ", "-# ", "> ", "**"} {
				line = strings.ReplaceAll(line, mark, "")
			}
			if rest := ours.ReplaceAllString(line, "\x00"); strings.Contains(rest, "](") || strings.Contains(rest, "://") || strings.Contains(rest, "<@") {
				t.Errorf("%q became %q", s, line)
			}
		}
	}
}

func TestPartsFitDiscord(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var m bot.Message
		for range rapid.IntRange(1, 16).Draw(t, "blocks") {
			b := bot.Block{Story: rapid.SampledFrom([]string{"", "s1", "s2", "s3"}).Draw(t, "story"), Kind: rapid.SampledFrom([]bot.BlockKind{bot.Heading, bot.Paragraph, bot.Bullet, bot.Quote, bot.Note, bot.Divider, bot.Actions}).Draw(t, "kind")}
			switch b.Kind {
			case bot.Divider:
			case bot.Actions:
				b.Buttons = []bot.Button{{Label: "Why", Action: "story.why", Value: rapid.StringMatching(`[a-z]{1,60}`).Draw(t, "value")}}
			default:
				b.Spans = []bot.Span{{Text: strings.Repeat(rapid.SampledFrom([]string{"word. ", "*", "[x]", "Ünï "}).Draw(t, "text"), rapid.IntRange(1, 500).Draw(t, "times")), Link: rapid.SampledFrom([]string{"", "https://a.example/" + strings.Repeat("x", 400)}).Draw(t, "link")}}
			}
			m.Blocks = append(m.Blocks, b)
		}
		m.Ping = "850000000000000001"
		for i, part := range (&Platform{}).Split(m) {
			out := body(part.Message, "key")
			if out.Flags&flagLayout != 0 {
				if count, n := weigh(out.Components); count > maxLayout || n > maxLayoutText || out.Content != "" {
					t.Fatalf("part %d has %d components of %d characters", i, count, n)
				}
			} else if n := length(out.Content); n > maxContent || len(rows(part.Message)) > maxRows {
				t.Fatalf("part %d has %d characters and %d rows", i, n, len(rows(part.Message)))
			}
			if (len(out.AllowedMentions.Roles) > 0) != (i == 0) {
				t.Fatalf("part %d pings %v", i, out.AllowedMentions.Roles)
			}
		}
	})
}
