package score

import (
	"strings"

	"briefbot/cmd/fit/gold"
)

// summaryWords is how many words of a summary count, as in WCEP.
const summaryWords = 40

// Summaries scores summaries by ROUGE F1 against an editor's, in per cent (Lin 2004; stems by Porter 1980, small letters,
// as the rouge_score package has it). A case is a summary, worth its ROUGE-2.
func Summaries(digests []gold.Digest, got map[string]string) Report {
	r := Report{Set: "summary", Cases: map[string]float64{}}
	var r1, r2, rl float64
	for _, d := range digests {
		want, have := stems(d.Summary), stems(first(got[d.ID], summaryWords))
		two := rougeN(have, want, 2)
		r1 += rougeN(have, want, 1)
		r2 += two
		rl += rougeL(have, want)
		r.Cases[d.ID] = two
	}
	n := float64(max(1, len(digests))) / 100
	r.Figures = []Figure{{"R1", r1 / n}, {"R2", r2 / n}, {"RL", rl / n}}
	return r
}

// stems are a text's words in small letters, those of more than three letters stemmed.
func stems(s string) []string {
	w := latinOnly(strings.ToLower(s))
	for i := range w {
		if len(w[i]) > 3 {
			w[i] = porter(w[i])
		}
	}
	return w
}

func latinOnly(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

func rougeN(have, want []string, n int) float64 {
	a, b := grams(have, n), grams(want, n)
	hit := float64(overlap(a, b))
	return f1(ratio(hit, total(a)), ratio(hit, total(b)))
}

func grams(words []string, n int) map[string]int {
	out := map[string]int{}
	for i := 0; i+n <= len(words); i++ {
		out[strings.Join(words[i:i+n], " ")]++
	}
	return out
}

// rougeL is by the longest common subsequence.
func rougeL(have, want []string) float64 {
	before := make([]int, len(want)+1)
	for _, x := range have {
		now := make([]int, len(want)+1)
		for j, y := range want {
			now[j+1] = max(before[j+1], now[j])
			if x == y {
				now[j+1] = before[j] + 1
			}
		}
		before = now
	}
	hit := float64(before[len(want)])
	return f1(ratio(hit, float64(len(have))), ratio(hit, float64(len(want))))
}
