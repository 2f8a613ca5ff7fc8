package render

import (
	"strings"

	"briefbot/bot"
	"briefbot/briefing"
)

// The buttons' actions. Their value is an id of something shown, and for a story ":" and its id.
const (
	ActionMore     = "story.more"
	ActionSources  = "story.sources"
	ActionWhy      = "story.why"
	ActionFollow   = "topic.follow"
	ActionMute     = "topic.mute"
	ActionHelpful  = "feedback.yes"
	ActionNot      = "feedback.no"
	ActionShare    = "shown.share"
	ActionAsk      = "shown.ask"
	ActionSettings = "shown.settings"
	ActionQuotes   = "answer.quotes"
	ActionResume   = "order.resume" // of a paused order; the value is its id
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

// storyMenu is what can be done with a story, or nothing where its value would be too long to fit.
// The first leads to all of it.
func storyMenu(shown string, s briefing.BriefingStory) []bot.Button {
	value := Value(shown, s.ID)
	if shown == "" || len(value) > maxValue {
		return nil
	}
	menu := []bot.Button{{Label: "More", Action: ActionMore, Value: value}, {Label: "Sources", Action: ActionSources, Value: value}, {Label: "Why", Action: ActionWhy, Value: value}}
	return append(menu, topicButtons(shown, s)...)
}

// topicButtons follow and mute a story's topic.
func topicButtons(shown string, s briefing.BriefingStory) []bot.Button {
	value := Value(shown, s.ID)
	if shown == "" || s.Topic == "" || len(value) > maxValue {
		return nil
	}
	return []bot.Button{{Label: "Follow", Action: ActionFollow, Value: value}, {Label: "Mute", Action: ActionMute, Value: value}}
}

// rating asks whether something shown was of use.
func rating(shown string) bot.Block {
	return bot.Block{Kind: bot.Rating, Buttons: []bot.Button{{Label: "Helpful", Action: ActionHelpful, Value: shown}, {Label: "Not helpful", Action: ActionNot, Value: shown}}}
}
