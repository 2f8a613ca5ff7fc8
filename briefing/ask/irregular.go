package ask

import (
	"strings"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// irregularWeight is how good another form of an irregular verb is against the one of the question.
const irregularWeight = 0.95

// irregulars are the forms of common verbs that share no stem: "when did he sell it" is answered by "he sold it".
var irregulars = []string{
	"sell sold", "buy bought", "throw threw thrown", "give gave given", "build built", "send sent", "spend spent", "lend lent", "lose lost", "run ran", "begin began begun",
	"break broke broken", "steal stole stolen", "choose chose chosen", "write wrote written", "drive drove driven", "rise rose risen",
	"fall fell fallen", "fly flew flown", "grow grew grown", "draw drew drawn", "eat ate eaten",
	"sleep slept", "sink sank sunk", "sing sang sung", "swim swam swum", "shoot shot", "teach taught", "catch caught", "bring brought", "fight fought", "seek sought", "feel felt", "stand stood", "wear wore worn",
	"tear tore torn", "bear bore born borne", "swear swore sworn", "ride rode ridden", "hide hid hidden", "bite bit bitten", "freeze froze frozen",
	"forget forgot forgotten", "bury buried", "marry married", "carry carried", "flee fled", "bind bound", "light lit", "hang hung", "sue sued",
	"hear heard", "wake woke", "shake shook shaken", "withdraw withdrew withdrawn", "undergo underwent", "overtake overtook", "die died dead",
}

// forms maps the stem of an irregular verb's form to those of the others.
var forms = func() map[string][]string {
	out := map[string][]string{}
	for _, line := range irregulars {
		var all []string
		for _, w := range strings.Fields(line) {
			all = append(all, text.Stem(w))
		}
		for _, s := range all {
			out[s] = append(out[s], all...)
		}
	}
	return out
}()

// inflected adds to a word the other forms of the irregular verb that it is.
func inflected(t index.Term) index.Term {
	if t.Name {
		return t
	}
	for _, s := range forms[t.Words[0]] {
		if t.Match(s) == 0 {
			t.Words, t.Weights = append(t.Words, s), append(t.Weights, irregularWeight)
		}
	}
	return t
}
