package command

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"briefbot/bot"
)

// kinds are the words by which people say what they mean by a name.
var kinds = map[string]string{"outlet": outletKind, "source": outletKind, "paper": outletKind, "topic": topicKind, "person": nameKind,
	"word": wordKind, "words": wordKind}

// What a wish may be about.
const (
	outletKind = "outlet"
	topicKind  = "topic"
	nameKind   = "name"
	wordKind   = "word"
)

// meantBy tells an outlet from a topic of these days, a name and a word. It returns what the wish is kept
// under, and in words what was understood and how to say that another thing is meant.
func (q *request) meantBy(ctx context.Context, said string, w bot.Wish) (key, words string) {
	first, rest, _ := strings.Cut(said, " ")
	named, colon := strings.CutSuffix(strings.ToLower(first), ":")
	kind := kinds[named]
	rest = strings.Trim(rest, `" `)
	// "paper mills" is a topic; the first word says what is meant where it has a colon, or tells an outlet apart.
	if kind != "" && rest != "" && (colon || q.kindOf(ctx, rest) == outletKind) {
		said = rest
	} else {
		kind = q.kindOf(ctx, said)
	}
	if kind == outletKind && w != bot.Follow {
		name := said
		if one, ok := matchOutlet(said, q.outlets(ctx)); ok {
			name = one
		}
		if w == bot.Neutral {
			return bot.OutletWish + name, ""
		}
		return bot.OutletWish + name, fmt.Sprintf(" It is taken for the outlet: what it alone reports is left out, what others report too "+
			"stays. If stories that speak of it are meant, write /briefing mute topic: %s.", name)
	}
	if w == bot.Neutral {
		return said, ""
	}
	switch kind {
	case topicKind:
		return said, " It is taken for a topic."
	case outletKind:
		return said, " It is taken for words that stories speak of; an outlet can be muted, not followed."
	case nameKind:
		return said, fmt.Sprintf(" It is taken for a name: stories that speak of %s.", said)
	}
	return said, " It is taken for words: stories in which they stand."
}

// kindOf says what somebody means by words alone.
func (q *request) kindOf(ctx context.Context, said string) string {
	key := strings.TrimPrefix(folded(said), "the ")
	if slices.ContainsFunc(q.outlets(ctx), func(o string) bool { return strings.TrimPrefix(folded(o), "the ") == key }) {
		return outletKind
	}
	topics, err := q.engine.Topics(ctx, topicsLooked)
	if err == nil && slices.ContainsFunc(topics, func(t string) bool { return folded(t) == folded(said) }) {
		return topicKind
	}
	for _, w := range strings.Fields(said) {
		if r := []rune(w); !unicode.IsUpper(r[0]) {
			return wordKind
		}
	}
	return nameKind
}
