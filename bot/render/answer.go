package render

import (
	"briefbot/bot"
	"briefbot/briefing"
)

// maxNearest is how many near passages are shown where there is no answer.
const maxNearest = 3

// Answer is an answer as a message: its points with their sources; or that there is none, with the
// nearest passages as such; or that the question takes something for granted that is contradicted.
func Answer(a briefing.Answer, o Options) bot.Message {
	m := bot.Message{Private: o.Private}
	cs := numbered(a.Citations)
	add := func(kind bot.BlockKind, spans ...bot.Span) {
		m.Blocks = append(m.Blocks, bot.Block{Kind: kind, Spans: spans})
	}
	if o.Question {
		add(bot.Paragraph, bot.Bold(a.Question))
	}
	switch a.Status {
	case briefing.Answered:
		m.Summary = short(first(a), 150)
	case briefing.FalsePremise:
		m.Summary = "The question takes something for granted that the sources contradict: " + short(first(a), 150)
		add(bot.Paragraph, bot.Bold("The question takes something for granted that the sources contradict."))
	default:
		m.Summary = "The sources hold no answer to this question."
		if a.Text == briefing.OtherLanguage {
			m.Summary = a.Text
		}
		add(bot.Paragraph, bot.Text(m.Summary))
	}
	if a.Status != briefing.Answered && a.Status != briefing.FalsePremise {
		nearest(a.Nearest, add)
	} else if len(a.Points) == 1 {
		add(bot.Paragraph, cs.told(a.Points[0])...)
	} else {
		for _, p := range a.Points {
			add(bot.Bullet, cs.told(p)...)
		}
	}
	if o.ID != "" {
		if buttons := answerButtons(a, o); len(buttons) > 0 {
			m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Actions, Buttons: buttons})
		}
		m.Blocks = append(m.Blocks, rating(o.ID))
	}
	return m
}

// told is a point with its outlets.
func (cs citations) told(p briefing.Point) []bot.Span { return append(framed(p), cs.behind(p)...) }

// first is the answer's first point, or its words.
func first(a briefing.Answer) string {
	if len(a.Points) > 0 {
		return a.Points[0].Text
	}
	return a.Text
}

func nearest(passages []briefing.Citation, add func(bot.BlockKind, ...bot.Span)) {
	if len(passages) == 0 {
		add(bot.Note, bot.Text("No passage comes near. Other words may help: name the people, places or dates."))
		return
	}
	add(bot.Note, bot.Text("The nearest passages, which do not answer it:"))
	for _, c := range passages[:min(maxNearest, len(passages))] {
		add(bot.Quote, append([]bot.Span{bot.Text(c.Quote)}, bracketed([]briefing.Citation{c})...)...)
	}
}

func answerButtons(a briefing.Answer, o Options) []bot.Button {
	var buttons []bot.Button
	if o.Private && a.Status != briefing.NoAnswer { // there is nothing to share
		buttons = append(buttons, bot.Button{Label: "Share", Action: ActionShare, Value: o.ID, Style: bot.Primary})
	}
	if len(a.Points) > 0 {
		buttons = append(buttons, bot.Button{Label: "Quotes", Action: ActionQuotes, Value: o.ID})
	}
	return buttons
}
