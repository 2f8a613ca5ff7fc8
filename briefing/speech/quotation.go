package speech

import (
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/text"
)

// quotations marks the tokens that stand inside quotation marks. A quotation that is still open at
// the end of a paragraph goes on only if the next paragraph opens with a mark again, as newspapers
// do; otherwise the closing mark was forgotten.
func (r *state) quotations() {
	r.marks = make([]quoteMark, len(r.Doc.Sentences))
	q := quoter{source: r.Doc.Article.Text}
	for i := range r.Doc.Sentences {
		s := &r.Doc.Sentences[i]
		if i > 0 && !r.Doc.SameParagraph(i) && (len(s.Tokens) == 0 || !text.OpeningMark(s.Tokens[0].Text)) {
			q.open = 0
		}
		m := &r.marks[i]
		m.open = q.open != 0
		for k := range s.Tokens {
			q.read(s.Tokens, k, m)
		}
		m.ends = q.open != 0
	}
}

// A quoter goes through a text and knows which mark opened the quotation where it stands.
type quoter struct {
	source string
	open   rune // 0 outside quotations
}

// read marks the token at k, and counts its bytes.
func (q *quoter) read(tokens []text.Token, k int, m *quoteMark) {
	t := &tokens[k]
	if t.Word {
		t.SetQuoted(q.open != 0)
		if t.Quoted() {
			m.in += t.End() - t.Start()
		} else {
			m.out += t.End() - t.Start()
		}
		return
	}
	if t.Named() {
		return // Peter “Pete” Brun
	}
	c, n := utf8.DecodeRuneInString(t.Text)
	if t.Text == "''" || t.Text == "``" {
		c, n = '"', len(t.Text)
	}
	switch c {
	case '“', '„', '«':
		q.open = c
	case '”', '»':
		q.open = 0
	case '"':
		q.open = 0
		if n == len(t.Text) && opensQuote(q.source, t.Span()) {
			q.open = c
		}
	case '‘', '’', '\'':
		q.single(c, tokens, k)
	}
	t.SetQuoted(q.open != 0 || quoteSign(c))
}

// single reads a single mark, which may be an apostrophe.
func (q *quoter) single(c rune, tokens []text.Token, k int) {
	t := &tokens[k]
	switch {
	case c == '‘':
		if q.open == 0 && (!startsWord(q.source, t.Start()) || endsWord(q.source, t.End())) { // "Russia‘s"
			q.open = c
		}
	case q.open == '‘':
		if endsWord(q.source, t.End()) {
			q.open = 0
		}
	case q.open == 0 && c == '\'' && opensQuote(q.source, t.Span()) && closedLater(tokens[k+1:]):
		q.open = '‘'
	}
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
func opensQuote(source string, at text.Span) bool {
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
func closedLater(tokens []text.Token) bool {
	for k := range tokens {
		if tokens[k].Text == "'" && k > 1 {
			return true
		}
	}
	return false
}
