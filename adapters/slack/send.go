package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// Send implements bot.Platform. Slack offers no idempotency for posts; the key travels as message
// metadata, so that Find can tell later whether a post arrived.
func (p *Platform) Send(ctx context.Context, post bot.Post) (bot.MessageRef, error) {
	channel, err := p.channel(ctx, post.To)
	if err != nil {
		return bot.MessageRef{}, err
	}
	options := options(post.Message)
	if post.Key != "" {
		options = append(options, slack.MsgOptionMetadata(slack.SlackMetadata{EventType: metadataType, EventPayload: map[string]any{"key": post.Key}}))
	}
	thread := post.To.Thread
	if !post.ReplyTo.IsZero() {
		thread = post.ReplyTo.ID
		if post.ReplyTo.To.Thread != "" {
			thread = post.ReplyTo.To.Thread
		}
	}
	if thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	at, ts, err := p.api.PostMessageContext(ctx, channel, options...)
	if err != nil {
		return bot.MessageRef{}, sendError(err)
	}
	to := post.To
	to.Channel, to.Thread = at, thread
	return bot.MessageRef{To: to, ID: ts}, nil
}

// Edit implements bot.Editor.
func (p *Platform) Edit(ctx context.Context, ref bot.MessageRef, m bot.Message) error {
	channel, err := p.channel(ctx, ref.To)
	if err != nil {
		return err
	}
	if _, _, _, err := p.api.UpdateMessageContext(ctx, channel, ref.ID, options(m)...); err != nil {
		return sendError(err)
	}
	return nil
}

// lookBack is how many of a channel's latest messages Find looks through.
const lookBack = 100

// Find implements bot.Finder: it looks for the key in the metadata of the channel's latest messages
// and, for a part in a thread, of the thread's.
func (p *Platform) Find(ctx context.Context, to bot.Destination, key string) (bot.MessageRef, bool, error) {
	channel, err := p.channel(ctx, to)
	if err != nil {
		return bot.MessageRef{}, false, err
	}
	var messages []slack.Message
	if to.Thread == "" {
		r, err := p.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: channel, Limit: lookBack, IncludeAllMetadata: true})
		if err != nil {
			return bot.MessageRef{}, false, sendError(err)
		}
		messages = r.Messages
	} else {
		messages, _, _, err = p.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{ChannelID: channel, Timestamp: to.Thread, Limit: lookBack, IncludeAllMetadata: true})
		if err != nil {
			return bot.MessageRef{}, false, sendError(err)
		}
	}
	for _, m := range messages {
		if m.Metadata.EventType == metadataType && m.Metadata.EventPayload["key"] == key {
			to.Channel = channel
			return bot.MessageRef{To: to, ID: m.Timestamp}, true, nil
		}
	}
	return bot.MessageRef{}, false, nil
}

// channel is the channel of a destination; direct messages with a user are opened.
func (p *Platform) channel(ctx context.Context, to bot.Destination) (string, error) {
	if to.Channel != "" {
		return to.Channel, nil
	}
	if to.User == "" {
		return "", &bot.SendError{Reason: bot.ReasonInvalid, Code: "no_destination", Err: errors.New("neither a channel nor a user is named")}
	}
	p.mu.Lock()
	id := p.dms[to.User]
	p.mu.Unlock()
	if id != "" {
		return id, nil
	}
	c, _, _, err := p.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{to.User}})
	if err != nil {
		e := sendError(err)
		e.Ambiguous = false // nothing was posted yet
		return "", e
	}
	p.mu.Lock()
	p.dms[to.User] = c.ID
	p.mu.Unlock()
	return c.ID, nil
}

// options are what every message is sent with: its blocks, its words for notifications, and no
// previews of links.
func options(m bot.Message) []slack.MsgOption {
	return []slack.MsgOption{
		slack.MsgOptionText(fallbackText(m), false),
		slack.MsgOptionBlocks(blocks(m)...),
		slack.MsgOptionDisableLinkUnfurl(),
		slack.MsgOptionDisableMediaUnfurl(),
	}
}

// fallbackText is the message in words. A ping is the one thing in it that is not escaped: it
// comes from a subscription and holds a group's id.
func fallbackText(m bot.Message) string {
	text := m.Summary
	if text == "" {
		for _, b := range m.Blocks {
			for _, s := range b.Spans {
				text += s.Text
			}
			text += " "
		}
	}
	text = fallback(strings.TrimSpace(text))
	if m.Ping != "" && groupID(m.Ping) {
		text = fmt.Sprintf("<!subteam^%s> %s", m.Ping, text)
	}
	return text
}

// groupID reports whether s is a user group's id.
func groupID(s string) bool {
	return strings.HasPrefix(s, "S") && len(s) > 4 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}
