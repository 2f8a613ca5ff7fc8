package summary

import (
	"strings"
	"time"
	"unicode/utf8"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// furniture reports whether a sentence speaks to the reader about the page and tells no news.
func furniture(d *text.Document, x *text.Sentence) bool {
	s := text.Fold(d.Article.Text[x.Start:x.End])
	if nonnewsRaw.Match(d.Article.Text[x.Start:x.End], 0) != nil {
		return true
	}
	if end := strings.TrimRight(s, "\"') ]"); end == "" || !strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "!") {
		return true // a heading, a link, a label, a question
	}
	if (x.Speaker == "" || !x.Quoted) && dated.MatchString(s) && !narrated.MatchString(s) || pictured(d, x) {
		return true // a caption
	}
	if raw := d.Article.Text[x.Start:x.End]; capitalWithin(raw) && glued.MatchString(raw) {
		return true // a label ran into it
	}
	if nonnews.Match(s, 0) != nil {
		return true
	}
	if x.Speaker == "" && bylines.Match(s, 0) != nil {
		return true
	}
	if verbless(x.Tokens) {
		return true // a caption, an item of a list
	}
	return false
}

var (
	nonnews    = lex.Phrases("en/nonnews")
	nonnewsRaw = lex.Phrases("en/nonnews-raw")
	bylines    = lex.Phrases("en/bylines")
	// dated matches a sentence that ends with a whole date, as a caption does; narrated one that tells
	// of the past.
	dated       = lex.Re(`(\b(on|in) |, )([a-z]+, )?[a-z]{3,9}\.? \d{1,2}, (19|20)\d\d\W*(in [^,.]+\W*)?$`)
	auxiliaries = lex.Words("en/auxiliaries")
	// glued matches a word into which the next line ran: "UkraineThe government".
	glued    = lex.Re(`\p{Ll}({en/glued-openers}) `)
	narrated = lex.Re(`\b({en/narrating-verbs})\b`)
)

// pictured reports whether a sentence tells as going on what was on a day, with which it ends, as captions do: "Sailors wait
// in Velden, on March 4".
func pictured(d *text.Document, x *text.Sentence) bool {
	if len(x.Events) == 0 || len(x.Times) == 0 || x.Speaker != "" || d.Article.Published.IsZero() {
		return false
	}
	day, verb := x.Times[len(x.Times)-1], int(x.Events[0].Verb)
	t := &x.Tokens[verb]
	behind := strings.Trim(d.Article.Text[day.End:x.End], " .")
	before := strings.TrimSuffix(d.Article.Text[x.Start:day.Start], "on ")
	age := d.Article.Published.Sub(day.From)
	if behind != "" || !strings.HasSuffix(before, ", ") || !text.HasDigit(d.Article.Text[day.Start:day.End]) ||
		day.From.IsZero() || age < 0 || age > pictureAge {
		return false
	}
	bare := verb == 0 || !x.Tokens[verb-1].Planned() && x.Tokens[verb-1].Norm != "to" && !auxiliaries.Has(x.Tokens[verb-1].Norm)
	return bare && t.Can(text.ThirdForm|text.PlainForm) && !t.Can(text.PastForm) && x.Events[0].Modality == text.Actual
}

// pictureAge is how old the day of a caption without a year may be: one that is told of as to come would be of last year.
const pictureAge = 60 * 24 * time.Hour

// capitalWithin reports whether a capital of the Latin alphabet stands right behind another letter that may be a small one.
func capitalWithin(s string) bool {
	for i := 1; i < len(s); i++ {
		if b := s[i-1]; s[i] >= 'A' && s[i] <= 'Z' && (b >= 'a' && b <= 'z' || b >= utf8.RuneSelf) {
			return true
		}
	}
	return false
}

// verbless reports whether no word can be a finite verb; those of a title or saying that is quoted in
// the sentence do not count.
func verbless(tokens []text.Token) bool {
	if len(tokens) > 0 && text.QuotationMarks(tokens[0].Text) > 0 {
		return false // somebody's words, which need not be a sentence
	}
	for _, t := range tokens {
		if !t.Word || t.Quoted() || text.StartsUpper(t.Text) && t.Start() != tokens[0].Start() {
			continue
		}
		inflected := strings.HasSuffix(t.Norm, "ed") || strings.HasSuffix(t.Norm, "s") && !strings.HasSuffix(t.Norm, "ss")
		if inflected || finite.Has(t.Norm) || speech.Has(t.Norm) || coloured.Has(t.Norm) {
			return false
		}
	}
	return true
}

// Furniture reports whether sentence i of d speaks to the reader about the page and tells no news.
func Furniture(d *text.Document, i int) bool { return furniture(d, &d.Sentences[i]) }
