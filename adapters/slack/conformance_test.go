package slack

import (
	"testing"

	"briefbot/bot/bottest"
)

func TestPlatformConformance(t *testing.T) {
	t.Parallel()
	bottest.TestSplit(t, sender(t, Options{}).p)
}
