package cluster

import (
	"net/url"
	"strings"

	"briefbot/briefing/text"
)

// agency is a news agency whose texts other outlets print.
type agency struct {
	sign string // as credits give it in brackets: "(AP)"
	name string // in full, for a source's name and a credit line
	host string // of its own pages; a trailing dot leaves the country open
}

// agencies are the large ones; the list only decides which of several prints of one text is taken
// for the original.
var agencies = []agency{
	{"reuters", "reuters", "reuters.com"},
	{"ap", "associated press", "apnews.com"},
	{"afp", "agence france-presse", "afp.com"},
	{"upi", "united press international", "upi.com"},
	{"dpa", "deutsche presse-agentur", "dpa.com"},
	{"bloomberg", "bloomberg", "bloomberg.com"},
	{"interfax", "interfax", "interfax."},
	{"tass", "tass", "tass."},
	{"ukrinform", "ukrinform", "ukrinform."},
	{"xinhua", "xinhua", "xinhuanet.com"},
	{"pa", "pa media", "pamediagroup.com"},
	{"ansa", "ansa", "ansa.it"},
	{"efe", "efe", "efe.com"},
	{"kyodo", "kyodo news", "kyodonews.net"},
	{"yonhap", "yonhap news agency", "yna.co.kr"},
	{"pti", "press trust of india", "ptinews.com"},
	{"ani", "asian news international", "aninews.in"},
	{"canadian press", "the canadian press", "thecanadianpress.com"},
}

// creditBytes is how much of a text's start is looked at for an agency in brackets.
const creditBytes = 300

// wire is what tells whether a text is an agency's.
type wire struct {
	owned, credited uint32 // by agency: it stands on its pages, its text is said to be the agency's
	length          int    // of the text in bytes
}

func wireOf(d *text.Document) *wire {
	w := &wire{length: len(d.Article.Text)}
	for i, g := range agencies {
		if g.owns(d) {
			w.owned |= 1 << i
		}
		if g.credited(d) {
			w.credited |= 1 << i
		}
	}
	return w
}

// ownWire reports whether x stands on the pages of an agency that y credits for its text.
func ownWire(x, y *wire) bool { return x.owned&^y.owned&y.credited != 0 }

// owns reports whether the agency itself published d.
func (g agency) owns(d *text.Document) bool {
	source := strings.TrimPrefix(text.Fold(strings.TrimSpace(d.Article.Source)), "the ")
	if source == g.sign || source == strings.TrimPrefix(g.name, "the ") {
		return true
	}
	u, err := url.Parse(d.Article.URL)
	if err != nil {
		return false
	}
	host := "." + u.Hostname()
	if strings.HasSuffix(g.host, ".") {
		return strings.Contains(host, "."+g.host)
	}
	return strings.HasSuffix(host, "."+g.host)
}

// credited reports whether d says that its text is the agency's: in brackets near its start, or in
// a line of its own.
func (g agency) credited(d *text.Document) bool {
	body := d.Article.Text
	if strings.Contains(text.Fold(clip(body, creditBytes)), "("+g.sign+")") {
		return true
	}
	for line := range strings.Lines(body) {
		if len(line) > 60 {
			continue
		}
		line = strings.Trim(text.Fold(line), " .-|")
		if line == g.sign || line == g.name || line == "by "+g.name || line == "by "+g.sign {
			return true
		}
	}
	return false
}
