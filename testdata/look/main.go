// Command look draws what "briefbot preview" prints as a page that looks about as Slack and Discord
// show it, so that a payload can be looked at before anybody is sent it:
//
//	briefbot preview slack brief testdata/corpus | go run ./testdata/look > slack.html
//	chromium --headless --no-sandbox --screenshot=slack.png --window-size=780,1400 slack.html
//
// It draws markup, not pixels: fonts and distances are only near the platforms' own.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"log"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

func main() {
	if err := draw(os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// request is a line of the preview.
type request struct {
	Platform string          `json:"platform"`
	Body     json.RawMessage `json:"body"`
}

func draw(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<22)
	fmt.Fprint(out, `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">`, style)
	for lines.Scan() {
		var r request
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return fmt.Errorf("a line that preview did not print: %w", err)
		}
		var body node
		if err := json.Unmarshal(r.Body, &body); err != nil {
			return err
		}
		fmt.Fprintf(out, `<article class=%q><header><b>briefbot</b> <small>APP</small></header>`, r.Platform)
		if r.Platform == "discord" {
			fmt.Fprint(out, discordText(body.str("content")))
			discord(out, body.list("components"))
		} else {
			slack(out, body.list("blocks"))
		}
		fmt.Fprint(out, "</article>\n")
	}
	return lines.Err()
}

// node is a part of a payload.
type node map[string]any

func (n node) str(key string) string { s, _ := n[key].(string); return s }

func (n node) sub(key string) node { m, _ := n[key].(map[string]any); return m }

func (n node) list(key string) (out []node) {
	all, _ := n[key].([]any)
	for _, x := range all {
		if m, ok := x.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

// slack draws Block Kit.
func slack(out io.Writer, blocks []node) {
	for _, b := range blocks {
		switch b.str("type") {
		case "header":
			fmt.Fprintf(out, "<h2>%s</h2>", esc(b.sub("text").str("text")))
		case "section":
			fmt.Fprintf(out, `<section><div>%s</div>%s</section>`, mrkdwn(b.sub("text").str("text")), slackControl(b.sub("accessory")))
		case "context":
			fmt.Fprint(out, "<p class=small>")
			for _, e := range b.list("elements") {
				fmt.Fprint(out, mrkdwn(e.str("text")), " ")
			}
			fmt.Fprint(out, "</p>")
		case "rich_text":
			for _, e := range b.list("elements") {
				richText(out, e)
			}
		case "actions", "context_actions":
			fmt.Fprint(out, `<div class=row>`)
			for _, e := range b.list("elements") {
				fmt.Fprint(out, slackControl(e))
			}
			fmt.Fprint(out, "</div>")
		case "divider":
			fmt.Fprint(out, "<hr>")
		default:
			fmt.Fprintf(out, "<p class=unknown>%s</p>", esc(b.str("type")))
		}
	}
}

func slackControl(e node) string {
	switch e.str("type") {
	case "":
		return ""
	case "overflow":
		return `<span class=button>⋯</span>`
	case "feedback_buttons":
		return `<span class=thumbs>👍 👎</span>`
	case "static_select":
		return `<span class="button select">` + esc(e.sub("placeholder").str("text")) + ` ▾</span>`
	}
	return fmt.Sprintf(`<span class="button %s">%s</span>`, e.str("style"), esc(e.sub("text").str("text")))
}

func richText(out io.Writer, e node) {
	switch e.str("type") {
	case "rich_text_list":
		fmt.Fprint(out, "<ul>")
		for _, s := range e.list("elements") {
			fmt.Fprint(out, "<li>")
			inline(out, s.list("elements"))
			fmt.Fprint(out, "</li>")
		}
		fmt.Fprint(out, "</ul>")
	case "rich_text_quote":
		fmt.Fprint(out, "<blockquote>")
		inline(out, e.list("elements"))
		fmt.Fprint(out, "</blockquote>")
	default:
		fmt.Fprint(out, "<p>")
		inline(out, e.list("elements"))
		fmt.Fprint(out, "</p>")
	}
}

func inline(out io.Writer, all []node) {
	for _, x := range all {
		text := esc(x.str("text"))
		switch x.str("type") {
		case "link":
			text = `<a>` + text + `</a>`
		case "date":
			text = esc(x.str("fallback"))
		case "usergroup":
			text = "<mark>@group</mark>"
		}
		for key, tag := range map[string]string{"bold": "b", "italic": "i", "code": "code"} {
			if on, _ := x.sub("style")[key].(bool); on {
				text = "<" + tag + ">" + text + "</" + tag + ">"
			}
		}
		fmt.Fprint(out, text)
	}
}

var (
	slackLink = regexp.MustCompile(`<(https?:[^|>]+)\|([^>]*)>`)
	slackDate = regexp.MustCompile(`<!date\^[^|>]*\|([^>]*)>`)
	bold      = regexp.MustCompile(`\*([^*\n]+)\*`)
	italic    = regexp.MustCompile(`(^|[\s(])_([^_\n]+)_`)
)

func mrkdwn(s string) string {
	s = slackDate.ReplaceAllString(s, "$1")
	s = slackLink.ReplaceAllString(s, "\x01$2\x02")
	s = bold.ReplaceAllString(s, "<b>$1</b>")
	s = italic.ReplaceAllString(s, "$1<i>$2</i>")
	return strings.NewReplacer("\x01", "<a>", "\x02", "</a>", "\n", "<br>").Replace(s)
}

// discord draws components.
func discord(out io.Writer, all []node) {
	for _, c := range all {
		kind, _ := c["type"].(float64)
		switch int(kind) {
		case 1:
			fmt.Fprint(out, `<div class=row>`)
			discord(out, c.list("components"))
			fmt.Fprint(out, "</div>")
		case 2:
			style, _ := c["style"].(float64)
			fmt.Fprintf(out, `<span class="button s%d">%s</span>`, int(style), esc(c.str("label")))
		case 3:
			fmt.Fprintf(out, `<span class="button select">%s ▾</span>`, esc(c.str("placeholder")))
		case 9:
			fmt.Fprint(out, "<section><div>")
			discord(out, c.list("components"))
			fmt.Fprint(out, "</div>")
			discord(out, []node{c.sub("accessory")})
			fmt.Fprint(out, "</section>")
		case 10:
			fmt.Fprint(out, discordText(c.str("content")))
		case 14:
			fmt.Fprint(out, "<hr>")
		case 17:
			fmt.Fprint(out, `<div class=container>`)
			discord(out, c.list("components"))
			fmt.Fprint(out, "</div>")
		}
	}
}

var (
	discordLink = regexp.MustCompile(`\[((?:[^\]\\]|\\.)*)\]\(&lt;([^&]|&amp;)*?&gt;\)`)
	discordTime = regexp.MustCompile(`&lt;t:(\d+):(\w)&gt;`)
	strong      = regexp.MustCompile(`\*\*((?:[^*\\]|\\.)+)\*\*`)
	emphasis    = regexp.MustCompile(`\*((?:[^*\\]|\\.)+)\*`)
	backslash   = regexp.MustCompile(`\\([^\w\s])`)
	inlineCode  = regexp.MustCompile("`([^`]+)`")
	channelName = regexp.MustCompile(`&lt;#\d+&gt;`)
)

func discordText(s string) string {
	var out strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		line = esc(line)
		line = discordLink.ReplaceAllString(line, "<a>$1</a>")
		line = discordTime.ReplaceAllStringFunc(line, func(m string) string {
			n, _ := strconv.ParseInt(discordTime.FindStringSubmatch(m)[1], 10, 64)
			return time.Unix(n, 0).UTC().Format("2 January 2006 15:04")
		})
		line = strong.ReplaceAllString(line, "<b>$1</b>")
		line = emphasis.ReplaceAllString(line, "<i>$1</i>")
		line = inlineCode.ReplaceAllString(line, "<code>$1</code>")
		line = channelName.ReplaceAllString(line, "<a>#channel</a>")
		line = backslash.ReplaceAllString(line, "$1")
		tag, rest := "p", line
		for mark, t := range map[string]string{"### ": "h2", "-# ": "p class=small", "- ": "li", "&gt; ": "blockquote"} {
			if cut, ok := strings.CutPrefix(line, mark); ok {
				tag, rest = t, cut
			}
		}
		if rest != "" {
			fmt.Fprintf(&out, "<%s>%s</%s>", tag, rest, strings.Fields(tag)[0])
		}
	}
	return out.String()
}

func esc(s string) string { return html.EscapeString(s) }

const style = `<style>
body{margin:0;font:15px/1.45 "DejaVu Sans",sans-serif}
article{padding:14px 18px;max-width:680px}
article.slack{background:#fff;color:#1d1c1d}
article.discord{background:#313338;color:#dbdee1}
header small{background:#ddd;color:#555;border-radius:3px;padding:0 4px;font-size:10px}
h2{font-size:18px;margin:6px 0}
p,section,ul,blockquote{margin:4px 0}
ul{padding-left:22px}
li{margin-left:18px}
ul li{margin:0}
.small{font-size:12.5px;color:#777}
.discord .small{color:#a0a3a8}
section{display:flex;justify-content:space-between;gap:12px;margin:10px 0}
section>.button{align-self:flex-start;flex:none}
a{color:#1264a3}.discord a{color:#00a8fc}
blockquote{border-left:3px solid #ccc;padding-left:10px}
.row{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}
.button{border:1px solid #bbb;border-radius:4px;padding:3px 10px;font-size:13px;font-weight:bold;white-space:nowrap}
.primary{background:#007a5a;color:#fff}
.discord .button{border:0;background:#4e5058;color:#fff;font-weight:normal;padding:5px 12px}
.discord .s1{background:#5865f2}
.discord .select{background:#1e1f22;min-width:280px}
.container{background:#2b2d31;border-left:4px solid #3b6ea5;border-radius:6px;padding:12px 16px}
hr{border:0;border-top:1px solid #8884;margin:8px 0}
.unknown{color:red}
</style>`
