package command

import (
	"context"
	"regexp"
	"strings"

	"briefbot/bot"
)

// What people ask of the bot itself: what it reads, what there is, and how something is done with it.
var (
	ofSources = regexp.MustCompile(`(?i)^(?:which|what) (?:sources|outlets|papers|feeds|newspapers|sites)\b.*\b(?:you|there|available)\b`)
	ofTopics  = regexp.MustCompile(`(?i)^(?:which|what) topics\b.*\b(?:you|there|available|follow)\b`)
	ofItself  = regexp.MustCompile(`(?i)^are you (?:a |an )?(?:human|bot|robot|ai|real|person)\b`)
	howTo     = regexp.MustCompile(`(?i)^(?:how (?:do|can|could|should) i|how to|(?:can|could|may) i)\b`)
	itsThings = regexp.MustCompile(`(?i)\b(?:briefings?|topics?|zone|time|sources?|feeds?|alerts?|notifications?|channel|bot)\b`)
)

// aboutBot is the answer to a question about the bot itself; nil for all others.
func aboutBot(text string) func(context.Context, *request) error {
	switch {
	case ofItself.MatchString(text):
		return help
	case ofSources.MatchString(text):
		return sources
	case ofTopics.MatchString(text):
		return topics
	case howTo.MatchString(text) && (itsThings.MatchString(text) || len(partsIn(text)) > 0):
		return howItIsDone
	}
	return nil
}

// partsIn are the parts of "/briefing" that a text names.
func partsIn(text string) (found []command) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' })
	for _, c := range subcommands() {
		for _, w := range words {
			if w == c.name && c.usage != "" && c.name != "help" {
				found = append(found, c)
				break
			}
		}
	}
	return found
}

// howItIsDone tells how the parts are written that a question names, or all.
func howItIsDone(ctx context.Context, q *request) error {
	parts := partsIn(q.args)
	if len(parts) == 0 {
		return briefingHelp(ctx, q)
	}
	m := bot.Message{Summary: "How it is done", Private: q.private()}
	for _, c := range parts {
		m.Blocks = append(m.Blocks, q.usage(c))
	}
	_, err := q.to.Reply(ctx, m)
	return err
}

// topics names what there is to ask for these days.
func topics(ctx context.Context, q *request) error {
	m := bot.Message{Summary: "Topics of these days", Private: q.private(), Blocks: q.presentTopics(ctx)}
	if len(m.Blocks) == 0 {
		return q.reply(ctx, "There are no articles yet, and so no topics.")
	}
	_, err := q.to.Reply(ctx, m)
	return err
}
