package command

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"briefbot/bot"
	"briefbot/bot/schedule"
)

// subcommands are those of "/briefing", in the order in which help lists them.
func subcommands() []command {
	return []command{
		{name: "schedule", usage: "briefing schedule WHEN [in CITY] [on TOPIC, …] [from OUTLET, …]", help: "order a briefing: weekdays 8:30; every day at 7 and 17; Mon, Thu 18:00", run: order},
		{name: "list", usage: "briefing list", help: "the briefings of this channel and your own", run: listOrders},
		{name: "edit", usage: "briefing edit ID [WHEN | topics … | sources … | zone … | words N | silent on | empty silent]", help: "change one", run: editOrder},
		{name: "pause", usage: "briefing pause [ID]", help: "stop one for a while", run: pauseOrder},
		{name: "resume", usage: "briefing resume [ID]", help: "let it go on", run: resumeOrder},
		{name: "remove", usage: "briefing remove [ID]", help: "end it", run: removeOrder},
		{name: "run", usage: "briefing run [ID]", help: "deliver it now, out of turn", run: runOrder},
		{name: "preview", usage: "briefing preview [ID]", help: "see, alone, what it would bring now", run: previewOrder},
		{name: "follow", usage: "briefing follow TOPIC", help: "tell it first (back with unfollow)", run: wisher(bot.Follow)},
		{name: "mute", usage: "briefing mute TOPIC", help: "leave it out (back with unmute)", run: wisher(bot.Mute)},
		{name: "unfollow", run: wisher(bot.Neutral)},
		{name: "unmute", run: wisher(bot.Neutral)},
		{name: "home", usage: "briefing home", help: "your own page: your briefings, topics and zone", run: home},
		{name: "sources", usage: "briefing sources [list | add URL | pause ID | resume ID | remove ID]", help: "what is read, and how it fares; who manages the channel adds feeds and sites", run: sourceCommand},
		{name: "status", usage: "briefing status", help: "what was delivered, and what comes next", run: status},
		{name: "help", usage: "briefing help", help: "this list", run: briefingHelp},
	}
}

func partNames() []string {
	var names []string
	for _, c := range subcommands() {
		names = append(names, c.name)
	}
	return names
}

// meansPart says that a text without "briefing" before it is a part of that command all the same:
// where it could as well be a question or a few words to look for, it is not.
func meansPart(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 || strings.Contains(text, "?") || !slices.Contains(partNames(), words[0]) {
		return false
	}
	rest := strings.Join(words[1:], " ")
	switch words[0] {
	case "sources":
		return rest == "" || len(words) <= 3 && sourceParts[words[1]] != nil
	case "schedule":
		_, _, err := schedule.ParsePrefix(rest)
		return rest == "" || err == nil || aBriefing.MatchString(rest)
	case "follow", "mute", "unfollow", "unmute":
		return len(words) <= 4
	case "edit", "pause", "resume", "remove", "run", "preview":
		return rest == "" || orderName.MatchString(words[1]) && (len(words) == 2 || words[0] == "edit") || words[0] == "edit" && isEdit(rest)
	}
	return rest == ""
}

// aBriefing is what people say before a schedule: "schedule a daily briefing at 8".
var aBriefing = regexp.MustCompile(`(?i)^(?:(?:a|an|my|me|the|us)\s+)*(?:(daily)\s+)?briefings?\b(?:\s+for\s+(?:me|us))?\s*`)

// orderName matches the name of an order, as create makes it or the configuration's.
var orderName = regexp.MustCompile(`^([a-z2-7]{5}|cfg-[0-9a-f]+)$`)

// subcommand finds and runs the part of "/briefing" that was meant.
func subcommand(ctx context.Context, q *request) error {
	word, rest, _ := strings.Cut(strings.TrimPrefix(q.args, "/"), " ")
	if word = strings.ToLower(word); word == "" {
		word = "help"
	}
	for _, c := range subcommands() {
		if c.name == word {
			q.part, q.args = c.name, strings.TrimSpace(rest)
			return c.run(ctx, q)
		}
	}
	return unknown("part of /briefing", word, partNames(), "/briefing help lists them all.")
}

// wisher is the command that records a wish about a topic.
func wisher(w bot.Wish) func(context.Context, *request) error {
	return func(ctx context.Context, q *request) error {
		topic := strings.Trim(strings.Join(strings.Fields(straight(q.args)), " "), `"`)
		if topic == "" {
			return q.tellWishes(ctx)
		}
		if done, err := q.wishBelow(ctx, topic, w); done || err != nil {
			return err
		}
		if len(topic) > maxTopic {
			return &bot.Error{Code: "long_topic", Message: "This topic is too long. Write a word or a few."}
		}
		topic, is := q.meantBy(ctx, topic, w)
		words, err := q.wish(ctx, q.mine(), topic, w)
		if err != nil {
			return err
		}
		return q.reply(ctx, words+is)
	}
}

// tellWishes asks for a topic and says what is followed and muted so far.
func (q *request) tellWishes(ctx context.Context) error {
	p, err := q.store.Preferences(ctx, q.mine())
	if err != nil {
		return fmt.Errorf("reading preferences: %w", err)
	}
	words := "Which topic? Write it behind the command: /briefing follow harbour works."
	if len(p.Follow) > 0 {
		words += " Followed: " + strings.Join(p.Follow, ", ") + "."
	}
	if len(p.Mute) > 0 {
		words += " Muted: " + strings.Join(p.Mute, ", ") + "."
	}
	return &bot.Error{Code: "no_topic", Message: words}
}
