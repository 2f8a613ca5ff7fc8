package slack

import (
	"testing"

	"briefbot/bot/bottest"
)

func TestPlatformConformance(t *testing.T) {
	t.Parallel()
	bottest.TestPlatform(t, sender(t, Options{}).p)
}
