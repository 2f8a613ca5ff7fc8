package summary

import (
	"testing"
	"time"

	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// What is told as going on and ends with a day that has been is a caption, with or without the year.
func TestCaptionOfADay(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for body, want := range map[string]bool{
		"Boulders fall during the storm in Velden, Orland, on March 4.":     true,
		"Sailors wait on the pier in Port Ansel, March 4.":                  true,
		"The pier fell into the harbour of Velden, Orland, on March 4.":     false,
		"The ferries return to Port Ansel, Orland, on March 9.":             false, // the day is to come
		"The ferries will return to Port Ansel, Orland, on March 4.":        false,
		"Sailors wait on the pier in Port Ansel.":                           false,
		"Sailors wait in Velden, on March 4, for a ferry that never sails.": false,
	} {
		a := article("", body)
		a.Published.Time = time.Date(2031, 3, 5, 8, 0, 0, 0, time.UTC)
		d := an.Analyze(a)
		if got := furniture(d, &d.Sentences[0]); got != want {
			t.Errorf("%q: %v, want %v", body, got, want)
		}
	}
}

func TestFurniture(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for body, want := range map[string]bool{
		"Mayor Ida Holm calls for a new pier as she speaks in the town hall of Velden, Orland, June 22, 2022.": true,
		"Mayor Ida Holm said she would open the pier in Velden, Orland, on June 22, 2022.":                     false,
		"The talks were resumed in VeldenThe government hopes for a truce.":                                    true,
		"Here's what it looks like.":                                        true,
		"The photo shows the pier of Port Ansel after the storm.":           true,
		"Sign up to our morning letter from Port Ansel.":                    true,
		"Coast Wire has learned that the pier of Port Ansel will close.":    false,
		"The pier of Port Ansel shows cracks after the storm.":              false,
		"Video of the storm was taken by the harbour master of Velden.":     false,
		"1918 — The pier of Port Ansel was closed to sailors for a year.":   true,
		"Storm season:The pier of Port Ansel closes for the winter.":        true,
		"Ida Holm/AP Sailors of Port Ansel wait on the pier for the ferry.": true,
		"Sailors wait on the pier of Port Ansel on March 4, 2031.":          true,
		"The pier of Port Ansel was closed to sailors on March 4, 2031.":    false,
		"More: The pier of Port Ansel closes for the winter months.":        true,
		"On today's episode, the mayor of Port Ansel speaks of the pier.":   true,
		"The winning numbers of the island lottery were 4, 8 and 15.":       true,
		"At 8:43 a.m. the pier of Port Ansel fell into the harbour.":        false,
		"The mayor of Port Ansel was brief: the pier stays closed.":         false,
		"The council of Velden is supported by the farmers of the island.":  false,
	} {
		a := article("", body)
		a.Source = "Coast Wire"
		d := an.Analyze(a)
		if got := furniture(d, &d.Sentences[0]); got != want {
			t.Errorf("%q: %v, want %v", body, got, want)
		}
	}
}

func TestTitleIsShortAndWhole(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for want, body := range map[string]string{
		"The school of Velden has opened its doors again, two days after the flood": "The school of Velden has opened its doors again, two days after the flood.",
		"Divers of the navy searched the wreck of the ferry Linnet off Velden":      "On Tuesday, Divers of the navy searched the wreck of the ferry Linnet off Velden, a town on the coast.",
	} {
		if got, _, ok := Title(an, []*text.Document{an.Analyze(article("", body))}, nil); got != want || !ok {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got, _, ok := Title(an, nil, nil); got != "" || ok {
		t.Errorf("no documents gave %q", got)
	}
}
