package claim

import "briefbot/briefing/text"

// Order tells how a sentence tells what a question takes for granted that one did to another: 1 where the same one did it
// to the same other ("Rovers beat United" for "why did Rovers beat United"), -1 where the other did it to the one, and 0
// where it tells nothing of it as a fact.
func Order(s, question *text.Sentence) int {
	for i := range question.Events {
		q := &question.Events[i]
		who, whom := stemsIn(question, q.Who), stemsIn(question, q.Whom)
		if q.Negated || q.Modality != text.Actual || len(who) == 0 || len(whom) == 0 {
			continue
		}
		for k := range s.Events {
			e := &s.Events[k]
			if s.Tokens[e.Verb].Lemma() != question.Tokens[q.Verb].Lemma() || e.Negated || e.Modality != text.Actual || e.Who.Empty() {
				continue
			}
			doers, others := stemsIn(s, e.Who), stemsIn(s, undergoers(s, e))
			straight, turned := min(held(who, doers), held(whom, others)), min(held(who, others), held(whom, doers))
			switch {
			case straight > turned:
				return 1
			case turned > straight:
				return -1
			}
		}
	}
	return 0
}

// undergoers are the words of whom an event is done to, with what stands in apposition to them.
func undergoers(s *text.Sentence, e *text.Event) text.Range {
	if e.Passive || e.Whom.Empty() || e.Whom.From < e.Verb {
		return e.Whom
	}
	return text.Range{From: e.Whom.From, To: min(e.Whom.To+undergoerReach, int16(len(s.Tokens)))}
}

// undergoerReach is how many words behind whom an event is done to may still name him.
const undergoerReach = 4

// stemsIn are the stems of the words in a run of a sentence that tell something.
func stemsIn(s *text.Sentence, in text.Range) map[string]bool {
	out := map[string]bool{}
	for i := int(in.From); i < int(in.To); i++ {
		if t := &s.Tokens[i]; t.Word && !t.Stop {
			out[t.Stem] = true
		}
	}
	return out
}

// held is the share of some words that others hold.
func held(of, in map[string]bool) float64 {
	n := 0
	for w := range of {
		if in[w] {
			n++
		}
	}
	return float64(n) / float64(len(of))
}
