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
	corpus   briefing.Seq // the briefing agrees with it
	articles []unique.Handle[briefing.ArticleID]
}

// touched reports whether one of the articles changed since the briefing was compared with it.
func (c cites) touched(changed map[briefing.ArticleID]briefing.Seq) bool {
	return len(changed) > 0 && slices.ContainsFunc(c.articles, func(a unique.Handle[briefing.ArticleID]) bool { return changed[a.Value()] > c.corpus })
}

// recall knows afterwards what each of the deliveries rests on, and nothing of others. It returns the
// change from which on they have to be compared with the corpus: where the last look ended, or earlier
// where one of them is new to this process.
func (d *Dispatcher) recall(ctx context.Context, sent []bot.Delivery, now time.Time) (briefing.Seq, error) {
	old, fresh := d.corrections.cites, map[string]cites{}
	first := d.corrections.upTo == 0 // or the looks before came to nothing
	from := d.corrections.upTo
	if first {
		from = d.seq()
	}
	for _, s := range sent {
		id := s.Key.Shown()
		c, known := old[id]
		if first || !known || c.token != s.Token || s.Until.After(now) { // somebody may be changing it
			shown, err := d.store.Shown(ctx, id)
			if err != nil && !errors.Is(err, bot.ErrNotFound) {
				return 0, err
			}
			c = cites{token: s.Token, corpus: shown.Corpus}
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
			if s.Until.After(now) {
				c.token = -1
			}
			if len(c.articles) > 0 {
				from = min(from, c.corpus)
			}
		}
		fresh[id] = c
	}
	d.corrections.cites = fresh
	return from, nil
}
