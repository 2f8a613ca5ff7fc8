package score

import (
	"fmt"
	"strings"

	"briefbot/cmd/fit/gold"
)

// Spoken is a sentence of the output with its speaker, "" for none.
type Spoken struct{ Text, Speaker string }

// pronouns name nobody: a source in these words is not asked for.
const pronouns = " he she they it i we you who that this these those him her them his their its "

// mostAsked bounds how many articles are scored.
const mostAsked = 200

// Speakers scores who said it: of the attributions of six words or more whose source is named, in how
// many the sentence that shares most words with the content has a speaker that shares a word with the
// source. A case is such an attribution, worth 1 where it is right and -1 where it is wrong.
func Speakers(articles []gold.Quoted, got map[string][]Spoken) Report {
	r := Report{Set: "speakers", Cases: map[string]float64{}}
	n, given, right := 0.0, 0.0, 0.0
	for _, a := range articles[:min(mostAsked, len(articles))] {
		bags := make([]map[string]int, len(got[a.ID]))
		for i, s := range got[a.ID] {
			bags[i] = counts(oldTokens(s.Text))
		}
		for i, at := range a.Attributions {
			source, content := namedIn(at.Source.Text), counts(oldTokens(at.Content.Text))
			if len(source) == 0 || total(content) < 6 {
				continue
			}
			n++
			best, most := -1, -1.0
			for k := range bags {
				if s := float64(overlap(bags[k], content)) / max(6, total(bags[k])); s > most {
					best, most = k, s
				}
			}
			worth := 0.0
			if best >= 0 {
				if speaker := oldTokens(got[a.ID][best].Speaker); len(speaker) > 0 {
					given++
					worth = -1
					if overlap(counts(speaker), source) > 0 {
						right++
						worth = 1
					}
				}
			}
			r.Cases[fmt.Sprintf("%s/%d", a.ID, i)] = worth
		}
	}
	r.Figures = []Figure{{"given", given / max(1, n)}, {"right of given", right / max(1, given)}, {"right of all", right / max(1, n)}}
	return r
}

// namedIn are the words of a source that name somebody.
func namedIn(source string) map[string]int {
	out := map[string]int{}
	for _, w := range oldTokens(source) {
		if len(w) > 2 && !strings.Contains(pronouns, " "+w+" ") {
			out[w]++
		}
	}
	return out
}
