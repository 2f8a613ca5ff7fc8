package bottest_test

import (
	"testing"

	"briefbot/bot/bottest"
)

func TestFakeIsAPlatform(t *testing.T) {
	bottest.TestPlatform(t, &bottest.Platform{})
	bottest.TestPlatform(t, &bottest.Platform{PerPart: 7})
}
