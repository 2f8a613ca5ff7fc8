package ask

import (
	"slices"

	"briefbot/briefing/rank"
)

// feature is one thing that speaks for or against a sentence as an answer. Nearly all lie in [0,1].
type feature struct {
	name string
	of   func(*view) float64
}

// features are all features of the ranking, in the order of the vectors. A kind of question has features of
// its own (see byKind); those of the whole question compare a candidate with the best (see compared).
var features = slices.Concat(coverage, ofTheTopic, typing, nearness, gists,
	forPersons, forTimes, forPlaces, forNumbers, forReasons, forSlots, forSpeech, forVerdicts,
	standing)

// compared are the features that are also compared with the greatest value among the candidates.
var compared = slices.Concat(
	[]string{"own", "own-names", "own-words", "near", "near-names", "near-words"},
	[]string{"wide", "wide-names", "page-terms", "headed", "index", "page"},
	[]string{"typed-near", "fresh-days", "speaker"},
	[]string{"topic-headed", "comment", "comment-near"},
	[]string{"kin-own", "kin-near", "kin-headed", "gist", "gist-near"},
	[]string{"kin-verb", "kin-focus"},
)

// crossed are the features that weigh differently by what is asked for: what is held, what stands there, how it is told.
var crossed = slices.Concat(
	[]string{"own", "near", "near-names", "own-words", "page", "index"},
	[]string{"typed", "typed-near", "names-inside", "has-number", "has-name", "has-time"},
	[]string{"lead", "quoted", "said", "words-many"},
	[]string{"topic-headed", "comment-near", "kin-near", "gist", "gist-near", "kin-verb"},
)

// askedGroups are the groups of questions by which features are crossed; see group.
var askedGroups = slices.Concat([]string{"who", "when", "where", "number"}, []string{"why", "said", "yes-no", "topic"})

// group is the group of a question, or "" for a plain "what".
func (r *reading) group() string {
	switch r.kind {
	case who:
		return "who"
	case when:
		return "when"
	case where:
		return "where"
	case howMany, howMuch:
		return "number"
	case why:
		return "why"
	case quote:
		return "said"
	case yesNo, disagree:
		return "yes-no"
	case happened, keywords:
		return "topic"
	}
	return ""
}

// RankFeatures names what is weighed of a sentence as an answer, in the order of the vectors.
var RankFeatures = func() rank.Features {
	var out rank.Features
	for _, f := range features {
		out = append(out, f.name)
	}
	for _, n := range compared {
		out = append(out, n+" to best")
	}
	for _, g := range askedGroups {
		for _, n := range crossed {
			out = append(out, n+" @"+g)
		}
	}
	return out
}()

// placeOf is where a feature stands among the features.
var placeOf = func() map[string]int {
	out := map[string]int{}
	for i, f := range features {
		out[f.name] = i
	}
	return out
}()

// vectors computes the features of all candidates.
func vectors(r *reading, all []*view) [][]float64 {
	out := make([][]float64, len(all))
	best := make([]float64, len(compared))
	for k, x := range all {
		v := make([]float64, 0, len(RankFeatures))
		for i := range features {
			v = append(v, features[i].of(x))
		}
		for i, n := range compared {
			best[i] = max(best[i], v[placeOf[n]])
		}
		out[k] = v
	}
	group := r.group()
	for k, v := range out {
		for i, n := range compared {
			if best[i] > 0 {
				v = append(v, v[placeOf[n]]/best[i])
			} else {
				v = append(v, 0)
			}
		}
		for _, g := range askedGroups {
			for _, n := range crossed {
				if g == group {
					v = append(v, v[placeOf[n]])
				} else {
					v = append(v, 0)
				}
			}
		}
		out[k] = v
	}
	return out
}

// of makes a feature that counts for questions of some kinds only.
func of(f func(*view) float64, kinds ...kind) func(*view) float64 {
	return func(x *view) float64 {
		for _, k := range kinds {
			if x.r.kind == k {
				return f(x)
			}
		}
		return 0
	}
}
