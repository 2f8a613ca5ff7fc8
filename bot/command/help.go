package command

import (
	"context"
	"strings"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

// help lists the commands, those first that fit the place.
func help(ctx context.Context, q *request) error {
	m := bot.Message{Summary: "What this bot can be asked", Private: q.private()}
	lead := "Every line of a briefing or an answer is taken from an article and links to it. In a direct message, or behind the bot's name, just write the question."
	if q.Via == bot.ViaDirect {
		lead = "Just write your question. Every line of an answer is taken from an article and links to it. Or write one of these:"
	}
	m.Blocks = append(m.Blocks, plain(lead, false).Blocks...)
	for _, c := range q.commands {
		m.Blocks = append(m.Blocks, q.usage(c))
	}
	_, err := q.to.Reply(ctx, m)
	return err
}

// usage is a command and what it is for, as it is typed where the asker is.
func (q *request) usage(c command) bot.Block { return usageLine(q.typed(c.usage), c.help) }

// typed is a command as it is typed where the asker is.
func (q *request) typed(usage string) string {
	if q.Via == bot.ViaDirect || q.Via == bot.ViaMention {
		return usage
	}
	return "/" + usage
}

// usageLine is a command and what it is for.
func usageLine(usage, what string) bot.Block {
	return bot.Block{Kind: bot.Bullet, Spans: []bot.Span{{Text: usage, Code: true}, bot.Text(" — " + what)}}
}

// forOneself are the parts of "/briefing" that do the same for somebody alone as for a channel.
var forOneself = map[string]bool{"schedule": true, "list": true, "follow": true, "mute": true, "sources": true, "home": true}

// briefingHelp lists the parts of "/briefing"; to who may not decide for the channel only those that
// he needs at first.
func briefingHelp(ctx context.Context, q *request) error {
	m := bot.Message{Summary: "What /briefing can do", Private: q.private()}
	all := q.Actor.CanManage || q.direct()
	if !all {
		m.Blocks = append(m.Blocks, note("What you order, follow and mute here holds for you alone, and comes in direct messages."))
	}
	var others []string
	for _, c := range subcommands() {
		switch {
		case c.usage == "":
		case all || forOneself[c.name]:
			m.Blocks = append(m.Blocks, q.usage(c))
		case c.name != "help":
			others = append(others, c.name)
		}
	}
	if len(others) > 0 {
		m.Blocks = append(m.Blocks, note("For your own: "+strings.Join(others, ", ")+", each with a briefing's name."))
	}
	_, err := q.to.Reply(ctx, m)
	return err
}

// actionBrief is the button that shows a briefing at once.
const actionBrief = "brief.now"

// welcome is the first word in a new channel: it asks for zone and time, and offers a preview.
func welcome(ctx context.Context, q *request) error {
	m := plain("Hello. I post short briefings from your sources and answer questions about them; every line links to its article. At what time, and in which zone, shall the briefing come? Press Schedule, or write /briefing schedule weekdays 8:30 in Paris.", false)
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Actions, Buttons: []bot.Button{
		{Label: "Schedule", Action: actionOrder, Style: bot.Primary}, {Label: "Preview", Action: actionBrief},
	}})
	_, err := q.to.Reply(ctx, m)
	if err == nil && q.From.Tenant != "" {
		err = q.store.Tell(ctx, firstWords(q.From), []briefing.Fact{{Story: firstStory, Text: "first words"}}, q.at)
	}
	return err
}

// firstStory is the story that first words are remembered under; no real story's id holds a space.
const firstStory briefing.StoryID = "first words"

// firstWords is where it is remembered that they were said at a place's tenant: no channel is called so.
func firstWords(at bot.Destination) bot.Destination {
	return bot.Destination{Platform: at.Platform, Tenant: at.Tenant, Channel: string(firstStory)}
}

// Newcomer implements bot.Newcomer.
func (r *Router) Newcomer(ctx context.Context, tenant bot.Destination) bool {
	said, err := r.store.Told(ctx, firstWords(tenant), time.Time{})
	if err != nil || len(said) > 0 {
		return false
	}
	orders, err := r.store.Subscriptions(ctx, bot.Destination{Platform: tenant.Platform, Tenant: tenant.Tenant})
	return err == nil && len(orders) == 0
}
