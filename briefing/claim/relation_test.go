package claim

import (
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

var morning = time.Date(2031, 4, 2, 9, 0, 0, 0, time.UTC)

// said reads a sentence that was published so many hours after the morning.
func said(an *annotate.Analyzer, hours int, s string) *Claim {
	a := briefing.Article{Text: s, Published: briefing.PubTime{Time: morning.Add(time.Duration(hours) * time.Hour)}}
	return Of(an.Analyze(a), 0)
}

// What one sentence has to do with another, each relation five ways and its neighbours beside it.
func TestRelations(t *testing.T) {
	an := annotate.New(annotate.Options{})
	relations := map[string]func(a, b *Claim) bool{
		"same": Same, "updates": Updates, "other": OtherOfKind,
	}
	for _, c := range []struct {
		relation string
		a        string
		hours    int // a is so much later
		b        string
		want     bool
	}{
		{"same", "On Monday the parking tax was raised by the council of Velden.", 5, "The council of Velden raised the parking tax on Monday.", true},
		{"same", "Ida Holm has resigned as mayor of Velden.", 5, "The mayor of Velden, Ida Holm, has resigned.", true},
		{"same", "The storm killed 22 people in Port Ansel.", 5, "The storm killed 14 people in Port Ansel.", false},
		{"same", "Shops in Velden opened late on Monday.", 5, "The storm killed 14 people in Port Ansel.", false},
		{"same", "The council of Velden did not raise the parking tax on Monday.", 5, "The council of Velden raised the parking tax on Monday.", false},
		{"same", "The council of Orlo raised the parking tax on Monday.", 5, "The council of Velden raised the parking tax on Monday.", false},

		{"updates", "The landslide near Port Ansel killed 22 villagers.", 30, "The landslide near Port Ansel killed 14 villagers.", true},
		{"updates", "The number of people killed in the landslide near Port Ansel rose to 22.", 3, "The landslide near Port Ansel killed 14 people.", true},
		{"updates", "The fire in the forest of Orlo has burned 4,400 acres.", 26, "The fire in the forest of Orlo has burned 4,200 acres.", true},
		{"updates", "The fire in the mill has killed 53 people.", 30, "At least 51 people were killed by the fire in the mill.", true},
		{"updates", "The tax is 18 cents a litre and 24 cents a litre of oil.", 30, "The tax is 24 cents a litre of oil.", false},
		{"updates", "The storm killed 14 people on Merrow.", 15, "Nobody was killed by the storm on Merrow.", true},
		{"updates", "The landslide near Port Ansel killed 22 villagers.", 2, "The landslide near Port Ansel killed 14 villagers.", false},
		{"updates", "The landslide near Velden killed 22 villagers.", 30, "The landslide near Port Ansel killed 14 villagers.", false},
		{"updates", "The landslide near Port Ansel hurt 22 villagers.", 30, "The landslide near Port Ansel killed 14 villagers.", false},
		{"updates", "The landslide near Port Ansel killed 14 villagers.", 30, "The landslide near Port Ansel killed 14 villagers.", false},

		{"other", "A ferry sank off Velden on Monday with 40 people aboard.", 5, "A ferry sank off Port Ansel on Monday with 30 people aboard.", true},
		{"other", "Ola Brandt was sentenced to nine years in prison for fraud.", 5, "Ida Holm was sentenced to two years in prison for fraud.", true},
		{"other", "The ferry sank off Port Ansel on Monday with 40 people aboard.", 5, "A ferry sank off Port Ansel on Monday, its owner said.", false},
		{"other", "A strong earthquake hit the north of Chile on Monday.", 5, "A strong earthquake hit the north of Japan on Monday.", true},
		{"other", "Japan says a strong earthquake was felt on Monday.", 5, "Chile says a strong earthquake was felt on Monday.", false},
		{"other", "Shops in Velden opened late on Monday.", 5, "A ferry sank off Port Ansel on Monday with 30 people aboard.", false},
		{"other", "A ferry sank on Monday with 40 people aboard.", 5, "A ferry sank off Port Ansel on Monday with 40 people aboard.", false},
	} {
		a, b := said(an, c.hours, c.a), said(an, 0, c.b)
		if got := relations[c.relation](a, b); got != c.want {
			t.Errorf("%s: %v\n  %s\n  %s\n  denies %v %v names %v %v matter %.2f all %.2f figures %+v %+v", c.relation, got, c.a, c.b,
				a.denies(), b.denies(), a.Names, b.Names, a.Matter.Cosine(b.Matter), a.All.Cosine(b.All), a.Figures, b.Figures)
		}
	}
}

// Dead and no dead in two reports of about the same hour are a disagreement; of two days they are not.
func TestNobodyOrSomebody(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for _, c := range []struct {
		a     string
		hours int
		b     string
		want  bool
	}{
		{"Storm Ada left at least two people dead on Merrow on Tuesday.", 1, "No deaths have been reported on Merrow.", true},
		{"Storm Ada wounded 14 people on Merrow.", 1, "Nobody on Merrow was wounded by Storm Ada.", true},
		{"Storm Ada left at least two people dead on Merrow on Tuesday.", 30, "No deaths have been reported on Merrow.", false},
		{"Storm Ada left at least two people dead on Merrow on Tuesday.", 1, "No deaths have been reported in Velden.", false},
		{"Storm Ada left at least two people dead on Merrow on Tuesday.", 1, "No injuries have been reported on Merrow.", false},
		{"Storm Ada left at least two people dead on Merrow on Tuesday.", 1, "No sailor of Merrow went out, as three were killed in May.", false},
	} {
		x, y := said(an, 0, c.a), said(an, c.hours, c.b)
		x.Doc.Article.Source, y.Doc.Article.Source = "Post", "Wire"
		if got := Contradicts(x, y); got != c.want {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
	}
}

// Of two pages of which only the day is known, that of the later day is the later one.
func TestUpdatesByDay(t *testing.T) {
	an := annotate.New(annotate.Options{})
	old := said(an, 0, "The landslide near Port Ansel killed 14 villagers.")
	now := said(an, 24, "The landslide near Port Ansel killed 22 villagers.")
	for _, c := range []*Claim{old, now} {
		c.Published = c.Published.Truncate(24 * time.Hour)
		c.Doc.Article.Published = briefing.PubTime{Time: c.Published, DayOnly: true}
	}
	if !Updates(now, old) || Updates(old, now) || Updates(now, now) {
		t.Errorf("%v %v %v", Updates(now, old), Updates(old, now), Updates(now, now))
	}
}

// What a question takes for granted, and the sentence that says otherwise.
func TestRefutes(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for _, c := range []struct {
		question, sentence string
		want               bool
	}{
		{"Why did the council of Velden sell the pier of Orlo?", "The council of Velden has not sold the pier of Orlo.", true},
		{"Why did Ida Holm resign as mayor of Velden?", "Ida Holm refused to resign as mayor of Velden.", true},
		{"Why did the council of Velden refuse the bridge?", "The council of Velden approved the bridge on Monday.", true},
		{"How did 90 people die on the pier of Orlo?", "The fire on the pier of Orlo killed 9 people.", true},
		{"When did the harbour of Orlo open?", "The harbour of Orlo was closed.", true},
		{"Why did the council of Velden sell the pier of Orlo?", "The council of Velden sold the pier of Orlo for 40 crowns.", false},
		{"Why did the council of Velden sell the pier of Orlo?", "Rents were not raised.", false},
	} {
		if got := Refutes(said(an, 0, c.sentence), OfQuestion(an, c.question, morning)); got != c.want {
			t.Errorf("%q, %q: %v", c.question, c.sentence, got)
		}
	}
}

// One article may tell a claim and another that somebody denies it.
func TestWhoDeniesWhatAnotherSays(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Ida Holm took money from the harbour office, the clerk Tom Veld told the court.", "Ida Holm denied taking money from the harbour office.", true},
		{"The guard grabbed the captain and broke the wheel of the ferry, Tom Veld said.", "Ola Brandt denies that the guard grabbed the captain or broke the wheel.", true},
		{"Ida Holm sought a pardon from the king for the harbour affair, Tom Veld said.", "Ida Holm has denied that she sought a pardon for the affair.", true},
		{"Ida Holm took money from the harbour office, the clerk Tom Veld told the court.", "Ida Holm denied the request of the sailors for a new pier.", false},
		{"Ida Holm opened the harbour office on Monday, Tom Veld said.", "Ida Holm denied taking money from the sailors of Orlo.", false},
		{"Ola Brandt came to the talks with members of the Orlan delegation, Tom Veld said.",
			"Ida Holm denied that Ola Brandt was a member of Velmara's delegation.", false},
		{"Ola Brandt came to the talks with members of Velmara's delegation, Tom Veld said.",
			"Ida Holm denied that Ola Brandt was a member of Velmara's delegation.", true},
	} {
		x, y := said(an, 0, c.a), said(an, 2, c.b)
		x.Doc.Article.Source, y.Doc.Article.Source = "Post", "Wire"
		if got := Contradicts(x, y); got != c.want {
			t.Errorf("%q, %q: %v (speakers %q %q)", c.a, c.b, got, x.Speaker, y.Speaker)
		}
	}
}

// A later report ends a quarrel over a count.
func TestSettles(t *testing.T) {
	an := annotate.New(annotate.Options{})
	seven, nine := said(an, 0, "The fire on the pier of Orlo killed seven people."), said(an, 1, "The fire on the pier of Orlo killed nine people.")
	for later, want := range map[string]bool{
		"The fire on the pier of Orlo killed nine people.":   true,
		"The fire on the pier of Orlo killed eleven people.": true,
		"The fire on the pier of Orlo killed eight people.":  false,
		"The fire on the pier of Orlo hurt nine people.":     false,
	} {
		if got := Settles(said(an, 30, later), seven, nine); got != want {
			t.Errorf("%q: %v", later, got)
		}
		if Settles(said(an, 2, later), seven, nine) {
			t.Errorf("%q settles it an hour later", later)
		}
	}
}

// TestOneOffice: whoever is told by his office alone is one voice in two outlets, unless two places are named.
func TestOneOffice(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"mayor of Zelny", "the town's mayor", true},
		{"The mayor", "the mayor of Zelny", true},
		{"Zelny's mayor", "the mayor of Zelny", true},
		{"the mayor of Zelny", "the mayor of Port Anders", false},
		{"the mayor of Zelny", "the finance minister", false},
		{"Irena Volk", "the town's mayor", false},
		{"the coastguard", "the operator", false},
	} {
		if got := oneOffice(text.Tokens(c.a), text.Tokens(c.b)); got != c.want || oneOffice(text.Tokens(c.b), text.Tokens(c.a)) != got {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

// TestOwnVoice: groups without a name are no side of a disagreement about directions.
func TestOwnVoice(t *testing.T) {
	for speaker, want := range map[string]bool{
		"Hanna Silj": true, "Ostrany": true, "the finance minister": true, "Ostrany's defence ministry": true,
		"the coastguard": true, "the princess": true,
		"Park officials": false, "Yellowstone officials": false, "Aerial surveys": false, "aides": false, "": false,
	} {
		if got := ownVoice(text.Tokens(speaker)); got != want {
			t.Errorf("%q: %v", speaker, got)
		}
	}
}
