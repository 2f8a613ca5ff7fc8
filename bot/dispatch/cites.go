package dispatch

import (
	"context"
	"errors"
	"slices"
	"time"
	"unique"

	"briefbot/bot"
	"briefbot/briefing"
)

// cites are the articles that a briefing rests on, as it was kept when its delivery had a token.
type cites struct {
	token    int64
	agrees   briefing.Seq // the briefing agrees with the corpus as of this change
	articles []unique.Handle[briefing.ArticleID]
}

// changing is the token of a briefing that somebody held when it was read: it is read again.
const changing = -1

// touched reports whether one of the articles changed since the briefing was compared with it.
func (c cites) touched(changed map[briefing.ArticleID]briefing.Seq) bool {
	return len(changed) > 0 && slices.ContainsFunc(c.articles, func(a unique.Handle[briefing.ArticleID]) bool { return changed[a.Value()] > c.agrees })
}

// recall knows afterwards what each of the deliveries rests on, and nothing of others. It returns the
// earliest change up to which one that this process may correct agrees with the corpus, or upTo: what
// came to nothing at an earlier look is compared from where it stood.
func (d *Dispatcher) recall(ctx context.Context, sent []bot.Delivery, now time.Time, upTo briefing.Seq) (from briefing.Seq, err error) {
	old, fresh := d.corrections.cites, map[string]*cites{}
	from = upTo
	for _, s := range sent {
		id := s.Key.Shown()
		c := old[id]
		if c == nil || c.token != s.Token || s.Until.After(now) { // somebody may be changing it
			if c, err = d.citesOf(ctx, s, now); err != nil {
				return 0, err
			}
		}
		if len(c.articles) > 0 && d.accounts.serve(s.Key.Subscription) {
			from = min(from, c.agrees)
		}
		fresh[id] = c
	}
	d.corrections.cites = fresh
	return from, nil
}

// citesOf reads what a delivery rests on.
func (d *Dispatcher) citesOf(ctx context.Context, s bot.Delivery, now time.Time) (*cites, error) {
	shown, err := d.store.Shown(ctx, s.Key.Shown())
	if err != nil && !errors.Is(err, bot.ErrNotFound) {
		return nil, err
	}
	c := &cites{token: s.Token, agrees: shown.Corpus}
	if s.Until.After(now) {
		c.token = changing
	}
	for _, b := range []*briefing.Briefing{shown.Briefing, shown.First} {
		if b == nil {
			continue
		}
		for _, x := range b.Citations {
			if a := unique.Make(x.Article); !slices.Contains(c.articles, a) {
				c.articles = append(c.articles, a)
			}
		}
	}
	return c, nil
}
