package text

// appositionSieve skips what stands between commas before the verb: "Brun, the mayor of Odrin, said".
var appositionSieve = cueSieve{"apposition", []string{
	"Ana Brun, a baker from Odrin, said the plan would ruin her. => Ana Brun",
	"The leader of the union, Ana Brun, said the plan would ruin bakers. => Ana Brun",
	"Rep. Ana Brun, R-Odrin, a lawyer, said it was late. => Ana Brun",
	"He, the mayor of Odrin, said it was late. Ana Brun left. => |",
}, readApposition}

// farthest is how many tokens back a subject may stand before what is put between it and its verb.
const farthest = 45

func readApposition(c *cueReading) verdict {
	end := c.start - 1
	mark := c.tokens[end].Text
	if mark != "," && !dash(mark) {
		return refuse
	}
	if w := c.named(end); !w.empty() {
		return c.find(w) // "Brun, whose town, Odrin, is small, said"
	}
	var doubtful phrase
	for q := end - 1; q > 0 && c.start-q < farthest; q-- {
		if c.tokens[q].Text != mark && c.tokens[q].Text != "," || c.tokens[q-1].Quoted() {
			continue
		}
		if allNamed(c.tokens[q+1 : end]) {
			return c.find(phrase{q + 1, end}) // "the union's leader, Ana Brun, said"
		}
		w := phraseLeft(c.tokens, q)
		switch {
		case w.empty() && subjectPronoun(c.tokens[q-1].Norm):
			c.cue.pro = q - 1
			return found
		case w.empty() || party(c.tokens, w) || !begins(c.tokens, w.a):
		case isCapital(c.tokens[q-1].Text) && speakerLike(c.tokens, w):
			return c.find(w)
		case doubtful.empty() && speakerLike(c.tokens, head(c.tokens, w)):
			doubtful = w
		}
	}
	if !doubtful.empty() {
		return c.find(doubtful)
	}
	return c.shared(c.start)
}

// named gives the name that the sentence begins with, where a comma follows it and what ends at the
// comma before the verb is no other name in apposition.
func (c *cueReading) named(end int) phrase {
	w := phraseRight(c.tokens, 0, true)
	if w.empty() || w.b >= end || c.tokens[w.b].Text != "," || !c.tokens[w.b-1].Named() || !c.tokens[0].Named() && !c.tokens[0].Is(Title) {
		return phrase{}
	}
	if allNamed(c.tokens[:w.b]) || !allNamed(c.tokens[max(0, lastComma(c.tokens, end)+1):end]) {
		return w
	}
	return phrase{}
}

// begins says that a clause can begin at token a: behind a mark, a conjunction or nothing.
func begins(tokens []Token, a int) bool {
	return a == 0 || !tokens[a-1].Word || tokens[a-1].Is(Conjunction)
}
