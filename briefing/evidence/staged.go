package evidence

import (
	"slices"
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// stagings are what did not happen in earnest.
var stagings = lex.Few{"drill", "exercise", "satire", "hoax", "joke", "rehearsal"}

// Staged reports whether the sentence behind sentence i says that i did not happen in earnest ("It was a drill, the
// mayor said."), or stands in brackets beside it, as remarks do that take back ("(The charge was dropped.)"). Such a
// sentence is not told without it (promise: nothing is told as fact that is none).
func Staged(d *text.Document, i int) bool { return remarkBehind(d, i) || played(d, i) }

// remarkBehind reports whether a sentence in brackets stands behind sentence i, in its paragraph.
func remarkBehind(d *text.Document, i int) bool {
	if i+1 >= len(d.Sentences) || d.Sentences[i+1].Paragraph != d.Sentences[i].Paragraph {
		return false
	}
	return bracketed(d.Article.Text[d.Sentences[i+1].Start:d.Sentences[i+1].End])
}

// played reports whether the sentence behind sentence i says that i is not so: it calls it a drill, a joke, false or a
// rumour ("This was wrong.", "So went the rumour."), or only denies it ("He has not.").
func played(d *text.Document, i int) bool {
	if i+1 >= len(d.Sentences) || d.Sentences[i+1].Paragraph-d.Sentences[i].Paragraph > 1 {
		return false
	}
	next := &d.Sentences[i+1]
	var words []string
	for k := range next.Tokens {
		if t := &next.Tokens[k]; t.Word && len(words) < verdictReach {
			words = append(words, t.Norm)
		}
	}
	if len(words) < 2 {
		return false
	}
	// "He has not.", "They weren't.", "That is not so.": nothing stands behind the negation but that it is not so. "They were not
	// hurt." says something else.
	if last := len(words) - 1; bareDenials.Has(words[0]) && last < longestDenial &&
		(text.Negates(words[last]) || text.Negates(words[last-1]) && truths.Has(words[last])) {
		return true
	}
	own := next.Speaker == "" // what another calls false is a denial, and is told beside the claim
	switch {
	case verdictSubjects.Has(words[0]):
		words = words[1:]
	case words[0] == "the" && rumours.Has(words[1]):
		words = words[2:]
	case words[0] == "so" && len(words) > 3 && rumours.Has(words[3]):
		return true
	default:
		return false
	}
	return len(words) > 1 && copulas.Has(words[0]) && slices.ContainsFunc(words[1:], func(w string) bool {
		return stagings.Has(w) || falsehoods.Has(w) && (own || d.Sentences[i].Speaker == "" && w != "wrong") // which may be a judgement
	})
}

// Limits of a verdict on the sentence before: within so many of its words it says what that was, and so many words a bare
// denial has at most.
const (
	verdictReach  = 6
	longestDenial = 4
)

var (
	verdictSubjects = lex.Few{"it", "this", "that", "all"}
	bareDenials     = lex.Few{"he", "she", "they", "it", "that", "not"}
	truths          = lex.Few{"so", "true", "right", "correct"}
	copulas         = lex.Few{"is", "was", "were", "are"}
	falsehoods      = lex.Words("en/falsehood-words")
	rumours         = lex.Words("en/rumor-nouns")
)

// bracketed reports whether a sentence stands in brackets as a whole.
func bracketed(line string) bool {
	return strings.HasPrefix(line, "(") && !strings.Contains(line[:len(line)-1], ")") || strings.HasPrefix(line, "[")
}

// remarked reports whether sentence i is no whole claim: it breaks off, is a remark in brackets, or is taken back by one.
func remarked(d *text.Document, i int) bool {
	line := d.Article.Text[d.Sentences[i].Start:d.Sentences[i].End]
	return Truncated(line) || bracketed(line) || Staged(d, i)
}
