package slack

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

const (
	// userLife is how long what Slack told of a user is believed.
	userLife = time.Hour
	// maxUsers bounds how many users are remembered.
	maxUsers = 10_000
	// userPatience is how long a command waits for Slack to tell who asks, and hurriedPatience how
	// long where Slack itself waits: a form opens within three seconds or not at all.
	userPatience    = 3 * time.Second
	hurriedPatience = time.Second
	// whoPatience is how long a command waits that changes something and needs to know it.
	whoPatience = 20 * time.Second
)

// users remembers what Slack told of the people who ask.
type users struct {
	mu   sync.Mutex
	byID map[string]user
}

type user struct {
	name, zone, locale string
	member             bool // a full member: no guest, of no other workspace
	admin              bool
	until              time.Time
}

func (u *users) get(id string, now time.Time) (user, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	known, ok := u.byID[id]
	return known, ok && now.Before(known.until)
}

func (u *users) put(id string, known user) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.byID == nil || len(u.byID) >= maxUsers {
		u.byID = map[string]user{}
	}
	u.byID[id] = known
}

// manages is the rule by which a user may decide for a channel.
func (m Manage) manages(u user) bool {
	switch m {
	case "", ManageMembers:
		return u.member
	case ManageAdmins:
		return u.member && u.admin
	}
	return false
}

// actor completes an actor: his zone and language, and whether he may decide for a channel. Of whom
// Slack tells nothing, it is not assumed; where Slack only takes long, he is unsure. It waits for Slack no longer
// than patience.
func (p *Platform) actor(ctx context.Context, a bot.Actor, patience time.Duration) bot.Actor {
	if a.ID == "" {
		return a
	}
	now := p.options.Now()
	known, ok := p.users.get(a.ID, now)
	if !ok {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		var u *slack.User
		err := p.patiently(ctx, func() (err error) {
			if u, err = p.api.GetUserInfoContext(ctx, a.ID); err != nil {
				return sendError(err)
			}
			return nil
		})
		var e *bot.SendError
		if a.Unsure = errors.As(err, &e) && !e.Permanent(); a.Unsure {
			p.lg.Warn("slack does not tell in time who asks", "error", err)
			return a
		}
		if err != nil {
			p.lg.Warn("slack does not tell who asks, so that he may decide for himself alone; the scope users:read is needed", "error", err)
			return a
		}
		known = user{
			name: cmp.Or(u.Profile.DisplayName, u.RealName, u.Name), zone: u.TZ, locale: u.Locale, until: now.Add(userLife),
			member: !u.Deleted && !u.IsRestricted && !u.IsUltraRestricted && !u.IsStranger && !u.IsBot,
			admin:  u.IsAdmin || u.IsOwner || u.IsPrimaryOwner,
		}
		p.users.put(a.ID, known)
	}
	a.Name = cmp.Or(known.name, a.Name) // what events call a name is the one to log in with
	a.Zone, a.Locale, a.CanManage = known.zone, known.locale, p.options.Manage.manages(known)
	return a
}

// Who implements bot.Teller.
func (r *responder) Who(ctx context.Context) (bot.Actor, error) {
	a := r.p.actor(ctx, r.in.command.Actor, r.p.waits.who)
	if a.Unsure {
		return a, errors.New("Slack does not tell who asks")
	}
	return a, nil
}
