package evidence

import (
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

// played reports whether the sentence behind sentence i calls it a drill, a joke or the like.
func played(d *text.Document, i int) bool {
	if i+1 >= len(d.Sentences) || d.Sentences[i+1].Paragraph-d.Sentences[i].Paragraph > 1 {
		return false
	}
	var words []string
	for _, t := range d.Sentences[i+1].Tokens {
		if t.Word && len(words) < 6 {
			words = append(words, t.Norm)
		}
	}
	if len(words) < 3 || !text.HasWord("it this that all", words[0]) || !text.HasWord("is was were", words[1]) {
		return false
	}
	for _, w := range words[2:] {
		if stagings.Has(w) {
			return true
		}
	}
	return false
}

// bracketed reports whether a sentence stands in brackets as a whole.
func bracketed(line string) bool {
	return strings.HasPrefix(line, "(") && !strings.Contains(line[:len(line)-1], ")") || strings.HasPrefix(line, "[")
}

// remarked reports whether sentence i is no whole claim: it breaks off, is a remark in brackets, or is taken back by one.
func remarked(d *text.Document, i int) bool {
	line := d.Article.Text[d.Sentences[i].Start:d.Sentences[i].End]
	return Truncated(line) || bracketed(line) || Staged(d, i)
}
