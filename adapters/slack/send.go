package slack

import (
	"context"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// Send implements bot.Platform. Slack offers no idempotency for posts; the key travels as message
// metadata, so that Find can tell later whether a post arrived.
func (p *Platform) Send(ctx context.Context, post bot.Post) (bot.MessageRef, error) {
	if p.away(ctx) {
		return bot.MessageRef{}, errLeft
	}
	channel, err := p.channel(ctx, post.To)
	if err != nil {
		return bot.MessageRef{}, p.advised(err)
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
		return bot.MessageRef{}, p.advised(err)
	}
	if ts == "" { // whatever answered, it was not Slack
		return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonUnknown, Code: "no_ts", Ambiguous: true}
	}
	to := post.To
	to.Channel, to.Thread = at, thread
	return bot.MessageRef{To: to, ID: ts}, nil
}

// Edit implements bot.Editor. The message keeps its metadata, and with it the key:
// https://docs.slack.dev/reference/methods/chat.update/
func (p *Platform) Edit(ctx context.Context, ref bot.MessageRef, m bot.Message) error {
	if p.away(ctx) {
		return errLeft
	}
	channel, err := p.channel(ctx, ref.To)
	if err != nil {
		return err
	}
	post := append(options(m), slack.MsgOptionParse(false)) // an update links names in the text unless told not to
	if _, _, _, err := p.api.UpdateMessageContext(ctx, channel, ref.ID, post...); err != nil {
		return sendError(err)
	}
	return nil
}

// lookBack is how many messages Find reads at a time, and lookPages how often: a post whose outcome
// is unknown is looked for minutes later, or after a restart.
const (
	lookBack  = 100
	lookPages = 3
)

// Find implements bot.Finder: it looks for the key in the metadata of the channel's latest messages
// and, for a part in a thread, of the thread's. Without the history scope it is refused for good.
func (p *Platform) Find(ctx context.Context, to bot.Destination, key string) (bot.MessageRef, bool, error) {
	channel, err := p.channel(ctx, to)
	if err != nil {
		return bot.MessageRef{}, false, err
	}
	to.Channel = channel
	cursor := ""
	for range lookPages {
		messages, next, err := p.page(ctx, to, cursor)
		if err != nil {
			return bot.MessageRef{}, false, sendError(err)
		}
		for _, m := range messages {
			if m.Metadata.EventType == metadataType && m.Metadata.EventPayload["key"] == key {
				return bot.MessageRef{To: to, ID: m.Timestamp}, true, nil
			}
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	return bot.MessageRef{}, false, nil
}

// page reads messages of a channel or thread, and the cursor of what follows.
func (p *Platform) page(ctx context.Context, at bot.Destination, cursor string) ([]slack.Message, string, error) {
	if at.Thread != "" {
		messages, _, next, err := p.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: at.Channel, Timestamp: at.Thread, Limit: lookBack, IncludeAllMetadata: true, Cursor: cursor,
		})
		return messages, next, err
	}
	r, err := p.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
		ChannelID: at.Channel, Limit: lookBack, IncludeAllMetadata: true, Cursor: cursor,
	})
	if err != nil {
		return nil, "", err
	}
	return r.Messages, r.ResponseMetaData.NextCursor, nil
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
	if len(p.dms) >= maxUsers {
		clear(p.dms)
	}
	p.dms[to.User] = c.ID
	p.mu.Unlock()
	return c.ID, nil
}

// options are what every message is sent with: its blocks, its words for notifications without any
// markup, and no previews of links.
func options(m bot.Message) []slack.MsgOption {
	return []slack.MsgOption{
		slack.MsgOptionText(fallbackText(m), false),
		slack.MsgOptionDisableMarkdown(),
		slack.MsgOptionBlocks(blocks(m)...),
		slack.MsgOptionDisableLinkUnfurl(),
		slack.MsgOptionDisableMediaUnfurl(),
	}
}

// fallbackText is the message in words, for notifications.
func fallbackText(m bot.Message) string {
	text := strings.TrimSpace(m.Summary)
	if text == "" {
		var words []string
		for _, b := range m.Blocks {
			for _, s := range b.Spans {
				words = append(words, s.Text)
			}
		}
		text = strings.Join(strings.Fields(strings.Join(words, " ")), " ")
	}
	if text == "" {
		text = "A message with buttons"
	}
	return fallback(text)
}

// channelID reports whether s is a channel's id: of direct messages there is no name to show.
func channelID(s string) bool {
	return (strings.HasPrefix(s, "C") || strings.HasPrefix(s, "G")) && len(s) > 4 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

// userID reports whether s is a user's id.
func userID(s string) bool {
	return (strings.HasPrefix(s, "U") || strings.HasPrefix(s, "W")) && len(s) > 4 &&
		strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

// groupID reports whether s is a user group's id.
func groupID(s string) bool {
	return strings.HasPrefix(s, "S") && len(s) > 4 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}
