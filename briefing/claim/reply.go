package claim

import (
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/lex"
	speakers "briefbot/briefing/speech"
	"briefbot/briefing/text"
)

// A reply is what the accused, or another, answers to what somebody says of him: "Krull denied it." Who tells the
// one tells the other too: this veto keeps the promise that a claim is never told as the only side.

// replyReach is how many sentences behind a claim its answer stands at most.
const replyReach = 4

var (
	retorts    = lex.Words("en/retorts")
	falsehoods = lex.Words("en/falsehood-words")
	reports    = lex.Words("en/rumor-nouns")
)

// Reply is the sentence of a document that answers what sentence i claims of somebody, or -1. Who goes on himself,
// and who only comments, answers nothing.
func Reply(d *text.Document, i int) int {
	s := &d.Sentences[i]
	if s.Speaker == "" && !accused(s) || s.Heading || s.Stance == briefing.Denied {
		return -1
	}
	for j := i + 1; j < len(d.Sentences) && j <= i+replyReach; j++ {
		t := &d.Sentences[j]
		if t.Heading || t.Speaker == "" || t.SpeakerKey == s.SpeakerKey {
			continue
		}
		named := speakerIn(s, t.Speaker)
		if retorted(t) && (named || pointed(t) || shared(s, t)) || named && j <= i+2 && speakers.Wrongs(s) && !says(s, t.Speaker) {
			return j
		}
	}
	return -1
}

// accused reports whether a sentence without a speaker tells that somebody was accused.
func accused(s *text.Sentence) bool {
	return slices.ContainsFunc(s.Events, func(e text.Event) bool { return speakers.Accuses(s, &e) })
}

// retorted reports whether a sentence says of something that it is not so.
func retorted(s *text.Sentence) bool {
	if s.Stance == briefing.Denied {
		return true
	}
	for k := range s.Tokens {
		if t := &s.Tokens[k]; retorts.Has(t.Norm) && !t.Named() || k > 1 && falsehoods.Has(t.Norm) && reports.Has(s.Tokens[k-2].Norm) {
			return true // "the report was wrong"
		}
	}
	return false
}

// speakerIn reports whether a sentence names a speaker, by the last word of what he is called.
func speakerIn(s *text.Sentence, speaker string) bool {
	f := strings.Fields(fold(speaker))
	if len(f) == 0 {
		return false
	}
	for k := range s.Tokens {
		if s.Tokens[k].Norm == f[len(f)-1] {
			return true
		}
	}
	return false
}

// says reports whether a speaker is the one who says a sentence, by the last word of what both are called.
func says(s *text.Sentence, speaker string) bool {
	a, b := strings.Fields(fold(s.Speaker)), strings.Fields(fold(speaker))
	return len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1]
}

// pointed reports whether a sentence points back at what was said: "denied it", "rejected the allegations".
func pointed(s *text.Sentence) bool {
	for k := range s.Tokens {
		if t := &s.Tokens[k]; k > 0 && accusation.Has(t.Norm) && !t.Is(text.Determiner|text.Conjunction|text.Role) {
			return true
		}
	}
	return false
}

// shared reports whether two sentences have a word of matter in common that is no name.
func shared(s, t *text.Sentence) bool {
	for k := range t.Tokens {
		x := &t.Tokens[k]
		if !material(*x) || x.Named() || len(x.Norm) < 4 {
			continue
		}
		for m := range s.Tokens {
			if text.SameWord(s.Tokens[m], *x) {
				return true
			}
		}
	}
	return false
}
