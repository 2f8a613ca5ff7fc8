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

// Words of their own are names where what stands beside them shows it. P is a person, L a place, O a body.
func TestHomographs(t *testing.T) {
	for _, c := range []string{
		"The lawyer Theresa May left the party in May, and in March May came back to it. => P Theresa May; P May",
		"The bridge opens in May. May said it would be late for the traders. => P May",
		"It may rain, they said. Mrs May, who came late, said in May that it may not. => P May",
		"The council met Mayor April Brun early on Monday, and in April she won the vote. => P April Brun",
		"The council heard June Marr in June, and Marr was brief when she spoke. => P June Marr; P Marr",
		"The old baker August Varga, the mayor of Odrin, spoke in August about bread. => P August Varga; ? Odrin",
		"The price rose in March and April, and in May Brun sold the shop for little money. => ? Brun",
		"Will the council vote? Will Marr, the mayor, said it will. => P Will Marr",
		"Will Marr come to the town? The council does not know. => ? Marr",
		"Will Odrin vote for the plan of the council? => ? Odrin",
		"Prices rose. Rose Lund, a trader, sold nothing at all. Lund wept. => P Rose Lund; P Lund",
		"Mark my words, the judge told them. Mark the day. Then Mark Holm, the driver, wept. => P Mark Holm",
		"The bill passed late. Bill Orlin, a farmer, voted for the bill. => P Bill Orlin",
		"Bill the council for it, Orlin said. => P Orlin",
		"The trader Sun Wei said the sun was hot on Sun. 5 May. => P Sun Wei",
		"It opens Sun. at noon and closes Mon. at six in the evening. => ",
		"The nurse Faith Otieno lost her faith in the council. => P Faith Otieno",
		"On Friday Otieno was late for the vote on the plan of the council. => ? Otieno",
		"The police asked Mr. Friday on Friday where he had been. => P Friday",
	} {
		said, want, _ := strings.Cut(c, " => ")
		if diff := cmp.Diff(want, kinds(said)); diff != "" {
			t.Errorf("%s\n%s", said, diff)
		}
	}
}

// Particles, apostrophes, initials and nicknames belong to the name; firms and papers are nobody.
func TestFormsOfNames(t *testing.T) {
	for _, c := range []string{
		"They met Ludwig van der Berg and Maria de la Cruz in the old town. => P Ludwig van der Berg; P Maria de la Cruz",
		"The crowd saw Ursula von der Leyen. Von der Leyen left. => P Ursula von der Leyen; P Von der Leyen",
		"He met Ms. von der Leyen and Mr. de Gaulle in the old town. => P von der Leyen; P de Gaulle",
		"Abdul bin Salman came late and met Omar al-Bashir in the old town. => P Abdul bin Salman; P Omar al-Bashir",
		"They freed Conor O'Hara and Sean O’Brien late, and O'Hara’s wife wept. => P Conor O'Hara; P Sean O’Brien; P O'Hara",
		"It was the singer Jean d'Arc who came to the old town. => P Jean d'Arc",
		"The rebels freed Peter “Pete” Brun late, and Brun wept with his family. => P Peter “Pete” Brun; P Brun",
		"The singer William (\"Bill\") Marr left early, and Marr’s band went with him. => P William (\"Bill\") Marr; P Marr",
		"The singer Edward 'Ted' Holm left the town early, they said. => P Edward 'Ted' Holm",
		"They heard Robert F. Marr Jr. and then A.J. Brun in the old town. => P Robert F. Marr Jr; P A.J. Brun",
		"Martin Luther King Jr. spoke to the crowd in the old town. => P Martin Luther King Jr",
		"Kim Jong-un said no to the talks. Later on Kim left. => P Kim Jong-un; P Kim",
		"Brun & Marr said it would close. Rolls-Royce cut jobs. => O Brun & Marr; O Rolls-Royce",
		"Wells Fargo said rates would rise, and Morgan Stanley said so too. => O Wells Fargo; O Morgan Stanley",
		"The Guardian and the Odrin Times said so, and Reuters reported it. => O Guardian; O Odrin Times; O Reuters",
		"It is cold in Saint Petersburg in the winter, and St. Petersburg is far. => L Saint Petersburg; L St. Petersburg",
	} {
		said, want, _ := strings.Cut(c, " => ")
		if diff := cmp.Diff(want, kinds(said)); diff != "" {
			t.Errorf("%s\n%s", said, diff)
		}
	}
}

// kinds writes the names in a text with their kinds.
func kinds(said string) string {
	var out []string
	letters := map[text.NameKind]string{text.Person: "P", text.Place: "L", text.Organization: "O", text.Group: "G", text.Other: "?"}
	for _, s := range analyze(said).Sentences {
		for _, n := range s.Names {
			out = append(out, letters[n.Kind]+" "+n.Text)
		}
	}
	return strings.Join(out, "; ")
}

// Two people of one name are told apart where the article does so.
func TestNamesakes(t *testing.T) {
	for _, c := range []string{
		// each name's key, in their order
		"The mayor met Peter Brun Sr. and his son, Peter Brun Jr. Peter Brun Jr. left. => peter sr brun; peter jr brun; peter jr brun",
		"The mayor met Peter Brun Jr. early. Peter Brun left, and Brun wept. => peter brun; peter brun; peter brun",
		"The driver Peter Brun left. The paper meant another Peter Brun, a lawyer. The lawyer Peter Brun wept." +
			" => peter brun; peter 2 brun; peter 2 brun",
		"The driver Peter Brun left. The paper meant a different Peter Brun, a lawyer. Then the driver Peter Brun wept." +
			" => peter brun; peter 2 brun; peter brun",
		"The driver Peter Brun left. The paper meant another Peter Brun, a lawyer. Then Peter Brun wept." +
			" => peter brun; peter 2 brun; peter or brun",
		"The driver Peter Brun left. The paper meant another Peter Brun, a lawyer. Then Mr. Brun wept. => peter brun; peter 2 brun; or brun",
		"Another Peter Brun song was played by the band in the old town. => peter brun",
	} {
		said, want, _ := strings.Cut(c, " => ")
		var got []string
		for _, s := range analyze(strings.TrimSpace(said)).Sentences {
			for _, n := range s.Names {
				got = append(got, n.Key)
			}
		}
		if diff := cmp.Diff(strings.TrimPrefix(want, "=> "), strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s\n%s", said, diff)
		}
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
