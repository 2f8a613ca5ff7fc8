package command

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/bot"
	"briefbot/briefing"
)

// whatIAnswer is said to who speaks to the bot and asks nothing.
const whatIAnswer = "I answer questions about the news from your sources. Ask one, such as “What did the mayor say about the bridge?”, " +
	"or say “brief” for what is new."

// asking is how a question begins that is meant for the bot.
var asking = regexp.MustCompile(`(?i)^(and\b|((but|so|ok|okay)\b,?\s+)?(who|whose|whom|what|when|where|why|how|which|is|are|was|were|` +
	`do|does|did|has|have|had|will|would|can|could|should|tell|show|explain)\b)`)

// questionLike says that a text looks like a question, or like something that is asked for.
func questionLike(text string) bool {
	return strings.Contains(text, "?") || asking.MatchString(strings.TrimSpace(text))
}

// asksBot says that a text that was overheard in a thread is for the bot: it looks like a question, and not
// like one that people ask one another; or it names a story of the briefing above.
func asksBot(text string) bool {
	text = courtesy.ReplaceAllString(strings.TrimSpace(text), "$1")
	if m := aboutStory.FindStringSubmatch(text); m != nil {
		return m[1]+m[3] != "" || questionLike(text)
	}
	if story.MatchString(text) {
		return strings.Contains(text, " ")
	}
	return questionLike(text) && !amongPeople(text)
}

var (
	// politely matches how the bot is asked for something; whoever is asked so may be anybody, but what is asked
	// for follows.
	politely = regexp.MustCompile(`(?i)\b(?:(?:can|could|would|will) (?:you|we|i) (?:please )?` +
		`(?:tell|show|explain|give|see|get|have|know)(?: (?:me|us))?|(?:tell|show|give|remind) (?:me|us)|do (?:we|you) know|` +
		`(?:i|we)(?:['’]d| would) like to know|what do (?:you|we) know)\b`)
	// persons are the first and the second person: news speaks of others. "US" is a country.
	persons = regexp.MustCompile(`\b(?:[Ii]|[Ww]e|us|[Mm]e|[Mm]y|[Oo]ur|[Yy]ou|[Yy]our|[Ll]et['’]s|(?:[Aa]ny|[Ss]ome|[Ee]very)(?:one|body))\b`)
)

// amongPeople says that a text speaks of who says it or of who hears it, as people do among themselves.
func amongPeople(text string) bool {
	return persons.MatchString(politely.ReplaceAllString(text, ""))
}

// namesOne says that a text names somebody or something: it has a capital letter after its first word.
func namesOne(text string) bool {
	words := strings.Fields(text)
	return len(words) > 1 && slices.ContainsFunc(words[1:], func(w string) bool {
		first, size := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(first) && len(w) > size && !strings.HasPrefix(w, "I'") && !strings.HasPrefix(w, "I’")
	})
}

// idle says that what has no answer was hardly a question: it is long and asks nothing, or so short that nothing
// comes near.
func idle(text string, a briefing.Answer) bool {
	words := len(strings.Fields(text))
	return !questionLike(text) && words > wordsOfATopic || len(a.Nearest) == 0 && (words <= wordsOfNothing || !questionLike(text))
}

// wordsOfNothing is how many words say nothing that could be looked for: "lol", "who?".
const wordsOfNothing = 2

// leaning matches what refers to something said before.
var leaning = regexp.MustCompile(`(?i)^(?:and|but|so)\b|\b(?:it|its|he|him|his|she|her|they|them|their|this|that|there|these|those)\b`)

// asksFor matches how a question begins that says only what kind of answer it wants.
var asksFor = regexp.MustCompile(`^(?:what|which) (?:time|day|date|kind|sort)\b|^what happened (?:to|in|at|with|on)\b`)

// shares says that an answer has most of a question's words: of those as long as words that mean something are, by
// their beginnings.
func shares(question string, a briefing.Answer) bool {
	const least, beginning = 4, 5
	var said strings.Builder
	common, all := 0, 0
	for _, c := range a.Citations {
		said.WriteString(" " + c.Title + " " + c.Quote)
	}
	text := strings.ToLower(said.String())
	question = asksFor.ReplaceAllString(strings.ToLower(question), "")
	for _, w := range strings.FieldsFunc(question, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(w) < least || asking.MatchString(w) {
			continue
		}
		all++
		if strings.Contains(text, " "+string([]rune(w)[:min(beginning, utf8.RuneCountInString(w))])) {
			common++
		}
	}
	return 2*common > all
}

// follows says that an answer to what was overheard goes on with what the thread is about: it stands in an
// article that was cited there, and the question leans on it or shares its words; or the question names what it
// is about.
func (q *request) follows(ctx context.Context, a briefing.Answer) bool {
	if namesOne(q.args) {
		return true
	}
	if !leaning.MatchString(q.args) && !shares(q.args, a) {
		return false
	}
	cited, err := q.cited(ctx)
	if err != nil {
		q.lg.Warn("what was told in a thread could not be read", "from", q.From.String(), "err", err)
	}
	return slices.ContainsFunc(a.Citations, func(c briefing.Citation) bool { return slices.Contains(cited, c.Article) })
}

// cited are the articles that the thread's answers and its briefing cite.
func (q *request) cited(ctx context.Context) ([]briefing.ArticleID, error) {
	out, err := q.told(ctx)
	if err != nil {
		return nil, err
	}
	turns, err := q.turns(ctx)
	if err != nil {
		return out, err
	}
	for _, t := range turns {
		articles, err := q.restedOn(ctx, t)
		if err != nil {
			return out, err
		}
		out = append(out, articles...)
	}
	return out, nil
}

// restedOn are the articles that the answer of a turn cites; none where it is forgotten.
func (q *request) restedOn(ctx context.Context, t bot.Turn) (out []briefing.ArticleID, err error) {
	s, err := q.store.Shown(ctx, t.Shown)
	if errors.Is(err, bot.ErrNotFound) || err == nil && s.Answer == nil {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading what was shown: %w", err)
	}
	for _, c := range s.Answer.Citations {
		if !slices.Contains(out, c.Article) {
			out = append(out, c.Article)
		}
	}
	return out, nil
}
