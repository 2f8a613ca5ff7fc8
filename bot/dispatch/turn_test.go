package dispatch_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/dispatch"
)

// outage is a platform that is away between two moments, in one of several ways.
type outage struct {
	bottest.Finding
	from, to time.Time
	with     *bot.SendError
	tried    func(bot.Post)
}

func (o outage) Send(ctx context.Context, p bot.Post) (bot.MessageRef, error) {
	if o.tried != nil {
		o.tried(p)
	}
	if now := time.Now(); !now.Before(o.from) && now.Before(o.to) {
		return bot.MessageRef{}, o.with
	}
	return o.Finding.Send(ctx, p)
}

// Orders closer together than the grace, of one channel, tell nothing twice after an outage; their
// briefings do not mix, what is overtaken is skipped, and the newest comes.
func TestOrdersAMinuteApartThroughAnOutage(t *testing.T) {
	away := map[string]*bot.SendError{
		"unavailable": {Reason: bot.ReasonUnavailable}, "token refused": {Reason: bot.ReasonUnauthorized},
		"asked to wait": {Reason: bot.ReasonRateLimited, RetryAfter: 3 * time.Minute}, "unknown": {Reason: bot.ReasonUnavailable,
			Ambiguous: true},
	}
	for name, with := range away {
		for seed := range uint64(1) {
			t.Run(fmt.Sprintf("%s %d", name, seed), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(seed, 7))
				bubble(t, &bottest.Platform{PerPart: 8}, true, func(b *bench) {
					put := func(id bot.SubscriptionID, when string) {
						if _, err := b.store.PutSubscription(b.Context(), bot.Subscription{ID: id, To: channel, When: when, Zone: "UTC",
							WhenEmpty: bot.EmptyLine, Since: time.Now()}); err != nil {
							t.Fatal(err)
						}
					}
					put("often", "*/15 6-11 * * *")
					put("minutes", fmt.Sprintf("%d-59/%d 7,8,9 * * *", rng.IntN(3), 1+rng.IntN(4)))
					time.Sleep(6*time.Hour + 50*time.Minute)
					start := time.Now().Add(time.Duration(rng.IntN(90)) * time.Minute)
					target := outage{bottest.Finding{Platform: b.platform}, start, start.Add(time.Duration(10+rng.IntN(100)) * time.Minute), with, nil}
					one, two := b.on(b.store, target), b.on(b.store, target)
					for end := time.Now().Add(3 * time.Hour); time.Now().Before(end); time.Sleep(time.Minute) {
						d := []*dispatch.Dispatcher{one, two}[rng.IntN(2)]
						if err := d.Tick(b.Context()); err != nil {
							t.Fatal(err)
						}
					}
					one.Wait()
					two.Wait()
					b.toldOnce()
					b.unmixed()
					for _, id := range []bot.SubscriptionID{"daily", "often", "minutes"} {
						all, err := b.store.Deliveries(b.Context(), id, 500)
						if err != nil || len(all) == 0 || all[0].State != bot.Sent {
							t.Errorf("%s: the newest of %d is not delivered: %v", id, len(all), err)
						}
						for _, d := range all {
							if d.State == bot.Failed || !d.State.Final() {
								t.Errorf("%s is %s: %s", d.Key, d.State, d.Reason)
							}
						}
					}
				})
			})
		}
	}
}

// toldOnce wants no fact to stand in two messages.
func (b *bench) toldOnce() {
	b.Helper()
	seen := map[string]string{}
	for _, p := range b.platform.Posted() {
		for _, f := range p.Message.Facts() {
			if other, ok := seen[f.Text]; ok && other != p.Key {
				b.Errorf("told twice: %s", f.Text)
			}
			seen[f.Text] = p.Key
		}
	}
}

// unmixed wants the parts of each briefing to stand together: none begins inside another.
func (b *bench) unmixed() {
	b.Helper()
	open := ""
	for _, p := range b.platform.Posted() {
		head := p.ID
		if !p.ReplyTo.IsZero() {
			head = p.ReplyTo.ID
		}
		if !p.ReplyTo.IsZero() && head != open {
			b.Errorf("message %s belongs to %s, and stands behind %s", p.ID, head, open)
		}
		open = head
	}
}

// What was fixed and could not be sent for a while is built again from what is known by then, once it can
// be sent; what was sent in part stays as it was.
func TestFixedIsBuiltAgain(t *testing.T) {
	for name, after := range map[string]time.Duration{"before the first part": 0, "between two parts": 1} {
		t.Run(name, func(t *testing.T) {
			bubble(t, &bottest.Platform{PerPart: 20}, true, func(b *bench) {
				time.Sleep(8 * time.Hour)
				from := time.Now().Add(after)
				var keys sync.Map
				b.d = b.on(b.store, outage{bottest.Finding{Platform: b.platform}, from, from.Add(40 * time.Minute),
					&bot.SendError{Reason: bot.ReasonUnavailable}, func(p bot.Post) {
						if !strings.HasPrefix(p.Message.Summary, "Corrected: ") { // that is told below it, if it can be
							keys.Store(p.Key, true)
						}
					}})
				if err := b.d.Tick(b.Context()); err != nil {
					t.Fatal(err)
				}
				time.Sleep(10 * time.Minute)
				b.engine.Corrects(story, anew)
				if _, err := b.store.Told(b.Context(), channel, time.Time{}); err != nil {
					t.Fatal(err)
				}
				b.run(time.Hour)
				if d := b.latest(); d.State != bot.Sent || len(d.Parts) != len(b.briefings()) {
					t.Errorf("%s: %s, %d messages for %d parts", d.State, d.Reason, len(b.platform.Posted()), len(d.Parts))
				}
				if words := b.stands(); claims(words, "The ferry left at 04:00 on 1 January.") || !strings.Contains(words, anew) {
					t.Errorf("the channel shows\n%s", words)
				}
				n := 0
				keys.Range(func(any, any) bool { n++; return true })
				if n != len(b.briefings()) {
					t.Errorf("%d keys were tried for %d messages", n, len(b.briefings()))
				}
			})
		})
	}
}

// tenant is a platform of one account, which reaches the channels of its tenant alone.
type tenant struct {
	outage
	name string
	down func() bool
}

func (p tenant) Account(context.Context) (string, error) {
	if p.down != nil && p.down() {
		return "", &bot.SendError{Reason: bot.ReasonUnauthorized}
	}
	return p.name, nil
}

func (p tenant) Reaches(_ context.Context, to bot.Destination) (bool, error) {
	return to.Tenant == p.name || to.Tenant == "", nil
}

func (p tenant) Send(ctx context.Context, post bot.Post) (bot.MessageRef, error) {
	if post.To.Tenant != "" && post.To.Tenant != p.name {
		return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonGone, Code: "not_ours"}
	}
	return p.outage.Send(ctx, post)
}

// Edit edits what the account has posted.
func (p tenant) Edit(ctx context.Context, ref bot.MessageRef, m bot.Message) error {
	if ref.To.Tenant != "" && ref.To.Tenant != p.name {
		return &bot.SendError{Reason: bot.ReasonGone, Code: "not_ours"}
	}
	return p.outage.Edit(ctx, ref, m)
}

// Two programs with tokens of two tenants share a database: each delivers and corrects its own, whatever
// happens to the other's token; an order that says no tenant is the first one's that takes it.
func TestTwoTenantsOnOneDatabase(t *testing.T) {
	bubble(t, &bottest.Platform{PerPart: 20}, true, func(b *bench) {
		time.Sleep(time.Hour)
		for _, s := range []bot.Subscription{
			{ID: "two", To: bot.Destination{Platform: "fake", Tenant: "T2", Channel: "C2"}},
			{ID: "known", To: bot.Destination{Platform: "fake", User: "U9"}, Account: "T2"},
			{ID: "nobody", To: bot.Destination{Platform: "fake", Tenant: "T3", Channel: "C3"}},
			{ID: "free", To: bot.Destination{Platform: "fake", Channel: "C4"}},
		} {
			s.When, s.Zone, s.Owner, s.Since = "every day at 08:00", "UTC", "U2", time.Now()
			if _, err := b.store.PutSubscription(b.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		revoked := time.Now().Add(7 * time.Hour)
		down := func() bool { now := time.Now(); return !now.Before(revoked) && now.Before(revoked.Add(2*time.Hour)) }
		first := tenant{outage{Finding: bottest.Finding{Platform: b.platform}}, "T1", nil}
		second := tenant{outage{bottest.Finding{Platform: b.platform}, revoked, revoked.Add(2 * time.Hour),
			&bot.SendError{Reason: bot.ReasonUnauthorized}, nil}, "T2", down}
		ds := []*dispatch.Dispatcher{b.on(b.store, first), b.on(b.store, second)}
		for n, end := 0, time.Now().Add(26*time.Hour); time.Now().Before(end); n++ {
			if n == 60 { // the second starts again while its token is refused
				ds[1].Wait()
				ds[1] = b.on(b.store, second)
			}
			for _, d := range ds {
				if err := d.Tick(b.Context()); err != nil {
					t.Fatal(err)
				}
			}
			time.Sleep(5 * time.Minute)
			if n == 200 {
				b.engine.Corrects(story, anew)
			}
		}
		for _, d := range ds {
			d.Wait()
		}
		for id, want := range map[bot.SubscriptionID]int{"daily": 1, "two": 1, "known": 1, "free": 1, "nobody": 0} {
			all, err := b.store.Deliveries(b.Context(), id, 9)
			if err != nil || len(all) != want || want > 0 && all[0].State != bot.Sent {
				t.Errorf("%s: %+v, %v; want %d", id, all, err, want)
			}
			if s, err := b.store.Subscription(b.Context(), id); err != nil || !s.Active() {
				t.Errorf("%s is paused: %q, %v", id, s.Paused, err)
			}
		}
		if words := b.stands(); claims(words, "The ferry left at 04:00 on 1 January.") || strings.Contains(words, "paused") {
			t.Errorf("the channels show\n%s", words)
		}
	})
}

// checkable is a platform that can tell what is wrong at a channel, unless it is blind.
type checkable struct {
	bottest.Finding
	wrong *bool
	blind bool
}

func (c checkable) Send(ctx context.Context, p bot.Post) (bot.MessageRef, error) {
	if *c.wrong && p.To.Channel != "" {
		return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonForbidden, Advice: "the bot is not there; invite it."}
	}
	return c.Finding.Send(ctx, p)
}

func (c checkable) CheckAt(_ context.Context, to bot.Destination) ([]string, error) {
	if *c.wrong && !c.blind && to.Channel != "" {
		return []string{"the bot is not there"}, nil
	}
	return nil, nil
}

// A pause that the platform's check can see ends by itself when its cause has ended, and its owner is told
// of both; one that it cannot see is for the owner to end, and for a start where there is no owner; and
// what somebody paused stays paused.
func TestPausesEndWithTheirCause(t *testing.T) {
	for name, c := range map[string]struct {
		blind, owned, byHand, restart bool
		goesOn                        bool
	}{
		"seen":                           {owned: true, goesOn: true},
		"seen, of nobody":                {goesOn: true},
		"not seen":                       {owned: true, blind: true, restart: true},
		"not seen, of nobody":            {blind: true},
		"not seen, of nobody, restarted": {blind: true, restart: true, goesOn: true},
		"by hand":                        {owned: true, byHand: true, restart: true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, &bottest.Platform{}, true, func(b *bench) {
				wrong := true
				target := checkable{bottest.Finding{Platform: b.platform}, &wrong, c.blind}
				b.d = b.on(b.store, target)
				s, err := b.store.Subscription(b.Context(), "daily")
				if err != nil {
					t.Fatal(err)
				}
				if !c.owned {
					s.Owner = ""
				}
				if c.byHand {
					s.Paused = "by Ada"
				}
				if _, err := b.store.PutSubscription(b.Context(), s); err != nil {
					t.Fatal(err)
				}
				b.run(9 * time.Hour)
				if s, err = b.store.Subscription(b.Context(), "daily"); err != nil || s.Active() {
					t.Fatalf("it is not paused, %v", err)
				}
				told := b.stands()
				if c.owned && !c.byHand && !containsAll(told, "is paused: the bot is not there; invite it.", "/briefing resume daily") {
					t.Errorf("the owner was told\n%s", told)
				}
				wrong = false
				if c.restart {
					b.d = b.on(b.store, target)
				}
				b.run(24 * time.Hour)
				if s, err = b.store.Subscription(b.Context(), "daily"); err != nil || s.Active() != c.goesOn {
					t.Errorf("active: %v (%q), %v; want %v", s.Active(), s.Paused, err, c.goesOn)
				}
				if n := strings.Count(b.stands(), "goes on: what had paused it is mended"); n > 0 != (c.goesOn && c.owned) {
					t.Errorf("the owner was told %d times that it goes on", n)
				}
				if d := b.latest0(); (d.State == bot.Sent) != c.goesOn {
					t.Errorf("the next is %s: %s", d.State, d.Reason)
				}
			})
		})
	}
}

// latest0 is the latest record, or none.
func (b *bench) latest0() bot.Delivery {
	all, err := b.store.Deliveries(b.Context(), "daily", 1)
	if err != nil {
		b.Fatal(err)
	}
	if len(all) == 0 {
		return bot.Delivery{}
	}
	return all[0]
}
