package text

import (
	"unicode"
	"unicode/utf8"
)

// quotations marks the tokens that stand inside quotation marks. A quotation that is still open at
// the end of a paragraph goes on only if the next paragraph opens with a mark again, as newspapers
// do; otherwise the closing mark was forgotten.
func (r *reading) quotations() {
	source := r.doc.Article.Text
	r.marks = make([]quoteMark, len(r.doc.Sentences))
	var open rune // the mark that opened, or 0
	for i := range r.doc.Sentences {
		s := &r.doc.Sentences[i]
		if i > 0 && s.Paragraph != r.doc.Sentences[i-1].Paragraph && open != 0 {
			if len(s.Tokens) == 0 || !opening(s.Tokens[0].Text) {
				open = 0
			}
		}
		m := &r.marks[i]
		m.open = open != 0
		for k := range s.Tokens {
			t := &s.Tokens[k]
			if t.Word {
				t.mark(quoted, open != 0)
				if t.Quoted() {
					m.in += t.End - t.Start
				} else {
					m.out += t.End - t.Start
				}
				continue
			}
			c, n := utf8.DecodeRuneInString(t.Text)
			if t.Text == "''" || t.Text == "``" {
				c, n = '"', len(t.Text)
			}
			switch c {
			case '“', '„', '«':
				open = c
			case '”', '»':
				open = 0
			case '"':
				if n == len(t.Text) && opensQuote(source, t.Span) {
					open = c
				} else {
					open = 0
				}
			case '‘':
				if open == 0 && !(startsWord(source, t.Start) && !endsWord(source, t.End)) { // "Russia‘s"
					open = c
				}
			case '’', '\'':
				if open == '‘' && endsWord(source, t.End) {
					open = 0
				} else if open == 0 && c == '\'' && opensQuote(source, t.Span) && closedLater(s.Tokens[k+1:]) {
					open = '‘'
				}
			}
			t.mark(quoted, true)
			if open == 0 && !quoteSign(c) {
				t.mark(quoted, false)
			}
		}
		m.ends = open != 0
	}
}

// opening says that a mark opens a quotation.
func opening(mark string) bool {
	return mark == "“" || mark == "\"" || mark == "''" || mark == "``" || mark == "„" || mark == "«" || mark == "‘"
}

// quoteSign says that c is a double quotation mark of some kind.
func quoteSign(c rune) bool {
	switch c {
	case '“', '„', '«', '”', '»', '"':
		return true
	}
	return false
}

// opensQuote says that a straight mark opens a quotation: no letter or stop stands before it, and no
// space after it.
func opensQuote(source string, at Span) bool {
	before, _ := utf8.DecodeLastRuneInString(source[:at.Start])
	after, _ := utf8.DecodeRuneInString(source[at.End:])
	if at.End == len(source) || unicode.IsSpace(after) {
		return false
	}
	return at.Start == 0 || unicode.IsSpace(before) || before == '(' || before == '[' || before == '-' || before == '—' || before == '–'
}

// endsWord says that no letter follows at i, so that a mark there is no apostrophe.
func endsWord(source string, i int) bool {
	after, _ := utf8.DecodeRuneInString(source[i:])
	return i == len(source) || !unicode.IsLetter(after)
}

// startsWord says that a letter stands before i.
func startsWord(source string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(source[:i])
	return i > 0 && unicode.IsLetter(before)
}

// closedLater says that a single mark closes in the same sentence.
func closedLater(tokens []Token) bool {
	for k := range tokens {
		if tokens[k].Text == "'" && k > 1 {
			return true
		}
	}
	return false
}
