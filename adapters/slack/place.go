package slack

import (
	"context"
	"strings"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// settle makes the channel that a form chose the command's From. It returns in words why that
// channel will not do, or "": the bot has to be in it, and direct messages are the asker's own.
func (p *Platform) settle(ctx context.Context, in *inbound) (why string) {
	channel := in.command.Fields[in.chooser]
	if in.chooser == "" || channel == "" || channel == in.command.From.Channel {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, p.waits.hurried)
	defer cancel()
	from := bot.Destination{Platform: Name, Tenant: in.command.From.Tenant, Channel: channel, User: in.command.Actor.ID}
	if strings.HasPrefix(channel, "D") {
		own, err := p.channel(ctx, bot.Destination{Platform: Name, User: in.command.Actor.ID})
		if err != nil || own != channel {
			return "The bot cannot write there. Choose a channel, or your own messages with the bot."
		}
		from.Channel = ""
	} else if why := p.outside(ctx, channel); why != "" {
		return why
	}
	in.command.From = from
	return ""
}

// say tells the asker something in words.
func (p *Platform) say(ctx context.Context, in inbound, text string) {
	m := bot.Message{Summary: text, Private: true, Blocks: []bot.Block{{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text(text)}}}}
	if _, err := p.responder(in).Reply(ctx, m); err != nil {
		p.lg.Warn("the asker could not be told what is wrong", "error", err)
	}
}

// outside says in words why the bot cannot post in a channel, or "": it can, or Slack does not tell.
func (p *Platform) outside(ctx context.Context, channel string) string {
	c, err := p.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
	if err != nil {
		if e := sendError(err); e.Code == "channel_not_found" {
			return "The bot is not in that channel, or there is no such channel. Type “/invite @" + p.name() + "” there, then try again."
		}
		return ""
	}
	switch {
	case c.IsArchived:
		return "That channel is archived. Choose another."
	case !c.IsMember && !c.IsIM:
		return "The bot is not in #" + clip(bot.PlainText(c.Name), 80) + " yet. Type “/invite @" + p.name() + "” there, then try again."
	}
	return ""
}

// name is what the bot is called in the workspace, as far as it is known.
func (p *Platform) name() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.self.name == "" {
		return "briefbot"
	}
	return p.self.name
}
