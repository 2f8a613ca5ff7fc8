package summary

import (
	"strings"
	"unicode"

	"briefbot/briefing/lex"
)

// A deletion is judged by what is left out. Each stretch that is left out has to be one of a few
// kinds that cannot change a claim; whatever is none of them is refused. This bounds stitching:
// two words can only become neighbours across such a stretch.

// source is the whole sentences that a quote touches, and what is known about their speaker.
type source struct {
	text  string
	units []unit
	// first marks the units that begin a sentence, and last those that end one.
	first, last []bool
	// speaker holds the folded words of the speaker's name; framed says that the point's frame
	// names that speaker, named that the sentence itself does.
	speaker       wordSet
	framed, named bool
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

// mayDelete reports whether the units a to b (not included) can be left out.
func (s *source) mayDelete(a, b int) bool {
	if a >= b {
		return true
	}
	for i := a; i < b-1; i++ {
		if s.last[i] {
			return false // no stretch runs over a sentence's end
		}
	}
	return s.bracket(a, b) || s.dateline(a, b) || s.filler(a, b) || s.attribution(a, b) || s.relay(a, b) || s.tail(a, b) || s.insertion(a, b) || s.occasion(a, b)
}

// bracket is a whole parenthesis: "(28 miles)".
func (s *source) bracket(a, b int) bool {
	g := strings.TrimFunc(s.gap(a, b), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".,;:—–-", r) })
	if b-a > 20 || len(g) < 2 || !(g[0] == '(' && g[len(g)-1] == ')' || g[0] == '[' && g[len(g)-1] == ']') {
		return false
	}
	if strings.ContainsAny(g[1:len(g)-1], "()[]") {
		return false
	}
	if from := s.units[a].start; quotationMarks(s.text[:from])%2 == 1 {
		return false // in a quotation it stands in the place of a word that was said
	}
	return !s.risky(a, b, false)
}

// dateline is the place and agency before a report: "HARBOUR CITY (Agency) —".
func (s *source) dateline(a, b int) bool {
	if a != 0 || b-a > 8 || b >= len(s.units) {
		return false
	}
	g := strings.TrimSpace(s.gap(a, b))
	next := s.text[s.units[b-1].end:s.units[b].start]
	dash := strings.ContainsAny(next, "—–−") || strings.Contains(next, "--") || strings.Contains(next, " - ")
	bracket := strings.Contains(next, ")") && strings.Contains(g, "(")
	if !dash && !bracket || !startsUpper(s.units[b].core) && quotationMarks(next) == 0 {
		return false
	}
	capitals := false
	for i := a; i < b; i++ {
		u := s.units[i]
		if !startsUpper(u.core) || speech.Has(u.norm) || coloured.Has(u.norm) || negations.Has(u.norm) {
			return false
		}
		if len(u.core) > 2 && strings.ToUpper(u.core) == u.core && !hasDigit(u.core) {
			capitals = true
		}
	}
	return bracket || capitals
}

// filler is a word that only joins the sentence to the one before: "Meanwhile,".
func (s *source) filler(a, b int) bool {
	if b-a != 1 || b >= len(s.units) || !s.first[a] || !connectives.Has(s.units[a].norm) {
		return false
	}
	comma := strings.HasPrefix(s.text[s.units[a].end:], ",")
	if !comma && (!bareConnectives.Has(s.units[a].norm) || s.units[b].norm == "for") {
		return false
	}
	return s.framed || startsUpper(s.units[b].core) || quotationMarks(s.text[s.units[a].end:s.units[b].start]) > 0
}

// attribution is the clause that says who speaks, when the frame says it instead: "he said",
// "She told reporters on Monday that".
func (s *source) attribution(a, b int) bool {
	if !s.framed || b-a > 16 {
		return false
	}
	verb := -1
	for i := a; i < b; i++ {
		if speech.Has(s.units[i].norm) {
			if verb >= 0 {
				return false
			}
			verb = i
		}
	}
	if verb < 0 {
		return false
	}
	introduced := s.introduced(a, verb)
	subject := introduced
	for i := a; i < verb && !introduced; i++ {
		n := s.units[i].norm
		switch {
		case pronouns.Has(n) || s.speaker[n]:
			subject = true
		case (n == "the" || n == "a") && i+1 < verb && s.speaker[s.units[i+1].norm]:
		case auxiliaries.Has(n), connectives.Has(n) && s.first[i]:
		default:
			return false
		}
	}
	i := verb + 1
	if !subject { // "said Name"
		for i < b && s.speaker[s.units[i].norm] {
			subject = true
			i++
		}
	}
	if !subject || quotationMarks(strings.Trim(s.inner(a, b), " ")) > 0 {
		return false
	}
	opensSentence, closesSentence := s.first[a], s.last[b-1]
	if !opensSentence && !strings.ContainsAny(s.before(a), ",—–”\"“") {
		return false
	}
	if !opensSentence && !closesSentence && !s.parenthetic(a, b) {
		return false
	}
	if i == b {
		return true
	}
	// What is left between the verb and the end of the stretch: when, where, to whom, "that".
	end := b
	if s.units[b-1].norm == "that" {
		end--
	} else if !closesSentence && !strings.ContainsAny(s.before(b), ",:—–“\"”") {
		return false
	}
	if i < end && s.units[verb].norm != "told" && s.units[verb].norm != "tells" && !adjuncts.Has(s.units[i].norm) {
		return false
	}
	for ; i < end; i++ {
		u := s.units[i]
		if u.norm == "that" || negations.Has(u.norm) || speech.Has(u.norm) || coloured.Has(u.norm) || hedges.Has(u.norm) && !adjuncts.Has(u.norm) {
			return false
		}
	}
	return true
}

// parenthetic reports whether an attribution in mid-sentence stands between marks as an insertion does,
// with the claim going on behind it: not "In a post, she said he had …", nor "“…,” said Name, 68, who …".
func (s *source) parenthetic(a, b int) bool {
	after := s.before(b)
	switch {
	case quotationMarks(after) > 0:
		return true
	case !strings.ContainsAny(after, ",;:—–") || s.opening(a):
		return false
	case quotationMarks(s.before(a)) > 0:
		n := s.units[b].norm
		return strings.HasSuffix(n, "ing") || bareConnectives.Has(n) && b+1 < len(s.units) && !relative.Has(s.units[b+1].norm)
	}
	return true
}

// introduced reports whether the units a to verb are all of a sentence's subject and end with the
// speaker's name: "Its director, Name,". What stands before the name says only who that is.
func (s *source) introduced(a, verb int) bool {
	name := verb
	for name > a && s.speaker[s.units[name-1].norm] && startsUpper(s.units[name-1].core) {
		name--
	}
	return s.first[a] && name < verb && name > a && verb-a <= 9 && strings.Contains(s.before(name), ",") && strings.Contains(s.before(verb), ",") && !s.risky(a, name, true)
}

// before is what stands between unit i and the one before it.
func (s *source) before(i int) string { return s.gap(i, i) }

// inner is the text from unit a's start to unit b-1's end.
func (s *source) inner(a, b int) string { return s.text[s.units[a].start:s.units[b-1].end] }

// relay is a second-hand attribution at the end (", Agency reported") of a sentence that names its
// own speaker besides.
func (s *source) relay(a, b int) bool {
	if !s.named || a == 0 || !s.last[b-1] || b-a > 5 || !strings.Contains(s.before(a), ",") {
		return false
	}
	verb := false
	for i := a; i < b; i++ {
		n := s.units[i].norm
		switch {
		case n == "reported" || n == "reports":
			if verb || i == a {
				return false
			}
			verb = true
		case !verb && startsUpper(s.units[i].core) && !s.speaker[n]:
		case n == "news" || n == "agency" || n == "the" || n == "on" || weekdays.Has(n):
		default:
			return false
		}
	}
	return verb
}

// tail is a clause at the end of a sentence that adds to the claim and does not limit it.
func (s *source) tail(a, b int) bool {
	if a < 5 || !s.last[b-1] || s.first[a] || hangers.Has(s.units[a-1].norm) {
		return false
	}
	parted := strings.ContainsAny(s.before(a), ",—–;:|")
	switch first := s.units[a].norm; {
	case !parted && !temporal.Has(first):
		return false // "the men who fled": what is not parted by a mark limits what stands before
	case contrasts.Has(first), a+1 < b && contrasts.Has(s.units[a+1].norm) && connectives.Has(first):
		return false
	case (temporal.Has(first) || subordinators.Has(first) && !relative.Has(first)) && s.limited(a):
		return false
	}
	if s.opening(a) || s.unfinished(a, b) {
		return false
	}
	if year := s.units[a-1].core; parted && len(year) == 4 && hasDigit(year) && hasDigit(s.units[a-2].core) {
		return false // "May 3, 2020, …": the comma belongs to the date
	}
	if subordinators.Has(s.units[a].norm) && distances.Has(s.units[a-1].norm) {
		return false // "two days after the storm" is one measure
	}
	if strings.HasPrefix(strings.TrimSpace(s.before(a)), "’") {
		return false
	}
	return !s.risky(a, b, true)
}

// opening reports whether what stands before unit a only opens the sentence ("For those who hate cold
// weather, …"): the claim itself comes after it.
func (s *source) opening(a int) bool {
	first, from := a-1, 0
	for n := min(8, a-1); n > 0 && from == 0; n-- {
		if s.dateline(0, n) {
			from = n
		}
	}
	for first > from && !s.first[first] {
		if strings.ContainsAny(s.before(first), ",;:—") {
			return false
		}
		first--
	}
	return s.opens(first)
}

// opens reports whether the sentence part that begins at unit i only opens the sentence.
func (s *source) opens(i int) bool {
	n, next := s.units[i].norm, ""
	if i+1 < len(s.units) {
		next = s.units[i+1].norm
	}
	switch {
	case distances.Has(n) && subordinators.Has(next):
		return true // "Days following the vote, …"
	case (n == "a" || numerals.Has(n)) && distances.Has(next):
		return true // "A year on from …"
	}
	return openers.Has(n) || subordinators.Has(n) || strings.HasSuffix(n, "ing") && len(n) > 5
}

// limited reports whether the clause that ends before unit a denies something or looks ahead: then a
// following "after …" or "because …" says from when, or why, it holds ("has not been seen since Monday",
// "will be paid after parliament agrees").
func (s *source) limited(a int) bool {
	for i := a - 1; i >= 0 && !(i < a-1 && s.last[i]); i-- {
		n := s.units[i].norm
		if negations.Has(n) || ahead.Has(n) || strings.HasSuffix(n, "n't") {
			return true
		}
	}
	return false
}

// risky reports whether one of the units a to b carries a negation, a limit or a speaker; with
// figures, a number too.
func (s *source) risky(a, b int, figures bool) bool {
	for i := a; i < b; i++ {
		u := s.units[i]
		if s.named && !s.framed && s.speaker[u.norm] && startsUpper(u.core) {
			return true
		}
		if negations.Has(u.norm) || hedges.Has(u.norm) || contrasts.Has(u.norm) && u.norm != "while" || speech.Has(u.norm) || coloured.Has(u.norm) || strings.HasSuffix(u.norm, "n't") {
			return true
		}
		if figures && (hasDigit(u.core) || numerals.Has(u.norm)) {
			return true
		}
	}
	return false
}

var numerals = lex.Words("en/numerals")

// derive finds how body can be had from s by deletions, and returns for each unit whether it is
// kept; ok is false when body cannot be had so.
func (s *source) derive(body string) (kept []bool, ok bool) {
	want := units(body)
	n, m := len(want), len(s.units)
	if n == 0 || n > m {
		return nil, false
	}
	between := func(i int) string { // what stands before unit i of body, or after the last
		from, to := 0, len(body)
		if i > 0 {
			from = want[i-1].end
		}
		if i < n {
			to = want[i].start
		}
		return body[from:to]
	}
	// from[i][j] is the match of unit i-1 from which body's unit i can be matched with the
	// source's unit j, plus 1; 0 where it cannot.
	from := make([][]int, n)
	step := func(i, prev int) {
		for j := prev + 1; j <= m-(n-i); j++ {
			if from[i][j] == 0 && s.units[j].core == want[i].core && s.mayDelete(prev+1, j) && s.marksAgree(between(i), prev+1, j) {
				from[i][j] = prev + 2
			}
		}
	}
	for i := range from {
		from[i] = make([]int, m)
		if i == 0 {
			step(0, -1)
			continue
		}
		for prev := range m {
			if from[i-1][prev] > 0 {
				step(i, prev)
			}
		}
	}
	for j := m - 1; j >= n-1; j-- {
		if from[n-1][j] == 0 || !s.mayDelete(j+1, m) || !s.marksAgree(between(n), j+1, m) {
			continue
		}
		kept = make([]bool, m)
		for i := n - 1; i >= 0; i-- {
			kept[j] = true
			j = from[i][j] - 2
		}
		return kept, true
	}
	return nil, false
}

// marksAgree reports whether the marks of a place in the body, have, can be had from the source's
// gap a to b: nothing new, no question mark lost, and quotation marks lost in pairs only.
func (s *source) marksAgree(have string, a, b int) bool {
	g := s.gap(a, b)
	have = marks(have)
	if !subsequence(have, marks(g)) {
		return false
	}
	lost := quotationMarks(g) - quotationMarks(have)
	if lost != 0 && (a == b || lost%2 != 0) {
		return false
	}
	return a > 0 && b > a || strings.Contains(have, "?") == strings.Contains(g, "?")
}
