package text

import (
	"strings"

	"briefbot/briefing/lex"
)

// divide parts a run of capitals into the names in it: titles and roles go to the person's Role,
// a country's adjective before a role is a name of its own.
func (r *reading) divide(source string, tokens []Token, i, j int) []Name {
	var out []Name
	cut := i
	for k := i; k < j-1; k++ {
		if !tokens[k].Is(Title|Role) || tokens[k+1].Text == "-" {
			continue
		}
		next := k + 1
		if tokens[next].Text == "." {
			next++
		}
		if next < j && !r.bodyIn(tokens, next, j) && !(tokens[k].Norm == "general" && generalBodies.Has(tokens[next].Norm)) && tokens[next].Norm != "of" && tokens[next].Text != "&" && !tokens[next].Is(Demonym) {
			cut = next
		}
	}
	if cut > i && cut < j {
		for k := i; k < cut; {
			n, e := known(gazetteer(), tokens[:cut], k)
			if n == 0 {
				k++
				continue
			}
			out = append(out, r.name(source, tokens, k, k+n, e.kind))
			k += n
		}
		n := r.name(source, tokens, cut, j, Person)
		n.Role = roleBefore(source, tokens, cut, i)
		if n.Role == "" {
			n.Role = strings.TrimSpace(source[tokens[i].Start:tokens[cut-1].End])
		}
		return append(out, n)
	}
	if n, e := known(gazetteer(), tokens, i); n > 0 && i+n < j {
		switch {
		case e.kind == Group || e.kind == Place && n > 1 || e.kind == Place && r.personAt(tokens, i+n, j):
			// "Ukrainian Foreign Ministry" is one name, "Kenyan Peter Otieno" two.
			if !r.bodyIn(tokens, i+n, j) || e.kind == Group && !tokens[j-1].Is(BodyNoun) {
				out = append(out, r.name(source, tokens, i, i+n, e.kind))
				return append(out, r.divide(source, tokens, i+n, j)...)
			}
		case e.kind == Organization && !r.bodyIn(tokens, i+n, j):
			out = append(out, r.name(source, tokens, i, i+n, e.kind))
			return append(out, r.divide(source, tokens, i+n, j)...)
		}
	}
	if j-i == 1 && tokens[i].Is(Title|Role) && tokens[i].lex.class&(MaleName|FemaleName) == 0 && !r.large[tokens[i].Norm] {
		return out
	}
	all := true
	for k := i; k < j; k++ {
		all = all && (!tokens[k].Word || tokens[k].Is(Title|Role))
	}
	if all {
		return out // "Prime Minister", with no name
	}
	n := r.name(source, tokens, i, j, "")
	n.Role = roleBefore(source, tokens, i, 0)
	if n.Role == "" {
		n.Role = roleAfter(source, tokens, j)
	}
	if n.Role == "" && j-i >= 2 && n.Kind == Other {
		office, whose := roleOver(source, tokens, i, j)
		if office != "" {
			n.Kind = Person
		}
		if !whose {
			n.Role = office
		}
	}
	if n.Kind == Other && n.Role != "" && j-i >= 2 {
		n.Kind = Person
	}
	if n.Kind != Person {
		n.Role = ""
	}
	return append(out, n)
}

// generalBodies are words that make a company's or a body's name with "General" before them, no officer's.
var generalBodies = lex.Words("en/general-bodies")

// bodyIn says that tokens[i:j] hold a word that bodies are called by.
func (r *reading) bodyIn(tokens []Token, i, j int) bool {
	for k := i; k < j; k++ {
		if tokens[k].Is(BodyNoun) && !tokens[k].Is(MaleName|FemaleName) {
			return true
		}
	}
	return false
}

// personAt says that a given name and another word stand at i.
func (r *reading) personAt(tokens []Token, i, j int) bool {
	return j-i >= 2 && tokens[i].Is(MaleName|FemaleName) && !tokens[i].Is(BodyNoun)
}

// name makes the Name of tokens[i:j]; an empty kind is worked out.
func (r *reading) name(source string, tokens []Token, i, j int, kind NameKind) Name {
	n := Name{Span: Span{tokens[i].Start, tokens[j-1].End}, Kind: kind}
	n.Text = source[n.Start:n.End]
	n.locate()
	k, e := known(gazetteer(), tokens, i)
	if k == j-i {
		n.Key = r.an.alias(e.key)
		if n.Kind == "" {
			n.Kind = e.kind
		}
		return n
	}
	n.Key = r.an.keyOf(tokens[i:j])
	if n.Kind == "" {
		n.Kind = kindOf(tokens, i, j)
	}
	return n
}

// kindOf works out what a run of capitals names from its own words and the ones around it.
func kindOf(tokens []Token, i, j int) NameKind {
	last := &tokens[j-1]
	first := &tokens[i]
	words := 0
	for k := i; k < j; k++ {
		if tokens[k].Word {
			words++
		}
	}
	for k := i; k < j; k++ {
		if tokens[k].Is(BodyNoun) && (k == j-1 || k > i || tokens[k].Norm != "news") && !(k == j-1 && words == 2 && first.Is(MaleName|FemaleName)) {
			return Organization
		}
	}
	switch {
	case last.Is(PlaceNoun) || first.Is(PlaceNoun) && words > 1 && !first.Is(MaleName|FemaleName):
		return Place
	case words >= 2 && words <= 5 && first.Is(MaleName|FemaleName):
		return Person
	case words >= 2 && len(first.Text) == 1 && tokens[i+1].Text == ".":
		return Person
	case words >= 3 && words <= 5 && middleInitial(tokens[i:j]):
		return Person
	case words == 1 && len(first.Text) >= 2 && len(first.Text) <= 6 && first.Text == strings.ToUpper(first.Text):
		return Organization
	}
	next := j
	if next < len(tokens) && tokens[next].Is(SayPast|SayPresent) && words >= 2 && words <= 4 && !(i > 0 && tokens[i-1].Is(Preposition)) {
		return Person
	}
	if next+1 < len(tokens) && tokens[next].Text == "," && words >= 2 && words <= 4 {
		// "Ana Brun, 43, …", "Ana Brun, a baker …"
		k := next + 1
		if tokens[k].Text[0] >= '1' && tokens[k].Text[0] <= '9' && len(tokens[k].Text) == 2 && k+1 < len(tokens) && tokens[k+1].Text == "," {
			return Person
		}
	}
	return Other
}

// middleInitial says that the second word is an initial: "Ana B. Orlin".
func middleInitial(tokens []Token) bool {
	return len(tokens) >= 4 && len(tokens[1].Text) == 1 && tokens[2].Text == "."
}

// roleBefore reads the role that stands directly before the name at i, back to no further than low:
// "Kremlin spokesman", "the company's chief executive".
func roleBefore(source string, tokens []Token, i, low int) string {
	k := i - 1
	if k >= low && k > 0 && tokens[k].Text == "." && tokens[k-1].Is(Abbreviation) {
		k--
	}
	if k < low || !tokens[k].Is(Role|Title) || tokens[k].Is(PeopleNoun) && !tokens[k].Is(Role) {
		return ""
	}
	if tokens[i].Start-tokens[i-1].End > 2 {
		return ""
	}
	start := k
	for n := 0; k >= low && n < 8; k, n = k-1, n+1 {
		t := &tokens[k]
		if t.Text == "-" || t.Norm == "'s" || t.Text == "’" || t.Text == "." && k > low && tokens[k-1].Is(Abbreviation) || t.Norm == "of" && k > low && tokens[k-1].Is(Role|Title) {
			continue
		}
		if !t.Word || t.Stop || t.Is(AnySay|Saying) && !t.Is(Role|Title|BodyNoun) && !isCapital(t.Text) || t.Is(Adverb) {
			break
		}
		if !isCapital(t.Text) && !t.Is(Role|Title|BodyNoun|PeopleNoun) && k < start && (isCapital(tokens[k+1].Text) && !beforeOffice.Has(t.Norm) || deeds.Has(t.Norm) || strings.HasSuffix(t.Norm, "ed") && len(t.Norm) > 4 && !beforeOffice.Has(t.Norm)) {
			break // "Ada Lund met Mayor …"
		}
		if k != start && gapAfter(tokens, k) > 2 {
			break
		}
		start = k
	}
	return source[tokens[start].Start:tokens[i-1].End]
}

// roleOver reads the role to which the name at [i,j) stands in apposition: "the deputy, Jo Marr, …".
// With "his deputy", whose is true: the role says nothing without the one whom it belongs to.
func roleOver(source string, tokens []Token, i, j int) (office string, whose bool) {
	if i < 3 || tokens[i-1].Text != "," || !tokens[i-2].Is(Role) || tokens[i-2].Is(PeopleNoun) || j < len(tokens) && tokens[j].Text != "," && !tokens[j].stops() {
		return "", false
	}
	for k := i - 2; k >= 0 && k > i-9; k-- {
		t := &tokens[k]
		if t.Is(Determiner) && t.Stop || t.Norm == "'s" || t.Text == "’" {
			return source[tokens[k+1].Start:tokens[i-2].End], hasWord("his her its their our my your", t.Norm)
		}
		if !t.Word && t.Text != "-" || t.Is(Pronoun|Auxiliary|Conjunction) {
			break
		}
	}
	return "", false
}

// beforeOffice are small words that belong to the office behind them; deeds are verbs that do not.
var (
	beforeOffice = lex.Words("en/office-modifiers")
	deeds        = lex.Words("en/deeds-before-office")
)

// gapAfter counts the bytes between token k and the next.
func gapAfter(tokens []Token, k int) int { return tokens[k+1].Start - tokens[k].End }

// roleAfter reads the role that stands between commas after the name that ends at j: "Jo Marr, the
// union's leader, …". It is empty when what stands there is no role.
func roleAfter(source string, tokens []Token, j int) string {
	if j+1 >= len(tokens) || tokens[j].Text != "," {
		return ""
	}
	k := j + 1
	if t := &tokens[k]; t.Word && t.Text[0] >= '1' && t.Text[0] <= '9' && k+2 < len(tokens) && tokens[k+1].Text == "," {
		k += 2 // an age
	}
	start := k
	found := false
	for ; k < len(tokens) && k-start < 14; k++ {
		t := &tokens[k]
		if t.Word && !found {
			if t.Is(Role|Title) && !t.Is(Utterance) {
				found = true
			} else if t.Is(Preposition) && t.Stop && !isCapital(t.Text) {
				return "" // "came with his deputy"
			} else if t.Is(Pronoun|Auxiliary|Conjunction) || t.Is(AnySay) && !t.Is(BodyNoun|PeopleNoun|PlaceNoun) {
				return ""
			}
		}
		if t.Text == "," || t.Text == ")" || t.Text == "—" || t.Text == "–" || t.stops() && k == len(tokens)-1 || t.Is(Auxiliary) || t.Is(SayPast|SayPresent) && !t.Is(Role|BodyNoun|Utterance) || t.Norm == "who" {
			break
		}
	}
	if !found || k >= len(tokens) || k-start >= 14 {
		return ""
	}
	if tokens[k].Text == "," || tokens[k].stops() || tokens[k].Text == "—" || tokens[k].Text == "–" {
		for start < k && tokens[start].Is(Determiner) && tokens[start].Stop {
			start++
		}
		if start < k {
			return source[tokens[start].Start:tokens[k-1].End]
		}
	}
	return ""
}
