package terminal

import (
	"strings"
	"sync"
	"testing"

	"briefbot/bot"
	"briefbot/bot/bottest"
)

// TestPlatform runs what every platform promises. A terminal meets no faults, tells no event twice and
// has one place that cannot be gone, so that these parts are left out.
func TestPlatform(t *testing.T) {
	bottest.TestPlatform(t, func(*testing.T) bottest.Rig {
		screen := &screen{}
		return bottest.Rig{
			Platform: New(strings.NewReader(""), screen, Options{Style: Style{Width: 400}}),
			To:       bot.Destination{Platform: Name, Channel: Name},
			Posted:   screen.messages,
		}
	})
}

// screen keeps what is written to it, a message with each write.
type screen struct {
	mu      sync.Mutex
	written []string
}

func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.written = append(s.written, string(b))
	return len(b), nil
}

func (s *screen) messages() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string{}, s.written...)
}
