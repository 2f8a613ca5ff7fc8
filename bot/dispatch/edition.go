package dispatch

import (
	"context"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"briefbot/bot"
)

// editionLife is how long an edition is kept for others who ask for the same.
const editionLife = 10 * time.Minute

// editions builds each edition once for all who ask for the same topics and window.
type editions struct {
	briefer bot.Briefer
	now     func() time.Time
	flight  singleflight.Group

	mu   sync.Mutex
	kept map[string]keptEdition
}

type keptEdition struct {
	edition bot.Edition
	at      time.Time
}

func newEditions(b bot.Briefer, now func() time.Time) *editions {
	return &editions{briefer: b, now: now, kept: map[string]keptEdition{}}
}

// get returns the edition, built now or kept from another who asked.
func (e *editions) get(ctx context.Context, r bot.EditionRequest) (bot.Edition, error) {
	key := strings.Join(append([]string{r.Window.From.UTC().String(), r.Window.To.UTC().String()}, r.Topics...), "\x00")
	e.mu.Lock()
	for k, old := range e.kept {
		if e.now().Sub(old.at) > editionLife {
			delete(e.kept, k)
		}
	}
	kept, ok := e.kept[key]
	e.mu.Unlock()
	if ok {
		return kept.edition, nil
	}
	v, err, _ := e.flight.Do(key, func() (any, error) {
		// Others wait for this one: it must not end with the first asker's context.
		edition, err := e.briefer.Edition(context.WithoutCancel(ctx), r)
		if err != nil {
			return nil, err
		}
		e.mu.Lock()
		e.kept[key] = keptEdition{edition, e.now()}
		e.mu.Unlock()
		return edition, nil
	})
	if err != nil {
		return nil, err
	}
	return v.(bot.Edition), nil
}
