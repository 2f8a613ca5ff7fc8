package ask

import (
	"sync"
	"sync/atomic"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// memo remembers the stems of names and speakers: they come again with every question. It holds up to memoed of them;
// what comes after is worked out anew each time, which gives the same.
type memo struct {
	stems sync.Map // string -> []string
	n     atomic.Int64
}

// memoed bounds a memo's memory: about 20 MB when it is full.
const memoed = 100_000

// of gives the stems of a key; callers must not change them.
func (m *memo) of(key string, work func(string) []string) []string {
	if v, ok := m.stems.Load(key); ok {
		return v.([]string)
	}
	out := work(key)
	if m.n.Load() < memoed {
		if _, had := m.stems.LoadOrStore(key, out); !had {
			m.n.Add(1)
		}
	}
	return out
}

var keyMemo, phraseMemo memo

// keyStems are the stems of a name's key.
func keyStems(key string) []string { return keyMemo.of(key, index.KeyStems) }

// wordStems are the stems of a phrase's words.
func wordStems(phrase string) []string {
	return phraseMemo.of(phrase, func(phrase string) []string {
		var out []string
		for _, t := range text.Tokens(phrase) {
			if t.Word {
				out = append(out, t.Stem)
			}
		}
		return out
	})
}
