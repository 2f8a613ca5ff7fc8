package text

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed lexicon/countries.txt
var countryLines string

//go:embed lexicon/places.txt
var placeLines string

//go:embed lexicon/organizations.txt
var organizationLines string

// An atlas holds the countries with what is called after them. All its strings are folded words
// joined by single spaces, as gazetteerKey makes them.
type atlas struct {
	demonyms map[string]string // "ukrainian", "ukrainians" -> "ukraine"
	capitals map[string]string // "kyiv" -> "ukraine"
	names    map[string]bool   // "ukraine", and what else a country is called
}

// A place in the gazetteer: one thing, its kind, and the spelling that stands for all of them.
type entry struct {
	key  string
	kind NameKind
}

var countries = sync.OnceValue(func() atlas {
	a := atlas{demonyms: map[string]string{}, capitals: map[string]string{}, names: map[string]bool{}}
	for _, row := range countryRows() {
		for _, n := range append(row.others, row.name) {
			a.names[gazetteerKey(n)] = true
		}
		for _, c := range row.capitals {
			a.capitals[gazetteerKey(c)] = gazetteerKey(row.name)
		}
		for _, d := range row.people {
			a.demonyms[gazetteerKey(d)] = gazetteerKey(row.name)
		}
	}
	return a
})

type countryRow struct {
	name                     string
	others, capitals, people []string
}

// countryRows reads the table of countries, one a line.
func countryRows() []countryRow {
	var rows []countryRow
	for line := range strings.Lines(countryLines) {
		f := strings.Split(strings.TrimSpace(line), "|")
		if len(f) != 4 || strings.HasPrefix(line, "#") {
			continue
		}
		r := countryRow{name: f[0], others: split(f[1], ";"), capitals: split(f[2], ";")}
		words := strings.Fields(f[3])
		for i := 0; i < len(words); i++ {
			w := words[i]
			if i+1 < len(words) && (w == "North" || w == "South" || w == "New" || w == "Costa" || w == "Sri") {
				i++
				w += " " + words[i]
			}
			r.people = append(r.people, w)
		}
		rows = append(rows, r)
	}
	return rows
}

// split cuts s at every by, without space around the parts and without empty ones.
func split(s, by string) []string {
	var out []string
	for _, p := range strings.Split(s, by) {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// gazetteer gives what is known of a name by its folded words, and the longest entry in words.
var gazetteer = sync.OnceValue(func() map[string]entry {
	g := make(map[string]entry, 2048)
	add := func(kind NameKind, names ...string) {
		key := skeleton(gazetteerKey(names[0]))
		for _, n := range names {
			k := gazetteerKey(n)
			if _, taken := g[k]; !taken {
				g[k] = entry{key, kind}
			}
		}
	}
	for _, r := range countryRows() {
		add(Place, append([]string{r.name}, r.others...)...)
		if len(r.capitals) > 0 {
			add(Place, r.capitals...)
		}
		if len(r.people) > 0 {
			add(Group, r.people...)
		}
	}
	addLines(add, Organization, organizationLines)
	addLines(add, Place, placeLines)
	for _, g := range strings.Fields("Republicans Democrats Tories Liberals Conservatives Communists Muslims Christians Jews Sunnis Shiites Catholics Protestants Hindus Buddhists Sikhs Evangelicals Hispanics Latinos") {
		add(Group, g)
	}
	return g
})

// addLines enters the lines of a list, each with the spellings of one name.
func addLines(add func(NameKind, ...string), kind NameKind, lines string) {
	for line := range strings.Lines(lines) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			add(kind, split(line, "=")...)
		}
	}
}

// gazetteerKey folds a name to the words that Tokens finds in it.
func gazetteerKey(name string) string {
	var b strings.Builder
	for _, t := range Tokens(name) {
		if !t.Word || b.Len() == 0 && t.Norm == "the" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Norm)
	}
	return b.String()
}

// Country gives the key of the country that a demonym ("Ukrainian", "Russians") or a capital
// ("Kyiv") stands for, in the form that Analyzer.NameKey gives for the country itself.
func Country(word string) (key string, ok bool) {
	k := gazetteerKey(word)
	if c, ok := countries().demonyms[k]; ok {
		return skeleton(c), true
	}
	if c, ok := countries().capitals[k]; ok {
		return skeleton(c), true
	}
	return "", false
}

// IsCountry reports whether a name is that of a country ("Ukraine", "the UK").
func IsCountry(name string) bool { return countries().names[gazetteerKey(name)] }

// longNames are the first words of the gazetteer's entries that have several.
var longNames = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for k := range gazetteer() {
		if first, _, ok := strings.Cut(k, " "); ok {
			m[first] = true
		}
	}
	return m
})
