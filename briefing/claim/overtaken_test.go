package claim

import (
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// What a later claim does to an earlier one, each relation five ways and its neighbours beside it.
func TestOvertaken(t *testing.T) {
	an := annotate.New(annotate.Options{})
	relations := map[string]func(a, b *Claim) bool{
		"updates": Updates, "takes back": TakesBack, "fulfils": Fulfils, "undoes": Undoes,
	}
	for _, c := range []struct {
		relation string
		hours    int // a is so much later
		a, b     string
		want     bool
	}{
		{"updates", 1,
			"The slide near Port Ansel has now claimed 22 lives, up from 14, police said.",
			"A slide near Port Ansel killed 14 people, police said.", true},
		{"updates", 3,
			"The army said nine people, not fourteen, had been killed by a slide near Orlo.",
			"A slide near Orlo killed fourteen people, the army said.", true},
		{"updates", 3,
			"Nine people rather than fourteen were killed near Orlo, the army said.",
			"A slide near Orlo killed fourteen people, the army said.", true},
		{"updates", 3,
			"Police in Orlo said that ten guests had died in the mill fire.",
			"Three guests died in the mill fire in Orlo, police said.", true},
		{"updates", 2,
			"That brings the official death toll to five.",
			"Three people have died in the flood in Orlo.", true},
		{"updates", 3,
			"Rebels said ten guests had died in the mill fire in Orlo.",
			"Three guests died in the mill fire in Orlo, police said.", false},
		{"updates", 3,
			"A slide near Velden killed nine people, up from fourteen a year ago.",
			"A slide near Orlo killed fourteen people.", false},
		{"updates", -3,
			"The army said nine people, not fourteen, had been killed by a slide near Orlo.",
			"A slide near Orlo killed fourteen people, the army said.", false},
		{"takes back", 3,
			"The Orlo observatory withdrew its report that a comet had hit the moon Tessa.",
			"A comet hit the moon Tessa on Monday, the Orlo observatory said.", true},
		{"takes back", 3,
			"Police said they had named the wrong woman and that Ida Holm had nothing to do with the theft in Orlo.",
			"The woman behind the theft in Orlo is Ida Holm, police said.", true},
		{"takes back", 3,
			"The box at Velden harbour held only books and there had been no gun, police said.",
			"A gun was found in a box at Velden harbour, police said.", true},
		{"takes back", 3,
			"The ferry with 40 people that was feared to have sunk off Merrow is safe in Orlo, its owner said.",
			"A ferry with 40 people sank off Merrow on Monday, its owner said.", true},
		{"takes back", 3,
			"Ida Holm is alive, her agent said; his account had been hacked.",
			"Ida Holm has died at 80, her agent said.", true},
		{"takes back", -3,
			"Ida Holm is alive, her agent said; his account had been hacked.",
			"Ida Holm has died at 80, her agent said.", false},
		{"takes back", 3,
			"The Velden bank withdrew its report that the vault in Velden had been robbed.",
			"A comet hit the moon Tessa on Monday, the Orlo observatory said.", false},
		{"takes back", 3,
			"Ida Holm's lawyer said she had nothing to do with the theft in Orlo.",
			"The woman behind the theft in Orlo is Ida Holm, police said.", false}, // two voices: a dispute
		{"takes back", 3,
			"Two more people were arrested in Velden after the theft, police said.",
			"Police arrested two people in Velden after the theft.", false},
		{"fulfils", 30,
			"The parliament of Orlo rejected the harbour law on Thursday.",
			"The parliament of Orlo will vote on the harbour law on Thursday.", true},
		{"fulfils", 30,
			"The Petrel rocket exploded after lift-off from Orlo on Thursday.",
			"The Petrel rocket will be launched from Orlo on Thursday.", true},
		{"fulfils", 30,
			"Storm Asta turned out to sea on Thursday and spared Merrow.",
			"Storm Asta is expected to hit Merrow on Thursday.", true},
		{"fulfils", 3,
			"Ida Holm cancelled her visit to Velden because of illness.",
			"Ida Holm will visit Velden on Friday.", true},
		{"fulfils", 30,
			"Talks in Orlo on the ferry did not resume on Thursday because the crews stayed away.",
			"Talks in Orlo on the ferry will resume on Thursday.", true},
		{"fulfils", 30,
			"The parliament of Orlo will vote on the harbour law on Thursday.",
			"The parliament of Orlo rejected the harbour law on Thursday.", false},
		{"fulfils", 30,
			"The parliament of Velden rejected the fishing law on Thursday.",
			"The parliament of Orlo will vote on the harbour law on Thursday.", false},
		{"fulfils", 3,
			"Ida Holm spoke of the harbour in Velden on Wednesday.",
			"Ida Holm will visit Velden and its harbour on Friday.", false},
		{"undoes", 30,
			"A woman died on Thursday after the trains collided near Orlo.",
			"No one was killed when two trains collided near Orlo.", true},
		{"undoes", 30,
			"A woman did not die after the trains collided near Orlo.",
			"No one was killed when two trains collided near Orlo.", false},
		{"undoes", 30,
			"A woman died on Thursday in Velden.",
			"No one was killed when two trains collided near Orlo.", false},
	} {
		if got := relations[c.relation](said(an, c.hours, c.a), said(an, 0, c.b)); got != c.want {
			t.Errorf("%s: %v\n  %s\n  %s", c.relation, got, c.a, c.b)
		}
	}
}

// Of two articles of which only the day is known, the later day follows, in whatever year it lies.
func TestFollowsByTheDay(t *testing.T) {
	at := func(day string) *Claim {
		published, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		a := briefing.Article{Published: briefing.PubTime{Time: published, DayOnly: true}}
		return &Claim{Doc: &text.Document{Article: a}, Published: published}
	}
	for _, c := range []struct {
		later, earlier string
		want           bool
	}{
		{"2031-05-07", "2031-05-06", true}, {"2031-05-06", "2031-05-06", false}, {"2031-05-05", "2031-05-06", false},
		{"2032-05-06", "2031-05-06", true}, {"2032-01-01", "2031-12-31", true},
	} {
		if got := at(c.later).follows(at(c.earlier)); got != c.want {
			t.Errorf("%s after %s: %v", c.later, c.earlier, got)
		}
	}
}
