package names

import (
	"slices"
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// divide parts a run of capitals into the names in it: titles and roles go to the person's Role,
// a country's adjective before a role is a name of its own.
func (r *Reader) divide(source string, tokens []text.Token, i, j int) []text.Name {
	if n, _ := known(gazetteer(), tokens, i); n == j-i {
		return []text.Name{r.name(source, tokens, i, j, 0)} // "Saint Petersburg" is nobody
	}
	if cut := r.afterTitles(tokens, i, j); cut > i {
		return r.titled(source, tokens, i, cut, j)
	}
	if n, e := known(gazetteer(), tokens, i); n > 0 && i+n < j && r.apart(tokens, i, i+n, j, e.kind) {
		return append([]text.Name{r.name(source, tokens, i, i+n, e.kind)}, r.divide(source, tokens, i+n, j)...)
	}
	if r.onlyTitles(tokens, i, j) {
		return nil // "Prime Minister", with no name
	}
	n := r.name(source, tokens, i, j, 0)
	takeRole(&n, source, tokens, i, j)
	return []text.Name{n}
}

// afterTitles gives where the name behind the titles of a run begins, or i where it has none.
func (r *Reader) afterTitles(tokens []text.Token, i, j int) int {
	cut := i
	for k := i; k < j-1; k++ {
		if !tokens[k].Is(text.Title|text.Role) || tokens[k+1].Text == "-" {
			continue
		}
		n := k + 1
		if tokens[n].Text == "." {
			n++
		}
		if n >= j || suffixes.Has(tokens[n].Norm) || r.bodyIn(tokens, n, j) ||
			tokens[k].Norm == "general" && generalBodies.Has(tokens[n].Norm) {
			continue
		}
		if tokens[n].Norm != "of" && tokens[n].Text != "&" && !tokens[n].Is(text.Demonym) {
			cut = n
		}
	}
	return cut
}

// suffixes stand behind a name and are none.
var suffixes = lex.Few{"jr", "sr", "ii", "iii", "iv"}

// titled makes the names of a run whose titles end before cut: places and bodies among them, and the person.
func (r *Reader) titled(source string, tokens []text.Token, i, cut, j int) []text.Name {
	var out []text.Name
	for k := i; k < cut; {
		n, e := known(gazetteer(), tokens[:cut], k)
		if n > 0 {
			out = append(out, r.name(source, tokens, k, k+n, e.kind))
		}
		k += max(n, 1)
	}
	n := r.name(source, tokens, cut, j, text.Person)
	n.Role = roleBefore(source, tokens, cut, i)
	if n.Role == "" {
		n.Role = strings.TrimSpace(source[tokens[i].Start():tokens[cut-1].End()])
	}
	return append(out, n)
}

// apart says that what the gazetteer knows at the beginning of a run, up to token m, is a name of its own:
// "Kenyan Peter Otieno" is two, "Ukrainian Foreign Ministry" one.
func (r *Reader) apart(tokens []text.Token, i, m, j int, kind text.NameKind) bool {
	body := r.bodyIn(tokens, m, j)
	switch {
	case kind == text.Group && j-i == 2 && i > 0 && tokens[i].Is(text.MaleName|text.FemaleName) && !body &&
		tokens[i-1].Is(text.Role|text.Title) && !text.IsCapital(tokens[i-1].Text):
		return false // "striker Finn Aas" is a man, and no Finn
	case kind == text.Group, kind == text.Place && (m-i > 1 || r.personAt(tokens, m, j)):
		return !body || kind == text.Group && !tokens[j-1].Is(text.BodyNoun)
	}
	return kind == text.Organization && !body
}

// onlyTitles says that a run is titles and roles with no name.
func (r *Reader) onlyTitles(tokens []text.Token, i, j int) bool {
	if t := &tokens[i]; j-i == 1 && t.Is(text.Title|text.Role) && !t.Is(text.MaleName|text.FemaleName) && !r.large[t.Norm] {
		return true
	}
	for k := i; k < j; k++ {
		if tokens[k].Word && !tokens[k].Is(text.Title|text.Role) {
			return false
		}
	}
	return true
}

// takeRole reads the role beside the name at [i,j); who has one is a person.
func takeRole(n *text.Name, source string, tokens []text.Token, i, j int) {
	n.Role = roleBefore(source, tokens, i, 0)
	if n.Role == "" {
		n.Role = roleAfter(source, tokens, j)
	}
	if n.Role == "" && j-i >= 2 && (n.Kind == text.Other || n.Kind == text.Person) {
		office, whose := roleOver(source, tokens, i, j)
		if office != "" {
			n.Kind = text.Person
		}
		if !whose {
			n.Role = office
		}
	}
	if n.Kind == text.Other && n.Role != "" && j-i >= 2 {
		n.Kind = text.Person
	}
	if n.Kind != text.Person {
		n.Role = ""
	}
}

// generalBodies are words that make a company's or a body's name with "General" before them, no officer's.
var generalBodies = lex.Words("en/general-bodies")

// bodyIn says that tokens[i:j] hold a word that bodies are called by.
func (r *Reader) bodyIn(tokens []text.Token, i, j int) bool {
	for k := i; k < j; k++ {
		if tokens[k].Is(text.BodyNoun) {
			return true
		}
	}
	return false
}

// personAt says that a given name and another word stand at i.
func (r *Reader) personAt(tokens []text.Token, i, j int) bool {
	return j-i >= 2 && tokens[i].Is(text.MaleName|text.FemaleName)
}

// name makes the Name of tokens[i:j]; an empty kind is worked out.
func (r *Reader) name(source string, tokens []text.Token, i, j int, kind text.NameKind) text.Name {
	n := text.Name{Span: text.Span{Start: tokens[i].Start(), End: tokens[j-1].End()}, Kind: kind}
	n.Text = source[n.Start:n.End]
	k, e := known(gazetteer(), tokens, i)
	if k == j-i {
		n.Key = r.Keys.alias(e.key)
		locate(&n) // the gazetteer has all countries
		if n.Kind == 0 {
			n.Kind = e.kind
		}
		return n
	}
	n.Key = r.Keys.keyOf(tokens[i:j])
	if n.Kind == 0 {
		n.Kind = kindOf(tokens, i, j)
	}
	return n
}

// kindOf works out what a run of capitals names from its own words and the ones around it.
func kindOf(tokens []text.Token, i, j int) text.NameKind {
	first, last := &tokens[i], &tokens[j-1]
	words := countWords(tokens[i:j])
	given := first.Is(text.MaleName | text.FemaleName)
	switch {
	case joinedByAnd(tokens[i:j]), isBody(tokens, i, j, words == 2 && given):
		return text.Organization
	case last.Is(text.PlaceNoun) || first.Is(text.PlaceNoun) && words > 1 && !given:
		return text.Place
	case words >= 2 && words <= 5 && (given || personalForm(tokens[i:j], words)):
		return text.Person
	case words == 1 && initialism(first.Text):
		return text.Organization
	case words >= 2 && words <= 4 && personAround(tokens, i, j):
		return text.Person
	}
	return text.Other
}

// countWords is how many of some tokens are words.
func countWords(tokens []text.Token) (n int) {
	for k := range tokens {
		if tokens[k].Word {
			n++
		}
	}
	return n
}

// initialism says that a word has the looks of a body's initials: "NATO".
func initialism(word string) bool {
	return len(word) >= 2 && len(word) <= 6 && word == strings.ToUpper(word)
}

// isBody says that a run has a word that bodies are called by. The last word of two may be a surname
// behind a given name.
func isBody(tokens []text.Token, i, j int, surname bool) bool {
	for k := i; k < j; k++ {
		if tokens[k].Is(text.BodyNoun) && (k == j-1 || k > i || tokens[k].Norm != "news") && !(k == j-1 && surname) {
			return true
		}
	}
	return false
}

// personAround says that the words around the name at [i,j) are ones around a person: a verb of saying, an
// age ("Ana Brun, 43, …").
func personAround(tokens []text.Token, i, j int) bool {
	if j >= len(tokens) {
		return false
	}
	if tokens[j].Is(text.SayPast|text.SayPresent) && !text.At(tokens, i-1).Is(text.Preposition) {
		return true
	}
	return tokens[j].Text == "," && ageAt(tokens, j+1)
}

// joinedByAnd says that "&" joins the words of a name, as those of a firm: "Brun & Marr".
func joinedByAnd(tokens []text.Token) bool {
	return slices.ContainsFunc(tokens, func(t text.Token) bool { return t.Text == "&" })
}

// personalForm says that a name of some words has a form that only names of people have: "J. R. Holm", "A.J.
// Holm", "Ana B. Holm", "Conor O'Hara", "Abdul bin Salman".
func personalForm(tokens []text.Token, words int) bool {
	first, last := &tokens[0], &tokens[len(tokens)-1]
	switch {
	case len(first.Text) == 1 && tokens[1].Text == ".", words >= 3 && middleInitial(tokens):
		return true
	case words > 4:
		return false
	case strings.Count(first.Text, ".") >= 2:
		return true
	}
	return familyPrefix(last.Text) || slices.ContainsFunc(tokens[1:], func(t text.Token) bool {
		return persons.Has(t.Norm) && !text.IsCapital(t.Text)
	})
}

// familyPrefix says that a word begins as surnames do: "O'Hara", "McKay".
func familyPrefix(word string) bool {
	for _, p := range [...]string{"O'", "O’", "Mc"} {
		if rest, ok := strings.CutPrefix(word, p); ok && text.IsCapital(rest) {
			return true
		}
	}
	return false
}

// ageAt says that two digits and a comma stand at token k.
func ageAt(tokens []text.Token, k int) bool {
	return k+1 < len(tokens) && len(tokens[k].Text) == 2 && tokens[k].Text[0] >= '1' && tokens[k].Text[0] <= '9' && tokens[k+1].Text == ","
}

// middleInitial says that the second word is an initial: "Ana B. Orlin".
func middleInitial(tokens []text.Token) bool {
	return len(tokens) >= 4 && len(tokens[1].Text) == 1 && tokens[2].Text == "."
}

// roleBefore reads the role that stands directly before the name at i, back to no further than low:
// "Kremlin spokesman", "the company's chief executive".
func roleBefore(source string, tokens []text.Token, i, low int) string {
	k := i - 1
	if k >= low && k > 0 && tokens[k].Text == "." && tokens[k-1].Is(text.Abbreviation) {
		k--
	}
	if k < low || !tokens[k].Is(text.Role|text.Title) || tokens[k].Is(text.PeopleNoun) && !tokens[k].Is(text.Role) ||
		gapAfter(tokens, i-1) > 2 {
		return ""
	}
	start := k
	for n := 0; k >= low && n < 8; k, n = k-1, n+1 {
		if joinsRole(tokens, k, low) {
			continue
		}
		if endsRole(tokens, k, start) {
			break
		}
		start = k
	}
	return source[tokens[start].Start():tokens[i-1].End()]
}

// joinsRole says that the token at k joins the words of a role: a hyphen, a possessive ending, "of".
func joinsRole(tokens []text.Token, k, low int) bool {
	t := &tokens[k]
	return t.Text == "-" || t.Norm == "'s" || t.Text == "’" || t.Text == "." && k > low && tokens[k-1].Is(text.Abbreviation) ||
		t.Norm == "of" && k > low && tokens[k-1].Is(text.Role|text.Title)
}

// endsRole says that the token at k does not belong to the role that begins behind it, at start or before.
func endsRole(tokens []text.Token, k, start int) bool {
	t := &tokens[k]
	large := text.IsCapital(t.Text)
	switch {
	case !t.Word, t.Stop, t.Is(text.Adverb | text.Weekday | text.Month),
		t.Is(text.AnySay|text.Saying) && !t.Is(text.Role|text.Title|text.BodyNoun) && !large:
		return true
	case k == start:
		return false
	case !large && !t.Is(text.Role|text.Title|text.BodyNoun|text.PeopleNoun) && !beforeOffice.Has(t.Norm) &&
		(text.IsCapital(tokens[k+1].Text) || strings.HasSuffix(t.Norm, "ed") && len(t.Norm) > 4):
		return true // "Ada Lund met Mayor …"
	case !large && verbsBeforeOffice.Has(t.Norm) && !t.Is(text.Role|text.Title|text.BodyNoun|text.PeopleNoun):
		return true
	}
	return gapAfter(tokens, k) > 2
}

// possessives say that the role belongs to somebody named before.
var possessives = lex.Words("en/possessives")

// roleOver reads the role to which the name at [i,j) stands in apposition: "the deputy, Jo Marr, …".
// With "his deputy", whose is true: the role says nothing without the one whom it belongs to.
func roleOver(source string, tokens []text.Token, i, j int) (office string, whose bool) {
	if i < 3 || tokens[i-1].Text != "," || !tokens[i-2].Is(text.Role) || j < len(tokens) &&
		tokens[j].Text != "," && !tokens[j].Stops() {
		return "", false
	}
	for k := i - 2; k >= 0 && k > i-9; k-- {
		t := &tokens[k]
		if t.Is(text.Determiner) && t.Stop || t.Norm == "'s" || t.Text == "’" {
			return source[tokens[k+1].Start():tokens[i-2].End()], possessives.Has(t.Norm)
		}
		if !t.Word && t.Text != "-" || t.Is(text.Pronoun|text.Auxiliary|text.Conjunction) {
			break
		}
	}
	return "", false
}

// beforeOffice are small words that belong to the office behind them; verbsBeforeOffice are verbs that do not.
var (
	beforeOffice      = lex.Words("en/office-modifiers")
	verbsBeforeOffice = lex.Words("en/verbs-before-office")
)

// gapAfter counts the bytes between token k and the next.
func gapAfter(tokens []text.Token, k int) int { return tokens[k+1].Start() - tokens[k].End() }

// roleAfter reads the role that stands between commas after the name that ends at j: "Jo Marr, the
// union's leader, …". It is empty when what stands there is no role.
func roleAfter(source string, tokens []text.Token, j int) string {
	if j+1 >= len(tokens) || tokens[j].Text != "," {
		return ""
	}
	start := j + 1
	if t := &tokens[start]; t.Word && t.Text[0] >= '1' && t.Text[0] <= '9' && start+2 < len(tokens) && tokens[start+1].Text == "," {
		start += 2 // an age
	}
	end := roleEnd(tokens, start)
	if end < 0 || tokens[end].Text != "," && !tokens[end].Stops() && tokens[end].Text != "—" && tokens[end].Text != "–" {
		return ""
	}
	for start < end && tokens[start].Is(text.Determiner) {
		start++
	}
	return source[tokens[start].Start():tokens[end-1].End()]
}

// longestRole is how many tokens a role behind a name has at most.
const longestRole = 14

// roleEnd gives the token that ends what stands at start, or -1 where that has no role in it.
func roleEnd(tokens []text.Token, start int) int {
	found := false
	for k := start; k < len(tokens) && k-start < longestRole; k++ {
		t := &tokens[k]
		if t.Word && !found {
			switch {
			case t.Is(text.Role | text.Title):
				found = true
			case noRole(t):
				return -1
			}
		}
		if closesRole(tokens, k) {
			if !found {
				return -1
			}
			return k
		}
	}
	return -1
}

// noRole says that a word before any role shows that none follows: "came with his deputy".
func noRole(t *text.Token) bool {
	return t.Is(text.Preposition) && t.Stop && !text.IsCapital(t.Text) || t.Is(text.Pronoun|text.Auxiliary|text.Conjunction) ||
		t.Is(text.AnySay) &&
			!t.Is(text.BodyNoun|text.PeopleNoun|text.PlaceNoun)
}

// closesRole says that a role behind a name ends before the token at k.
func closesRole(tokens []text.Token, k int) bool {
	switch t := &tokens[k]; t.Text {
	case ",", ")", "—", "–":
		return true
	default:
		return t.Stops() && k == len(tokens)-1 || t.Is(text.Auxiliary) || t.Is(text.SayPast|text.SayPresent) &&
			!t.Is(text.Role|text.BodyNoun|text.Utterance) || t.Norm == "who"
	}
}
