package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/bot/agenda"
)

// statusCmd shows subscriptions, deliveries and sources.
type statusCmd struct {
	JSON bool `name:"json" help:"Print JSON: a line for each subscription, then a line {\"source\": …} for each source."`
}

// subscriptionStatus is a subscription with its last and next delivery.
type subscriptionStatus struct {
	ID     bot.SubscriptionID `json:"id"`
	To     bot.Destination    `json:"to"`
	When   string             `json:"when"`
	Zone   string             `json:"zone"`
	Topics []string           `json:"topics,omitempty"`
	Paused string             `json:"paused,omitempty"`
	Next   time.Time          `json:"next,omitzero"`
	Last   *bot.Delivery      `json:"last,omitempty"`
	// Missing is the latest slot that was due a while ago and that nobody has begun.
	Missing time.Time `json:"missing,omitzero"`
	// Problem says why nothing of it can be due: its schedule or zone can no longer be read.
	Problem string `json:"problem,omitempty"`
}

// Run prints them.
func (c *statusCmd) Run(ctx context.Context, p *program) error {
	if p.noStoreYet() {
		return fmt.Errorf("there is no database %s yet; \"briefbot serve\" or \"briefbot ingest PATH\" makes it, --db names another", p.dbName())
	}
	store, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	subs, err := store.Subscriptions(ctx, bot.Destination{})
	if err != nil {
		return err
	}
	for _, s := range subs {
		st, err := p.statusOf(ctx, store, s)
		if err != nil {
			return err
		}
		if c.JSON {
			err = writeJSON(p.out, st)
		} else {
			_, err = fmt.Fprintln(p.out, st.words())
		}
		if err != nil {
			return err
		}
	}
	if waiting := p.declaredPlaces(); len(subs) == 0 && len(waiting) > 0 && !c.JSON {
		fmt.Fprintf(p.out, "no briefing is scheduled yet; \"briefbot serve\" takes up the %d that %s declares\n",
			len(waiting), configName(p.Config))
	} else if len(subs) == 0 && !c.JSON {
		fmt.Fprintln(p.out, "no briefings are scheduled; declare some under \"briefings:\" in the configuration, "+
			"or say \"/briefing schedule weekdays 8:30\" in a channel")
	}
	sources, err := p.sourcesHealth(ctx, store)
	if err != nil {
		return err
	}
	for _, h := range sources {
		if c.JSON {
			h.Problem = p.redact(h.Problem)
			err = writeJSON(p.out, struct {
				Source bot.SourceHealth `json:"source"`
			}{h})
		} else {
			_, err = fmt.Fprintln(p.out, p.redact(sourceLine(h)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sourcesHealth tells how the sources fare that are read now.
func (p *program) sourcesHealth(ctx context.Context, store *sqlstore.Store) ([]bot.SourceHealth, error) {
	fixed, client, err := p.sources()
	if err != nil {
		return nil, err
	}
	defer client.Close()
	s := &server{store: store, fixed: fixed, client: client}
	return sourcesOf(store, s.sources)(ctx)
}

// sourceLine is how a source fares in a line.
func sourceLine(h bot.SourceHealth) string {
	line := fmt.Sprintf("source %s: %d articles, read %s", h.Name, h.Articles, clock(h.LastRead))
	if !h.Again.IsZero() {
		line += ", next " + clock(h.Again)
	}
	if h.Problem != "" {
		line += "; PROBLEM"
		if h.Failures > 1 {
			line += fmt.Sprintf(" (%d times in a row)", h.Failures)
		}
		line += ": " + h.Problem
	}
	return line
}

func (p *program) statusOf(ctx context.Context, store bot.Ledger, s bot.Subscription) (subscriptionStatus, error) {
	st := subscriptionStatus{ID: s.ID, To: s.To, When: s.When, Zone: s.Zone, Topics: s.Topics, Paused: s.Paused}
	next, err := agenda.Next(ctx, store, s, p.now(), 1)
	var unreadable *bot.Error
	switch {
	case errors.As(err, &unreadable):
		st.Problem = err.Error()
	case err != nil:
		return st, err
	case s.Active() && len(next) > 0:
		st.Next = next[0].At
	}
	if st.Missing, err = agenda.Missing(ctx, store, s, p.now()); err != nil {
		return st, err
	}
	last, err := store.Deliveries(ctx, s.ID, 1)
	if err != nil && !errors.Is(err, bot.ErrNotFound) {
		return st, err
	}
	if len(last) > 0 {
		for _, p := range last[0].Parts {
			if p.Reason != "" && last[0].Reason == "" { // it has not come to its end
				last[0].Reason = fmt.Sprintf("attempt %d at %s failed, it is tried again: %s", p.Attempts, clock(p.Tried), p.Reason)
			}
			if p.State == bot.PartUnknown || p.State == bot.PartFailed && p.Again > 0 {
				last[0].Reason += "; whether it arrived cannot be told: look there"
				break
			}
		}
		last[0].Parts = nil
		st.Last = &last[0]
	}
	return st, nil
}

func (s subscriptionStatus) words() string {
	line := fmt.Sprintf("%s to %s, %s (%s)", s.ID, s.To, s.When, s.Zone)
	if s.Paused != "" {
		line += "; paused: " + s.Paused
	} else if !s.Next.IsZero() {
		line += "; next " + clock(s.Next)
	}
	if s.Problem != "" {
		line += "; PROBLEM: " + s.Problem
	}
	if !s.Missing.IsZero() {
		line += fmt.Sprintf("; MISSING: that of %s, as no \"briefbot serve\" that is set up for %s was running", clock(s.Missing), s.To.Platform)
	}
	switch {
	case s.Last == nil:
		line += "; nothing delivered yet"
	case s.Last.State == bot.Claimed || s.Last.State == bot.Sending:
		line += fmt.Sprintf("; that of %s is under way", clock(s.Last.At))
		if s.Last.Reason != "" {
			line += " (" + s.Last.Reason + ")"
		}
	case s.Last.Reason != "":
		line += fmt.Sprintf("; last %s %s: %s", clock(s.Last.At), s.Last.State, s.Last.Reason)
	default:
		line += fmt.Sprintf("; last %s %s", clock(s.Last.At), s.Last.State)
	}
	return line
}

// clock is a moment as status lines show it.
func clock(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Format("2006-01-02 15:04 MST")
}
