package bottest_test

import (
	"testing"

	"briefbot/bot/bottest"
)

func TestFakeIsAPlatform(t *testing.T) {
	bottest.TestSplit(t, &bottest.Platform{})
	bottest.TestSplit(t, &bottest.Platform{PerPart: 7})
}
