package ingest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"briefbot/briefing"
)

// harbourPage is a page of an invented newspaper with the furniture that real ones carry.
const harbourPage = `<!doctype html><html lang="en-GB"><head><title>Harbour wall gives way in Lowmoor | The Lowmoor Courier</title>
<meta property="og:site_name" content="The Lowmoor Courier"><meta name="author" content="Edda Quill">
<link rel="canonical" href="/news/harbour-wall"><meta property="article:published_time" content="2031-04-09T18:20:00+02:00"></head>
<body class="has-sidebar"><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<div class="cookie-notice">We use cookies so that our site works as you expect it to, and to count its readers.</div>
<article class="post tag-newsletter category-ads"><h1>Harbour wall gives way in Lowmoor</h1><p class="byline">By Edda Quill</p><time datetime="2031-04-09">9 April 2031</time>
<figure><img src="w.jpg"><figcaption>The wall seen from the customs house on Tuesday morning. (Photo: O. Brandt)</figcaption></figure>
<div class="entry-content"><p>About forty metres of the harbour wall in Lowmoor fell into the sea on Tuesday night, the port&rsquo;s engineer said.</p>
<div class="share-bar"><a href="#">Tweet</a> <a href="#">Mail</a></div>
<p>Nobody was hurt, but two fishing boats sank at their moorings, according to <a href="/owner">their owner</a>.</p>
<h2>Repairs</h2><p>The council expects the repairs to take until the autumn and to cost four million crowns.</p>
<p>Read more: <a href="/x">What the storm did to the pier</a></p>
<div class="related-posts"><h3>Related</h3><p><a href="/y">Ferry service to Orm island stops for a week after the captain falls ill.</a></p></div>
<p>A first survey of the wall had warned of cracks in its foundations eight years ago.</p><h3>More from Lowmoor</h3></div></article>
<div id="comments"><p>I have lived beside that wall for sixty years and told them every single winter that it would fall.</p></div>
<aside><p>Sign up for our letter and read the best of the coast in your mailbox every Friday morning.</p></aside>
<footer><p>The Lowmoor Courier is published by Courier Press of Lowmoor, and all rights in it are reserved.</p></footer></body></html>`

func texts(lines []line) (out []string) {
	for _, l := range lines {
		out = append(out, l.text)
	}
	return out
}

func TestHTMLArticle(t *testing.T) {
	x, err := extractHTML([]byte(harbourPage), "https://courier.example/news/harbour-wall?x=1", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"About forty metres of the harbour wall in Lowmoor fell into the sea on Tuesday night, the port’s engineer said.",
		"Nobody was hurt, but two fishing boats sank at their moorings, according to their owner.",
		"Repairs",
		"The council expects the repairs to take until the autumn and to cost four million crowns.",
		"A first survey of the wall had warned of cracks in its foundations eight years ago.",
	}
	if got := strings.Join(texts(x.Lines), "\n"); got != strings.Join(want, "\n") {
		t.Errorf("paragraphs:\n%s", got)
	}
	for i, l := range x.Lines {
		if l.heading != (i == 2) {
			t.Errorf("line %d is a heading: %v", i, l.heading)
		}
	}
	for what, got := range map[string][2]string{
		"title": {x.Title, "Harbour wall gives way in Lowmoor"}, "source": {x.Source, "The Lowmoor Courier"},
		"language":  {x.Language, "en"},
		"canonical": {x.CanonicalURL, "https://courier.example/news/harbour-wall"},
		"published": {x.Published.String(), "2031-04-09T18:20:00+02:00"}, "from": {string(x.From), string(briefing.FromMetadata)},
	} {
		if got[0] != got[1] {
			t.Errorf("%s %q, want %q", what, got[0], got[1])
		}
	}
	why := map[string]bool{}
	for _, d := range x.Dropped {
		why[d.Why] = true
	}
	for _, w := range []string{"comments", "cookie notice", "related stories", "caption"} {
		if !why[w] {
			t.Errorf("the drop log names no %q: %v", w, x.Dropped)
		}
	}
}

func TestHTMLOfLinkedDataAndScripts(t *testing.T) {
	prose := strings.Repeat("The mayor of Orm told the assembly that the bridge would open in May. ", 12)
	linked := `<html><body><div id="app"></div><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Bridge","datePublished":"2031-02-03","articleBody":"` + prose + `\n` + prose + `"}]}</script></body></html>`
	x, err := extractHTML([]byte(linked), "", time.Time{})
	if err != nil || len(x.Lines) != 2 || x.Published.String() != "2031-02-03" || x.Title != "Bridge" {
		t.Errorf("linked data: %d paragraphs, %q, %q, %v", len(x.Lines), x.Published, x.Title, err)
	}
	hidden := `<html><body><div id="app">Loading</div><noscript><p>` + strings.Repeat("The ferry sails at noon, the harbour master said on Friday. ", 12) + `</p></noscript></body></html>`
	x, err = extractHTML([]byte(hidden), "", time.Time{})
	if err != nil || len(x.Lines) != 1 || !strings.HasPrefix(x.Lines[0].text, "The ferry sails") {
		t.Errorf("noscript: %q, %v", texts(x.Lines), err)
	}
	x, err = extractHTML([]byte(`<html><body><script>var a = "The ferry sails at noon.";</script></body></html>`), "", time.Time{})
	if err != nil || len(x.Lines) != 0 {
		t.Errorf("only a script: %q, %v", texts(x.Lines), err)
	}
}

func TestHTMLCharsets(t *testing.T) {
	const said = "Der Bürgermeister von Grünau sagte, die Brücke werde erst im Frühjahr für alle geöffnet."
	latin := make([]byte, 0, len(said))
	for _, r := range said {
		latin = append(latin, byte(r))
	}
	for name, page := range map[string][]byte{
		"latin-1 declared":           append([]byte(`<meta charset="iso-8859-1"><p>`), latin...),
		"latin-1 undeclared":         append([]byte(`<p>`), latin...),
		"utf-8 declared as latin-1":  []byte(`<meta charset="iso-8859-1"><p>` + said),
		"unknown charset, utf-8":     []byte(`<meta charset="x-nowhere"><p>` + said),
		"entities":                   []byte(`<p>` + strings.ReplaceAll(said, "ü", "&uuml;")),
		"tags never closed, doubled": []byte(`<p><b><i>` + said + `</p></b></p></div></body><body>`),
	} {
		x, err := extractHTML(page, "", time.Time{})
		if err != nil || len(x.Lines) != 1 || x.Lines[0].text != said {
			t.Errorf("%s: %q, %v", name, texts(x.Lines), err)
		}
	}
}

func TestHTMLHard(t *testing.T) {
	if _, err := extractHTML([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00"), "", time.Time{}); !errors.Is(err, briefing.ErrUnreadable) {
		t.Errorf("a picture: %v, want ErrUnreadable", err)
	}
	const said = "The river rose by two metres in one night, the keeper of the lock told the Courier."
	deep := strings.Repeat("<div><blockquote>", 20000) + "<p>" + said + "</p>"
	x, err := extractHTML([]byte(deep), "", time.Time{})
	if err != nil || len(x.Lines) != 1 || x.Lines[0].text != said {
		t.Errorf("deep nesting: %.100q, %v", texts(x.Lines), err)
	}
}

func FuzzExtractHTML(f *testing.F) {
	f.Add([]byte(harbourPage), "https://courier.example/2031/04/09/wall")
	f.Add([]byte(`<table><tr><td>1<td>2<select><p></table><svg><title>x</svg><noscript><p>`), "%zz")
	f.Add([]byte(`<script type="application/ld+json">[{"@type":["NewsArticle"],"datePublished":null,"articleBody":"<p>a"}]</script>`), "")
	f.Fuzz(func(t *testing.T, page []byte, address string) {
		x, err := extractHTML(page, address, time.Date(2031, 5, 1, 0, 0, 0, 0, time.UTC))
		if err != nil {
			if !errors.Is(err, briefing.ErrUnreadable) {
				t.Fatalf("an error without its meaning: %v", err)
			}
			return
		}
		for i, p := range texts(x.Lines) {
			if p == "" || strings.Contains(p, "\n") || !utf8.ValidString(p) {
				t.Fatalf("paragraph %d is %q", i, p)
			}
		}
		if len(x.Dropped) > maxDropped || x.Published.After(time.Date(2031, 5, 2, 0, 0, 0, 0, time.UTC)) {
			t.Fatalf("%d dropped, published %v", len(x.Dropped), x.Published)
		}
	})
}

func BenchmarkExtractHTML(b *testing.B) {
	page := []byte(strings.Replace(harbourPage, "<h2>Repairs</h2>", strings.Repeat("<p>The council expects the repairs to take until the autumn, as a <a href='/s'>survey</a> found.</p>\n", 300), 1))
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if x, err := extractHTML(page, "https://courier.example/a", time.Time{}); err != nil || len(x.Lines) < 300 {
			b.Fatal(fmt.Sprint(len(x.Lines), err))
		}
	}
}
