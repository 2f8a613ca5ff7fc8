package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

// Options say how something is shown. The zero value shows it in UTC, without buttons.
type Options struct {
	// ID is the Shown.ID that buttons refer to; empty means no buttons.
	ID string
	// Zone is where the days and hours in words are meant; nil is UTC.
	Zone *time.Location
	// Late marks a briefing that comes after its time.
	Late bool
	// Private asks that only the asker sees it; a Share button is added where there is an ID.
	Private bool
	// Question repeats the question above an answer.
	Question bool
	// Before is the briefing as it was told before its corrections: what no longer stands is named.
	Before *briefing.Briefing
}

func (o Options) zone() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}

// Briefing is a briefing as a message: the title, the list of headlines, each story in detail, and
// what it was all made from. The facts of a story stand with the blocks whose text tells them.
func Briefing(b briefing.Briefing, o Options) bot.Message {
	m := bot.Message{Private: o.Private}
	title := briefingTitle(b, o)
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Heading, Spans: []bot.Span{bot.Text(title)}})
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Note, Spans: windowSpans(b, o)})
	if len(b.Stories) == 0 {
		m.Summary = title + ": " + quietWords(b)
		m.Blocks = append(m.Blocks, quiet(b)...)
	} else {
		m.Summary = title + ": " + headlines(b)
		m.Blocks = append(m.Blocks, stories(b, o)...)
	}
	m.Blocks = append(m.Blocks, footer(b, o)...)
	return m
}

func briefingTitle(b briefing.Briefing, o Options) string {
	title := "Briefing, " + b.AsOf.In(o.zone()).Format("Monday 2 January 2006")
	if len(b.Topics) > 0 {
		title += ": " + list(b.Topics)
	}
	if len(b.Sources) > 0 {
		title += "," + fromWords(b)
	}
	return title
}

// headlines are the first stories' titles in a line.
func headlines(b briefing.Briefing) string {
	const most = 3
	var titles []string
	for _, s := range b.Stories[:min(most, len(b.Stories))] {
		titles = append(titles, short(s.Title, 90))
	}
	line := strings.Join(titles, "; ")
	if more := len(b.Stories) - most; more > 0 {
		line += fmt.Sprintf("; and %d more", more)
	}
	return line
}

// windowSpans tell what stretch of time the briefing covers, and that it is late.
func windowSpans(b briefing.Briefing, o Options) []bot.Span {
	at := func(t time.Time) bot.Span { return bot.At(t, moment(t, o.zone())) }
	to := b.Window.To
	if to.IsZero() {
		to = b.AsOf
	}
	spans := []bot.Span{bot.Text("What came in until "), at(to)}
	if !b.Window.From.IsZero() {
		spans = []bot.Span{bot.Text("What came in from "), at(b.Window.From), bot.Text(" to "), at(to)}
	}
	if o.Late {
		spans = append(spans, bot.Text(" · "), bot.Bold("late"))
	}
	return spans
}

// quietWords say why there is nothing to tell.
func quietWords(b briefing.Briefing) string {
	switch {
	case b.Coverage.Articles == 0 && b.Coverage.Failing > 0:
		return fmt.Sprintf("no article came in, and %s could not be read.", count(b.Coverage.Failing, "source", "sources"))
	case b.Coverage.Articles == 0:
		return "no article came in."
	case len(b.Topics) > 0:
		return "nothing new on " + list(b.Topics) + fromWords(b) + "."
	case len(b.Sources) > 0:
		return "nothing new" + fromWords(b) + "."
	}
	return "nothing new to tell."
}

// fromWords name the outlets that a briefing is limited to.
func fromWords(b briefing.Briefing) string {
	if len(b.Sources) == 0 {
		return ""
	}
	return " from " + list(b.Sources)
}

func quiet(b briefing.Briefing) []bot.Block {
	words := quietWords(b)
	text := "A quiet day: " + words
	if b.Coverage.Articles == 0 || len(b.Topics)+len(b.Sources) > 0 {
		text = strings.ToUpper(words[:1]) + words[1:]
	}
	if b.Coverage.Articles == 0 {
		text += " See “/briefing sources” for how each source fares."
	}
	return []bot.Block{{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text(text)}}}
}

// footer is what was left out, what it was made from, and the opinion buttons.
func footer(b briefing.Briefing, o Options) []bot.Block {
	var blocks []bot.Block
	if s := leftOut(b.LeftOut); s != "" {
		blocks = append(blocks, bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Text(s)}})
	}
	blocks = append(blocks, bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Text(Coverage(b.Coverage))}})
	if o.ID != "" {
		buttons := opinionButtons(o.ID)
		if o.Private {
			buttons = append([]bot.Button{{Label: "Share", Action: ActionShare, Value: o.ID, Style: bot.Primary}}, buttons...)
		}
		blocks = append(blocks, bot.Block{Kind: bot.Actions, Buttons: buttons})
	}
	return blocks
}

// leftOut counts the stories that are not told by reason, most frequent first.
func leftOut(left []briefing.LeftOut) string {
	if len(left) == 0 {
		return ""
	}
	type group struct {
		why string
		n   int
	}
	var groups []group
	for _, l := range left {
		i := slices.IndexFunc(groups, func(g group) bool { return g.why == l.Why })
		if i < 0 {
			i, groups = len(groups), append(groups, group{why: l.Why})
		}
		groups[i].n++
	}
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(b.n, a.n) })
	var words []string
	for _, g := range groups {
		why := strings.ReplaceAll(g.why, ":", ",") // it stands behind a colon itself
		if len(groups) > 1 {
			why = fmt.Sprintf("%d %s", g.n, why)
		}
		words = append(words, why)
	}
	return count(len(left), "story", "stories") + " left out: " + strings.Join(words, ", ")
}

// Coverage is the line that says what a briefing was made from ("214 articles from 12 outlets; 31
// sources read, 2 of them failing"). Sources are what “/briefing sources” lists: feeds, folders, files.
func Coverage(c briefing.Coverage) string {
	words := count(c.Articles, "article", "articles")
	if c.Sources > 0 {
		words += " from " + count(c.Sources, "outlet", "outlets")
	}
	if c.Feeds > 0 {
		words += "; " + count(c.Feeds, "source", "sources") + " read"
	}
	switch {
	case c.Failing > 0 && c.Feeds > 0:
		words += fmt.Sprintf(", %d of them failing", c.Failing)
	case c.Failing > 0:
		words += "; " + count(c.Failing, "source", "sources") + " failing"
	}
	return words
}
