package render

import (
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

// Briefing is a briefing as one message that stands alone: the day, what it was made from, the
// stories with what happened, a line each for those that have only a title, and one row of controls.
// Without stories it is one line.
// The facts of a story stand with the block that tells them.
func Briefing(b briefing.Briefing, o Options) bot.Message {
	m := bot.Message{Private: o.Private}
	title := briefingTitle(b, o)
	if len(b.Stories) == 0 {
		m.Summary = title + ": " + quietWords(b)
		m.Blocks = []bot.Block{quiet(b, o)}
		return m
	}
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Heading, Spans: []bot.Span{bot.Text(title)}}, bot.Block{Kind: bot.Note, Spans: coverage(b, o)})
	m.Summary = title + ": " + headlines(b)
	m.Blocks = append(m.Blocks, stories(b, o)...)
	m.Blocks = append(m.Blocks, controls(b, o)...)
	return m
}

func briefingTitle(b briefing.Briefing, o Options) string {
	title := "Briefing · " + b.AsOf.In(o.zone()).Format("Monday 2 January 2006")
	if len(b.Topics) > 0 {
		title += " · " + list(b.Topics)
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

// coverage is the small line below the day: how many stories from what, since when, and what is wrong.
func coverage(b briefing.Briefing, o Options) []bot.Span {
	words := Coverage(b.Coverage)
	if n := len(b.Stories); n > 0 {
		words = count(n, "story", "stories") + " from " + words
	}
	spans := []bot.Span{bot.Text(words)}
	if from := b.Window.From; !from.IsZero() {
		spans = append(spans, bot.Text(" · since "), bot.At(from, since(from, b.AsOf, o.zone())))
	}
	if wrong := trouble(b.Coverage); wrong != "" {
		spans = append(spans, bot.Text(" · "), bot.Bold(wrong))
	}
	if o.Late {
		spans = append(spans, bot.Text(" · "), bot.Bold("late"))
	}
	return spans
}

// since is a moment in words, near the moment from which it is looked back.
func since(t, from time.Time, zone *time.Location) string {
	t, from = t.In(zone), from.In(zone)
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	switch day(t) {
	case day(from):
		return t.Format("15:04")
	case day(from.AddDate(0, 0, -1)):
		return "yesterday " + t.Format("15:04")
	}
	if from.Sub(t) < 6*24*time.Hour && from.After(t) {
		return t.Format("Monday 15:04")
	}
	return t.Format("2 January 15:04")
}

// trouble says what is wrong with the sources, or nothing.
func trouble(c briefing.Coverage) string {
	if c.Failing == 0 {
		return ""
	}
	return count(c.Failing, "source", "sources") + " silent"
}

// quietWords say why there is nothing to tell.
func quietWords(b briefing.Briefing) string {
	switch {
	case b.Coverage.Articles == 0 && b.Coverage.Failing > 0:
		return fmt.Sprintf("no article came in, and %s could not be read.", count(b.Coverage.Failing, "source", "sources"))
	case b.Coverage.Articles == 0 && b.Coverage.Undated > 0:
		return "no article with a date came in; " + count(b.Coverage.Undated, "article has", "articles have") + " none."
	case b.Coverage.Articles == 0:
		return "no article came in."
	case len(b.Topics) > 0:
		return "nothing new on " + list(b.Topics) + fromWords(b) + "."
	case len(b.Sources) > 0:
		return "nothing new" + fromWords(b) + "."
	case len(b.LeftOut) > 0:
		return "nothing new to tell; " + count(len(b.LeftOut), "story", "stories") + " left out: " + leftOut(b.LeftOut) + "."
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

// quiet is the one line of a briefing that has nothing to tell: that, and what was read in vain.
func quiet(b briefing.Briefing, o Options) bot.Block {
	words := strings.TrimSuffix(quietWords(b), ".")
	spans, read := []bot.Span{bot.Bold(strings.ToUpper(words[:1]) + words[1:])}, coverage(b, o)
	if b.Coverage.Articles == 0 {
		read = append(read[1:], bot.Text(" · “/briefing sources” shows how each source fares")) // of what, the words say
	} else {
		spans = append(spans, bot.Text(" · "))
	}
	return bot.Block{Kind: bot.Paragraph, Spans: append(spans, read...)}
}

// leftOut tells the reasons for which stories are not told, each once, most frequent first.
func leftOut(left []briefing.LeftOut) string {
	n := map[string]int{}
	var reasons []string
	for _, l := range left {
		why, _, _ := strings.Cut(l.Why, ":") // what follows says it again at length
		if n[why]++; n[why] == 1 {
			reasons = append(reasons, why)
		}
	}
	slices.SortStableFunc(reasons, func(a, b string) int { return n[b] - n[a] })
	return strings.Join(reasons, ", ")
}

// controls are one row below a briefing: to ask, to change what comes, to read a story that has only
// its title, and to say whether it was of use.
func controls(b briefing.Briefing, o Options) []bot.Block {
	if o.ID == "" {
		return nil
	}
	row := bot.Block{Kind: bot.Actions, Buttons: []bot.Button{
		{Label: "Ask about this", Action: ActionAsk, Value: o.ID, Style: bot.Primary}, {Label: "Settings", Action: ActionSettings, Value: o.ID}}}
	if o.Private {
		row.Buttons[0].Style = bot.Plain
		row.Buttons = append([]bot.Button{{Label: "Share", Action: ActionShare, Value: o.ID, Style: bot.Primary}}, row.Buttons...)
	}
	row.Select = readMore(b, o)
	return []bot.Block{row, rating(o.ID)}
}

// readMore offers to read the stories that have no control of their own.
func readMore(b briefing.Briefing, o Options) *bot.Select {
	const most, length = 25, 75
	var options []bot.Option
	for _, s := range b.Stories {
		if value := Value(o.ID, s.ID); !tells(s) && len(value) <= maxValue && len(options) < most {
			options = append(options, bot.Option{Label: short(s.Title, length), Value: value})
		}
	}
	if len(options) == 0 {
		return nil
	}
	return &bot.Select{Action: ActionMore, Hint: "Read a story…", Options: options}
}

// Coverage is what a briefing was made from ("214 articles, 12 outlets, 3 undated left out").
func Coverage(c briefing.Coverage) string {
	words := count(c.Articles, "article", "articles")
	if c.Sources > 0 {
		words += ", " + count(c.Sources, "outlet", "outlets")
	}
	if c.Undated > 0 {
		words += fmt.Sprintf(", %d undated left out", c.Undated)
	}
	return words
}
