package ingest

import "strings"

// dropIntroduction leaves out what stands above the first entry of a page of several: the page's
// own title, its date, what it is called. That is told by the entries themselves, and as an
// article of its own it would be a story without news. A part with a sentence in it stays.
func dropIntroduction(parts [][]line) (rest [][]line, dropped bool) {
	if len(parts) < 3 {
		return parts, false
	}
	for _, l := range parts[0] {
		if l.why == "" && tells(l.text) {
			return parts, false
		}
	}
	for i := range parts[0] {
		if l := &parts[0][i]; l.why == "" {
			l.why = whyIntro
		}
	}
	return parts, true
}

// tells reports a line that holds a sentence, other than a page's word about itself ("The latest
// on the strike (all times local):").
func tells(s string) bool {
	words := strings.Count(s, " ") + 1
	if words <= 20 && is(liveTitles, s) {
		return false
	}
	return endsSentence(s) && !strings.HasSuffix(s, ":") && words >= 3 && !is(liveLines, s)
}
