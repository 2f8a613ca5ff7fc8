package dispatch_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/dispatch"
	"briefbot/briefing"
)

// roundFigures count what happened in all rounds.
type roundFigures struct {
	rounds, starts, deaths, jumps, outages, revoked, changed, torn int
	deliveries, skipped, messages, edited, repeated, lost          int
}

// TestRounds plays whole days of two tenants on one database, each with orders an hour, a quarter of an hour
// and minutes apart in one channel, while processes die at any write, clocks jump forward by days and back,
// platforms are away in every way, tokens are refused and renewed, and texts are corrected, torn and whole
// again. It wants every briefing that was not overtaken once, whole, in its own tenant's channel; nothing told
// twice; nothing paused; and what stands there to agree with its source in the end.
// BRIEFBOT_TEST_ROUNDS is another number of rounds.
func TestRounds(t *testing.T) {
	rounds := 1
	if n, err := strconv.Atoi(os.Getenv("BRIEFBOT_TEST_ROUNDS")); err == nil {
		rounds = n
	} else if testing.Short() {
		t.Skip("days of troubles take minutes under the race detector; go test without -short plays one round")
	}
	var f roundFigures
	for seed := range rounds {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			bubble(t, &bottest.Platform{PerPart: 8}, true, func(b *bench) { newDay(b, uint64(seed), &f).play() })
		})
	}
	t.Logf("| rounds | starts | deaths | clock jumps | outages | tokens refused | corrections | torn texts | deliveries | overtaken | " +
		"messages | edits | repeats | losses |")
	t.Logf("| %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d |", f.rounds, f.starts, f.deaths, f.jumps, f.outages,
		f.revoked, f.changed, f.torn, f.deliveries, f.skipped, f.messages, f.edited, f.repeated, f.lost)
}

// trouble is a stretch of time in which a tenant's platform does not take what it is sent.
type trouble struct {
	from, to time.Time
	with     *bot.SendError
	arrives  bool // although an error is given
}

// town is a tenant: its own channel, its token, its troubles.
type town struct {
	name     string
	troubles []trouble
}

func (w *town) now() *trouble {
	for i, x := range w.troubles {
		if now := time.Now(); !now.Before(x.from) && now.Before(x.to) {
			return &w.troubles[i]
		}
	}
	return nil
}

// townPlatform is the platform with a town's token.
type townPlatform struct {
	bottest.Finding
	*town
}

func (p townPlatform) Account(context.Context) (string, error) {
	if x := p.now(); x != nil && x.with.Reason == bot.ReasonUnauthorized {
		return "", x.with
	}
	return p.name, nil
}

func (p townPlatform) Reaches(_ context.Context, to bot.Destination) (bool, error) {
	return to.Tenant == p.name, nil
}

func (p townPlatform) Send(ctx context.Context, post bot.Post) (bot.MessageRef, error) {
	if post.To.Tenant != p.name {
		return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonGone, Code: "another_tenant"}
	}
	x := p.now()
	if x == nil {
		return p.Finding.Send(ctx, post)
	}
	if x.arrives {
		_, _ = p.Finding.Send(ctx, post)
	}
	return bot.MessageRef{}, x.with
}

func (p townPlatform) Find(ctx context.Context, to bot.Destination, key string) (bot.MessageRef, bool, error) {
	if x := p.now(); x != nil {
		return bot.MessageRef{}, false, &bot.SendError{Reason: bot.ReasonUnavailable}
	}
	return p.Finding.Find(ctx, to, key)
}

func (p townPlatform) Edit(ctx context.Context, ref bot.MessageRef, m bot.Message) error {
	if x := p.now(); x != nil {
		return x.with
	}
	if ref.To.Tenant != p.name {
		return &bot.SendError{Reason: bot.ReasonGone, Code: "another_tenant"}
	}
	return p.Finding.Edit(ctx, ref, m)
}

// day is one round.
type day struct {
	*bench
	*roundFigures
	rng    *rand.Rand
	towns  []*town
	offset time.Duration // by which the clocks are ahead
	alive  []*life
	said   map[briefing.StoryID]string // what the sources say in the end
}

// life is one process.
type life struct {
	store *dying
	d     *dispatch.Dispatcher
	town  *town
}

func newDay(b *bench, seed uint64, f *roundFigures) *day {
	d := &day{bench: b, roundFigures: f, rng: rand.New(rand.NewPCG(seed, 11)), said: map[briefing.StoryID]string{}}
	f.rounds++
	if err := b.store.RemoveSubscription(b.Context(), "daily"); err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"T1", "T2"} {
		d.towns = append(d.towns, &town{name: name})
		for id, when := range map[string]string{"daily": "every day at 08:00", "quarters": "*/15 6-20 * * *", "minutes": fmt.Sprintf("*/%d "+
			"9,14 * * *", 2+d.rng.IntN(4))} {
			s := bot.Subscription{ID: bot.SubscriptionID(name + id), To: bot.Destination{Platform: "fake", Tenant: name, Channel: "C" + name},
				Owner: "U" + name, When: when, Zone: "UTC", Since: time.Now()}
			if _, err := b.store.PutSubscription(b.Context(), s); err != nil {
				b.Fatal(err)
			}
		}
	}
	return d
}

func (d *day) clock() time.Time { return time.Now().Add(d.offset) }

// start starts a process of a town that dies at some write, or does not.
func (d *day) start(w *town, writes int) {
	store := dies(d.store, writes)
	l := &life{store: store, town: w}
	l.d = dispatch.New(slog.New(slog.DiscardHandler), store, d.engine, []bot.Platform{townPlatform{bottest.Finding{Platform: d.platform},
		w}}, dispatch.Options{Now: d.clock, Corpus: d.engine})
	d.alive = append(d.alive, l)
	d.starts++
}

// play lets a day and a half pass, with troubles in the first day.
func (d *day) play() {
	begun := time.Now()
	for _, w := range d.towns {
		for at := begun; at.Before(begun.Add(20 * time.Hour)); {
			at = at.Add(time.Duration(30+d.rng.IntN(240)) * time.Minute)
			x := trouble{from: at, to: at.Add(time.Duration(1+d.rng.IntN(110)) * time.Minute)}
			x.with = []*bot.SendError{
				{Reason: bot.ReasonUnavailable}, {Reason: bot.ReasonUnauthorized, Code: "invalid_auth"}, {Reason: bot.ReasonRateLimited,
					RetryAfter: 3 * time.Minute},
				{Reason: bot.ReasonUnavailable, Ambiguous: true}, {Reason: bot.ReasonUnknown, Code: "msg_odd"},
			}[d.rng.IntN(5)]
			x.arrives = x.with.Ambiguous && d.rng.IntN(2) == 0
			if x.with.Reason == bot.ReasonUnauthorized {
				d.revoked++
			}
			w.troubles = append(w.troubles, x)
			d.outages++
			at = x.to
		}
		d.start(w, d.writes())
		d.start(w, d.writes())
	}
	for end := begun.Add(34 * time.Hour); time.Now().Before(end); time.Sleep(time.Minute) {
		calm := time.Now().After(begun.Add(24 * time.Hour))
		d.step(calm)
	}
	for _, l := range d.alive {
		l.d.Wait()
	}
	d.check()
}

func (d *day) writes() int {
	if d.rng.IntN(3) == 0 {
		return 1 << 30
	}
	return d.rng.IntN(120)
}

// step is a minute: clocks may jump, texts may change, processes tick, and those that died are replaced.
func (d *day) step(calm bool) {
	if glitch := !calm && d.rng.IntN(240) == 0; glitch {
		d.jumps++
		was := d.offset
		// By days, to hours at which nothing is due that the grace would still deliver; and back.
		d.offset = time.Duration(1+d.rng.IntN(6))*24*time.Hour + time.Duration(d.rng.IntN(2)+3)*time.Hour - d.sinceMidnight()
		d.tick()
		d.offset = was
	}
	if !calm && d.rng.IntN(300) == 0 {
		d.jumps++
		d.offset = time.Duration(d.rng.IntN(50)-25) * time.Minute
	}
	if calm {
		d.offset = 0
	}
	if d.rng.IntN(90) == 0 && !calm {
		d.change()
	}
	d.tick()
	for i, l := range d.alive {
		if l.store.left.Load() < 0 {
			d.deaths++
			l.d.Wait()
			d.alive[i] = nil
			town := l.town
			d.start(town, d.writes())
			d.alive[i], d.alive = d.alive[len(d.alive)-1], d.alive[:len(d.alive)-1]
		}
	}
}

// sinceMidnight is how much of the day has passed.
func (d *day) sinceMidnight() time.Duration {
	return time.Since(time.Now().Truncate(24 * time.Hour))
}

func (d *day) tick() {
	for _, l := range d.alive {
		if err := l.d.Tick(d.Context()); err != nil && l.store.left.Load() >= 0 {
			d.Errorf("a tick: %v", err)
		}
	}
}

// change lets the source of a story say something else, or half of it, or the whole again.
func (d *day) change() {
	at := time.Now().Truncate(time.Hour).Add(-time.Duration(d.rng.IntN(3)) * time.Hour)
	id := briefing.StoryID(at.UTC().Format("02-15"))
	whole := fmt.Sprintf("The ferry left at %s.", at.UTC().Format("15:04 on 2 January"))
	switch d.rng.IntN(3) {
	case 0:
		d.torn++
		d.engine.Corrects(id, []string{"", "The fer"}[d.rng.IntN(2)])
		time.Sleep(time.Duration(d.rng.IntN(5)) * time.Minute)
		d.tick()
		d.engine.Corrects(id, whole)
		d.said[id] = whole
	default:
		d.changed++
		d.said[id] = fmt.Sprintf("The ferry of %s left late, by %d minutes.", id, d.rng.IntN(1000))
		d.engine.Corrects(id, d.said[id])
	}
}

// check compares the ledger with the channels, and these with what the sources say.
func (d *day) check() {
	keys := d.checkMessages()
	d.checkLedger(keys)
	if len(keys) > 0 {
		d.Errorf("%d messages belong to nothing", len(keys))
	}
}

// checkMessages counts the messages by their keys.
func (d *day) checkMessages() map[string]int {
	keys := map[string]int{}
	told := map[string]string{} // per channel: fact -> key
	for _, p := range d.platform.Posted() {
		words := bottest.Words(p.Message)
		if p.To.Channel == "" {
			d.Errorf("an owner was told: %s", words)
			continue
		}
		if strings.HasPrefix(p.Message.Summary, "Corrected: ") { // told below the briefing, once
			if told[p.Key] != "" || p.ReplyTo.IsZero() {
				d.Errorf("told again, or in no thread:\n%s", words)
			}
			told[p.Key] = p.Key
			continue
		}
		d.messages++
		d.edited += p.Edited
		keys[p.Key]++
		if p.To.Channel != "C"+p.To.Tenant {
			d.Errorf("a message of %s stands in %s", p.To.Tenant, p.To.Channel)
		}
		for _, f := range p.Message.Facts() {
			at := p.To.Channel + " " + f.Text
			if other, ok := told[at]; ok && other != p.Key {
				d.Errorf("told twice in %s: %s", p.To.Channel, f.Text)
				d.repeated++
			}
			told[at] = p.Key
		}
		if strings.Contains(words, "Withdrawn") || strings.Contains(words, "The fer.") {
			d.Errorf("what was whole again is still withdrawn:\n%s", words)
		}
		for id, text := range d.said {
			if story := fmt.Sprintf("The ferry left at %s:00 on", strings.TrimPrefix(string(id), string(id)[:3])); strings.Contains(words,
				"ferry of "+string(id)) && claims(words, story) && !strings.HasPrefix(text, "The ferry left at") {
				d.Errorf("%s says %q now, and the channel shows\n%s", id, text, words)
			} else if late := fmt.Sprintf("The ferry of %s left late", id); claims(words, late) && !claims(words, text) {
				d.Errorf("%s says %q now, and the channel shows\n%s", id, text, words)
			}
		}
	}
	return keys
}

// checkLedger takes from the keys those that the ledger knows of.
func (d *day) checkLedger(keys map[string]int) {
	subs, err := d.store.Subscriptions(d.Context(), bot.Destination{})
	if err != nil || len(subs) != 6 {
		d.Fatalf("%d orders, %v", len(subs), err)
	}
	for _, s := range subs {
		if !s.Active() || s.Account != s.To.Tenant {
			d.Errorf("%s is paused (%s), or %q's", s.ID, s.Paused, s.Account)
		}
		all, err := d.store.Deliveries(d.Context(), s.ID, 1000)
		if err != nil {
			d.Fatal(err)
		}
		sent := map[string]bool{}
		for _, r := range all {
			switch r.State {
			case bot.Sent:
				d.deliveries++
				sent[r.Key.Slot] = true
				for _, p := range r.Parts {
					switch n := keys[p.Key]; {
					case n == 0:
						d.lost++
						d.Errorf("a part of %s is nowhere", r.Key)
					case n > 1:
						d.repeated += n - 1
						d.Errorf("a part of %s stands there %d times", r.Key, n)
					}
					delete(keys, p.Key)
				}
			case bot.Skipped:
				d.skipped++
			default:
				d.lost++
				d.Errorf("%s is %s: %s", r.Key, r.State, r.Reason)
			}
		}
		for _, slot := range []string{"2000-01-01/1", "2000-01-02/1"} {
			if strings.HasSuffix(string(s.ID), "daily") && !sent[slot] {
				d.lost++
				d.Errorf("%s has no briefing of %s: %+v", s.ID, slot, all)
			}
		}
	}
}
