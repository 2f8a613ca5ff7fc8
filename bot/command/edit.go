package command

import (
	"context"
	"fmt"
	"strings"

	"briefbot/bot"
	"briefbot/bot/schedule"
)

// editOrder changes an order: its schedule, or what is named first. Without a change it shows the form.
func editOrder(ctx context.Context, q *request) error {
	s, err := q.target(ctx, true, true)
	if err != nil {
		return err
	}
	if q.args == "" {
		return q.openEdit(ctx, s)
	}
	edit, err := q.edits(ctx)
	if err != nil {
		return err
	}
	if s, err = q.change(ctx, s, edit); err != nil {
		return err
	}
	return q.says(ctx, s, "Changed: ", declaredNote(s)...)
}

// edited are the words that say what an edit changes.
var edited = map[string]bool{
	"topics": true, "topic": true, "sources": true, "source": true, "from": true, "outlets": true, "words": true, "length": true,
	"zone": true, "timezone": true, "in": true, "silent": true, "silently": true, "empty": true,
}

// isEdit says that a text is a change, with no name of an order before it.
func isEdit(text string) bool {
	word, _, _ := strings.Cut(strings.ToLower(text), " ")
	_, _, err := schedule.ParsePrefix(text)
	return edited[word] || err == nil && strings.Trim(word, "0123456789") != ""
}

// edits reads changes with semicolons between: "weekdays 9:00; topics energy; words 200".
func (q *request) edits(ctx context.Context) (func(*bot.Subscription), error) {
	var all []func(*bot.Subscription)
	for part := range strings.SplitSeq(straight(q.args), ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		one := *q
		one.args = part
		edit, err := one.edit(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, edit)
	}
	return func(s *bot.Subscription) {
		for _, edit := range all {
			edit(s)
		}
	}, nil
}

// edit reads a change: "topics …", "sources …", "words N", "zone …", "silent on", or a schedule with
// what people say behind one.
func (q *request) edit(ctx context.Context) (func(*bot.Subscription), error) {
	what, rest, _ := strings.Cut(q.args, " ")
	rest = strings.TrimSpace(rest)
	switch strings.ToLower(what) {
	case "topics", "topic":
		if rest == "" {
			return nil, &bot.Error{Code: "no_topic", Message: "Which topics? Write them with commas between, or “topics all” for everything."}
		}
		topics, err := parseTopics(rest)
		return func(s *bot.Subscription) { s.Topics = topics }, err
	case "sources", "source", "from", "outlets":
		outlets := q.outlets(ctx)
		if rest == "" {
			return nil, unknownOutlet("", outlets)
		}
		sources, err := parseSources(rest, outlets)
		return func(s *bot.Subscription) { s.Sources = sources }, err
	case "words", "length":
		if words, ok := namedLength(rest); ok {
			return func(s *bot.Subscription) { s.Words = words }, nil
		}
		n, err := parseWords(rest)
		return func(s *bot.Subscription) { s.Words = n }, err
	case "empty":
		empty, err := bot.ParseWhenEmpty(rest)
		return func(s *bot.Subscription) { s.WhenEmpty = empty }, err
	case "zone", "timezone", "in":
		zone, err := zoneOf(rest)
		if err != nil {
			return nil, err
		}
		return func(s *bot.Subscription) { s.Zone, s.Since = zone.String(), q.at }, nil
	case "silent", "silently":
		switch strings.ToLower(rest) {
		case "", "on", "yes":
			return func(s *bot.Subscription) { s.Silent = true }, nil
		case "off", "no":
			return func(s *bot.Subscription) { s.Silent = false }, nil
		}
		return nil, &bot.Error{Code: "bad_silent", Message: "Write silent on, and nobody is notified of it where the platform can do so; or silent off."}
	}
	return q.editSchedule(ctx, what, rest)
}

// editSchedule reads a new schedule; what is not said behind it stays as it was.
func (q *request) editSchedule(ctx context.Context, what, rest string) (func(*bot.Subscription), error) {
	if _, err := schedule.Parse(rest); err == nil && strings.Trim(what, "0123456789") == "" {
		// "3 weekdays 9:00": a number before a whole schedule is a name that nobody has, no hour.
		return nil, &bot.Error{Code: "unknown_order", Message: fmt.Sprintf("There is no briefing %q here. /briefing list shows their names.", what)}
	}
	when, rest, err := schedule.ParsePrefix(q.args)
	if err != nil {
		return nil, err
	}
	if err := seldom(when); err != nil {
		return nil, err
	}
	t, err := parseTerms(rest, q.outlets(ctx))
	if err != nil {
		return nil, err
	}
	if err := q.known(ctx, t.bare); err != nil {
		return nil, err
	}
	return func(s *bot.Subscription) {
		s.When, s.Since = when.String(), q.at
		if t.zone != nil {
			s.Zone = t.zone.String()
		}
		if len(t.topics) > 0 {
			s.Topics = t.topics
		}
		if len(t.sources) > 0 {
			s.Sources = t.sources
		}
		if t.words > 0 {
			s.Words = t.words
		}
	}, nil
}
