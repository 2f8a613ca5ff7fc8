package ingest

import (
	"testing"
	"time"
)

func TestHTMLDateBesideTheHeadline(t *testing.T) {
	const draft = `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-02-01T09:00:00+01:00"}</script>`
	const body = "<p>The bridge at Orm will be closed for a week, the town's engineer said in a letter.</p>"
	for _, c := range []struct{ name, page, want string }{
		{"the shown day over the draft's", draft + `<h1>Bridge to close</h1><p>5 March 2031 | Edda Quill</p>`, "2031-03-05"},
		{"above the headline", draft + `<p>Orm, 5 March 2031</p><h1>Bridge to close</h1>`, "2031-03-05"},
		{"not a change", draft + `<h1>Bridge to close</h1><p>Last updated 5 March 2031</p>`, "2031-02-01T09:00:00+01:00"},
		{"a change behind the day", draft + `<h1>Bridge to close</h1><p>5 March 2031 (updated 7 March 2031)</p>`, "2031-03-05"},
		{"a line that agrees is preferred", draft + `<h1>Bridge to close</h1><p>Closing: 5 March 2031</p><p>1 February 2031</p>`, "2031-02-01T09:00:00+01:00"},
		{"a deck's date", draft + `<h1>Bridge to close</h1><p>From 5 March 2031, lorries must go by Vell.</p>`, "2031-02-01T09:00:00+01:00"},
		{"far below", draft + `<h1>Bridge to close</h1>` + body + body + `<p>5 March 2031</p>`, "2031-02-01T09:00:00+01:00"},
		{"day and month could be exchanged", draft + `<h1>Bridge to close</h1><p>05/03/2031</p>`, "2031-02-01T09:00:00+01:00"},
		{"exchanged, and beside the markup's", `<meta property="article:published_time" content="2031-03-06T01:30:00Z"><h1>Bridge to close</h1><p>05/03/2031 21:30</p>`, "2031-03-05T23:30:00-02:00"},
		{"meta over linked data", draft + `<meta property="article:published_time" content="2031-02-03T09:00:00+01:00">`, "2031-02-03T09:00:00+01:00"},
		{"data for scripts", `<script>var page = {"title":"Bridge","published_at":"2031-03-05T08:00:00+01:00"}</script>`, "2031-03-05T08:00:00+01:00"},
		{"escaped data for scripts", `<script>load("{\"datePublished\":\"2031-03-05\"}")</script>`, "2031-03-05"},
		{"a change in data for scripts, for want of better", `<script>{"updatedAt":"2031-03-05T08:00:00+01:00"}</script>`, "2031-03-05T08:00:00+01:00"},
		{"RDF in a comment", `<!-- <rdf:Description dc:title="Bridge" dc:date="2031-03-05T08:00:00+01:00"/> -->`, "2031-03-05T08:00:00+01:00"},
		{"the picture's address", `<meta property="og:image" content="https://c.example/files/2031/03/05/bridge.jpg">`, "2031-03-05"},
	} {
		x, err := extractHTML([]byte(c.page+body), "", time.Date(2031, 12, 1, 0, 0, 0, 0, time.UTC))
		if err != nil || x.Published.String() != c.want {
			t.Errorf("%s: %q (%s), want %q, %v", c.name, x.Published, x.From, c.want, err)
		}
	}
}
