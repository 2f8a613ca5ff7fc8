package ingest

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// newspaperPage is a plain page of a newspaper with what pages carry, of about 10 kB.
func newspaperPage(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Bridge number %d to close\n\nBy Edda Quill\n\nPublished 5 March 2031\n\nAdvertisement\n\n", n)
	for i := range 24 {
		fmt.Fprintf(&b, "The bridge at Orm will be closed for %d weeks from Monday, the town's engineer, Olaf Winge, said in a letter to the residents of Vell on Tuesday evening.\n\n", i+n%7)
		fmt.Fprintf(&b, "“Two of its five piers have moved since the flood in spring of 2030,” said Marta Eklund, who leads the council's committee for roads. “We cannot let lorries on it.”\n\n")
		if i%8 == 3 {
			b.WriteString("READ MORE: Ferry line to be extended\n\nShare this article\n\n(photo credit: Edda Quill)\n\n")
		}
	}
	b.WriteString("Sign up for our newsletter\n\nAll rights reserved.\n")
	return b.String()
}

// newspaperHTML is the like as HTML, with a navigation, side bars and scripts, of about 60 kB.
func newspaperHTML(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><head><title>Bridge number %d to close | Orm Courier</title><meta property="article:published_time" content="2031-03-05T07:00:00+01:00"><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-03-05T07:00:00+01:00","headline":"Bridge number %d to close"}</script><style>%s</style></head><body><nav><ul>`, n, n, strings.Repeat(".a{color:red}", 400))
	for i := range 60 {
		fmt.Fprintf(&b, `<li class="menu-item menu-item-%d"><a href="/section/%d">Section %d</a></li>`, i, i, i)
	}
	fmt.Fprintf(&b, `</ul></nav><main><article class="story"><h1>Bridge number %d to close</h1><p class="byline">By Edda Quill, 5 March 2031</p><div class="article-body">`, n)
	for p := range strings.SplitSeq(newspaperPage(n), "\n\n") {
		fmt.Fprintf(&b, `<p>%s</p>`, html.EscapeString(p))
	}
	b.WriteString(`</div></article><aside class="related">`)
	for i := range 80 {
		fmt.Fprintf(&b, `<div class="card card--small"><h3><a href="/a/%d">Ferry line number %d to be extended next year</a></h3><time datetime="2031-03-0%dT10:00:00Z">%d March</time><p class="teaser">The harbour board of Vell wants two more boats…</p></div>`, i, i, 1+i%9, 1+i%9)
	}
	fmt.Fprintf(&b, `</aside></main><footer><p>© 2031 Orm Courier</p></footer><script>var x = "%s"</script></body></html>`, strings.Repeat("abcdefgh ", 1500))
	return b.String()
}

// BenchmarkText reads plain pages; the aim is 3 MB/s a core.
func BenchmarkText(b *testing.B) {
	var pages []Page
	size := 0
	for i := range 50 {
		pages = append(pages, Page{Origin: fmt.Sprint(i), Kind: Plain, Body: []byte(newspaperPage(i))})
		size += len(pages[i].Body)
	}
	b.SetBytes(int64(size))
	before := cpuSeconds()
	for b.Loop() {
		New(Options{}).Articles(pages...)
	}
	perCore(b, before, float64(size)/1e6, "MB/core-s")
}

// perCore reports how much of something was done in a second of a processor's time.
func perCore(b *testing.B, before, each float64, unit string) {
	if used := cpuSeconds() - before; used > 0 {
		b.ReportMetric(each*float64(b.N)/used, unit)
	}
}

// BenchmarkHTML reads HTML pages; the aim is 150 pages/s a core.
func BenchmarkHTML(b *testing.B) {
	pages := []Page{}
	for i := range 20 {
		pages = append(pages, Page{Origin: fmt.Sprint(i), Kind: HTML, URL: fmt.Sprintf("https://c.example/%d", i), Body: []byte(newspaperHTML(i))})
	}
	before := cpuSeconds()
	for b.Loop() {
		New(Options{}).Articles(pages...)
	}
	perCore(b, before, float64(len(pages)), "pages/core-s")
	b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkBareHTML only parses them.
func BenchmarkBareHTML(b *testing.B) {
	page := newspaperHTML(1)
	before := cpuSeconds()
	for b.Loop() {
		if _, err := html.Parse(strings.NewReader(page)); err != nil {
			b.Fatal(err)
		}
	}
	perCore(b, before, 1, "pages/core-s")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
