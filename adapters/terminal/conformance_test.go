package terminal

import (
	"strings"
	"testing"

	"briefbot/bot/bottest"
)

func TestPlatform(t *testing.T) {
	bottest.TestSplit(t, New(strings.NewReader(""), &strings.Builder{}, Options{}))
}
