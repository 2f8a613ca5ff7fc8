package discord

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// lookBack is how many messages Find reads at a time, the most that Discord gives, and lookPages how
// often: a post whose outcome is unknown is looked for minutes later, or after a restart.
// https://docs.discord.com/developers/resources/message#get-channel-messages
const (
	lookBack  = 100
	lookPages = 3
)

// found is the part of a message that tells whose it is and which.
type found struct {
	ID      string `json:"id"`
	Content string `json:"content"`
	Nonce   any    `json:"nonce"`
	Author  struct {
		ID string `json:"id"`
	} `json:"author"`
	Components []foundComponent `json:"components"`
}

// Find implements bot.Finder: it looks for the key's reference in the bot's own latest messages of
// the channel. Without the permission to read the history Discord shows an empty channel, which is
// told from a channel with nothing in it by nothing: such a look-up is refused for good. In direct
// messages the bot may always read.
func (p *Platform) Find(ctx context.Context, to bot.Destination, key string) (bot.MessageRef, bool, error) {
	channel, err := p.channel(ctx, to)
	if err != nil {
		return bot.MessageRef{}, false, err
	}
	self, err := p.identify(ctx)
	if err != nil {
		return bot.MessageRef{}, false, err
	}
	ref, once := reference(key), nonce(key)
	query := url.Values{"limit": {strconv.Itoa(lookBack)}}
	for page := range lookPages {
		var messages []found
		if err := p.call(ctx, http.MethodGet, discordgo.EndpointChannelMessages(channel)+"?"+query.Encode(), nil, &messages); err != nil {
			return bot.MessageRef{}, false, err
		}
		if page == 0 && len(messages) == 0 && to.Channel != "" {
			return bot.MessageRef{}, false, &bot.SendError{Reason: bot.ReasonForbidden, Code: "no_history", Err: errors.New("the channel's history is empty, or the bot may not read it")}
		}
		for _, m := range messages {
			if m.Author.ID == self && (m.Nonce == once || marked(m.Content, m.Components, ref)) {
				if to.Channel == "" {
					to.Channel = channel
				}
				return bot.MessageRef{To: to, ID: m.ID}, true, nil
			}
		}
		if len(messages) < lookBack {
			break
		}
		query.Set("before", messages[len(messages)-1].ID)
	}
	return bot.MessageRef{}, false, nil
}
