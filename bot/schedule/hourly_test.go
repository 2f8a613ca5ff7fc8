package schedule

import (
	"testing"
)

func TestHourly(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"every hour": true, "every 15 minutes": true, "weekdays every hour from 9 to 17": true, "every day at 7, 8 and 9": true,
		"weekdays 8:30": false, "every day at 8 and 9": false, "every day every 2 hours": false, "every day at 8, 9 and 18": false,
	} {
		s, err := Parse(text)
		if err != nil || s.Hourly() != want {
			t.Errorf("%s is hourly: %v, want %v (%v)", text, s.Hourly(), want, err)
		}
	}
}
