package names

import (
	"strings"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// An atlas holds the countries with what is called after them. All its strings are folded words
// joined by single spaces, as gazetteerKey makes them.
type atlas struct {
	demonyms map[string]string // "ukrainian", "ukrainians" -> "ukraine"
	capitals map[string]string // "kyiv" -> "ukraine"
	names    map[string]bool   // "ukraine", and what else a country is called
	keys     map[string]string // the key of each country, under all its names
}

// A place in the gazetteer: one thing, its kind, and the spelling that stands for all of them.
type entry struct {
	key  string
	kind text.NameKind
}

var countries = sync.OnceValue(func() atlas {
	a := atlas{demonyms: map[string]string{}, capitals: map[string]string{}, names: map[string]bool{}, keys: map[string]string{}}
	for _, row := range countryRows() {
		name := gazetteerKey(row.name)
		for _, n := range append([]string{row.name}, row.others...) {
			a.names[gazetteerKey(n)] = true
			a.keys[gazetteerKey(n)] = skeleton(name)
		}
		for _, c := range row.capitals {
			a.capitals[gazetteerKey(c)] = name
		}
		for _, d := range row.people {
			a.demonyms[gazetteerKey(d)] = name
		}
	}
	return a
})

type countryRow struct {
	name                     string
	others, capitals, people []string
}

// countryRows reads the table of countries.
var countryRows = sync.OnceValue(func() []countryRow {
	table := lex.Table("en/countries", 4)
	rows := make([]countryRow, len(table))
	for i, row := range table {
		rows[i] = countryRow{name: row.Cells[0], others: split(row.Cells[1], ";"), capitals: split(row.Cells[2], ";"),
			people: split(row.Cells[3], ";")}
	}
	return rows
})

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
	add := func(kind text.NameKind, names ...string) {
		key := skeleton(gazetteerKey(names[0]))
		for _, n := range names {
			k := gazetteerKey(n)
			if _, taken := g[k]; !taken {
				g[k] = entry{key, kind}
			}
		}
	}
	for _, r := range countryRows() {
		add(text.Place, append([]string{r.name}, r.others...)...)
		if len(r.capitals) > 0 {
			add(text.Place, r.capitals...)
		}
		if len(r.people) > 0 {
			add(text.Group, r.people...)
		}
	}
	for _, row := range lex.Table("en/organizations", 2) {
		add(text.Organization, append([]string{row.Cells[0]}, split(row.Cells[1], ";")...)...)
	}
	for _, row := range lex.Table("en/places", 2) {
		add(text.Place, append([]string{row.Cells[0]}, split(row.Cells[1], ";")...)...)
	}
	for _, f := range lex.Words("en/followers").All() {
		add(text.Group, f)
	}
	return g
})

// gazetteerKey folds a name to the words that Tokens finds in it.
func gazetteerKey(name string) string {
	var b strings.Builder
	for _, t := range text.Tokens(name) {
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
// ("Kyiv") stands for, in the form that Analyzer.NameKey gives for the country itself. For a Name it
// was looked up when the article was read: see Name.Country.
func Country(word string) (key string, ok bool) {
	a := countries()
	k := plainKey(word)
	if key, ok = a.demonyms[k]; !ok {
		key, ok = a.capitals[k]
	}
	return a.keys[key], ok
}

// IsCountry reports whether a name is that of a country ("Ukraine", "the UK").
func IsCountry(name string) bool { return countries().names[plainKey(name)] }

// locate looks up which country the name stands for.
func locate(n *text.Name) {
	a := countries()
	k := plainKey(n.Text)
	n.Nation = a.names[k]
	for _, of := range []map[string]string{a.demonyms, a.capitals} {
		if country, ok := of[k]; ok {
			n.Country = a.keys[country]
		}
	}
	if n.Nation {
		n.Country = a.keys[k]
	}
}

// plainKey is gazetteerKey, quicker for a single word.
func plainKey(name string) string {
	for i := 0; i < len(name); i++ {
		if c := name[i] | 0x20; c < 'a' || c > 'z' {
			return gazetteerKey(name)
		}
	}
	if norm := text.Lookup(name).Norm; norm != "the" {
		return norm
	}
	return ""
}

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
