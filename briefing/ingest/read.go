package ingest

import (
	"cmp"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"briefbot/briefing"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// errNothingLeft is a page that holds only what cleaning leaves out.
var errNothingLeft = fmt.Errorf("%w: nothing is left of the page after cleaning; see what was left out with --explain", briefing.ErrEmpty)

// open decodes a page and cuts it into lines, with what its markup tells.
func open(p Page) (*draft, error) {
	d := &draft{page: p, title: strings.TrimSpace(withoutWidthless(p.Title)), source: p.Source, url: CanonicalURL(p.URL),
		published: p.Published, from: p.From}
	if p.Kind == HTML {
		x, err := extractHTML(p.Body, p.URL, p.Fetched)
		if err != nil {
			return nil, fmt.Errorf("%w: the page's HTML: %w", briefing.ErrUnreadable, err)
		}
		d.markup(x)
	} else {
		s, guessed, err := decode(p.Body)
		if err != nil {
			return nil, err
		}
		s = withoutWidthless(s)
		if d.guessed(guessed); p.Kind == Markdown {
			d.markdown(s)
		} else {
			d.lines = splitLines(s)
		}
	}
	if len(d.lines) == 0 {
		return nil, fmt.Errorf("%w: the page holds no text", briefing.ErrEmpty)
	}
	d.source = cmp.Or(d.source, hostOf(d.url))
	if d.language == "" {
		d.language = language(d.lines)
	}
	return d, nil
}

// guessed notes the encoding of a page that declares none.
func (d *draft) guessed(encoding string) {
	if encoding != "" {
		d.dropped = append(d.dropped, briefing.Dropped{Why: "not declared and not UTF-8: read as " + encoding + ", by its text"})
	}
}

// markup takes over what an HTML page tells about itself; what the caller gave stays.
func (d *draft) markup(x extraction) {
	d.title, d.source = cmp.Or(d.title, x.Title), cmp.Or(d.source, x.Source)
	d.url = cmp.Or(CanonicalURL(x.CanonicalURL), d.url)
	if d.published.IsZero() {
		d.published, d.from = x.Published, x.From
	}
	d.language, d.dropped, d.live, d.lines = x.Language, x.Dropped, x.Live, x.Lines
	d.guessed(x.Encoding)
}

// commonWords are the commonest words of the languages of the press, by language.
var commonWords = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{} // the languages of each word
	for _, r := range lex.Table("mul/common-words", 2) {
		out[r.Cells[1]] = append(out[r.Cells[1]], r.Cells[0])
	}
	return out
})

// languageBytes is how much of a page is looked at to tell its language.
const languageBytes = 700

// language names the language of a page's text, or "" when it is too short to tell. English is told
// by its commonest words, which is a hundred times faster than by trigrams.
func language(lines []line) string {
	var b strings.Builder
	for _, l := range lines[len(lines)/4:] {
		if b.Len() > languageBytes {
			break
		}
		b.WriteString(l.text[:cutAt(l.text, languageBytes)])
		b.WriteByte('\n')
	}
	words, common := 0, map[string]int{}
	for w := range strings.FieldsSeq(b.String()) {
		words++
		for _, l := range commonWords()[w] {
			common[l]++
		}
	}
	if words >= 20 && common["en"]*100 >= words*18 {
		return "en"
	}
	return text.Language(b.String())
}

// cutAt is the last place at or before n at which s can be cut without breaking a character.
func cutAt(s string, n int) int {
	if n >= len(s) {
		return len(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}
