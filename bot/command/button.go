package command

import (
	"context"
	"fmt"
	"strings"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// buttonHandlers are the buttons and forms by action.
func buttonHandlers() map[string]func(context.Context, *request) error {
	return map[string]func(context.Context, *request) error{
		render.ActionSources: storySources,
		render.ActionWhy:     storyWhy,
		render.ActionFollow:  func(ctx context.Context, q *request) error { return storyWish(ctx, q, bot.Follow) },
		render.ActionMute:    func(ctx context.Context, q *request) error { return storyWish(ctx, q, bot.Mute) },
		render.ActionQuotes:  answerQuotes,
		render.ActionShare:   share,
		actionOrder:          openOrder,
		actionOrderForm:      submitOrder,
		actionBrief:          brief,
		render.ActionHelpful: func(ctx context.Context, q *request) error { return opinion(ctx, q, true) },
		render.ActionNot:     func(ctx context.Context, q *request) error { return opinion(ctx, q, false) },
	}
}

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
	_, story, err := q.story(ctx)
	if err != nil {
		return err
	}
	if story.Topic == "" {
		return &bot.Error{Code: "no_topic", Message: "This story has no topic of its own. Write /briefing follow TOPIC or /briefing mute TOPIC."}
	}
	return q.wish(ctx, story.Topic, w)
}

// wish records a preference for the place that the asker may decide about and says so.
func (q *request) wish(ctx context.Context, topic string, w bot.Wish) error {
	at := q.mine()
	if err := q.store.Prefer(ctx, at, strings.ToLower(topic), w); err != nil {
		return fmt.Errorf("recording the wish: %w", err)
	}
	where := "in this channel"
	if at.User != "" {
		where = "for you"
	}
	words := map[bot.Wish]string{
		bot.Follow:  "“%s” comes first %s from now on. Take it back with /briefing unfollow %s.",
		bot.Mute:    "“%s” is left out %s from now on. Take it back with /briefing unmute %s.",
		bot.Neutral: "“%s” is an ordinary topic %s again. See /briefing help for what else can be set about %s.",
	}[w]
	return q.reply(ctx, fmt.Sprintf(words, topic, where, topic))
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

// share shows for everybody what only the asker saw.
func share(ctx context.Context, q *request) error {
	s, err := q.shown(ctx, q.Value)
	if err != nil {
		return err
	}
	o := render.Options{ID: s.ID, Zone: q.loc, Question: true}
	var m bot.Message
	switch {
	case s.Answer != nil:
		m = render.Answer(*s.Answer, o)
	case s.Briefing != nil:
		m = render.Briefing(*s.Briefing, o)
	}
	if q.Actor.Name != "" {
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Text("Shared by " + q.Actor.Name)}})
	}
	_, err = q.to.Share(ctx, m)
	return err
}

// opinion records whether something was of use.
func opinion(ctx context.Context, q *request, helpful bool) error {
	id, story := render.ParseValue(q.Value)
	if _, err := q.shown(ctx, id); err != nil {
		return err
	}
	f := bot.Feedback{At: q.at, From: q.From, Actor: q.Actor.ID, Shown: id, Story: story, Helpful: helpful}
	if err := q.store.AddFeedback(ctx, f); err != nil {
		return fmt.Errorf("recording the opinion: %w", err)
	}
	return q.reply(ctx, "Thank you: noted.")
}
