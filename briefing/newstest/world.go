package newstest

import (
	_ "embed"
	"iter"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
	"unicode"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

//go:embed kinds.txt
var kindsText string

//go:embed filler.txt
var fillerText string

// kind is a kind of events with the ways in which they are told.
type kind struct{ headings, leads, facts []string }

// world is what the news are made from.
type world struct {
	r       *rand.Rand
	kinds   []kind
	filler  []string
	words   []string // common ones first
	given   []string
	places  []string
	outlets []string
}

func newWorld(seed uint64) *world {
	w := &world{r: rand.New(rand.NewPCG(seed, 14)), filler: entries(fillerText)}
	for _, l := range entries(kindsText) {
		if strings.HasPrefix(l, "kind ") {
			w.kinds = append(w.kinds, kind{})
			continue
		}
		k := &w.kinds[len(w.kinds)-1]
		switch l[0] {
		case 'H':
			k.headings = append(k.headings, l[2:])
		case 'L':
			k.leads = append(k.leads, l[2:])
		default:
			k.facts = append(k.facts, l[2:])
		}
	}
	for _, row := range lex.Table("en/wordnet", 3) {
		if word := row.Cells[0]; strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLower(r) }) < 0 {
			w.words = append(w.words, word)
		}
	}
	w.r.Shuffle(len(w.words), func(a, b int) { w.words[a], w.words[b] = w.words[b], w.words[a] })
	w.given = append(w.given, lex.Words("en/given-names-female").All()...)
	for range 1500 {
		w.places = append(w.places, w.name(2+w.r.IntN(2)))
	}
	for i := range 120 {
		w.outlets = append(w.outlets, w.name(2)+" "+[]string{"Post", "Herald", "Courier", "Times", "Wire"}[i%5])
	}
	return w
}

// entries are the lines of a list without its remarks.
func entries(list string) []string {
	var out []string
	for l := range strings.Lines(list) {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
			out = append(out, l)
		}
	}
	return out
}

// zipf is a place below n, the low ones more often: the frequencies of words and names.
func (w *world) zipf(n int) int { return int(math.Pow(float64(n), w.r.Float64())) - 1 }

// name is a name of an invented world.
func (w *world) name(syllables int) string {
	const onsets, vowels, codas = "b d f g k l m n p r s t v z br dr kr st tr gl", "a e i o u ai ei ou", " l n r s m rt nd sk v"
	pick := func(list string) string {
		f := strings.Split(list, " ")
		return f[w.r.IntN(len(f))]
	}
	s := ""
	for range syllables {
		s += pick(onsets) + pick(vowels)
	}
	s += pick(codas)
	return strings.ToUpper(s[:1]) + s[1:]
}

func (w *world) person() string {
	given := w.given[w.r.IntN(len(w.given))]
	return strings.ToUpper(given[:1]) + given[1:] + " " + w.name(2)
}

// cast is who and what an event is of, by slot.
func (w *world) cast() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		_ = yield("place", w.places[w.zipf(len(w.places))]) && yield("near", w.places[w.zipf(len(w.places))]) &&
			yield("person", w.person()) && yield("other", w.person()) && yield("official", "Mayor "+w.name(2)) &&
			yield("body", "the "+w.name(2)+" Council") && yield("firm", w.name(2)+" Works")
	}
}

// event is something that happened.
type event struct {
	kind  *kind
	at    time.Time
	slots map[string]string
	// matter are the event's own words.
	matter []string
}

func (w *world) event(day int) *event {
	e := &event{kind: &w.kinds[w.r.IntN(len(w.kinds))], slots: map[string]string{}}
	e.at = Start.AddDate(0, 0, day).Add(time.Duration(w.r.IntN(24*60)) * time.Minute)
	toll := 2 + w.r.IntN(60)
	for slot, word := range w.cast() {
		e.slots[slot] = word
	}
	e.slots["day"] = e.at.Weekday().String()
	e.slots["toll"] = strconv.Itoa(toll)
	e.slots["hurt"] = strconv.Itoa(toll*3 + w.r.IntN(200))
	e.slots["sum"] = strconv.Itoa(10 + w.r.IntN(900))
	for range 40 {
		e.matter = append(e.matter, w.words[w.zipf(len(w.words))])
	}
	return e
}

// reports is how many articles tell of an event: most one or two, a few dozens.
func (w *world) reports() int { return min(int(1/math.Pow(1-w.r.Float64(), 0.75)), 40) }

// fill puts words into a sentence's slots.
func (w *world) fill(e *event, sentence string) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(sentence, "{")
		b.WriteString(before)
		if !ok {
			break
		}
		slot, rest, _ := strings.Cut(after, "}")
		sentence = rest
		switch {
		case e.slots[slot] != "":
			b.WriteString(e.slots[slot])
		case slot[0] < 'g':
			b.WriteString(e.matter[w.r.IntN(len(e.matter))])
		default:
			b.WriteString(w.words[w.zipf(len(w.words))])
		}
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// report is an outlet's own article.
func (w *world) report(e *event) briefing.Article {
	pick := func(list []string) string { return w.fill(e, list[w.r.IntN(len(list))]) }
	a := w.published(e.at.Add(time.Duration(w.r.ExpFloat64() * float64(4*time.Hour))))
	a.Title = pick(e.kind.headings)
	body := []string{pick(e.kind.leads)}
	for _, i := range w.r.Perm(len(e.kind.facts))[:3+w.r.IntN(len(e.kind.facts)-2)] {
		body = append(body, w.fill(e, e.kind.facts[i]))
		for range 1 + w.r.IntN(4) {
			body = append(body, pick(w.filler))
		}
	}
	a.Text = strings.Join(body, "\n")
	return a
}

// reprint is an article that another outlet has made of a: the same text, some without its last lines.
func (w *world) reprint(a briefing.Article) briefing.Article {
	out := w.published(a.Published.Time.Add(time.Duration(1+w.r.IntN(300)) * time.Minute))
	out.Title, out.Text = a.Title, a.Text
	if lines := strings.Split(a.Text, "\n"); w.r.IntN(2) == 0 && len(lines) > 6 {
		out.Text = strings.Join(lines[:len(lines)-2], "\n")
	}
	return out
}

func (w *world) published(at time.Time) briefing.Article {
	outlet := w.outlets[w.zipf(len(w.outlets))]
	return briefing.Article{Source: outlet, Published: briefing.PubTime{Time: at.Truncate(time.Minute)},
		PublishedFrom: briefing.FromMetadata}
}
