package text

import (
	"strings"
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"

	"briefbot/briefing/lex"
)

// stemmer gives what removes the inflection of a language in Latin letters other than English, by the algorithms
// of https://snowballstem.org, or nil.
func stemmer(language string) func(*snowballstem.Env) bool {
	switch language {
	case "da":
		return danish.Stem
	case "de":
		return german.Stem
	case "es":
		return spanish.Stem
	case "fi":
		return finnish.Stem
	case "fr":
		return french.Stem
	case "hu":
		return hungarian.Stem
	case "it":
		return italian.Stem
	case "nb", "nn", "no":
		return norwegian.Stem
	case "nl":
		return dutch.Stem
	case "pt":
		return portuguese.Stem
	case "ro":
		return romanian.Stem
	case "sv":
		return swedish.Stem
	case "tr":
		return turkish.Stem
	}
	return nil
}

// Inflection gives the language, as StemIn and StopIn name it, whose stemmer serves a BCP 47 tag: "de" for
// "de-AT". It is empty for English and for a language without one.
func Inflection(tag string) string {
	language, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if language == "no" || language == "nn" {
		language = "nb"
	}
	if stemmer(language) == nil {
		return ""
	}
	return language
}

// StemIn removes the inflection of a language that Inflection named from a folded word.
func StemIn(language, folded string) string {
	remove := stemmer(language)
	if remove == nil {
		return folded
	}
	env := snowballstem.NewEnv(folded)
	remove(env)
	return env.Current()
}

// StopIn reports whether a folded word is a function word of a language that Inflection named.
func StopIn(language, folded string) bool {
	for _, l := range functionWords()[folded] {
		if l == language {
			return true
		}
	}
	return false
}

// Asked guesses from the function words of a question which language it is in, as Inflection names it; empty
// for English, and where they do not tell.
func Asked(tokens []Token) string {
	counts, english := map[string]int{}, 0
	for i := range tokens {
		if t := &tokens[i]; t.Word {
			if t.Stop {
				english++
			}
			for _, l := range functionWords()[t.Norm] {
				counts[l]++
			}
		}
	}
	best := ""
	for l, n := range counts {
		if n >= 2 && n > english && (best == "" || n > counts[best] || n == counts[best] && l < best) {
			best = l
		}
	}
	return best
}

// functionWords are those of languages other than English, each with its languages.
var functionWords = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, r := range lex.Table("mul/function-words", 2) {
		out[r.Cells[1]] = append(out[r.Cells[1]], r.Cells[0])
	}
	return out
})
