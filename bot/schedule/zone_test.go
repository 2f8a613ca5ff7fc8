package schedule_test

import (
	"strings"
	"testing"

	"briefbot/bot/schedule"
)

// What is repeated of a name that is none is short, and as it was typed.
func TestZoneRepeatsLittle(t *testing.T) {
	for _, name := range []string{"in the Harbour", strings.Repeat("Nowhere ", 500), strings.Repeat("ä", 500)} {
		_, err := schedule.Zone(name)
		if err == nil || len(err.Error()) > 400 || !strings.HasPrefix(err.Error(), "“"+name[:12]) {
			t.Errorf("%.20q…: %v", name, err)
		}
	}
}
