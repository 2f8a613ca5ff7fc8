package speech_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
