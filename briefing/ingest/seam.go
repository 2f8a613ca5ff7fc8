package ingest

import (
	"embed"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
	"briefbot/briefing/rank"
	"briefbot/briefing/text"
)

// seamFeatures are what is looked at between two lines of a live blog to tell whether another entry
// begins there. All lie between 0 and 1.
var seamFeatures = rank.Features{
	"anaphor", // the line leans on what stands before: "He", "The others", "But"
	"quote",   // it begins with a quotation
	"shared",  // share of its names that the two lines before hold
	"forward", // the next line leans on it
	"cosine",  // likeness in words of the three lines before and the three from here on
	"gap",     // likeness to the line before alone
	"below",   // the line before looks like a heading
	"heading", // this line looks like a heading
	"signed",  // the line before names the writer of what ends there
	"day",     // it says in its lead on which day
	"present", // its lead is in the present tense or the perfect, as news of the minute is
	"named",   // it begins with somebody's full name
	"long",    // this line is long, as leads are
	"fresh",   // share of its names that no line of the page had before
	"tells",   // its lead is in the present tense and begins with somebody's full name
}

//go:embed weights/seam.json
var seamWeights embed.FS

// seamModel tells the probability of an entry beginning before a line of a live blog. Its threshold is
// the probability from which a page is cut.
var seamModel = rank.Embed(seamWeights, "weights/seam.json", seamFeatures)

// Models are the room's models, for measurements.
func Models() []*rank.Embedded {
	return []*rank.Embedded{seamModel, blockModel, dateModel, sectionModel}
}

// lineSigns is what the seams need of one line.
type lineSigns struct {
	words   map[string]float64 // stems with their inverse page frequency
	order   []string           // the stems as they first occur: sums are taken in one order always
	names   map[string]bool    // capitalised words inside sentences, folded
	first   map[string]int     // by name, the first line of the page that holds it; shared by all lines
	full    map[string]bool    // last words of runs of two or more capitalised words
	lead    map[string]bool    // such runs among the first words
	anaphor bool
	quote   bool
	heading bool
	count   int
}

// anaphors are the words with which a line begins that cannot begin an entry.
var anaphors = lex.Words("mul/anaphors")

// readLine takes a line apart.
func readLine(s string) *lineSigns {
	r := &lineSigns{words: map[string]float64{}, names: map[string]bool{}, full: map[string]bool{}, lead: map[string]bool{}}
	fields := strings.Fields(s)
	r.count = len(fields)
	var run nameRun
	for i, f := range fields {
		w := strings.TrimFunc(f, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		low := strings.TrimSuffix(strings.TrimSuffix(text.Fold(w), "'s"), "'")
		if low == "" {
			continue
		}
		if i == 0 {
			r.anaphor = anaphors.Has(low)
		}
		begins := i == 0 || strings.ContainsAny(fields[i-1][len(fields[i-1])-1:], ".?!”\"") && !capitalInitial(fields[i-1])
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(first) && len(low) > 1 && !anaphors.Has(low) && !functionWords.Has(low) {
			run.add(r, low, i, begins)
			if strings.ContainsAny(f[len(f)-1:], ".,;:?!") && len(low) > 3 {
				run.end(r)
			}
		} else {
			run.end(r)
		}
		r.note(low)
	}
	run.end(r)
	r.quote = strings.IndexAny(s, "\"“„«") == 0
	r.heading = headingLike(s) && !signed(s) && r.count <= 18
	return r
}

// nameRun is a run of capitalised words in a line.
type nameRun struct {
	words, start int
	last         string
}

// leadWords is how many of a line's first words can hold the full name that it begins with.
const leadWords = 14

// add takes a capitalised word in, the i-th of the line; begins says that it may have its capital from
// beginning a sentence.
func (n *nameRun) add(r *lineSigns, word string, i int, begins bool) {
	if n.words == 0 {
		n.start = i
	}
	n.words++
	n.last = word
	if !begins || n.words > 1 {
		r.names[word] = true
	}
}

// end notes the last word of a run of two or more, by which the named is called later.
func (n *nameRun) end(r *lineSigns) {
	if n.words >= 2 {
		r.full[n.last] = true
		if n.start < leadWords {
			r.lead[n.last] = true
		}
	}
	n.words = 0
}

// note takes in a word for its likeness to those of other lines.
func (r *lineSigns) note(word string) {
	if functionWords.Has(word) || len(word) <= 2 {
		return
	}
	stem := text.Stem(word)
	if r.words[stem] == 0 {
		r.words[stem] = 1
		r.order = append(r.order, stem)
	}
}

func capitalInitial(s string) bool { return len(s) <= 3 }

// functionWords are the words without matter of their own, and titles that stand before any name.
var functionWords = lex.Words("en/cohesion-stopwords")

// readLines takes all lines apart and weighs their words by how rare they are on the page.
func readLines(lines []line) []*lineSigns {
	out := make([]*lineSigns, len(lines))
	df, first := map[string]int{}, map[string]int{}
	for i, l := range lines {
		out[i] = readLine(l.text)
		out[i].first = first
		for n := range out[i].names {
			if _, ok := first[n]; !ok {
				first[n] = i
			}
		}
		for w := range out[i].words {
			df[w]++
		}
	}
	for _, r := range out {
		for w := range r.words {
			r.words[w] = math.Log(float64(len(lines)+1) / float64(df[w]))
		}
	}
	return out
}

// seam looks at the place before line i.
func seam(lines []line, r []*lineSigns, i int) []float64 {
	c, p := r[i], r[i-1]
	shared, fresh := c.namesBefore(r[:i])
	at := seamLikeness(r, i)
	day, present := leadOf(lines[i].text)
	return []float64{
		truth(c.anaphor), truth(c.quote), shared, forward(r, i), at, likeness(r[i-1:i], r[i:i+1]),
		truth(p.heading), truth(c.heading), truth(signed(lines[i-1].text) || lines[i].afterSigned),
		day, present, truth(len(c.lead) > 0), float64(min(c.count, 40)) / 40, fresh,
		present * truth(len(c.lead) > 0),
	}
}

// namesBefore says which share of a line's names the two lines before hold, and which share of them is
// new on the page.
func (r *lineSigns) namesBefore(before []*lineSigns) (shared, fresh float64) {
	if len(r.names) == 0 {
		return .3, .3
	}
	both, known := 0, 0
	for n := range r.names {
		near := false
		for _, b := range before[max(0, len(before)-2):] {
			near = near || b.names[n]
		}
		if near {
			both++
		}
		if r.first[n] < len(before) {
			known++
		}
	}
	all := float64(len(r.names))
	return float64(both) / all, 1 - float64(known)/all
}

// forward is 1 where the next line leans on line i: with a pronoun, a quotation, or the surname of
// somebody whom line i names in full.
func forward(r []*lineSigns, i int) float64 {
	if i+1 >= len(r) {
		return 0
	}
	n := r[i+1]
	if n.anaphor || n.quote {
		return 1
	}
	for w := range n.names {
		if r[i].lead[w] && !n.full[w] {
			return 1
		}
	}
	return 0
}

// seamLikeness is the likeness in words of the three lines before a place and the three behind it.
func seamLikeness(r []*lineSigns, i int) float64 {
	return likeness(r[max(0, i-3):i], r[i:min(len(r), i+3)])
}

// leadOf says whether a line's first words hold a day's name, and a verb of the present.
func leadOf(s string) (day, present float64) {
	lead := strings.Fields(text.Fold(s))
	for k, w := range lead[:min(len(lead), 25)] {
		if _, ok := weekdayNames()[strings.Trim(w, ".,'s")]; ok {
			day = 1
		}
		if k < 16 && presentVerbs.Has(w) {
			present = 1
		}
	}
	return day, present
}

// presentVerbs are the verbs of a lead that tells of the minute.
var presentVerbs = lex.Words("en/present-verbs")

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// likeness is the cosine of two groups of lines.
func likeness(a, b []*lineSigns) float64 {
	x, order := total(a)
	y, other := total(b)
	dot, nx, ny := 0.0, 0.0, 0.0
	for _, w := range order {
		dot += x[w] * y[w]
		nx += x[w] * x[w]
	}
	for _, w := range other {
		ny += y[w] * y[w]
	}
	if nx == 0 || ny == 0 {
		return 0
	}
	return dot / math.Sqrt(nx*ny)
}

// total adds the words of some lines up.
func total(rs []*lineSigns) (map[string]float64, []string) {
	weight := map[string]float64{}
	var order []string
	for _, r := range rs {
		for _, w := range r.order {
			if weight[w] == 0 {
				order = append(order, w)
			}
			weight[w] += r.words[w]
		}
	}
	return weight, order
}

// Seams reads a page as a live blog without marks, for fitting: its kept lines, and for each of them what
// speaks for an entry beginning there. starts says which lines begin one, and is nil where nobody knows;
// the first line has no features.
func Seams(p Page, starts func(lines []string) []bool) (features [][]float64, begins []bool, err error) {
	d, err := open(p)
	if err != nil {
		return nil, nil, err
	}
	clean(d)
	kept, _ := keptLines(d.lines)
	texts := make([]string, len(kept))
	for i, l := range kept {
		texts[i] = l.text
	}
	begins = starts(texts)
	r := readLines(kept)
	for i := range kept {
		if i == 0 {
			features = append(features, make([]float64, len(seamFeatures)))
			continue
		}
		features = append(features, seam(kept, r, i))
	}
	return features, begins, nil
}

// SeamFeatures names the features of Seams.
func SeamFeatures() rank.Features { return slices.Clone(seamFeatures) }
