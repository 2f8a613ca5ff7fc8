package measure

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/cmd/fit/gold"
)

var data = gold.Data{Folder: "../testdata/sets"}

// now is when the invented pages were read.
var now = time.Date(2031, 5, 1, 0, 0, 0, 0, time.UTC)

func TestKeepingChangesNothing(t *testing.T) {
	plain := Engine{Now: now}
	kept := plain.Keeping()
	for _, s := range Sets[:2] { // briefing and questions
		want, err := s.Run(t.Context(), plain, data)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			got, err := s.Run(t.Context(), kept, data)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s of a kept desk differs:\n%s", s.Name, d)
			}
		}
	}
}

func TestEndOf(t *testing.T) {
	for in, want := range map[string]string{
		"2031-04-03": "2031-04-03T23:59:59Z", "2031-04-03T10:00:00+02:00": "2031-04-03T10:00:00+02:00", "": "0001-01-01T00:00:00Z",
	} {
		if got := EndOf(in).Format(time.RFC3339); got != want {
			t.Errorf("EndOf(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestOneWindow(t *testing.T) {
	for in, want := range map[string]bool{
		"questions d4": true, "briefing d12": true,
		"questions mean": false, "questions unread": false, "pages": false, "split dusty": false,
	} {
		if got := OneWindow(in); got != want {
			t.Errorf("OneWindow(%q) = %v", in, got)
		}
	}
}

func TestEveryWindowIsSummed(t *testing.T) {
	reports, err := questions(t.Context(), Engine{Now: now}, data)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, r := range reports {
		names = append(names, r.Set)
	}
	if d := cmp.Diff([]string{"questions d1", "questions mean", "questions by kind"}, names); d != "" {
		t.Error(d)
	}
}
