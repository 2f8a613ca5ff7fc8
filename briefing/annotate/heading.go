package annotate

import "briefbot/briefing/text"

// longestHeading is how many words a heading has at most, longestQuestion how many one that asks.
const longestHeading, longestQuestion = 22, 12

// headings marks the lines that head what follows: alone in their paragraph, without a final stop,
// short, and followed by a paragraph of prose.
func headings(d *text.Document) {
	s := d.Sentences
	for i := range s {
		if d.SameParagraph(i) || i+1 < len(s) && d.SameParagraph(i+1) || !headingLike(s[i].Tokens) {
			continue
		}
		next := i + 1
		for next < len(s) && next < i+3 && !prose(&s[next]) {
			next++
		}
		s[i].Heading = next < len(s) && prose(&s[next])
	}
}

// headingLike says that a line has the looks of a heading: few words, and no mark at the end with which a
// sentence ends or goes on.
func headingLike(tokens []text.Token) bool {
	if len(tokens) == 0 {
		return false
	}
	last := &tokens[len(tokens)-1]
	switch last.Text {
	case ".", "!", "…", "”", "\"", ":", ",", ";":
		return false
	}
	words := 0
	for k := range tokens {
		if tokens[k].Word {
			words++
		}
	}
	return words > 0 && words <= longestHeading && (last.Text != "?" || words <= longestQuestion && text.TitleCase(tokens))
}

// prose says that a sentence ends as sentences of running text do.
func prose(s *text.Sentence) bool {
	if len(s.Tokens) < 5 {
		return false
	}
	for k := len(s.Tokens) - 1; k >= len(s.Tokens)-3; k-- {
		if s.Tokens[k].Stops() {
			return true
		}
	}
	return false
}
