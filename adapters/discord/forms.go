package discord

import (
	"sync"

	"briefbot/bot"
)

// formsKept is how many forms are kept; the oldest go first. A form is of use for minutes.
const formsKept = 1000

// forms keeps the forms that were shown, since Discord gives back of a form only what was entered.
// It is safe for concurrent use.
type forms struct {
	mu    sync.Mutex
	kept  map[string]bot.Form
	order []string
}

// keep keeps a form that an interaction opens, and returns what it is found under.
func (k *forms) keep(interaction string, f bot.Form) string {
	key := reference("form " + interaction)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kept == nil {
		k.kept = map[string]bot.Form{}
	}
	if _, ok := k.kept[key]; !ok {
		k.order = append(k.order, key)
	}
	k.kept[key] = f
	if len(k.order) > formsKept {
		delete(k.kept, k.order[0])
		k.order = k.order[1:]
	}
	return key
}

// get returns a form that is kept.
func (k *forms) get(key string) (bot.Form, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	f, ok := k.kept[key]
	return f, ok
}
