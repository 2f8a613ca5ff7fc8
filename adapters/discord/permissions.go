package discord

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/bwmarrin/discordgo"
)

// Kinds of channels: https://docs.discord.com/developers/resources/channel#channel-object-channel-types
const (
	channelText          = 0
	channelVoice         = 2
	channelCategory      = 4
	channelAnnouncements = 5
	channelStage         = 13
	channelDirectory     = 14
	channelForum         = 15
	channelMedia         = 16
)

// isThread reports whether a kind of channel is a thread.
func isThread(kind int) bool { return kind >= 10 && kind <= 12 }

// guild is a server: https://docs.discord.com/developers/resources/guild#guild-object
type guild struct {
	ID            string     `json:"id"`
	Name          string     `json:"name"`
	Unavailable   bool       `json:"unavailable"`
	JoinedAt      string     `json:"joined_at"`
	Owner         string     `json:"owner_id"`
	SystemChannel string     `json:"system_channel_id"`
	Roles         []*role    `json:"roles"`
	Channels      []*channel `json:"channels"`
	Members       []*member  `json:"members"` // the bot itself, and few others
}

// role is https://docs.discord.com/developers/topics/permissions#role-object
type role struct {
	ID          string `json:"id"`
	Permissions string `json:"permissions"`
	Tags        struct {
		Bot string `json:"bot_id"`
	} `json:"tags"`
}

// channel is https://docs.discord.com/developers/resources/channel#channel-object
type channel struct {
	ID         string       `json:"id"`
	GuildID    string       `json:"guild_id"`
	Type       int          `json:"type"`
	Name       string       `json:"name"`
	Position   int          `json:"position"`
	Parent     string       `json:"parent_id"`
	Overwrites []*overwrite `json:"permission_overwrites"`
	Thread     struct {
		Archived bool `json:"archived"`
		Locked   bool `json:"locked"`
	} `json:"thread_metadata"`
}

// look looks a channel up. A thread has its parent's overwrites.
func (p *Platform) look(ctx context.Context, id string) (at channel, err error) {
	if err := p.call(ctx, http.MethodGet, discordgo.EndpointChannel(id), nil, &at); err != nil || !isThread(at.Type) {
		return at, err
	}
	var parent channel
	err = p.call(ctx, http.MethodGet, discordgo.EndpointChannel(at.Parent), nil, &parent)
	at.Overwrites = parent.Overwrites
	return at, err
}

// overwrite changes what a role or member may do in a channel.
type overwrite struct {
	ID    string `json:"id"`
	Allow string `json:"allow"`
	Deny  string `json:"deny"`
}

// allPermissions are those of a server's owner and of administrators.
const allPermissions = 1<<62 - 1

// may is what a member with these roles may do in a channel:
// https://docs.discord.com/developers/topics/permissions#permission-overwrites
func (g guild) may(user string, roles []string, in channel) int64 {
	if user == g.Owner && user != "" {
		return allPermissions
	}
	var may int64
	for _, r := range g.Roles {
		if r != nil && (r.ID == g.ID || slices.Contains(roles, r.ID)) {
			may |= bits(r.Permissions)
		}
	}
	if may&discordgo.PermissionAdministrator != 0 {
		return allPermissions
	}
	var allow, deny int64
	apply := func(match func(*overwrite) bool) {
		allow, deny = 0, 0
		for _, o := range in.Overwrites {
			if o != nil && match(o) {
				allow, deny = allow|bits(o.Allow), deny|bits(o.Deny)
			}
		}
		may = may&^deny | allow
	}
	apply(func(o *overwrite) bool { return o.ID == g.ID }) // everybody
	apply(func(o *overwrite) bool { return o.ID != g.ID && slices.Contains(roles, o.ID) })
	apply(func(o *overwrite) bool { return o.ID == user })
	return may
}

// bits are permissions, which Discord writes as a number in text.
func bits(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// needed are the permissions that the bot needs in a channel, as Discord's settings call them.
var needed = []struct {
	bit  int64
	name string
	why  string
}{
	{discordgo.PermissionViewChannel, "View Channel", "it sees nothing of the channel"},
	{discordgo.PermissionSendMessages, "Send Messages", "no briefing can be posted"},
	{discordgo.PermissionSendMessagesInThreads, "Send Messages in Threads", "no briefing can be posted in the thread"},
	{discordgo.PermissionReadMessageHistory, "Read Message History", "after a broken connection it cannot tell whether a briefing arrived, and may post it twice"},
}

// needs reports whether a permission matters in a channel of this kind.
func needs(bit int64, thread bool) bool {
	switch bit {
	case discordgo.PermissionSendMessages:
		return !thread
	case discordgo.PermissionSendMessagesInThreads:
		return thread
	}
	return true
}

// firstChannel is where the first words are said: the system channel, or else the first from the
// top in which the bot may write; empty where there is none.
func (g guild) firstChannel(self string) string {
	var roles []string
	for _, m := range g.Members {
		if m != nil && m.User != nil && m.User.ID == self {
			roles = m.Roles
		}
	}
	for _, r := range g.Roles {
		if r != nil && r.Tags.Bot == self && self != "" {
			roles = append(roles, r.ID)
		}
	}
	const write = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages
	best := ""
	top := 0
	for _, c := range g.Channels {
		if c == nil || c.ID == "" || c.Type != channelText && c.Type != channelAnnouncements || g.may(self, roles, *c)&write != write {
			continue
		}
		if c.ID == g.SystemChannel {
			return c.ID
		}
		if best == "" || c.Position < top {
			best, top = c.ID, c.Position
		}
	}
	return best
}
