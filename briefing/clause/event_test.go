package clause_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// told writes the events of a sentence: lemma(who; whom), with "-" where it is denied, "+" where it is
// planned, "?" where it is supposed, and the number that counts.
func told(s *text.Sentence) string {
	var out []string
	words := func(r text.Range) string {
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

// Adverbs at the beginning have nothing before them.
func TestEventsBehindAdverbs(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for _, q := range []string{"Newly elected who?", "Also killed", "not never reported killed", "Already"} {
		an.AnalyzeQuestion(q, time.Time{})
	}
}

func analyze(s string) *text.Document {
	return annotate.New(annotate.Options{}).Analyze(briefing.Article{Text: s})
}
