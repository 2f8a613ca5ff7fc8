package ingest

import (
	"strings"
	"unicode"
)

// line is one line of a page on its way into an article. Lines are never joined; a line that
// holds two things glued together ("Return to menuNORTH OF …") becomes two.
type line struct {
	text string // the page's own characters, without space at the ends
	gap  int    // empty lines before it
	// heading is known from markup, or found by markHeadings.
	heading bool
	// why is the reason for which the line is left out; empty for a line that is kept.
	why string
	// starts says that a new article begins here.
	starts bool
	// at is the time that the markup gives with the line, as it stands there.
	at string
	// stamped says that the markup makes the line the time of an entry.
	stamped bool
	// clock is the line that stamps the entry which begins here.
	clock string
	// afterSigned says that the line before, left out by now, names the writer of what ends there.
	afterSigned bool
}

// The reasons for which lines are left out.
const (
	whyTemplate   = "template: recurs on the host's pages"
	whyRepeated   = "repeated on the page"
	whyLabel      = "label glued to the text"
	whyShare      = "share or page-tool line"
	whyAd         = "advertisement marker"
	whyVideo      = "video or related headline"
	whyCaption    = "picture caption or credit"
	whyNewsletter = "newsletter or subscription box"
	whyNavigation = "navigation"
	whyComment    = "comment form"
	whyByline     = "byline or credits"
	whyLink       = "link to another page"
	whySeparator  = "separator"
	whyStamp      = "time stamp of an entry"
	whyConsent    = "cookie or script notice"
	whyAppeal     = "addressed to the reader or to a machine, no news"
	whyCut        = "cut off at the page's end"
	whyCutTop     = "cut off at the page's start"
	whyTitle      = "page title repeated"
	whyPost       = "handle and date of an embedded post"
	whyOutlet     = "the outlet's name"
	whyDated      = "date line of the page"
	whyPart       = "label of a part of the page"
	whyEmpty      = "heading of an entry without text"
	whyIntro      = "introduction of a live page"
)

// splitLines cuts a text at its line ends into the lines that hold anything.
func splitLines(s string) []line {
	var out []line
	gap := 0
	for len(s) > 0 {
		part := s
		if i := strings.IndexByte(s, '\n'); i >= 0 {
			part, s = s[:i], s[i+1:]
		} else {
			s = ""
		}
		if part = strings.TrimFunc(part, blank); part == "" {
			gap++
			continue
		}
		out = append(out, line{text: part, gap: gap})
		gap = 0
	}
	return out
}

// blank reports white space and what prints nothing, direction marks too, which pages carry at line ends.
func blank(r rune) bool {
	return unicode.IsSpace(r) || unprinted(r) || r == '\u200e' || r == '\u200f'
}
