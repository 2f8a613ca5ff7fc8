package text_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"briefbot/briefing/text"
)

func parts(s string) []string {
	var out []string
	for _, x := range text.Sentences(s) {
		out = append(out, s[x.Start:x.End])
	}
	return out
}

// Each case is a text with its sentences parted by "|".
func TestSentences(t *testing.T) {
	for _, c := range []string{
		"The dam held.| The town slept.",
		"Dr. Ana Brun met Col. Gen. Ivo K. Marr at 5 a.m. on Monday.| She left at 9 p.m.| The talks went on.",
		"The U.S. Senate voted.| He lives in the U.S.| The vote is over.",
		"It cost $3.5 million, up 2.1 percent.| No. 5 won.",
		"On Jan. 5 the river rose; by Feb. it fell.",
		"“We lost.”| Then he wept.",
		"“Who is there?” Peter Marr asked.| Nobody answered.",
		"“Is it over?” she asked. |“It is.”",
		"\"Go home!\" said the mayor.| \"Now.\"",
		"The plan, i.e. the second one, failed.",
		"He paused … and went on.| … They knew.",
		"The rest ... was silence.",
		"The road is closed.|The mayor wept.",
		"He said it was “over.”|The crowd left.",
		"The court heard Brun v. Odrin on Monday.| It rose at noon.",
		"See www.example.org for more.| Write to a.b@example.org today.",
		"Acme Inc. and Bolt Ltd. merged.| The price rose.",
		"(It rained.| A lot.)| Nobody minded.",
		"It was written by Kenneth P. Orlin, a baker.| He left on p. 5.",
		"George W. Brun Jr. spoke.| J. R. Marr did not.",
		"One line\n|Another line without a stop\n|3. A list's line",
		"Es war spät.| Élise partit.| Конец.| Начало.",
		"我们走了。|他留下了！",
		"यह पहला है।| यह दूसरा है।",
		"The vote was in Odrin, D.C.| Mr. Marr won.",
		// A time of day alone is no sentence.
		"At 7 a.m. President Torvand cut the ribbon.| By 9 a.m. Gen. Brandt had left.| The parade began at 11 a.m.| Mayor Hale did not come.",
		"Shortly before 6 p.m. Prof. Winge spoke.| On Monday at 9 a.m. Marr left.| It ended just after 10 p.m.| Brun went home.",
		"The bridge weighs approx. 3,000 tonnes.| It cost approx. $40 and ca. 12 men.| It is 400 ft. long.",
		"She left Yahoo! Japan for Orrin.| He works at Yahoo!| The firm is large.| Stop!| Marr cried.",
		"Die Brücke wird am 3. Juni gesperrt.| Sie kostet 12,5 Mio. Euro, z. B. für Stahl.| Es wird Zeit.",
		"Im 19. Jahrhundert stand hier ein Turm.| Er maß ca. 40 Meter.| Die Zahl stieg auf 30.| Die Polizei sucht weiter.",
		"Das gilt u. a. für Vell bzw. Orm, d. h. für alle.| Nr. 5 gewann am 12. Mai.",
		"Die Halle in der Hauptstr. 5 ist zu.| Papst Johannes XXIII. starb früh.| Vom 1. bis 5. August war Markt, vgl. S. 5.",
		"The village (pop. 400) was founded c. 1840.| Prop. 8 is due.| She said no.| 10 others said yes.",
		// A title behind a country belongs to it, unless what is told happened in that country.
		"U.S. Sen. Ana Brun spoke.| The U.S. President Ana Brun spoke.| They met in the U.S.| President Ana Brun stayed.",
		"He lives in the U.K.| Dr. Marr does not.| It was plan B.| Nobody liked it.",
		// A nickname in marks ends nothing.
		"Edward “Ed.” Marr left.| Peter \"Iron P.\" Brun won.| He shouted “Fire!”| Twelve people ran.",
		"El Sr. Gómez llegó.| La Sra. Ruiz no.| Mme. Brun and Messrs. Marr came.",
	} {
		var want []string
		for _, p := range strings.Split(c, "|") {
			want = append(want, strings.TrimSpace(p))
		}
		if diff := cmp.Diff(want, parts(strings.ReplaceAll(c, "|", ""))); diff != "" {
			t.Errorf("%s\n%s", c, diff)
		}
	}
}

func checkSentences(t interface{ Fatalf(string, ...any) }, s string) {
	last := 0
	for _, x := range text.Sentences(s) {
		if x.Start < last || x.End <= x.Start || x.End > len(s) {
			t.Fatalf("bad range %v after %d in %q", x, last, s)
		}
		if lost := strings.TrimFunc(s[last:x.Start], unicode.IsSpace); lost != "" {
			t.Fatalf("lost %q from %q", lost, s)
		}
		part := s[x.Start:x.End]
		if strings.Contains(part, "\n") || part != strings.TrimFunc(part, unicode.IsSpace) {
			t.Fatalf("sentence %q crosses a line or holds space at its ends", part)
		}
		last = x.End
	}
	if lost := strings.TrimFunc(s[last:], unicode.IsSpace); lost != "" {
		t.Fatalf("lost %q at the end of %q", lost, s)
	}
}

func checkTokens(t interface{ Fatalf(string, ...any) }, s string) {
	last := 0
	for _, x := range text.Tokens(s) {
		if x.Start() < last || x.End() <= x.Start() || x.Text != s[x.Start():x.End()] {
			t.Fatalf("bad token %+v after %d in %q", x, last, s)
		}
		if lost := strings.TrimFunc(s[last:x.Start()], unicode.IsSpace); lost != "" {
			t.Fatalf("lost %q from %q", lost, s)
		}
		last = x.End()
	}
	if lost := strings.TrimFunc(s[last:], unicode.IsSpace); lost != "" {
		t.Fatalf("lost %q at the end of %q", lost, s)
	}
}

func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := mixture(t)
		checkSentences(t, s)
		checkTokens(t, s)
	})
}

func TestVeryLongSentencesAreCut(t *testing.T) {
	for _, piece := range []string{"word ", "letters", "ж", "  \u00a0x"} {
		s := strings.Repeat(piece, 3000)
		checkSentences(t, s)
		for _, x := range text.Sentences(s) {
			if x.End-x.Start > text.MaxSentence {
				t.Errorf("%q...: %d bytes", piece, x.End-x.Start)
			}
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("“Why?” she said. Dr. Marr left… The U.S. won.")
	f.Add("a.\u00a0B\r\n\xff. C")
	f.Fuzz(func(t *testing.T, s string) {
		checkSentences(t, s)
		checkTokens(t, s)
	})
}

// mixture draws texts that look like the outside's: words, marks, abbreviations, lines.
func mixture(t *rapid.T) string {
	pieces := rapid.SliceOf(rapid.OneOf(
		rapid.SampledFrom([]string{" ", " ", " ", "\n", ". ", "? ", ", ", "“", "”", "\"", "'", "’s ", "…", " ... ", "Mr. ", "U.S. ",
			"Ana Brun ", "said ", "he ", "the mayor ", "often ", "was ", "not ", "killed ", "will ", "five ", "that ", "and ",
			"according to ", "told ", "on Friday ", "March 3 ", "2,500 ", "$4bn ", "more than ", "dozens of ", "— ", "(", ")", "who ",
			"Odrin’s ",
			"-", "。", "한국 ", "中文", "é"}),
		rapid.StringMatching(`[A-Za-z]{1,8} `),
		rapid.String(),
	)).Draw(t, "pieces")
	return strings.Join(pieces, "")
}
