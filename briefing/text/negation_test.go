package text_test

import (
	"strings"
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// Each word in question stands between marks: -denied-, +planned+, ?supposed?.
func TestPolarity(t *testing.T) {
	for _, want := range []string{
		"The council did not -approve- the plan.",
		"The council approved the plan.",
		"The plan was never -approved-, but it cost much.",
		"Ana Brun did not only approve the plan.",
		"No fewer than ten approved it.",
		"The mayor denied that he had -paid- the firm.",
		"The mayor did not -deny- that he had paid the firm.",
		"The firm failed to -pay-.",
		"Prices failed in May.",
		"The council will +close+ the bridge and +sell+ the mill.",
		"The council will +close+ the bridge and the mayor sold the mill.",
		"The council plans to +close+ the bridge.",
		"Ana Brun is to +visit+ Odrin.",
		"Ana Brun said she would +visit+ Odrin.",
		"It would ?cost? much.",
		"If it ?rains?, the fair is over.",
		"The dam could ?fail?.",
		"Brun may ?resign?.",
		"In May Brun resigned.",
		"The mayor, who had not -paid-, resigned.",
		"It was not -known- who had paid.",
		"“I did not -pay-,” the mayor said.",
		"“We will not -+pay+-,” the mayor said.",
		"Without -paying-, he left.",
		"They left because nobody -paid-.",
		"The ship is unlikely to -sink-.",
	} {
		var plain []string
		marked := map[string]string{}
		for _, w := range strings.Fields(want) {
			bare := strings.Trim(w, ".,”“")
			word := strings.Trim(bare, "-+?")
			if word != bare {
				marked[word] = bare[:strings.Index(bare, word)]
			}
			plain = append(plain, strings.Replace(w, bare, word, 1))
		}
		s := analyze(strings.Join(plain, " ")).Sentences[0]
		for i := range s.Tokens {
			tok := &s.Tokens[i]
			verb := tok.Can(text.PastForm|text.ParticipleForm) && !tok.Is(text.Auxiliary)
			wanted, ok := marked[tok.Text]
			if got := marksOf(tok); (ok || verb) && got != wanted {
				t.Errorf("%s: %s is marked %q, want %q", want, tok.Text, got, wanted)
			}
		}
	}
}

// marksOf writes the marks of a token.
func marksOf(t *text.Token) string {
	out := ""
	for _, m := range []struct {
		on   bool
		mark string
	}{{t.Negated(), "-"}, {t.Planned(), "+"}, {t.Hypothetical(), "?"}} {
		if m.on {
			out += m.mark
		}
	}
	return out
}

func analyze(s string) *text.Document {
	return annotate.New(annotate.Options{}).Analyze(briefing.Article{Text: s})
}
