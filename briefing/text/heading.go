package text

// headings marks the lines that head what follows: alone in their paragraph, without a final stop,
// short, and followed by a paragraph of prose.
func (r *reading) headings() {
	s := r.doc.Sentences
	for i := range s {
		x := &s[i]
		if i > 0 && s[i-1].Paragraph == x.Paragraph || i+1 < len(s) && s[i+1].Paragraph == x.Paragraph || len(x.Tokens) == 0 {
			continue
		}
		last := &x.Tokens[len(x.Tokens)-1]
		if last.stops() && last.Text != "?" || last.Text == "…" || last.Text == "”" || last.Text == "\"" || last.Text == ":" || last.Text == "," || last.Text == ";" {
			continue
		}
		words := 0
		for k := range x.Tokens {
			if x.Tokens[k].Word {
				words++
			}
		}
		if words == 0 || words > 22 {
			continue
		}
		if last.Text == "?" && (words > 12 || !titleCase(x.Tokens)) {
			continue
		}
		next := i + 1
		for next < len(s) && next < i+3 && !prose(&s[next]) {
			next++
		}
		x.Heading = next < len(s) && prose(&s[next])
	}
}

// prose says that a sentence ends as sentences of running text do.
func prose(s *Sentence) bool {
	if len(s.Tokens) < 5 {
		return false
	}
	for k := len(s.Tokens) - 1; k >= len(s.Tokens)-3; k-- {
		if s.Tokens[k].stops() {
			return true
		}
	}
	return false
}
