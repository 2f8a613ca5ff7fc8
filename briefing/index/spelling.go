package index

import (
	"math/bits"
	"slices"
	"strings"
)

// Limits of spelling correction. One edit in a word of four letters and two in one of eight are the
// "AUTO" fuzziness of common search engines, made a little stricter because a wrong correction makes
// the bot answer another question.
const (
	oneEdit        = 4 // letters from which one edit is forgiven
	twoEdits       = 8 // letters from which two are
	maxCorrections = 3
)

// correct gives the vocabulary's likeliest spellings of an unknown stem, best first: fewest edits,
// then the most frequent, then by alphabet.
func (v vocabulary) correct(stem, written string) []string {
	limit := 0
	if len(written) >= twoEdits {
		limit = 2
	} else if len(written) >= oneEdit {
		limit = 1
	}
	return v.near(stem, limit, func(string) bool { return true })
}

// respellings gives the other forms of a known name's stem. These are its transliterations, which differ in
// one vowel or semi-vowel, or in an h or a doubled letter ("odesa" and "odessa", but not "iran" and
// "iraq"), and the people for the place and the place for its people ("belvaria", "belvarian").
func (v vocabulary) respellings(stem string) []string {
	if len(stem) < 6 {
		return nil
	}
	bones := skeleton(stem)
	out := v.near(stem, 1, func(w string) bool { return skeleton(w) == bones })
	for _, ending := range peopleEndings {
		for _, w := range []string{stem + ending, strings.TrimSuffix(stem, ending)} {
			if w != stem && len(w) >= 5 && v.df(w) > 0 && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// peopleEndings turn a place's stem into its people's.
var peopleEndings = []string{"n", "an", "ian", "i", "ese"}

// near lists the terms within a number of edits that pass a test.
func (v vocabulary) near(stem string, limit int, pass func(string) bool) []string {
	if limit == 0 {
		return nil
	}
	type found struct {
		word  string
		edits int
		df    int32
	}
	var all []found
	s, seen, letters := shapeOf(stem), map[string]bool{stem: true}, lettersOf(stem)
	for n := int(s.length) - limit; n <= int(s.length)+limit; n++ {
		if n <= 0 || n > 255 {
			continue
		}
		for _, part := range v {
			for _, x := range part.shapes()[shape{s.first, uint8(n)}] {
				if bits.OnesCount32(x.letters^letters) > 2*limit { // an edit takes one letter away and brings one
					continue
				}
				w := part.terms.name(int(x.term))
				e := edits(stem, w, limit)
				if e > limit || seen[w] || !pass(w) {
					continue
				}
				seen[w] = true
				if df := v.df(w); df > 0 {
					all = append(all, found{w, e, df})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b found) int {
		if a.edits != b.edits {
			return a.edits - b.edits
		}
		if a.df != b.df {
			return int(b.df - a.df)
		}
		return strings.Compare(a.word, b.word)
	})
	var out []string
	for _, f := range all {
		if f.edits > all[0].edits || len(out) == maxCorrections {
			break
		}
		out = append(out, f.word)
	}
	return out
}

// spelt is a term of a segment with the letters in it.
type spelt struct {
	term    int32
	letters uint32
}

// lettersOf is the set of a word's bytes, those that are equal in their last five bits being one.
func lettersOf(w string) (set uint32) {
	for i := range len(w) {
		set |= 1 << (w[i] & 31)
	}
	return set
}

// skeleton is what transliterations of one name share: no vowels, no y, no h after a consonant, no
// doubled letters.
func skeleton(w string) string {
	var b strings.Builder
	last := rune(0)
	for i, r := range w {
		if i > 0 && strings.ContainsRune("aeiouyjhw'", r) || r == last {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// similar reports whether two words are plausible spellings of one.
func similar(a, b string) bool { return a == b || skeleton(a) == skeleton(b) || edits(a, b, 1) <= 1 }

// edits is the optimal string alignment distance in bytes (insert, delete, replace, swap two
// neighbours), or limit+1 when it is greater than limit.
func edits(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	if len(a) > 63 || len(b) > 63 {
		return limit + 1
	}
	var rows [3][64]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(b); j++ {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		best := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			best = min(best, row[j])
		}
		if best > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}
