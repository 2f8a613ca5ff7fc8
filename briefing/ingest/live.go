package ingest

import "strings"

// liveTitle is how live blogs and round-ups call themselves in their titles.
var liveTitle = re(`\blive (updates?|blog|coverage|results)\b|^(the )?latest:|^the latest\b.*:|\bupdates\s*[:|]|\| .*\bupdates\b|\bas it happened\b|\b(live|news)-?(ticker|blog)\b|\ben direct\b|\bminuto a minuto\b|\ben (vivo|directo)\b|\bin diretta\b|\bao vivo\b|онлайн|наживо|в прямом эфире|\b(recap|highlights)\b\s*[:|]|: (recap|highlights)\b|\bday \d+ (review|recap)\b|^\d+ things to know\b`)

// liveLine is how a live blog's first lines say so.
var liveLine = re(`(^|— |- )The [Ll]atest (on|from)\b|(?i)^live updates\b|\ball times (are )?(in )?(local|eastern|central|pacific|gmt|ed?t|bst|cet)\b|\bthis live (blog|page|file)\b|\b(this|our) live blog\b`)

// isLive reports a page that calls itself a live blog in its title or its first lines.
func isLive(d *draft) bool {
	title := d.title
	if title == "" && len(d.lines) > 0 && headingLike(d.lines[0].text) {
		title = d.lines[0].text
	}
	if liveTitle.MatchString(strings.ToLower(title)) {
		return true
	}
	seen := 0
	for _, l := range d.lines {
		if seen++; seen > 5 {
			return false
		}
		if len(l.text) < 250 && liveLine.MatchString(l.text) {
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
	r := readLines(kept)
	for i := 1; i < len(kept); i++ {
		if !r[i].anaphor && !r[i].quote && seam(kept, r, i).score() > seamCut {
			lines[at[i]].starts = true
		}
	}
}
