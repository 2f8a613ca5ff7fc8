package command

import (
	"context"
	"strings"

	"briefbot/bot"
)

// subcommands are those of "/briefing", in the order in which help lists them.
func subcommands() []command {
	return []command{
		{name: "schedule", usage: "briefing schedule WHEN [topic, …] [Region/City]", help: "order a briefing: weekdays 8:30; every day at 7 and 17; Mon, Thu 18:00", run: order},
		{name: "list", usage: "briefing list", help: "the briefings of this channel and your own", run: listOrders},
		{name: "edit", usage: "briefing edit ID WHEN | topics … | zone … | words N", help: "change one", run: editOrder},
		{name: "pause", usage: "briefing pause [ID]", help: "stop one for a while", run: pauseOrder},
		{name: "resume", usage: "briefing resume [ID]", help: "let it go on", run: resumeOrder},
		{name: "remove", usage: "briefing remove [ID]", help: "end it", run: removeOrder},
		{name: "run", usage: "briefing run [ID]", help: "deliver it now, out of turn", run: runOrder},
		{name: "preview", usage: "briefing preview [ID]", help: "see, alone, what it would bring now", run: previewOrder},
		{name: "follow", usage: "briefing follow TOPIC", help: "tell it first (back with unfollow)", run: wisher(bot.Follow)},
		{name: "mute", usage: "briefing mute TOPIC", help: "leave it out (back with unmute)", run: wisher(bot.Mute)},
		{name: "unfollow", run: wisher(bot.Neutral)},
		{name: "unmute", run: wisher(bot.Neutral)},
		{name: "sources", usage: "briefing sources", help: "what is read, and how it fares", run: sources},
		{name: "status", usage: "briefing status", help: "what was delivered, and what comes next", run: status},
		{name: "help", usage: "briefing help", help: "this list", run: briefingHelp},
	}
}

// subcommand finds and runs the part of "/briefing" that was meant.
func subcommand(ctx context.Context, q *request) error {
	word, rest, _ := strings.Cut(q.args, " ")
	if word = strings.ToLower(word); word == "" {
		word = "help"
	}
	var names []string
	for _, c := range subcommands() {
		if c.name == word {
			q.args = strings.TrimSpace(rest)
			return c.run(ctx, q)
		}
		names = append(names, c.name)
	}
	return unknown("part of /briefing", word, names, "/briefing help lists them all.")
}

func briefingHelp(ctx context.Context, q *request) error {
	m := bot.Message{Summary: "What /briefing can do", Private: q.private()}
	for _, c := range subcommands() {
		if c.usage != "" {
			m.Blocks = append(m.Blocks, usageLine("/"+c.usage, c.help))
		}
	}
	_, err := q.to.Reply(ctx, m)
	return err
}

// wisher is the command that records a wish about a topic.
func wisher(w bot.Wish) func(context.Context, *request) error {
	return func(ctx context.Context, q *request) error {
		topic := strings.Join(strings.Fields(q.args), " ")
		if topic == "" {
			return &bot.Error{Code: "no_topic", Message: "Which topic? Write it behind the command: /briefing follow harbour works."}
		}
		if len(topic) > maxTopic {
			return &bot.Error{Code: "long_topic", Message: "This topic is too long. Write a word or a few."}
		}
		return q.wish(ctx, topic, w)
	}
}
