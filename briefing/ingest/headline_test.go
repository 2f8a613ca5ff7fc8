package ingest

import (
	"testing"
	"time"
)

func TestHTMLTitle(t *testing.T) {
	const body = "<p>The bridge at Orm will be closed for a week, the town's engineer said in a letter.</p>"
	for _, c := range []struct{ name, page, want string }{
		{"the outlet's name is the first heading", `<title>Bridge to close | The Orm Courier</title><h1>The Orm Courier</h1><h1>Bridge to close</h1>`, "Bridge to close"},
		{"the headline is a second-rank heading", `<title>Bridge to close – The Orm Courier</title><h1>The Orm Courier</h1><h2>Bridge to close</h2>`, "Bridge to close"},
		{"a kicker above the headline", `<meta property="og:title" content="Bridge at Orm to close for a week"><h1><span>Traffic</span> Bridge at Orm to close for a week</h1>`, "Bridge at Orm to close for a week"},
		{"written for search engines", `<title>Orm bridge closure dates and detours</title><h1>The bridge that will not open</h1>`, "The bridge that will not open"},
		{"entities", `<meta property="og:title" content="Bridge &amp;amp; lock to close">`, "Bridge & lock to close"},
		{"nothing", ``, ""},
	} {
		x, err := extractHTML([]byte(c.page+body), "", time.Time{})
		if err != nil || x.Title != c.want {
			t.Errorf("%s: %q, want %q, %v", c.name, x.Title, c.want, err)
		}
	}
}

func TestTitlesAreTidied(t *testing.T) {
	const text = "Bridge to close for a week after two piers moved\n\nThe bridge at Orm will be closed for a week, the town's engineer said in a letter to residents."
	for _, c := range []struct{ title, url, source, want string }{
		{"Bridge to close for a week | Orm Courier", "", "Orm Courier", "Bridge to close for a week"},
		{"Bridge to close for a week - Orm Courier", "https://www.ormcourier.example/a", "", "Bridge to close for a week"},
		{"Bridge to close for a week – The Vell Gazette", "", "", "Bridge to close for a week"},
		{"Bridge to close for a week | Roads | Orm Courier", "", "Orm Courier", "Bridge to close for a week | Roads"},
		{"Ferry to close for a …", "", "", "Ferry to close for a …"},
		{"Bridge unsafe for years – engineer", "", "", "Bridge unsafe for years – engineer"},
		{"Bridge unsafe for years - WHO", "", "Orm Courier", "Bridge unsafe for years - WHO"},
		{"Orm 2 - Vell 1", "", "Orm Courier", "Orm 2 - Vell 1"},
	} {
		a := plain(t, Page{Title: c.title, URL: c.url, Source: c.source, Body: []byte(text)})
		if len(a) != 1 || a[0].Title != c.want {
			t.Errorf("%q: %q, want %q", c.title, a[0].Title, c.want)
		}
	}
}
