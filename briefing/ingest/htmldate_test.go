package ingest

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestHTMLDate(t *testing.T) {
	body := "<p>The bridge at Orm will be closed for a week, the town's engineer said in a letter.</p>"
	for _, c := range []struct{ name, page, address, want string }{
		{"linked data", `<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2031-03-09","datePublished":"2031-03-05T07:00:00+01:00"}</script>`, "", "2031-03-05T07:00:00+01:00"},
		{"meta", `<meta name="DC.date.issued" content="2031-03-05">`, "", "2031-03-05"},
		{"time element", `<article><h1>Bridge</h1><time datetime="2031-03-05">Wednesday</time></article>`, "", "2031-03-05"},
		{"not another story's time", `<div class="related"><time datetime="2031-01-01">x</time></div><time datetime="2031-03-05">y</time>`, "", "2031-03-05"},
		{"modified for want of better", `<meta property="article:modified_time" content="2031-03-05">`, "", "2031-03-05"},
		{"published before modified", `<meta property="article:modified_time" content="2031-03-07"><span class="published">5 March 2031</span>`, "", "2031-03-05"},
		{"address", ``, "https://c.example/2031/11/05/bridge", "2031-11-05"},
		{"address with figures only", ``, "https://c.example/20311105-bridge", "2031-11-05"},
		{"address, day first", ``, "https://c.example/news/29-10-2031", "2031-10-29"},
		{"the address between two that differ", `<meta property="article:published_time" content="2030-01-01"><h1>Bridge to close</h1><p>5 March 2031</p>`, "https://c.example/2031/mar/05/bridge", "2031-03-05"},
		{"two that agree over the address", `<meta property="article:published_time" content="2031-03-05T09:00:00Z"><h1>Bridge</h1><p class="byline">Edda Quill, 5 March 2031</p>`, "https://c.example/2031/03/14/bridge", "2031-03-05T09:00:00Z"},
		{"not the day of an event in the address", `<script type="application/ld+json">{"@type":"Article","datePublished":"2031-03-05T09:00:00+01:00"}</script><h1>Bridge</h1><p>5 March 2031</p>`, "https://c.example/fair-2031-06-09", "2031-03-05T09:00:00+01:00"},
		{"not a comment's day", `<h1>Bridge</h1><p>5 March 2031</p><div class="comments"><time datetime="2031-03-09">9 March</time></div>`, "", "2031-03-05"},
		{"not the most read's day", `<h1>Bridge</h1><time datetime="2031-03-05">5 March</time><div class="most-read"><span class="published">1 February 2031</span></div>`, "", "2031-03-05"},
		{"not a caption's day", `<h1>Bridge</h1><figure><figcaption>The bridge on <time datetime="2030-01-02">2 January 2030</time></figcaption></figure><time datetime="2031-03-05">5 March</time>`, "", "2031-03-05"},
		{"the one called published", `<h1>Bridge</h1><div class="dates">Updated: <time datetime="2031-03-07">7 March 2031</time> Published: <time datetime="2031-03-05">5 March 2031</time></div>`, "", "2031-03-05"},
		{"published behind the change, in words", `<h1>Bridge</h1><div class="date">Updated 7 March 2031, published 5 March 2031</div>`, "", "2031-03-05"},
		{"a comment in linked data", `<script type="application/ld+json">{"@graph":[{"@type":"Comment","datePublished":"2031-03-09"},{"@type":"NewsArticle","datePublished":"2031-03-05"}]}</script>`, "", "2031-03-05"},
		{"evening in the west", `<meta property="article:published_time" content="2031-03-06T02:30:00Z"><span class="date">March 5, 2031</span>`, "https://c.example/2031/03/05/bridge", "2031-03-05T23:30:00-03:00"},
		{"byline", `<h1>Bridge</h1><p>Edda Quill, March 5th, 2031</p>`, "", "2031-03-05"},
		{"German", `<h1>Brücke</h1><p>Von E. Quill, 5. März 2031, 8:20 Uhr</p>`, "", "2031-03-05"},
		{"Ukrainian", `<p>5 березня 2031 року</p>`, "", "2031-03-05"},
		{"no copyright line", `<p>© 2 Jan 2031 Courier Press</p>`, "", ""},
		{"never the future", `<meta name="date" content="2032-01-01"><time datetime="2031-03-05">x</time>`, "", "2031-03-05"},
		{"American", `<html lang="en-US"><span class="date">3/5/2031</span>`, "", "2031-03-05"},
		{"British", `<html lang="en-GB"><span class="date">5/3/2031</span>`, "", "2031-03-05"},
	} {
		x, err := extractHTML([]byte(c.page+body), c.address, time.Date(2031, 12, 1, 0, 0, 0, 0, time.UTC))
		if err != nil || x.Published.String() != c.want {
			t.Errorf("%s: %q (%s), want %q, %v", c.name, x.Published, x.From, c.want, err)
		}
	}
}

func TestScanDatesReadsWhatIsWritten(t *testing.T) {
	layouts := []string{"2006-01-02", "2006/01/02", "2.1.2006", "02.01.2006", "2 January 2006", "January 2, 2006", "Jan. 2, 2006", "20060102", "Mon Jan 2, 2006", "2006年1月2日"}
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(rapid.IntRange(1996, 2090).Draw(t, "year"), 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 364).Draw(t, "day"))
		s := "x " + day.Format(rapid.SampledFrom(layouts).Draw(t, "layout")) + " y"
		found := scanDates(s, rapid.Bool().Draw(t, "month first"))
		if len(found) != 1 || !found[0].day.Equal(day) {
			t.Fatalf("%q: %v", s, found)
		}
	})
}
