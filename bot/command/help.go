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

// welcome is the first word in a new channel.
func welcome(ctx context.Context, q *request) error {
	m := plain("Hello. I post short briefings from your sources and answer questions about them; every line links to its article. Say when the briefing shall come: /briefing schedule weekdays 8:30 Europe/Paris. To see one now: /brief.", false)
	_, err := q.to.Reply(ctx, m)
	return err
}
