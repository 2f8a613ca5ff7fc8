package render

import (
	"strings"

	"briefbot/bot"
	"briefbot/briefing"
)

// The buttons' actions. Their value is an id of something shown, and for a story ":" and its id.
const (
	ActionSources = "story.sources"
	ActionWhy     = "story.why"
	ActionFollow  = "topic.follow"
	ActionMute    = "topic.mute"
	ActionHelpful = "feedback.yes"
	ActionNot     = "feedback.no"
	ActionShare   = "shown.share"
	ActionQuotes  = "answer.quotes"
	ActionResume  = "order.resume" // of a paused order; the value is its id
)

// maxValue is how long a button's value may be (see bot.Button).
const maxValue = 60

// Value is a button's value for something shown and, where story is not empty, one story of it.
func Value(shown string, story briefing.StoryID) string {
	if story == "" {
		return shown
	}
	return shown + ":" + string(story)
}

// ParseValue is Value turned round.
func ParseValue(value string) (shown string, story briefing.StoryID) {
	shown, s, _ := strings.Cut(value, ":")
	return shown, briefing.StoryID(s)
}

// storyButtons are the buttons under a story, or none where their value would be too long to fit.
func storyButtons(shown string, s briefing.BriefingStory) []bot.Button {
	value := Value(shown, s.ID)
	if shown == "" || len(value) > maxValue {
		return nil
	}
	buttons := []bot.Button{{Label: "Sources", Action: ActionSources, Value: value}, {Label: "Why", Action: ActionWhy, Value: value}}
	if s.Topic != "" {
		buttons = append(buttons,
			bot.Button{Label: "Follow", Action: ActionFollow, Value: value}, bot.Button{Label: "Mute", Action: ActionMute, Value: value})
	}
	return buttons
}

// opinionButtons ask whether something shown was of use.
func opinionButtons(shown string) []bot.Button {
	return []bot.Button{{Label: "Helpful", Action: ActionHelpful, Value: shown}, {Label: "Not helpful", Action: ActionNot, Value: shown}}
}
