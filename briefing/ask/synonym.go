package ask

import (
	"strings"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// synonymWeight is how good a synonym is against the word itself.
const synonymWeight = 0.6

// families are words that news uses for one another.
var families = []string{
	"kill killed toll die died dead death deaths dies casualty casualties fatality",
	"injure injured wound wounded hurt",
	"win won winner victory beat defeated",
	"win won elected",
	"buy bought acquire acquired purchase",
	"begin began start started launch launched",
	"end ended finish finished",
	"retire retired retirement retiring",
	"resign resigned resignation quit stepped step",
	"arrest arrested detain detained detention",
	"elect elected election vote voted",
	"raise raised increase increased rise rose hike",
	"cut reduce reduced decrease slash slashed lower scale",
	"country nation",
	"send sent contribute deploy deployed dispatch dispatched",
	"fight fought fighting combat battle offensive",
	"survive survived escape escaped",
	"sanction sanctions sanctioned",
	"talks negotiation negotiations negotiate",
	"attack strike struck hit",
	"attack shelling shell bombardment bombard bombing bomb fire artillery",
	"strike walkout walk walked stoppage",
	"missile rocket",
	"leader president head",
	"film movie",
	"song single track",
	"company firm",
	"doctor physician medic",
	"police officers",
	"children kids child",
	"percentage percent",
	"ban banned bar barred prohibit",
	"invade invasion invaded",
	"withdraw withdrew withdrawal",
	"ceasefire cease-fire truce",
	"agree agreement agreed deal accord",
	"recapture recaptured retake retook",
	"refugee refugees",
	"evacuate evacuated evacuation",
	"author writer novelist write wrote written",
	"money funds cash",
	"magnitude richter",
	"cost costs price prices",
	"recall recalled",
	"announce announced announcement",
	"poison poisoned poisoning",
	"symptom symptoms",
	"own owns owned owner proprietor belong belongs operator",
	"repair repaired fix fixed mend",
	"near close",
	"progress breakthrough headway",
	"capsize capsized overturn overturned rolled sank sink",
	"lead leads led leader head heads headed chief",
	"chair chairs chaired chairman chairwoman chairperson",
	"governor gov",
	"senator sen",
	"representative rep congressman congresswoman",
	"command commands commander",
	"steal stole stolen theft robbed",
}

// family maps a stem to the stems of its family.
var family = func() map[string][]string {
	out := map[string][]string{}
	for _, line := range families {
		var f []string
		for _, w := range strings.Fields(line) {
			f = append(f, text.Stem(w))
		}
		for _, s := range f {
			out[s] = append(out[s], f...)
		}
	}
	return out
}()

// synonyms adds to a term the words that news uses for it.
func synonyms(t index.Term) index.Term {
	for _, s := range family[t.Words[0]] {
		if t.Match(s) == 0 {
			t.Words, t.Weights = append(t.Words, s), append(t.Weights, synonymWeight)
		}
	}
	return t
}

// doer adds to a word that is no name the one who does it, where the corpus has him: "docker" for "dock".
func doer(ix *index.Index, t index.Term) index.Term {
	w := t.Words[0] + "er"
	if !t.Name && len(w) >= 6 && t.Match(w) == 0 && ix.Known(index.Term{Words: []string{w}}) {
		t.Words, t.Weights = append(t.Words, w), append(t.Weights, synonymWeight)
	}
	return t
}

// withoutSpeech takes verbs of speech from the likely spellings of an unknown word: they stand everywhere, and nobody
// asks for "told" by "toll".
func withoutSpeech(t index.Term) index.Term {
	words, weights := t.Words[:1:1], t.Weights[:1:1]
	for i := 1; i < len(t.Words); i++ {
		if w := t.Words[i]; !speech[w] && !stating[w] && w != "told" {
			words, weights = append(words, w), append(weights, t.Weights[i])
		}
	}
	t.Words, t.Weights = words, weights
	return t
}
