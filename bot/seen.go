package bot

import "sync"

// Seen remembers the latest ids of events, so that one that a platform delivers again is handed on
// once. It is safe for concurrent use.
type Seen struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring []string
	next int
}

// NewSeen remembers up to n ids, the oldest going first.
func NewSeen(n int) *Seen { return &Seen{ids: map[string]bool{}, ring: make([]string, n)} }

// First reports whether id was not seen before, and remembers it. An empty id is always new.
func (s *Seen) First(id string) bool {
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
