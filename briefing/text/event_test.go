package text

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// told writes the events of a sentence: lemma(who; whom), with "-" where it is denied, "+" where it is
// planned, "?" where it is supposed, and the number that counts.
func told(s *Sentence) string {
	var out []string
	words := func(r Range) string {
		var w []string
		for _, t := range r.In(s.Tokens) {
			w = append(w, t.Text)
		}
		return strings.Join(w, " ")
	}
	for i := range s.Events {
		e := &s.Events[i]
		x := ""
		if e.Negated {
			x = "-"
		}
		x += []string{"", "+", "?"}[e.Modality] + s.Tokens[e.Verb].Lemma() + "(" + words(e.Who) + "; " + words(e.Whom) + ")"
		if e.Count >= 0 {
			x += fmt.Sprint(s.Numbers[e.Count].Value)
		}
		out = append(out, x)
	}
	return strings.Join(out, " ")
}

func TestEvents(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"A mine killed five miners in Odrin.", "kill(A mine; five miners)5"},
		{"Five miners were killed by a mine in Odrin.", "kill(a mine in Odrin; Five miners)5"},
		{"Five miners were killed.", "kill(; Five miners)5"},
		{"Ana Brun resigned.", "resign(Ana Brun; )"},
		{"often called a ruin, the bridge fell.", "fall(the bridge; )"},
		{"The council did not approve the plan.", "-approve(The council; the plan)"},
		{"No deal was signed.", "-sign(; No deal)"},
		{"Police found no bodies.", "-find(Police; no bodies)"},
		{"The council will close two bridges.", "+close(The council; two bridges)2"},
		{"The council could close the bridge.", "?close(The council; the bridge)"},
		{"Ana Brun, the mayor, opened the bridge.", "open(Ana Brun; the bridge)"},
		{"A fire that destroyed the mill killed two people.", "destroy(A fire; the mill) kill(A fire; two people)2"},
		{"A bus struck a wall, killing three children.", "strike(A bus; a wall) kill(A bus; three children)3"},
		{"The firm failed to pay its bakers.", "fail(The firm; ) -pay(The firm; its bakers)"},
		{"Nobody was hurt.", "-hurt(; Nobody)"},
		{"No fewer than seven bakers were hurt.", "hurt(; seven bakers)7"},
		{"Rebels seized the port and burned the mill.", "seize(Rebels; the port) burn(Rebels; the mill)"},
	} {
		s := analyze(c.text).Sentences[0]
		if diff := cmp.Diff(c.want, told(&s)); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

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
			verb := tok.can(pastForm|participleForm) && !tok.Is(Auxiliary)
			wanted, ok := marked[tok.Text]
			if got := marksOf(tok); (ok || verb) && got != wanted {
				t.Errorf("%s: %s is marked %q, want %q", want, tok.Text, got, wanted)
			}
		}
	}
}

// marksOf writes the marks of a token.
func marksOf(t *Token) string {
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

func TestSpeech(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Ana Brun said the bridge was old.", "Ana Brun: said by Ana Brun, said"},
		{"Ana Brun said that Peter Orlin had denied the charge of theft in May.",
			"Ana Brun: said by Ana Brun, said; Peter Orlin: denied by Peter Orlin, denied"},
		{"Ana Brun left. “It is old,” she said. “Very old.”", "| Ana Brun: said by she, said| Ana Brun: by , said"},
		{"It rained.", ""},
	} {
		d := analyze(c.text)
		var lines []string
		for i := range d.Sentences {
			s := &d.Sentences[i]
			var out []string
			for _, x := range s.Speech {
				cue, who := "", ""
				if x.Cue >= 0 {
					cue = s.Tokens[x.Cue].Text + " "
				}
				if !x.Who.Empty() {
					at := x.Who.Span(s.Tokens)
					who = c.text[at.Start:at.End]
				}
				out = append(out, fmt.Sprintf("%s: %sby %s, %s", d.Voices[x.Voice].Name, cue, who, x.Stance))
			}
			lines = append(lines, strings.Join(out, "; "))
		}
		if diff := cmp.Diff(strings.ReplaceAll(c.want, "| ", "|"), strings.Join(lines, "|")); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

// Adverbs at the beginning have nothing before them.
func TestEventsBehindAdverbs(t *testing.T) {
	an := New(Options{})
	for _, q := range []string{"Newly elected who?", "Also killed", "not never reported killed", "Already"} {
		an.AnalyzeQuestion(q, time.Time{})
	}
}
