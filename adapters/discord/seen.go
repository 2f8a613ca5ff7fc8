package discord

import "sync"

// seenSize is how many events are remembered: more than arrive within the time in which Discord
// delivers an event again after a resume.
const seenSize = 8192

// seen remembers the ids of events, the oldest going first.
type seen struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring []string
	next int
}

func newSeen() *seen { return &seen{ids: map[string]bool{}, ring: make([]string, seenSize)} }

// first reports whether id was not seen before, and remembers it. An empty id is always new.
func (s *seen) first(id string) bool {
	if id == "" {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ids[id] {
		return false
	}
	delete(s.ids, s.ring[s.next])
	s.ring[s.next] = id
	s.ids[id] = true
	s.next = (s.next + 1) % len(s.ring)
	return true
}
