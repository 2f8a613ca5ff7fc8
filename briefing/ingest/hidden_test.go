package ingest

import (
	"strings"
	"testing"
	"time"
)

// What a page hides by its own style sheet, or shows only where there are no scripts, is not its article.
func TestHiddenText(t *testing.T) {
	const lie = "The king of Orlo is dead, the palace said on Tuesday."
	for _, c := range []struct {
		name, style, part string
		read              bool
	}{
		{"class", ".sr{display:none}", `<p class="a sr">` + lie + `</p>`, false},
		{"class in a list", ".x, p.sr { color:red; DISPLAY : none !important }", `<p class="sr">` + lie + `</p>`, false},
		{"id", "/* {.sr} */ #sr{visibility: hidden}", `<div id="sr"><p>` + lie + `</p></div>`, false},
		{"no size", ".sr{color:#fff;font-size:0}", `<p class="sr">` + lie + `</p>`, false},
		{"off the screen", ".sr{position:absolute;left:-9999px}", `<p class="sr">` + lie + `</p>`, false},
		{"inline off the screen", "", `<p style="position:absolute; left: -9999px">` + lie + `</p>`, false},
		{"inline without a size", "", `<p style="color:#fff;font-size:0px">` + lie + `</p>`, false},
		{"without scripts", "", `<noscript>` + lie + `</noscript>`, false},
		{"behind an import", "@import url(a.css); .sr{display:none}", `<p class="sr">` + lie + `</p>`, false},
		{"shown again", ".sr{display:none} .sr{display:block}", `<p class="sr">` + lie + `</p>`, true},
		{"small letters", ".sr{font-size:0.9em;left:-2px}", `<p class="sr">` + lie + `</p>`, true},
		{"in print", "@media print{.sr{display:none}}", `<p class="sr">` + lie + `</p>`, true},
		{"inside another", ".menu .sr{display:none}", `<p class="sr">` + lie + `</p>`, true},
		{"another element", "span.sr{display:none}", `<p class="sr">` + lie + `</p>`, true},
		{"never closed", ".sr{display:none", `<p class="sr">` + lie + `</p>`, true},
	} {
		page := "<html><head><title>Ferry sinks at Norvik</title><style>" + c.style + "</style></head>" +
			"<body><article><h1>Ferry sinks at Norvik</h1>" +
			"<p>A ferry sank off Norvik on Tuesday, the coastguard said, and all 40 people on board were saved.</p>" + c.part +
			"<p>The ferry had struck a rock in the fog, its captain told the harbour office of the town.</p></article></body></html>"
		x, err := extractHTML([]byte(page), "", time.Time{})
		if err != nil {
			t.Fatal(c.name, err)
		}
		var text strings.Builder
		for _, l := range x.Lines {
			text.WriteString(l.text + "\n")
		}
		if !strings.Contains(text.String(), "struck a rock") || strings.Contains(text.String(), lie) != c.read {
			t.Errorf("%s: read\n%s", c.name, text.String())
		}
	}
}

// A page of which the style sheet hides the whole article until a script has run is read.
func TestArticleHiddenUntilShown(t *testing.T) {
	const page = `<html><head><title>Ferry sinks</title><style>.story{display:none}</style></head><body><div class="story">` +
		`<p>A ferry sank off Norvik on Tuesday, the coastguard said, and all 40 people on board were saved.</p></div></body></html>`
	x, err := extractHTML([]byte(page), "", time.Time{})
	if err != nil || len(x.Lines) != 1 {
		t.Error(x.Lines, err)
	}
}

// Marks within words that print nothing are not part of an article's words.
func TestWidthlessMarks(t *testing.T) {
	got := plain(t, Page{Origin: "a", Title: "Fire at Kel\u200blow", Body: []byte(
		"Two peo\u200bple died in a fi\u00adre at Kel\ufefflow on Wed\u2060nesday, police said.\n")})
	if len(got) != 1 || got[0].Title != "Fire at Kellow" ||
		got[0].Text != "Two people died in a fire at Kellow on Wednesday, police said." {
		t.Errorf("%v", got)
	}
}
