package command

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// above is what the message shows that was replied to, that begins the thread, or below which a question was
// asked for; bot.ErrNotFound where it is not, or no longer, known.
func (q *request) above(ctx context.Context) (bot.Shown, error) {
	if q.Via == bot.ViaForm && q.Action == actionQuestion && q.Value != "" {
		return q.still(ctx, q.Value)
	}
	if q.About.IsZero() {
		return bot.Shown{}, bot.ErrNotFound
	}
	turns, err := q.store.Turns(ctx, bot.Below(q.About), q.at.Add(-threadMemory))
	if err != nil {
		return bot.Shown{}, fmt.Errorf("reading the conversation: %w", err)
	}
	for _, t := range turns {
		if t.Shown != "" {
			return q.still(ctx, t.Shown)
		}
	}
	return bot.Shown{}, bot.ErrNotFound
}

// still is shown, with bot.ErrNotFound for what is forgotten, or another tenant's.
func (q *request) still(ctx context.Context, id string) (bot.Shown, error) {
	s, err := q.shown(ctx, id)
	if said := (*bot.Error)(nil); errors.As(err, &said) {
		return s, bot.ErrNotFound
	}
	return s, err
}

// threadMemory is how long it is known what a message shows.
const threadMemory = 7 * 24 * time.Hour

// aboutStory matches what people say below a briefing of one of its stories: "why?", "1 why", "more on
// the second", "sources of 3", "tell me more".
var aboutStory = regexp.MustCompile(`(?i)^(?:the )?(?:(\d{1,2}|first|second|third|fourth|fifth|last)(?:\s+(?:one|story))?[\s,:]+)?(?:tell me |show (?:me )?|give me |is there |and |what(?:['’]s| is| are) |who |can (?:i|we) (?:get|have|see) )?(?:the )?(why|more|sources?|quotes?|links?|reported|wrote)(?:\s+(?:on|about|of|for|to|from|is that))?(?:\s+(?:the|no\.?|number|story))*(?:\s+(\d{1,2}|first|second|third|fourth|fifth|last)(?:\s+(?:one|story))?)?\s*[?!.]*$`)

// story matches a story alone, by its place: "the second one", "story 3", "what about the last?".
var story = regexp.MustCompile(`(?i)^(?:and |what about |how about |tell me (?:more )?about |show (?:me )?|read (?:me )?|open )?` +
	`(?:the )?(?:story |number |no\.? ?)?(\d{1,2}|first|second|third|fourth|fifth|last)(?: (?:one|story))?\s*[?!.]*$`)

// aboutAnswer matches what people ask of an answer itself: where it comes from.
var aboutAnswer = regexp.MustCompile(`(?i)^(?:and )?(?:the |your )?(?:sources?|quotes?|more|tell me more|is there more|` +
	`who says(?: so| that)?|says who|` +
	`(?:are you sure|how do you know(?: that)?)|(?:which|what) (?:article|source|link)s?)\s*[?!.]*$`)

// ordinals are the stories that words mean, from 1; the last is 0.
var ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": 0}

// below answers what is said of a story of the briefing above. done is false for all else.
func (q *request) below(ctx context.Context) (done bool, err error) {
	said := courtesy.ReplaceAllString(q.args, "$1")
	m := aboutStory.FindStringSubmatch(said)
	if alone := story.FindStringSubmatch(said); m == nil && alone != nil {
		m = []string{"", alone[1], "more", ""}
	}
	source := aboutAnswer.MatchString(said)
	if m == nil && !source {
		return false, nil
	}
	shown, err := q.over(ctx)
	switch {
	case errors.Is(err, bot.ErrNotFound):
		return false, nil
	case err != nil:
		return false, err
	case shown.Answer != nil && source:
		return true, q.quote(ctx, *shown.Answer)
	case m == nil:
		return false, nil
	case shown.Briefing == nil || len(shown.Briefing.Stories) == 0:
		return false, nil // it is a question like others
	}
	stories := shown.Briefing.Stories
	if len(stories) > 1 && m[1]+m[3] == "" {
		return true, q.reply(ctx, fmt.Sprintf("Which story? Say it with its number: “1 %s” is “%s”.", strings.ToLower(m[2]), stories[0].Title))
	}
	n, ok := numbered(m[1]+m[3], len(stories))
	if !ok {
		return true, &bot.Error{Code: "no_such_story", Message: fmt.Sprintf("The briefing has %d stories: say a number up to that.", len(stories))}
	}
	var reply bot.Message
	switch s := stories[n]; strings.ToLower(m[2]) {
	case "why":
		reply = render.Why(s)
	case "more":
		reply = render.More(*shown.Briefing, s, shown.ID, render.Options{Zone: q.loc})
	default:
		reply = render.Sources(*shown.Briefing, s)
	}
	reply.Private = q.private()
	_, err = q.to.Reply(ctx, reply)
	return true, err
}

// over is what stands above, or what the conversation was last shown; bot.ErrNotFound where there is neither.
func (q *request) over(ctx context.Context) (bot.Shown, error) {
	shown, err := q.above(ctx)
	if !errors.Is(err, bot.ErrNotFound) {
		return shown, err
	}
	turns, err := q.recent(ctx)
	if err != nil {
		return bot.Shown{}, err
	}
	for _, t := range slices.Backward(turns) {
		if t.Shown == "" {
			continue
		}
		s, err := q.store.Shown(ctx, t.Shown)
		if err != nil && !errors.Is(err, bot.ErrNotFound) {
			return s, fmt.Errorf("reading what was shown: %w", err)
		}
		return s, err
	}
	return bot.Shown{}, bot.ErrNotFound
}

// quote shows what an answer rests on, to all who read it.
func (q *request) quote(ctx context.Context, a briefing.Answer) error {
	m := render.Quotes(a)
	m.Private = q.private()
	_, err := q.to.Reply(ctx, m)
	return err
}

// numbered is the story that a number or an ordinal means, from 0; of one story it needs none.
func numbered(word string, stories int) (int, bool) {
	word = strings.ToLower(word)
	n, named := ordinals[word]
	switch {
	case word == "":
		return 0, stories == 1
	case !named:
		var err error
		if n, err = strconv.Atoi(word); err != nil {
			return 0, false
		}
	case n == 0:
		n = stories
	}
	return n - 1, n >= 1 && n <= stories
}

// told are the articles of the briefing above that a question leans on: one that names nothing itself
// is about what was told there.
func (q *request) told(ctx context.Context) ([]briefing.ArticleID, error) {
	shown, err := q.above(ctx)
	if errors.Is(err, bot.ErrNotFound) || err == nil && shown.Briefing == nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []briefing.ArticleID
	for _, c := range shown.Briefing.Citations {
		if !slices.Contains(out, c.Article) {
			out = append(out, c.Article)
		}
	}
	return out, nil
}
