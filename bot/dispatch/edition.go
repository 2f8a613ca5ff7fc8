package dispatch

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"briefbot/bot"
	"briefbot/briefing"
)

// editionLife is how long an edition is kept for others who ask for the same.
const editionLife = 10 * time.Minute

// editions builds each edition once for all who ask for the same topics and window.
type editions struct {
	briefer bot.Briefer
	corpus  Corpus // may be nil
	now     func() time.Time
	flight  singleflight.Group

	mu   sync.Mutex
	kept map[string]keptEdition
}

type keptEdition struct {
	edition bot.Edition
	corpus  briefing.Seq // which it was built from at least
	at      time.Time
}

func newEditions(b bot.Briefer, o Options) *editions {
	return &editions{briefer: b, corpus: o.Corpus, now: o.Now, kept: map[string]keptEdition{}}
}

// get returns the edition, built now or kept from another who asked. It ends with ctx; the building
// goes on for others.
func (e *editions) get(ctx context.Context, r bot.EditionRequest) (keptEdition, error) {
	key := strings.Join(slices.Concat([]string{r.Window.From.UTC().String(), r.Window.To.UTC().String()}, r.Topics, []string{"\x01"}, r.Sources, []string{"\x01"}, r.Without), "\x00")
	e.mu.Lock()
	for k, old := range e.kept {
		if e.now().Sub(old.at) > editionLife {
			delete(e.kept, k)
		}
	}
	kept, ok := e.kept[key]
	e.mu.Unlock()
	if ok {
		return kept, nil
	}
	built := e.flight.DoChan(key, func() (any, error) {
		// Others wait for this one: it must not end with the first asker's context.
		fresh := keptEdition{at: e.now()}
		if e.corpus != nil {
			fresh.corpus = e.corpus.Seq()
		}
		var err error
		if fresh.edition, err = e.briefer.Edition(context.WithoutCancel(ctx), r); err != nil {
			return nil, err
		}
		e.mu.Lock()
		e.kept[key] = fresh
		e.mu.Unlock()
		return fresh, nil
	})
	select {
	case <-ctx.Done():
		return keptEdition{}, ctx.Err()
	case r := <-built:
		if r.Err != nil {
			return keptEdition{}, r.Err
		}
		return r.Val.(keptEdition), nil
	}
}
