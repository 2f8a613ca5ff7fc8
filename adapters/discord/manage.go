package discord

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// Manage says who may decide for a channel.
type Manage string

// The rules.
const (
	ManageChannels Manage = ""         // who has Manage Channels there
	ManageServer   Manage = "server"   // who has Manage Server
	ManageEveryone Manage = "everyone" // everybody
)

// permission is what the rule asks for.
func (m Manage) permission() int64 {
	switch m {
	case ManageServer:
		return discordgo.PermissionManageGuild
	case ManageEveryone:
		return 0
	}
	return discordgo.PermissionManageChannels
}

// allows reports whether somebody with these permissions may decide. Permissions are a number in
// text; what is none allows nothing.
func (m Manage) allows(permissions string) bool {
	if m == ManageEveryone {
		return true
	}
	has, err := strconv.ParseInt(permissions, 10, 64)
	return err == nil && has&(m.permission()|discordgo.PermissionAdministrator) != 0
}

// placesFor is how long what is known of a channel and its server holds, and placesKept of how many
// channels: whoever loses the right to manage loses it here a little later.
const (
	placesFor  = 30 * time.Second
	placesKept = 1000
	// placeWithin is how long an answer waits for it, and whoWithin how long one that changes something.
	placeWithin = 3 * time.Second
	whoWithin   = 20 * time.Second
)

// place is a channel and its server, as they were.
type place struct {
	guild   guild
	channel channel
	at      time.Time
}

// manages reports whether the author of a message may decide for its channel: unlike an interaction
// a message does not tell, so that it is computed from the server's roles. unsure says that this could not be
// found out for now; where it never can, he decides for himself alone. It waits no longer than patience.
func (p *Platform) manages(ctx context.Context, m message, patience time.Duration) (may, unsure bool) {
	if m.GuildID == "" || p.options.Manage == ManageEveryone {
		return true, false
	}
	if m.Member == nil {
		return false, false
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	at, err := p.place(ctx, m.GuildID, m.ChannelID)
	if err != nil {
		p.lg.Debug("discord does not tell who may manage a channel", "channel", m.ChannelID, "error", err)
		var e *bot.SendError
		return false, !errors.As(err, &e) || !e.Permanent()
	}
	return at.guild.may(m.Author.ID, m.Member.Roles, at.channel)&(p.options.Manage.permission()|discordgo.PermissionAdministrator) != 0, false
}

// Who implements bot.Teller.
func (r *postResponder) Who(ctx context.Context) (bot.Actor, error) {
	a := r.c.Actor
	if a.CanManage, a.Unsure = r.p.manages(ctx, r.m, whoWithin); a.Unsure {
		return a, errors.New("Discord does not tell who may manage the channel")
	}
	return a, nil
}

// Manages implements bot.Steward.
func (p *Platform) Manages(ctx context.Context, user string, to bot.Destination) (bool, error) {
	if to.Tenant == "" || p.options.Manage == ManageEveryone {
		return true, nil
	}
	ctx, stop := context.WithTimeout(ctx, placeWithin)
	defer stop()
	at, err := p.place(ctx, to.Tenant, to.Channel)
	if err != nil {
		return false, err
	}
	var m member
	var gone *bot.SendError
	if err := p.call(ctx, http.MethodGet, discordgo.EndpointGuildMember(to.Tenant, user), nil, &m); errors.As(err, &gone) &&
		gone.Reason == bot.ReasonGone {
		return false, nil // who left the server
	} else if err != nil {
		return false, err
	}
	return at.guild.may(user, m.Roles, at.channel)&(p.options.Manage.permission()|discordgo.PermissionAdministrator) != 0, nil
}

// place looks a channel and its server up, or knows them from a moment ago.
func (p *Platform) place(ctx context.Context, server, id string) (place, error) {
	p.mu.Lock()
	at, ok := p.places[id]
	p.mu.Unlock()
	if ok && p.now().Sub(at.at) < placesFor {
		return at, nil
	}
	at = place{at: p.now()}
	var err error
	if at.channel, err = p.look(ctx, id); err != nil {
		return at, err
	}
	if err := p.call(ctx, http.MethodGet, discordgo.EndpointGuild(server), nil, &at.guild); err != nil {
		return at, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.places) >= placesKept {
		clear(p.places)
	}
	p.places[id] = at
	return at, nil
}
