package names_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

func TestNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Kremlin spokesman Dmitry Orlin met Odrin's mayor.", "organization Kremlin; person Dmitry Orlin (Kremlin spokesman); other Odrin"},
		{"On Monday Ana Brun, the union's leader, left for Paris.", "person Ana Brun (union's leader); place Paris"},
		{"The Kenyan Foreign Ministry wrote to Prime Minister Tomas Varga.",
			"organization Kenyan Foreign Ministry; person Tomas Varga (Prime Minister)"},
		{"They asked the Bank of Odrin and the U.N. for help.", "organization Bank of Odrin; organization U.N."},
		{"Officials said that Russians and Poles had met in New York.", "group Russians; group Poles; place New York"},
		{"Yesterday Gov. Maria van den Berg spoke in May.", "person Maria van den Berg (Gov.)"},
		{"Peter K. Marr Jr. sued Acme Corp.", "person Peter K. Marr Jr; organization Acme Corp"},
		{"However, nobody came on Tuesday.", ""},
	} {
		var got []string
		for _, n := range analyze(c.text).Sentences[0].Names {
			s := fmt.Sprintf("%s %s", n.Kind, n.Text)
			if n.Role != "" {
				s += " (" + n.Role + ")"
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

func TestShortNamesMeanTheFullOnes(t *testing.T) {
	d := analyze("President Volodymyr Halynskyy met Ana Brun.\n" +
		"Halynsky said little. Mr. Brun's wife waited. Brun left.\nTomas Brun came later.")
	var keys []string
	for _, s := range d.Sentences {
		for _, n := range s.Names {
			keys = append(keys, n.Key)
		}
	}
	h, b, tb := annotate.New(annotate.Options{}).NameKey("Volodymyr Halynsky"), "ana brun", "tomas brun"
	if diff := cmp.Diff([]string{h, b, h, tb, b, tb}, keys); diff != "" {
		t.Error(diff)
	}
}

func TestNameKey(t *testing.T) {
	an := annotate.New(annotate.Options{Aliases: []string{"Odrin = Odryn City = Old Odrin  # the town", "alone",
		"Ana Brun = A. Brun-Marr"}})
	same := [][2]string{
		{"Zelensky", "Zelenskyy"}, {"Zelenskiy", "Zelensky"}, {"Arakhamia", "Arahamia"}, {"Kyiv", "Kiev"}, {"Odesa", "Odessa"},
		{"Odrin", "odryn city"}, {"Odrin's", "Odrin"}, {"the United Nations", "UN"}, {"U.S.", "United States"}, {"US", "America"},
		{"Donald J. Marr", "Donald Marr"}, {"Mr. Peter Brun", "Peter Brun"}, {"Sergei Orlin", "Sergey Orlin"}, {"Dmitry Orlin",
			"Dmitri Orlin"},
		{"Volodymyr Orlin", "Vladimir Orlin"}, {"Ihor Orlin", "Igor Orlin"},
		{"Київ", "Kyiv"}, {"José Álvarez", "Jose Alvarez"}, {"Ana Brun", "A. Brun-Marr"},
	}
	for _, p := range same {
		if a, b := an.NameKey(p[0]), an.NameKey(p[1]); a != b && !names.SameName(a, b) {
			t.Errorf("%q (%s) and %q (%s) should be one name", p[0], a, p[1], b)
		}
	}
	other := [][2]string{
		{"Chernihiv", "Chernivtsi"}, {"Austria", "Australia"}, {"Iran", "Iraq"}, {"Ana Brun", "Tomas Brun"}, {"Niger", "Nigeria"},
		{"Slovakia",
			"Slovenia"},
	}
	for _, p := range other {
		if a, b := an.NameKey(p[0]), an.NameKey(p[1]); names.SameName(a, b) {
			t.Errorf("%q (%s) and %q (%s) should be two names", p[0], a, p[1], b)
		}
	}
}

func TestCountry(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for word, want := range map[string]string{"Ukrainian": "Ukraine", "Russians": "Russia", "Kiev": "Ukraine", "British": "United Kingdom",
		"South Koreans": "South Korea"} {
		if got, ok := names.Country(word); !ok || got != an.NameKey(want) {
			t.Errorf("Country(%q) = %q, want %q", word, got, an.NameKey(want))
		}
	}
	if got, ok := names.Country("baker"); ok {
		t.Errorf("a baker is of %q", got)
	}
}

func TestQuestionsInSmallLetters(t *testing.T) {
	an := annotate.New(annotate.Options{Aliases: []string{"Odrin = Odryn"}})
	s := an.AnalyzeQuestion("what did the united nations say about odryn and ukraine?", someDay)
	var got []string
	for _, n := range s.Names {
		got = append(got, n.Key)
	}
	if diff := cmp.Diff([]string{"united nations", "odrin", "ukraine"}, got); diff != "" {
		t.Error(diff)
	}
}

// A role is the office beside a name, and not the clause before it.
func TestRoleBeside(t *testing.T) {
	for s, want := range map[string]string{
		"Finance Minister Ada Lund met Mayor Peter Orlin in Odrin.":   "Finance Minister|Mayor",
		"The former Kremlin spokesman Jan Wilk called.":               "former Kremlin spokesman",
		"On Monday the chief economist Ana Brun spoke.":               "chief economist",
		"The governor, Tomas Varga, came with his deputy, Lena Roth.": "governor|",
	} {
		var got []string
		for _, n := range analyze(s).Sentences[0].Names {
			if n.Kind == text.Person {
				got = append(got, n.Role)
			}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: roles %q, want %q", s, got, want)
		}
	}
}

func TestRoleOfAName(t *testing.T) {
	for said, want := range map[string]string{
		"Attorney-General Mark Holm said it was late.":                          "Attorney-General",
		"Emergency Management Minister Kiran Quist said it was late.":           "Emergency Management Minister",
		"The police met Lieutenant-General Ivo Marr.":                           "Lieutenant-General",
		"It was Vice-President Anna Strand who said it.":                        "Vice-President",
		"Nordal Steel chief Lars Holt was ill, and the firm said nothing more.": "Nordal Steel chief",
	} {
		got := "no person"
		for _, n := range analyze(said).Sentences[0].Names {
			if n.Kind == text.Person {
				got = n.Role
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", said, got, want)
		}
	}
}

func TestCountryOfAName(t *testing.T) {
	for name, want := range map[string]string{"Ukraine": "ukraine nation", "Ukrainians": "ukraine", "Kyiv": "ukraine", "the UK": "",
		"UK": "united kingdom nation", "Odrin": ""} {
		s := analyze("It rained in " + name + " today.").Sentences[0]
		got := ""
		for _, n := range s.Names {
			if n.Text == name {
				got = n.Country
				if n.Nation {
					got += " nation"
				}
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func analyze(s string) *text.Document {
	return annotate.New(annotate.Options{}).Analyze(briefing.Article{Text: s})
}

// someDay is a Wednesday.
var someDay = time.Date(2031, 4, 16, 9, 30, 0, 0, time.UTC)
