package score

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"briefbot/briefing"
	"briefbot/cmd/fit/gold"
)

// The figures that these tests want were computed by the scorer from outside on the same files.

func window(t *testing.T) gold.Window {
	t.Helper()
	d, err := gold.Open("../testdata/sets")
	if err != nil {
		t.Fatal(err)
	}
	w, err := d.Windows()
	if err != nil {
		t.Fatal(err)
	}
	return w[0]
}

func load[T any](t *testing.T, file string) T {
	t.Helper()
	var v T
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func want(t *testing.T, r Report, figures map[string]float64) {
	t.Helper()
	for name, x := range figures {
		if got := r.Get(name); !near(got, x) {
			t.Errorf("%s: %s %v, want %v", r.Set, name, got, x)
		}
	}
}

func TestBriefing(t *testing.T) {
	w := window(t)
	told := load[briefing.Briefing](t, "testdata/told.json")
	r := Briefing(w, map[int]briefing.Briefing{300: told, 500: told}, map[string]string{"ferry-1": "a", "ferry-2": "a", "old": "a"})
	want(t, r, map[string]float64{"vital@300": 1, "all@300": 5. / 6, "points@300": .75, "ndcg": 0.9158928585785953, "titles": .75,
		"repeats": 0, "again": 2, "wrong": 1, "misattributed": 2, "disagreeR": .75, "disagreed": 1, "disagreements": 2, "storiesF1": 1})
	cut := within(read(told), 12)
	if got := vital(w.Day, found(w.Day, cut)); !near(got, .25) {
		t.Errorf("vital in 12 words %v, want .25", got)
	}
	cut = within(read(told), 30)
	if got := share(w.Day, found(w.Day, cut)); !near(got, 1./3) {
		t.Errorf("all in 30 words %v, want 1/3", got)
	}
	if len(r.Cases) != 4 || r.Cases["s1a"] != 2 {
		t.Errorf("cases %v: want the four vital facts, each told in both budgets", r.Cases)
	}
}

func TestBriefingOfNothing(t *testing.T) {
	r := Briefing(window(t), nil, nil)
	want(t, r, map[string]float64{"vital@300": 0, "ndcg": 0, "titles": 0, "disagreeR": 0, "storiesF1": .8})
}

func TestQuestions(t *testing.T) {
	answers := map[string]briefing.Answer{}
	for _, a := range load[[]briefing.Answer](t, "testdata/answers.json") {
		answers[a.ID] = a
	}
	r, all, kinds := Questions(window(t), answers)
	if all != (Tally{N: 3, Hit1: 2, Hit3: 3, String: 2, FalselyRefused: 1, U: 1, Refused: 1, Premises: 1, Premise: 1}) {
		t.Errorf("tally %+v", all)
	}
	if k := kinds["howmany"]; k != (Tally{N: 2, Hit1: 1, Hit3: 2, String: 1, FalselyRefused: 1}) {
		t.Errorf("howmany %+v", k)
	}
	want(t, r, map[string]float64{"hit@1": 2. / 3, "hit@3": 1, "refusalP": .5, "refusalR": 1, "false": 1. / 3, "premise": 1})
}

func TestHas(t *testing.T) {
	for _, c := range []struct {
		answer, text string
		want         bool
	}{
		{"17", "died: 170.", false}, {"17", "and 17 died", true}, {"17", "117", false}, {"1200 million", "by 1,200 million", true},
		{"Okoro", "Okoro's", true}, {"U.S.", "the u.s. army", true}, {"Zelenskýy", "zelenskyy said", true}, {"café", "Cafes", true},
		{"-5", "x-5", true}, {"5", "v.5", true},
	} {
		if got := Has(c.answer, c.text); got != c.want {
			t.Errorf("Has(%q, %q) = %v", c.answer, c.text, got)
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		gold, got string
		want      bool
	}{
		{"a b c d e", "a b c d", true}, {"a b c d e", "a b c d x y z u v w q r", true}, {"a b c d e", "a b c d x y z u v w q r s", false},
		{"a b c d e f", "a b c", true}, {"a b c d e f g", "a b c", false}, {"", "a", false}, {"1,000 men", "1000 men", true},
	} {
		if got := Same(c.gold, c.got); got != c.want {
			t.Errorf("Same(%q, %q) = %v", c.gold, c.got, got)
		}
	}
}

func TestFlat(t *testing.T) {
	if got, want := Flat(" “Zürich’s”\u00a0café…  ﬁne \u00adx "), "\"zurich's\" cafe... fine \u00adx"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := strings.Join(Tokens("Zürich’s 1,200, and 3,x"), " "); got != "zurich s 1200 and 3 x" {
		t.Errorf("tokens %q", got)
	}
	if got := strings.Join(oldTokens("Zürich’s 1,200"), " "); got != "z rich s 1200" {
		t.Errorf("tokens with accents left in %q", got)
	}
}

func TestPorter(t *testing.T) {
	words := strings.Fields(`relational conditional rational valency hesitancy digitizer conformably radically differently vilely
		analogously vietnamization predication operator feudalism decisiveness hopefulness callousness formality
		sensitivity sensibility triplicate formative formalize electricity electrical hopeful goodness revival
		allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent
		adoption homologous communism activate angularity effective bowdlerize probate rate cease controll roll
		caresses ponies ties caress cats feed agreed plastered bled motoring sing conflated troubled sized hopping
		tanned falling hissing fizzed failing filing happy sky enjoy religion nation opinion union yearly apology
		crying dying oats`)
	stemmed := strings.Fields(`relat condit ration valenc hesit digit conform radic differ vile analog vietnam predic oper feudal decis hope
		callous formal sensit sensibl triplic form formal electr electr hope good reviv allow infer airlin gyroscop
		adjust defens irrit replac adjust depend adopt homolog commun activ angular effect bowdler probat rate ceas
		control roll caress poni ti caress cat feed agre plaster bled motor sing conflat troubl size hop tan fall hiss
		fizz fail file happi sky enjoi religion nation opinion union yearli apolog cry dy oat`)
	for i, w := range words {
		if got := porter(w); got != stemmed[i] {
			t.Errorf("porter(%s) = %s, want %s", w, got, stemmed[i])
		}
	}
}

func TestSummaries(t *testing.T) {
	d := []gold.Digest{{ID: "a", Summary: "The ferry sank off Port Amber and 17 people died."}}
	r := Summaries(d, map[string]string{"a": "Seventeen died when a ferry was sinking near Port Amber; 17 people died there."})
	want(t, r, map[string]float64{"R1": 50, "R2": 27.272727272727276, "RL": 50})
	want(t, Summaries(d, nil), map[string]float64{"R1": 0, "R2": 0, "RL": 0})
}

func TestBCubed(t *testing.T) {
	p, r, f := bCubed(map[string]string{"a": "x", "b": "x", "c": "x", "d": "y", "e": "y"},
		map[string]string{"a": "1", "b": "1", "c": "2", "d": "2"})
	if !near(p, .8) || !near(r, 8./15) || !near(f, .64) {
		t.Errorf("%v %v %v", p, r, f)
	}
}

func TestAlign(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want []int
	}{
		{"abcdefg", "abxcdfg", []int{0, 1, 3, 4, -1, 5, 6}},
		{"aabbaab", "abaab", []int{0, -1, -1, 1, 2, 3, 4}},
		{"abcab", "cababc", []int{3, 4, 5, -1, -1}},
		{"xay", "aaxya", []int{2, 4, -1}},
		{"", "a", []int{}},
	} {
		if got := align(strings.Split(c.a, ""), strings.Split(c.b, "")); !slices.Equal(got, c.want) {
			t.Errorf("align(%s, %s) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestSplit(t *testing.T) {
	blog := load[gold.Live](t, "testdata/live.json")
	r := Split("split", []gold.Live{blog}, map[string][]Cut{"l": {{"The storm", 0}, {"One.", 0}, {"Two.", 1}, {"Four!", 1}, {"Five.", 2}}})
	// Bounds of the gold among what is known (one, two, four, five): two|four. Cuts: one|two, four|five.
	want(t, r, map[string]float64{"P": 0, "R": 0, "F1": 0})
	r = Split("split", []gold.Live{blog}, map[string][]Cut{"l": {{"One.", 0}, {"Two.", 0}, {"Four.", 1}, {"Five.", 2}}})
	want(t, r, map[string]float64{"P": .5, "R": 1, "F1": 2. / 3})
}

func TestPages(t *testing.T) {
	pages := []gold.HTMLPage{
		{ID: "a", Body: "The ferry sank off Port Amber today.",
			With: []string{"off  Port"}, Without: []string{"Share this", "sank"}, Date: "2031-04-02"},
		{ID: "b", Body: "No more than this is known.", With: []string{"known"}, Date: "2031-04-03"},
		{ID: "c", Body: "Gone.", Date: "2031-04-04"},
	}
	got := map[string]ReadPage{
		"a": {Text: "The ferry sank off Port Amber today. Share this", Date: "2031-04-02T10:00:00Z", Articles: 1},
		"b": {Text: "No more than this is", Date: "2031-04-01", Articles: 2},
	}
	want(t, Articles(pages, got), map[string]float64{"P": (4./6 + 1) / 2, "R": (1 + 2./3 + 0) / 3, "one": 1. / 3})
	want(t, Segments(pages, got), map[string]float64{"P": 1. / 3, "R": .5, "F1": .4})
	want(t, Dates(pages, got), map[string]float64{"P": .5, "R": .5, "acc": 1. / 3, "F1": .5})
}

func TestSpeakers(t *testing.T) {
	articles := load[[]gold.Quoted](t, "testdata/quoted.json")
	r := Speakers(articles, map[string][]Spoken{"p": {
		{"\"The bow door was open and nobody saw it,\" Ines Okoro said.", "Ines Okoro"},
		{"The company had closed the door before the ship left.", "Ines Okoro"},
		{"Prices will rise in July and again in the autumn.", ""},
	}})
	want(t, r, map[string]float64{"given": 2. / 3, "right of given": .5, "right of all": 1. / 3})
}

func TestNews(t *testing.T) {
	n := gold.News{
		Answerable: []gold.NewsQuestion{
			{ID: "1", Answers: []string{"Lady Maud"}}, {ID: "2", Answers: []string{"sugar"}}, {ID: "3", Answers: []string{"Weil"}},
		},
		Unanswerable: []gold.NewsQuestion{{ID: "4"}, {ID: "5"}},
	}
	cite := func(q ...string) (out []briefing.Citation) {
		for _, s := range q {
			out = append(out, briefing.Citation{Quote: s})
		}
		return out
	}
	r := News(n, map[string]briefing.Answer{
		"1":  {Status: briefing.Answered, Citations: cite("It was the Lady Maud’s last trip.")},
		"2":  {Status: briefing.Answered, Citations: cite("Nothing.", "No.", "The sugar tax."), Points: []briefing.Point{{Text: "Salt"}}},
		"3":  {Status: briefing.NoAnswer, Nearest: cite("Minister Weil.")},
		"u4": {Status: briefing.NoAnswer}, "u5": {Status: briefing.Answered},
	})
	want(t, r, map[string]float64{"hit@1": 0, "hit@3": 2. / 3, "answered": 2. / 3, "refusalP": .5, "refusalR": .5, "overall": .2})
}

func TestMoved(t *testing.T) {
	a := Report{Cases: map[string]float64{"1": 0, "2": 1, "3": 1, "4": 1}}
	b := Report{Cases: map[string]float64{"1": 1, "2": 0, "3": 1}}
	if better, worse := Moved(a, b); better != 1 || worse != 1 {
		t.Errorf("%d better, %d worse", better, worse)
	}
}
