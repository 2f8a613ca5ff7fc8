package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Publishing systems that print a page as text glue the words of a button to what follows it:
// "Return to menuNORTH OF …". The join shows as a lower-case letter followed at once by a capital
// or an opening quotation mark; that it is a button shows in its coming back before other words.

// labelMin is how many lines must begin with a label before it is believed to be one.
const labelMin = 3

// labelReach is how many bytes of a line are searched for a join.
const labelReach = 60

// joins lists the byte offsets near the beginning of s at which two texts may be glued together.
func joins(s string) []int {
	var out []int
	before := ' '
	for i, r := range s[:cutAt(s, labelReach)] {
		if unicode.IsLower(before) && (unicode.IsUpper(r) || strings.ContainsRune("“„«\"", r)) {
			out = append(out, i)
		}
		before = r
	}
	return out
}

// glued finds the labels of a page: beginnings that labelMin lines share, each before another word.
// A label has two words, or one of five letters, so that no name such as "McCoy" is cut.
func glued(lines []line) map[string]bool {
	followers := map[string]map[string]bool{}
	for _, l := range lines {
		for _, i := range joins(l.text) {
			label := l.text[:i]
			if !strings.Contains(label, " ") && utf8.RuneCountInString(label) < 5 {
				continue
			}
			if followers[label] == nil {
				followers[label] = map[string]bool{}
			}
			next, _, _ := strings.Cut(l.text[i:], " ")
			followers[label][next] = true
		}
	}
	out := map[string]bool{}
	for label, words := range followers {
		if len(words) >= labelMin {
			out[label] = true
		}
	}
	return out
}

// signature is the end of an embedded post: a name, a handle and a date.
var signature = lex.Re(`\(@\w{1,30}\)\s+(?:\p{L}{3,12}\.? \d{1,2}, (?:19|20)\d\d|\d{1,2} \p{L}{3,12}\.? (?:19|20)\d\d)`)

// stampedName is a writer's name with the time of the entry, or the day of the page, glued to it: "Ann
// Poe10:45 a.m.", "By Ann PoePublished May 3, 2031".
var stampedName = lex.Re(`^(\p{Lu}[\p{L}.'’ -]{3,50}?\p{Ll})(\d.{1,40}|(?:Published|Updated|Posted|Last [Uu]pdated)\b.{1,50}|` +
	`\p{Lu}\p{Ll}{2,8}\.? \d{1,2}\b.{0,40})$`)

// stampedBytes is the length of the longest such line.
const stampedBytes = 200

// unstamp parts a line into a writer's name and what is glued to it, where that is a time or a day.
func unstamp(l line) (name, rest line, ok bool) {
	if len(l.text) > stampedBytes || !strings.ContainsAny(l.text, "0123456789") {
		return l, l, false
	}
	m := stampedName.FindStringSubmatchIndex(l.text)
	if m == nil || !namesOnly(strings.TrimPrefix(l.text[:m[3]], "By ")) {
		return l, l, false
	}
	rest = line{text: l.text[m[4]:]}
	if mark(rest.text) != stamp {
		if !onlyDate(rest.text) && stock(text.Fold(rest.text), countWords(rest.text)) != whyDated {
			return l, l, false
		}
		rest.why = whyDated
	}
	return line{text: l.text[:m[3]], gap: l.gap, why: whyByline}, rest, true
}

// unglue cuts lines that hold two things. It loses no character: a label becomes a line of its
// own, left out; an embedded post's signature and the sentence behind it become two lines.
func unglue(lines []line) []line {
	labels := glued(lines)
	out := make([]line, 0, len(lines))
	for _, l := range lines {
		if label, rest := cutLabel(l.text, labels); label != "" {
			out = append(out, line{text: label, gap: l.gap, why: whyLabel})
			l.text, l.gap = rest, 0
		}
		if name, rest, ok := unstamp(l); ok {
			out, l = append(out, name), rest
		}
		if strings.Contains(l.text, "(@") {
			var post []line
			post, l = cutPost(l)
			out = append(out, post...)
		}
		if l.text != "" {
			out = append(out, l)
		}
	}
	return out
}

// cutPost parts a line behind the signature of an embedded post. The handle and the date of a post
// that stands on the line with its words are left out; the name before them says who wrote it. A
// signature on a line of its own stays whole, so that it is not taken for a byline.
func cutPost(l line) (post []line, rest line) {
	for _, at := range signature.FindAllStringIndex(l.text, -1) {
		behind := l.text[at[1]:]
		if behind != "" && unicode.IsDigit(rune(behind[0])) {
			continue
		}
		words := strings.TrimFunc(l.text[:at[0]], blank)
		if strings.ContainsAny(words, ".?!”\"") {
			post = append(post, line{text: words, gap: l.gap, heading: l.heading}, line{text: l.text[at[0]:at[1]], why: whyPost})
		} else if len(strings.TrimSpace(behind)) > 1 {
			post = append(post, line{text: l.text[:at[1]], gap: l.gap, heading: l.heading})
		} else {
			continue
		}
		l.text, l.gap = strings.TrimFunc(behind, blank), 0
		break
	}
	return post, l
}

// cutLabel cuts the longest of the page's labels from the beginning of s.
func cutLabel(s string, labels map[string]bool) (label, rest string) {
	for _, i := range joins(s) {
		if labels[s[:i]] {
			label, rest = s[:i], s[i:]
		}
	}
	return label, rest
}
