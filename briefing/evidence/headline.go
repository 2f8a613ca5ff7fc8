package evidence

import (
	"slices"
	"strings"
	"unicode/utf8"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Title is a text that can head a story: an article's own headline, or a sentence cut to it.
type Title struct {
	// Text is what is shown; it begins with "Speaker: " where the claim is somebody's whom the words
	// do not show.
	Text string
	// Speaker is whose claim it is; empty for the outlet's own.
	Speaker string
	// Cite carries it; its number is given by whoever collects citations.
	Cite briefing.Citation
}

// Headline gives the article's own headline, without a label such as "Breaking:" before it and the outlet's
// name behind it. It is evidence only where a sentence of the article makes the same claim, whole and
// not taken back, and it takes that sentence's speaker. ok is false where none does.
func Headline(d *text.Document) (t Title, ok bool) {
	start, end := headlineRange(d.Article)
	return HeadlineAt(d, start, end)
}

// HeadlineAt is Headline of a part of it, as bytes of the article's title: what is left where the page's
// title was cut off, or names its outlet in a way that no address shows. The part is proven on its own.
func HeadlineAt(d *text.Document, start, end int) (t Title, ok bool) {
	if start < 0 || start >= end || end > len(d.Article.Title) {
		return t, false
	}
	s := supporter(d, start, end)
	if s == nil {
		return t, false
	}
	t = Title{Cite: briefing.CiteTitle(d.Article, start, end), Speaker: s.Speaker}
	t.Text = t.Cite.Quote
	if s.Speaker != "" && !headlineShows(t.Text, s.Speaker) {
		if attributes(within(d.Title.Tokens, start, end)) || !newHeadlineClaim(d, start, end).spoken(s) {
			return Title{}, false // it names another voice than the sentence, or says what that one did not say
		}
		t.Text = shortFrame(s) + t.Text
	}
	return t, true
}

// shortFrame names the speaker of s before a headline, as headlines do: by the name alone, without article or role.
func shortFrame(s *text.Sentence) string {
	name := s.Speaker
	if first, rest, more := strings.Cut(name, " "); more && fold(first) == "the" {
		name = rest
	}
	return upperFirst(name) + ": "
}

// spoken reports whether a sentence holds every word of g, and these are more than names and roles: only then may
// its speaker's name stand before it (promise: nobody is given words that are not his).
func (g headlineClaim) spoken(s *text.Sentence) bool {
	tells := false
	_, found, _ := g.held(s)
	for k, w := range g.words {
		if !found[k] && !text.HasDigit(w.Norm) {
			return false
		}
		tells = tells || !g.named[k] && !w.Is(text.Role)
	}
	return tells
}

// headlineRange is what a headline says: without label and outlet.
func headlineRange(a briefing.Article) (start, end int) {
	end = len(strings.TrimRight(a.Title, " \t\n"))
	start = len(a.Title) - len(strings.TrimLeft(a.Title, " \t\n"))
	if at := strings.IndexByte(a.Title, ':'); at > 0 && at < end && labels.Has(fold(strings.TrimSpace(a.Title[start:at]))) {
		start = at + 1
	}
	for _, mark := range []string{" | ", " - ", " – ", " — "} {
		if at := strings.LastIndex(a.Title[:end], mark); at > start && outletNamed(a, a.Title[at+len(mark):end]) {
			end = at
			break
		}
	}
	for start < end && a.Title[start] == ' ' {
		start++
	}
	return start, end
}

// outletNamed reports whether a text is the name of an article's outlet, as the article or its address
// gives it.
func outletNamed(a briefing.Article, name string) bool {
	f := fold(strings.TrimSpace(name))
	if f == "" || f == fold(a.Outlet()) {
		return f != ""
	}
	_, rest, _ := strings.Cut(a.URL, "//")
	host, _, _ := strings.Cut(rest, "/")
	squeezed := strings.ReplaceAll(strings.TrimPrefix(f, "the "), " ", "")
	for label := range strings.SplitSeq(strings.ToLower(host), ".") {
		if len(label) > 2 && (label == squeezed || squeezed == label+"politics") {
			return true
		}
	}
	return false
}

var labels = lex.Words("en/headline-labels")

// headlineShows reports whether a headline names who claims it: as its subject, or beside a verb of speech.
func headlineShows(line, speaker string) bool {
	name := units(speaker)
	return slices.ContainsFunc(units(line), func(u unit) bool {
		return u.norm == name[len(name)-1].norm || len(name) > 1 && u.norm == name[0].norm && text.StartsUpper(u.core)
	})
}

// attributes reports whether a headline says by a verb of speech whose claim it is: "Odrin denies it", "PM says".
func attributes(line []text.Token) bool {
	return slices.ContainsFunc(line[min(1, len(line)):], func(t text.Token) bool {
		return t.Is(text.SayPresent|text.SayPast) && !t.Quoted()
	})
}

// supporter is the sentence of d by which its headline, in a byte range of the title, is evidence: one in
// the outlet's own voice, else one whose speaker can be named; nil where there is none.
func supporter(d *text.Document, start, end int) *text.Sentence {
	line := d.Article.Title[start:end]
	if !claims(line) || instructs(within(d.Title.Tokens, start, end)) {
		return nil
	}
	h := newHeadlineClaim(d, start, end)
	var said *text.Sentence
	for i := range d.Sentences[:min(len(d.Sentences), supportingSentences)] {
		s := &d.Sentences[i]
		if s.Heading || len(s.Tokens) < 5 || remarked(d, i) || s.Speaker != "" && (said != nil || !nameable(s.Speaker)) {
			continue
		}
		plain := s.Speaker == "" || headlineShows(line, s.Speaker)
		if !h.claimedBy(d, i) && !(plain && h.retold(d, i)) {
			continue
		}
		if s.Speaker == "" {
			return s
		}
		said = s
	}
	return said
}

// claims reports whether a line is a whole claim by its looks: no question, not cut off, and it leans on nothing.
func claims(line string) bool {
	return !Truncated(line) && !strings.ContainsAny(line, "?…") && utf8.ValidString(line) && !Leans(line)
}

// supportingSentences is how many sentences of an article are searched for the claim of its headline.
const supportingSentences = 40

func within(tokens []text.Token, start, end int) []text.Token {
	var out []text.Token
	for _, t := range tokens {
		if t.Start() >= start && t.End() <= end {
			out = append(out, t)
		}
	}
	return out
}

// Titles are the texts that sentence i of d gives as a title, shortest first: without its full stop and
// what can be left out. Each of them passes the check of a title, or none is given.
func Titles(an *annotate.Analyzer, d *text.Document, i int) []Title {
	s := &d.Sentences[i]
	line := d.Article.Text[s.Start:s.End]
	if s.Heading || halfQuoted(line) || s.Speaker != "" && !shown(s) || remarked(d, i) {
		return nil
	}
	x := briefing.Cite(d.Article, s.Start, s.End)
	x.N = 1
	c := newCheckerOn(an, []briefing.Citation{x}, func(briefing.Citation) (*text.Document, error) { return d, nil })
	src := sourceOf(d, i, i, false)
	var out []Title
	for _, body := range shortBodies(src) {
		body = strings.TrimSuffix(loose.ReplaceAllString(body, "$1$2"), ".")
		if len(out) > 0 && out[len(out)-1].Text == body || c.title(body, []int{1}) != nil {
			continue
		}
		out = append(out, Title{Text: body, Speaker: s.Speaker, Cite: x})
	}
	return out
}
