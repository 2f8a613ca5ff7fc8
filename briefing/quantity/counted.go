package quantity

import "briefbot/briefing/text"

// countedNoun gives the stem of what is counted: the first plural within four words, else the first
// noun-like word. After "of the" it is what stands there: "95 percent of the city".
func countedNoun(tokens []text.Token, j int) string {
	j = beforeCounted(tokens, j)
	first := ""
	for k := j; k < len(tokens) && k < j+4; k++ {
		t := &tokens[k]
		if t.Text == "-" {
			continue
		}
		if endsCounted(t) || k > j && t.Is(text.SayPast|text.SayPresent) && !t.Is(text.PeopleNoun) {
			break
		}
		if t.Plural() {
			return t.Stem
		}
		if first == "" && !t.Is(text.Demonym|text.Adverb) {
			first = t.Stem
		}
	}
	return first
}

// endsCounted says that a token can be no part of what is counted.
func endsCounted(t *text.Token) bool {
	return !t.Word || t.Stop || t.Is(text.Preposition|text.Conjunction|text.Weekday|text.Month) || t.Digit()
}

// beforeCounted skips what stands between a number and what it counts: "or more", "other", "of the".
func beforeCounted(tokens []text.Token, j int) int {
	norm := func(k int) string { return text.At(tokens, k).Norm }
	switch {
	case norm(j) == "+" || norm(j) == "plus":
		j++
	case norm(j) == "-" && norm(j+1) == "odd":
		j += 2
	}
	if norm(j) == "or" && (norm(j+1) == "more" || norm(j+1) == "so") {
		j += 2
	}
	if n := norm(j); n == "more" || n == "other" || n == "additional" {
		j++
	}
	if norm(j) == "of" {
		for j++; text.At(tokens, j).Is(text.Determiner); j++ {
		}
	}
	return j
}
