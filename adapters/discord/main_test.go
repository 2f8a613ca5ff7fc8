package discord

import (
	"flag"
	"os"
	"testing"
)

// TestMain lets more tests wait at once than there are processors: the SDK sleeps for a second
// whenever it closes a connection.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "16"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
