package ingest

import "strings"

// liveTitle is how live blogs call themselves.
var liveTitle = re(`\b(live (updates?|blog|coverage|news|results)|the latest|latest updates|updates|as it happened|liveticker|newsticker|live-?blog|live-?ticker|en direct|minuto a minuto|en vivo|en directo|diretta|ao vivo|онлайн|наживо|в прямом эфире|(recap|highlights|review|latest)\s*:|highlights from|day \d+ (review|recap))|\ball times (are )?(local|eastern|et|central|pacific|gmt|edt|est)|\bthe latest (on|from)\b`)

// isLive reports a page that calls itself a live blog in its title or its first lines.
func isLive(d *draft) bool {
	if liveTitle.MatchString(strings.ToLower(d.title)) {
		return true
	}
	seen := 0
	for _, l := range d.lines {
		if seen++; seen > 5 {
			return false
		}
		if len(l.text) < 250 && liveTitle.MatchString(strings.ToLower(l.text)) {
			return true
		}
	}
	return false
}

// cutInside cuts a live blog that carries no marks.
func cutInside(lines []line) {}
