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

// dropEmptyEntries leaves out the headings of a page's entries below which nothing stands: what the page
// lost tells nothing by its heading alone.
func dropEmptyEntries(parts [][]line) {
	if len(parts) < 3 {
		return
	}
	for _, p := range parts[1:] {
		if only := onlyKept(p); only != nil && countWords(only.text) <= 4 && headingLike(only.text) && !endsProse(only.text) {
			only.why = whyEmpty
		}
	}
}

// onlyKept is the one line of a part that is kept, or nil.
func onlyKept(part []line) *line {
	var only *line
	for i := range part {
		if part[i].why != "" {
			continue
		}
		if only != nil {
			return nil
		}
		only = &part[i]
	}
	return only
}
