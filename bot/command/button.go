package command

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// buttonHandlers are the buttons and forms by action.
func buttonHandlers() map[string]func(context.Context, *request) error {
	return map[string]func(context.Context, *request) error{
		render.ActionMore:     storyMore,
		render.ActionAsk:      openQuestion,
		actionQuestion:        submitQuestion,
		render.ActionSettings: settings,
		actionThread:          everything,
		render.ActionSources:  storySources,
		render.ActionWhy:      storyWhy,
		render.ActionFollow:   func(ctx context.Context, q *request) error { return storyWish(ctx, q, bot.Follow) },
		render.ActionMute:     func(ctx context.Context, q *request) error { return storyWish(ctx, q, bot.Mute) },
		render.ActionQuotes:   answerQuotes,
		render.ActionShare:    share,
		actionUndo:            func(ctx context.Context, q *request) error { return storyWish(ctx, q, bot.Neutral) },
		actionTakeBack:        takeBack,
		actionOrder:           openOrder,
		actionOrderForm:       submitOrder,
		actionEdit:            pressed(editOrder),
		actionEditForm:        submitEdit,
		actionPause:           pressed(pauseOrder),
		actionResume:          pressed(resumeOrder),
		actionPreview:         pressed(previewOrder),
		actionRun:             pressed(runOrder),
		actionRemove:          askRemove,
		actionRemoveYes:       pressed(removeOrder),
		actionBrief:           brief,
		actionAddSource:       pressed(addSource),
		render.ActionHelpful:  func(ctx context.Context, q *request) error { return opinion(ctx, q, true) },
		render.ActionNot:      func(ctx context.Context, q *request) error { return opinion(ctx, q, false) },
	}
}

// maxWishes is how many topics one place may follow and mute together.
const maxWishes = 100

// actionUndo takes a wish about a story's topic back.
const actionUndo = "topic.undo"

// story finds the story that a button belongs to.
func (q *request) story(ctx context.Context) (bot.Shown, briefing.BriefingStory, error) {
	id, storyID := render.ParseValue(q.Value)
	s, err := q.shown(ctx, id)
	if err != nil {
		return s, briefing.BriefingStory{}, err
	}
	if s.Briefing != nil {
		for _, story := range s.Briefing.Stories {
			if story.ID == storyID {
				return s, story, nil
			}
		}
	}
	return s, briefing.BriefingStory{}, &bot.Error{Code: "forgotten", Message: "This story is no longer at hand. Ask again with /brief."}
}

// storyMore shows all there is to a story.
func storyMore(ctx context.Context, q *request) error {
	s, story, err := q.story(ctx)
	if err != nil {
		return err
	}
	_, err = q.to.Reply(ctx, render.More(*s.Briefing, story, s.ID, render.Options{Zone: q.loc}))
	return err
}

func storySources(ctx context.Context, q *request) error {
	s, story, err := q.story(ctx)
	if err != nil {
		return err
	}
	_, err = q.to.Reply(ctx, render.Sources(*s.Briefing, story))
	return err
}

func storyWhy(ctx context.Context, q *request) error {
	_, story, err := q.story(ctx)
	if err != nil {
		return err
	}
	_, err = q.to.Reply(ctx, render.Why(story))
	return err
}

func storyWish(ctx context.Context, q *request, w bot.Wish) error {
	shown, story, err := q.story(ctx)
	if err != nil {
		return err
	}
	return q.wishOf(ctx, shown, story, w)
}

// thisStory matches words that mean the only story above.
var thisStory = regexp.MustCompile(`(?i)^(?:this|it|that)(?: story| one)?$`)

// wishBelow records a wish about the topic of a story that is meant by its place in the briefing above. done is
// false where none is meant.
func (q *request) wishBelow(ctx context.Context, said string, w bot.Wish) (done bool, err error) {
	m := story.FindStringSubmatch(said)
	if m == nil && !thisStory.MatchString(said) {
		return false, nil
	}
	shown, err := q.over(ctx)
	if errors.Is(err, bot.ErrNotFound) || err == nil && (shown.Briefing == nil || len(shown.Briefing.Stories) == 0) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	place := ""
	if m != nil {
		place = m[1]
	}
	stories := shown.Briefing.Stories
	n, ok := numbered(place, len(stories))
	if !ok {
		return true, &bot.Error{Code: "no_such_story",
			Message: fmt.Sprintf("Which story? The briefing has %d: say its number, as in “mute 2”.", len(stories))}
	}
	q.Value = render.Value(shown.ID, stories[n].ID)
	return true, q.wishOf(ctx, shown, stories[n], w)
}

// wishOf records a wish about a story's topic, with a button that takes it back.
func (q *request) wishOf(ctx context.Context, shown bot.Shown, story briefing.BriefingStory, w bot.Wish) error {
	if story.Topic == "" {
		return &bot.Error{Code: "no_topic", Message: "This story has no topic of its own. Write /briefing follow TOPIC or /briefing mute TOPIC."}
	}
	at := q.mine()
	switch mine := shown.To.User == q.Actor.ID; {
	case mine && shown.To.Channel == "":
		at = shown.To // it came in direct messages
	case mine:
		at = q.myself() // he alone sees it
	}
	words, err := q.wish(ctx, at, story.Topic, w)
	if err != nil {
		return err
	}
	m := plain(words, q.private())
	if w != bot.Neutral {
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Undo", Action: actionUndo, Value: q.Value}}})
	}
	_, err = q.to.Reply(ctx, m)
	return err
}

// wish records a preference for a place that the asker may decide about and says so in words.
func (q *request) wish(ctx context.Context, at bot.Destination, topic string, w bot.Wish) (string, error) {
	if w != bot.Neutral {
		p, err := q.store.Preferences(ctx, at)
		if err != nil {
			return "", fmt.Errorf("reading preferences: %w", err)
		}
		if len(p.Follow)+len(p.Mute) >= maxWishes {
			return "", &bot.Error{Code: "many_wishes", Message: fmt.Sprintf("%d topics are followed or muted already. Take one back first: /briefing unfollow or unmute and the topic.", len(p.Follow)+len(p.Mute))}
		}
	}
	if err := q.store.Prefer(ctx, at, strings.ToLower(topic), w); err != nil {
		return "", fmt.Errorf("recording the wish: %w", err)
	}
	if outlet, ok := strings.CutPrefix(topic, bot.OutletWish); ok {
		topic = outlet
	}
	where := "in this channel"
	if at.Channel == "" {
		where = "for you"
	}
	switch w {
	case bot.Follow:
		return fmt.Sprintf("“%s” comes first %s from now on. Take it back with /briefing unfollow %s.", topic, where, topic), nil
	case bot.Mute:
		return fmt.Sprintf("“%s” is left out %s from now on. Take it back with /briefing unmute %s.", topic, where, topic), nil
	}
	return fmt.Sprintf("“%s” is an ordinary topic %s again.", topic, where), nil
}

func answerQuotes(ctx context.Context, q *request) error {
	s, err := q.shown(ctx, q.Value)
	if err != nil {
		return err
	}
	if s.Answer == nil {
		return &bot.Error{Code: "forgotten", Message: "This answer is no longer at hand. Ask again with /ask."}
	}
	_, err = q.to.Reply(ctx, render.Quotes(*s.Answer))
	return err
}

// opinion records whether something was of use.
func opinion(ctx context.Context, q *request, helpful bool) error {
	id, story := render.ParseValue(q.Value)
	if _, err := q.shown(ctx, id); err != nil {
		return err
	}
	return q.rate(ctx, id, story, helpful)
}

// rated matches an opinion in words, and against one that is no praise.
var (
	rated = regexp.MustCompile(`(?i)^(?:(?:thanks?|thank you)[\s,!.–-]+)?(?:(?:that|this|it)(?:['’]s| is| was) )?` +
		`(?:(not|un)[\s-]?)?(?:very |so |really )?(?:helpful|useful)[\s!.]*$`)
	lengthy = regexp.MustCompile(`(?i)^(?:(?:that|this|it)(?:['’]s| is| was) )?` +
		`(?:too (?:long|short)|shorter|longer|make it (?:shorter|longer))[\s!.]*$`)
)

// opinionBelow records an opinion in words of what stands above, and tells how the length is changed. done is false
// where there is neither.
func (q *request) opinionBelow(ctx context.Context) (done bool, err error) {
	if lengthy.MatchString(q.args) {
		return true, q.reply(ctx, "The length of a standing briefing is changed with “"+q.typed("briefing edit ID length short")+
			"”, standard or long; “"+q.typed("briefing list")+"” tells its ID.")
	}
	m := rated.FindStringSubmatch(q.args)
	if m == nil {
		return false, nil
	}
	shown, err := q.over(ctx)
	if errors.Is(err, bot.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, q.rate(ctx, shown.ID, "", m[1] == "")
}

// rate records whether something was of use.
func (q *request) rate(ctx context.Context, id string, story briefing.StoryID, helpful bool) error {
	f := bot.Feedback{At: q.at, From: q.From, Actor: q.Actor.ID, Shown: id, Story: story, Helpful: helpful}
	if err := q.store.AddFeedback(ctx, f); err != nil {
		return fmt.Errorf("recording the opinion: %w", err)
	}
	return q.reply(ctx, "Thank you: noted.")
}
