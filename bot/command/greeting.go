package command

import (
	"context"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/bot"
)

// greetings and courtesies are what people say to a bot that is no question.
var (
	greetings = map[string]bool{
		"hi": true, "hello": true, "hey": true, "hi there": true, "hello there": true, "hey there": true, "good morning": true, "good evening": true,
		"good afternoon": true, "good day": true, "moin": true, "yo": true, "start": true, "get started": true, "test": true, "ping": true,
	}
	courtesies = map[string]bool{
		"thanks": true, "thank you": true, "thanks a lot": true, "many thanks": true, "thank you very much": true, "thanks very much": true, "thank you so much": true,
		"thx": true, "ty": true, "cheers": true, "great": true, "great thanks": true, "ok": true, "okay": true, "ok thanks": true, "perfect": true, "good": true, "good bot": true,
		"nice": true, "cool": true, "bye": true, "goodbye": true, "see you": true, "got it": true, "well done": true, "yes": true, "no": true, "no thanks": true, "never mind": true,
	}
	helps = map[string]bool{
		"help me": true, "what can you do": true, "what do you do": true, "who are you": true, "what are you": true, "how does this work": true, "how do you work": true,
		"what can i ask": true, "what can i ask you": true, "commands": true, "menu": true, "how do i use this": true,
	}
	homes = map[string]bool{"settings": true, "my settings": true, "my briefings": true, "my topics": true, "my page": true, "home": true}
	stops = map[string]bool{"stop": true, "unsubscribe": true, "cancel": true, "quit": true, "exit": true,
		"stop it": true, "end": true, "quiet": true,
		"be quiet": true, "shut up": true}
)

// smallTalk is the answer to what is said and is no question; nil for what may be one.
func smallTalk(text string) func(context.Context, *request) error {
	said := strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '\'' }), " ")
	switch {
	case greetings[said] || said == "" && strings.ContainsAny(text, "?"):
		return greet
	case helps[said]:
		return help
	case homes[said]:
		return home
	case courtesies[said]:
		return welcomeBack
	case said == "" && strings.TrimSpace(text) != "": // a thumb, a smile
		return func(context.Context, *request) error { return nil }
	case stops[said]:
		return stopWords
	}
	return nil
}

// salute matches how people begin before they say what they want.
var salute = regexp.MustCompile(`(?i)^(?:(?:hey|hi|hiya|hello|yo|ok|okay|please|so|well|dear|` +
	`(?:good )?(?:morning|evening|afternoon)|good day)\b(?:\s+(?:there|bot|briefbot))?[\s,!:–-]+)+`)

// withoutSalute is a text without its salute and the courtesy at its end, where something is left.
func withoutSalute(text string) string {
	text = strings.TrimLeft(text, " \t,:;–-") // behind the bot's name
	rest := strings.TrimSpace(courtesy.ReplaceAllString(text, "$1"))
	if rest != "" && rest != "ask" && smallTalk(text) == nil {
		text = rest
	}
	begin := salute.FindString(text)
	rest = text[len(begin):]
	if rest == "" || begin == "" || smallTalk(text) != nil {
		return text
	}
	if first, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(first) && !strings.ContainsAny(begin, ",!:–-") {
		return text // "Hello Kitty"
	}
	return rest
}

func greet(ctx context.Context, q *request) error {
	return q.reply(ctx, "Hello. Ask me about the news in your own words, say “brief” for what is new, or “help” for all that I can do.")
}

func welcomeBack(ctx context.Context, q *request) error {
	return q.reply(ctx, "At your service.")
}

// stopWords tell who wants to be left in peace how to get there.
func stopWords(ctx context.Context, q *request) error {
	seen, err := q.seen(ctx)
	if err != nil {
		return err
	}
	if len(seen) == 0 {
		return q.reply(ctx, "Nothing is sent to you: I only answer.")
	}
	words := "To end a briefing, write “briefing remove” and its name; “briefing pause” stops it for a while."
	m := bot.Message{Summary: words, Private: q.private(), Blocks: plain(words, false).Blocks}
	for _, s := range seen {
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Bullet, Spans: orderSpans(s)})
	}
	_, err = q.to.Reply(ctx, m)
	return err
}
