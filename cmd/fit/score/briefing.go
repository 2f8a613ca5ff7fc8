package score

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/cmd/fit/gold"
)

// Budgets are the words after which a reader of a briefing stops.
var Budgets = []int{300, 500}

// Briefing scores a window's briefing, given for each of Budgets. stories are the window's stories as
// the engine groups its pages, page -> story. Words are counted as they are read: title, points, then
// the sides of disagreements that no point told.
//
// vital@N is the share of vital facts told in N words, all@N that of all facts, points@N vital ones
// told by points alone; ndcg is of the first eight stories by their tiers; again counts how often a
// vital fact stands in a further point. A case is a vital fact, worth 1 for each budget it is told in.
func Briefing(w gold.Window, told map[int]briefing.Briefing, stories map[string]string) Report {
	r := Report{Set: "briefing " + w.Name, Cases: map[string]float64{}}
	for _, s := range w.Day.Stories {
		for _, n := range s.Nuggets {
			if n.Vital {
				r.Cases[n.ID] = 0
			}
		}
	}
	var last [][]string
	for _, budget := range Budgets {
		last = read(told[budget])
		cut := within(last, budget)
		all := found(w.Day, cut)
		bare := make([][]string, len(cut))
		for i, st := range cut {
			bare[i] = st[min(1, len(st)):]
		}
		r.Figures = append(r.Figures,
			Figure{fmt.Sprintf("vital@%d", budget), vital(w.Day, all)},
			Figure{fmt.Sprintf("points@%d", budget), vital(w.Day, found(w.Day, bare))},
			Figure{fmt.Sprintf("all@%d", budget), share(w.Day, all)})
		for id := range r.Cases {
			r.Cases[id] += one(all[id])
		}
	}
	b := told[Budgets[len(Budgets)-1]]
	recall, good, pairs := disagreements(w.Day, b)
	r.Figures = append(r.Figures,
		Figure{"ndcg", ndcg(w.Day, last)},
		Figure{"titles", titles(last)},
		Figure{"repeats", float64(repeats(last))},
		Figure{"again", float64(again(w.Day, last))},
		Figure{"wrong", float64(wrong(w.Day, last))},
		Figure{"misattributed", float64(misattributed(w.Day, last))},
		Figure{"disagreeR", recall}, Figure{"disagreed", float64(good)}, Figure{"disagreements", float64(pairs)},
		Figure{"storiesF1", windowStories(w.Stories, stories)})
	return r
}

// read is a briefing's stories as a reader reads them: each a title and what is told.
func read(b briefing.Briefing) [][]string {
	out := make([][]string, len(b.Stories))
	for i, s := range b.Stories {
		out[i] = []string{Flat(s.Title)}
		seen := map[string]bool{}
		for _, p := range s.Points {
			seen[p.Text] = true
			out[i] = append(out[i], Flat(p.Text))
		}
		for _, d := range s.Disagreements {
			for _, p := range []briefing.Point{d.A, d.B} {
				if !seen[p.Text] {
					seen[p.Text] = true
					out[i] = append(out[i], Flat(p.Text))
				}
			}
		}
	}
	return out
}

// within cuts stories after n words.
func within(stories [][]string, n int) [][]string {
	out := make([][]string, len(stories))
	for i, st := range stories {
		for _, x := range st {
			if n <= 0 {
				break
			}
			out[i] = append(out[i], first(x, n))
			n -= len(strings.Fields(x))
		}
	}
	return out
}

// tells reports whether a sentence of a story, or two neighbouring ones, match all patterns.
func tells(patterns []gold.Pattern, story []string) bool {
	for i, s := range story {
		if gold.AllIn(patterns, s) || i+1 < len(story) && gold.AllIn(patterns, s+" "+story[i+1]) {
			return true
		}
	}
	return false
}

// found are the facts that some story tells.
func found(day gold.Day, stories [][]string) map[string]bool {
	got := map[string]bool{}
	for _, s := range day.Stories {
		for _, n := range s.Nuggets {
			got[n.ID] = slices.ContainsFunc(stories, func(st []string) bool { return tells(n.Match, st) })
		}
	}
	return got
}

func vital(day gold.Day, got map[string]bool) float64 {
	told, all := 0.0, 0.0
	for _, s := range day.Stories {
		for _, n := range s.Nuggets {
			if n.Vital {
				all++
				told += one(got[n.ID])
			}
		}
	}
	return ratio(told, all)
}

func share(day gold.Day, got map[string]bool) float64 {
	told := 0.0
	for id := range got {
		told += one(got[id])
	}
	return ratio(told, float64(len(got)))
}

// ndcg compares the order of the stories with the tiers; a story told again gains nothing. Which story
// of the day one is, is voted by its facts, vital ones twice.
func ndcg(day gold.Day, stories [][]string) float64 {
	var gains, ideal []float64
	for _, s := range day.Stories {
		ideal = append(ideal, s.Gain())
	}
	slices.SortFunc(ideal, func(a, b float64) int { return int(b - a) })
	used := map[int]bool{}
	for _, st := range stories {
		best, most := -1, 0
		for i, s := range day.Stories {
			votes := 0
			for _, n := range s.Nuggets {
				if tells(n.Match, st) {
					votes++
					if n.Vital {
						votes++
					}
				}
			}
			if votes > most {
				best, most = i, votes
			}
		}
		gain := 0.0
		if best >= 0 && !used[best] {
			gain = day.Stories[best].Gain()
		}
		used[best] = true
		gains = append(gains, gain)
	}
	return ratio(dcg(gains), dcg(ideal))
}

func dcg(gains []float64) float64 {
	sum := 0.0
	for i, g := range gains[:min(8, len(gains))] {
		sum += g / math.Log2(float64(i)+2)
	}
	return sum
}

// titles is the share of titles of at most 12 words that are no question, teaser or label.
func titles(stories [][]string) float64 {
	good := 0.0
	for _, st := range stories {
		n := len(strings.Fields(st[0]))
		label := strings.HasSuffix(st[0], "?") || strings.HasSuffix(st[0], "...") || strings.HasSuffix(st[0], ":")
		good += one(n > 0 && n <= 12 && !label)
	}
	return good / float64(max(1, len(stories)))
}

// repeats counts told sentences that share half of their words with an earlier one.
func repeats(stories [][]string) int {
	var seen []map[string]bool
	n := 0
	for _, st := range stories {
		for _, x := range st[1:] {
			t := map[string]bool{}
			for _, w := range Tokens(x) {
				t[w] = true
			}
			if len(t) > 0 && slices.ContainsFunc(seen, func(y map[string]bool) bool { return jaccard(t, y) >= .5 }) {
				n++
			}
			seen = append(seen, t)
		}
	}
	return n
}

func jaccard(a, b map[string]bool) float64 {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	return ratio(float64(both), float64(len(a)+len(b)-both))
}

func again(day gold.Day, stories [][]string) int {
	total := 0
	for _, s := range day.Stories {
		for _, n := range s.Nuggets {
			if !n.Vital {
				continue
			}
			times := 0
			for _, st := range stories {
				for _, x := range st[1:] {
					if gold.AllIn(n.Match, x) {
						times++
					}
				}
			}
			total += max(0, times-1)
		}
	}
	return total
}

func wrong(day gold.Day, stories [][]string) int {
	n := 0
	for _, st := range stories {
		for _, x := range st {
			for i := range day.Wrong {
				if day.Wrong[i].Pattern.In(x) {
					n++
				}
			}
		}
	}
	return n
}

// misattributed counts claims whose speaker stands neither with them nor in a neighbouring sentence.
func misattributed(day gold.Day, stories [][]string) int {
	n := 0
	for _, st := range stories {
		for i, x := range st {
			around := strings.Join(st[max(0, i-1):min(len(st), i+2)], " ")
			for k := range day.Attribution {
				if day.Attribution[k].Trigger.In(x) && !day.Attribution[k].RequireAny.In(around) {
					n++
				}
			}
		}
	}
	return n
}

// disagreements gives the weighed share of the day's contradictions that are shown, how many of those
// that are shown are the day's, and how many are shown.
func disagreements(day gold.Day, b briefing.Briefing) (recall float64, good, shown int) {
	hit := map[int]bool{}
	for _, s := range b.Stories {
		for _, d := range s.Disagreements {
			x, y := Flat(d.A.Text), Flat(d.B.Text)
			met := false
			for i, c := range day.Contradictions {
				if gold.AllIn(c.A.Match, x) && gold.AllIn(c.B.Match, y) || gold.AllIn(c.A.Match, y) && gold.AllIn(c.B.Match, x) {
					hit[i], met = true, true
				}
			}
			shown++
			if met {
				good++
			}
		}
	}
	weight, all := 0.0, 0.0
	for i, c := range day.Contradictions {
		all += float64(c.Weight)
		weight += one(hit[i]) * float64(c.Weight)
	}
	if all == 0 {
		return 1, good, shown
	}
	return weight / all, good, shown
}

// windowStories is bCubed F1 over the labelled pages; a page that the engine has in no story is alone.
func windowStories(label, got map[string]string) float64 {
	want, have := map[string]string{}, map[string]string{}
	for _, page := range slices.Sorted(maps.Keys(label)) {
		if label[page] == "" {
			continue
		}
		want[page], have[page] = label[page], "none-"+page
		if s, ok := got[page]; ok {
			have[page] = s
		}
	}
	_, _, f := bCubed(want, have)
	return f
}
