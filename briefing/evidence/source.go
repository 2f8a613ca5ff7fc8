package evidence

import (
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// source is the whole sentences that a quote touches, and what is known about their speaker.
type source struct {
	text  string
	units []unit
	// first marks the units that begin a sentence, and last those that end one.
	first, last []bool
	// speaker holds the folded words of the speaker's name; framed says that the point's frame
	// names that speaker, named that the sentence itself does.
	speaker       map[string]bool
	framed, named bool
	// capitals says that capitals tell nothing here: the sentence is in the style of a headline.
	capitals bool
	// quoted marks the units inside double quotation marks.
	quoted []bool
	// place is where the place's name ends that the text begins with; 0 where it begins with none.
	place int
	// ends and known keep what formsAt found.
	ends  [][]int
	known []bool
}

// sourceOf is what the sentences first to last offer for deletion.
func sourceOf(d *text.Document, first, last int, framed bool) *source {
	base := d.Sentences[first].Start
	src := &source{text: d.Article.Text[base:d.Sentences[last].End], framed: framed, speaker: map[string]bool{}}
	src.units = units(src.text)
	src.first, src.last = make([]bool, len(src.units)), make([]bool, len(src.units))
	for i := first; i <= last; i++ {
		s := &d.Sentences[i]
		src.named = src.named || s.Speaker != "" && shown(s)
		for _, u := range units(s.Speaker) {
			src.speaker[u.norm] = true
		}
		src.bound(s.Start-base, s.End-base)
	}
	for _, n := range d.Sentences[first].Names {
		if n.Start == base && n.Kind == text.Place {
			src.place = n.End - base
		}
	}
	src.capitals = headlineStyle(src.units)
	src.quoted = quotedUnits(src)
	return src
}

// bound marks the first and the last unit of the sentence in a byte range.
func (s *source) bound(start, end int) {
	before := -1
	for k, u := range s.units {
		if u.start < start || u.end > end {
			continue
		}
		s.first[k] = s.first[k] || before < 0
		before = k
	}
	if before >= 0 {
		s.last[before] = true
	}
}

// quotedUnits tells which units stand inside double quotation marks.
func quotedUnits(s *source) []bool {
	out, n := make([]bool, len(s.units)), 0
	for i := range s.units {
		n += text.QuotationMarks(s.before(i))
		out[i] = n%2 == 1
	}
	return out
}

// headlineStyle reports whether most of the longer words have capitals.
func headlineStyle(all []unit) bool {
	long, capital := 0, 0
	for _, u := range all {
		if len(u.core) > 3 {
			long++
			if text.StartsUpper(u.core) {
				capital++
			}
		}
	}
	return long > 3 && 3*capital > 2*long
}

// gap is the stretch of units a to b (not included) with everything around it that is no unit.
func (s *source) gap(a, b int) string {
	from, to := 0, len(s.text)
	if a > 0 {
		from = s.units[a-1].end
	}
	if b < len(s.units) {
		to = s.units[b].start
	}
	return s.text[from:to]
}

// before is what stands between unit i and the one before it.
func (s *source) before(i int) string { return s.gap(i, i) }

// inner is the text from unit a's start to unit b-1's end.
func (s *source) inner(a, b int) string { return s.text[s.units[a].start:s.units[b-1].end] }

// closing is what stands behind unit b-1, up to the end of the text for the last one.
func (s *source) closing(b int) string {
	if b < len(s.units) {
		return s.before(b)
	}
	return s.text[s.units[b-1].end:]
}

// name reports whether unit i is written as a name, in a sentence where capitals tell something.
func (s *source) name(i int) bool {
	return !s.capitals && !s.first[i] && text.StartsUpper(s.units[i].core) && !text.HasDigit(s.units[i].core) &&
		!dayWords.Has(s.units[i].norm)
}

// comma reports whether the marks between two units begin with a comma and hold no quotation mark.
func comma(marks string) bool {
	return strings.HasPrefix(strings.TrimSpace(marks), ",") && text.QuotationMarks(marks) == 0
}

// ends reports whether marks close a sentence and nothing else.
func ends(marks string) bool {
	m := strings.TrimSpace(marks)
	return m == "." || m == "" || m == "!"
}

// tells reports whether one of the units a to b names the speaker of a point that has no frame.
func (s *source) tells(a, b int) bool {
	if !s.named || s.framed {
		return false
	}
	for i := a; i < b; i++ {
		if u := s.units[i]; s.speaker[u.norm] && text.StartsUpper(u.core) {
			return true
		}
	}
	return false
}

// conditioned reports whether anything in the sentences beside the units a to b denies, looks ahead or
// tells of a state that may have an end.
func (s *source) conditioned(a, b int) bool {
	for i, u := range s.units {
		if i >= a && i < b {
			continue
		}
		if text.Denies(u.norm) || ahead.Has(u.norm) || lasting.Has(u.norm) {
			return true
		}
	}
	return false
}

// lasting are the forms of verbs that tell of a state.
var lasting = lex.Few{"is", "are", "am", "has", "have", "be"}
