package command

import (
	"context"

	"briefbot/bot"
)

// help lists the commands.
func help(ctx context.Context, q *request) error {
	m := bot.Message{Summary: "What this bot can be asked", Private: q.private()}
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text("Every line of a briefing or an answer is taken from an article and links to it. In a direct message, or behind the bot's name, just write the question.")}})
	for _, c := range q.commands {
		m.Blocks = append(m.Blocks, usageLine("/"+c.usage, c.help))
	}
	_, err := q.to.Reply(ctx, m)
	return err
}

// usageLine is a command and what it is for.
func usageLine(usage, what string) bot.Block {
	return bot.Block{Kind: bot.Bullet, Spans: []bot.Span{{Text: usage, Code: true}, bot.Text(" — " + what)}}
}

// actionBrief is the button that shows a briefing at once.
const actionBrief = "brief.now"

// welcome is the first word in a new channel: it asks for zone and time, and offers a preview.
func welcome(ctx context.Context, q *request) error {
	m := plain("Hello. I post short briefings from your sources and answer questions about them; every line links to its article. At what time, and in which zone, shall the briefing come? Press Schedule, or write /briefing schedule weekdays 8:30 Europe/Paris.", false)
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Actions, Buttons: []bot.Button{
		{Label: "Schedule", Action: actionOrder, Style: bot.Primary}, {Label: "Preview", Action: actionBrief},
	}})
	_, err := q.to.Reply(ctx, m)
	return err
}
