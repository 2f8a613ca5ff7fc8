package ingest

import "briefbot/briefing/lex"

// How live blogs and round-ups call themselves in their titles and their first lines.
var (
	liveTitles = lex.Phrases("en/live-titles")
	liveLines  = lex.Phrases("en/live-lines")
)

// isLive reports a page that calls itself a live blog in its title or its first lines.
func isLive(d *draft) bool {
	if d.live {
		return true
	}
	title := d.title
	if title == "" && len(d.lines) > 0 && headingLike(d.lines[0].text) {
		title = d.lines[0].text
	}
	if is(liveTitles, title) {
		return true
	}
	seen := 0
	for _, l := range d.lines {
		if seen++; seen > 5 {
			return false
		}
		if len(l.text) < 250 && is(liveLines, l.text) {
			return true
		}
	}
	return false
}

// keptLines lists what is kept of a page, with the place of each line in it.
func keptLines(lines []line) (out []line, at []int) {
	signed := false
	for i, l := range lines {
		if l.why != "" {
			signed = signed || l.why == whyByline && byline.MatchString(l.text)
			continue
		}
		l.afterSigned, signed = signed, false
		out, at = append(out, l), append(at, i)
	}
	return out, at
}

// cutInside cuts a live blog that carries no marks, at the seams that its words show. It never
// cuts before a line that leans on the one above: a pronoun, the next part of a quotation.
func cutInside(lines []line) {
	kept, at := keptLines(lines)
	r, model := readLines(kept), seamModel.Model()
	for i := 1; i < len(kept); i++ {
		if !r[i].anaphor && !r[i].quote && model.Probability(seam(kept, r, i)) > model.Threshold {
			lines[at[i]].starts = true
		}
	}
}
