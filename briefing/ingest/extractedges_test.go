package ingest

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestHTMLKeepsTheDeckAndDropsTheTail(t *testing.T) {
	const (
		first = "The bridge at Orm will be closed for a week from Monday, the town's engineer said in a letter to the residents."
		last  = "Until then, lorries must take the road through Vell, which the council has widened by two metres for the purpose. School buses will start a quarter of an hour earlier than they used to."
		deck  = "Two of its five piers have moved since the flood in spring."
	)
	article := "<div class='article-body'><p>" + first + "</p><p>" + last + "</p>"
	for _, c := range []struct {
		name, page string
		want       []string
	}{
		{"deck above the body", "<h1>Bridge to close</h1><p class='deck'>" + deck + "</p>" + article, []string{deck, first, last}},
		{"a caption is no deck", "<h1>Bridge to close</h1><figcaption>" + deck + "</figcaption>" + article, []string{first, last}},
		{"words without an end are no deck", "<h1>Bridge to close</h1><p>Piers that have moved since the flood in spring</p>" + article, []string{first, last}},
		{"said again in the body", "<h1>Bridge to close</h1><p>" + first + "</p>" + article, []string{first, last}},
		{"nothing between other headings", "<h2>Weather in Orm today</h2><p>" + deck + "</p><h1>Bridge to close</h1>" + article, []string{first, last}},
		{"a button behind the end", "<h1>Bridge to close</h1>" + article + "<div>Orm Courier desk</div><div>To the archive</div>", []string{first, last}},
		{"a contact behind the end", "<h1>Bridge to close</h1>" + article + "<p>Press contact</p><p>Edda Quill, Town Hall, Orm.</p>", []string{first, last}},
		{"a contact in the middle", "<h1>Bridge to close</h1><div class='article-body'><p>Press contact</p><p>" + first + "</p><p>" + last + "</p></div>", []string{"Press contact", first, last}},
		{"a list is no tail", "<h1>Bridge to close</h1>" + article + "<ul><li>Vell road</li></ul>", []string{first, last, "Vell road"}},
		{"a number is no tail", "<h1>Bridge to close</h1>" + article + "<p>Line 14 to Vell</p>", []string{first, last, "Line 14 to Vell"}},
	} {
		x, err := extractHTML([]byte("<title>Bridge to close</title><body>"+c.page), "", time.Time{})
		if err != nil || !slices.Equal(texts(x.Lines), c.want) {
			t.Errorf("%s: %q, want %q, %v", c.name, texts(x.Lines), c.want, err)
		}
	}
}

func TestHTMLListsOfOtherStories(t *testing.T) {
	said := make([]string, 12)
	for i := range said {
		said[i] = "The council of Orm heard witness number " + strings.Repeat("i", i+1) + " on the bridge, and decided nothing before the evening."
	}
	article := "<p>" + strings.Join(said, "</p><p>") + "</p>"
	for _, c := range []struct {
		name, section string
		want          []string
	}{
		{"links", "<ul><li><a href='/a'>Fair at Vell draws thousands</a></li><li><a href='/b'>Lighthouse keeper retires</a></li></ul>", said},
		{"teasers without links", "<p>Fair at Vell draws thousands</p><p>Lighthouse keeper retires after forty years at sea</p>", said},
		{"the article goes on", "<p>The mayor said that he would not resign over a bridge.</p>", append(said[:12:12], "The mayor said that he would not resign over a bridge.")},
	} {
		page := "<title>Bridge to close</title><h1>Bridge to close</h1><div class='article-body'>" + article + "<div><p>Related stories</p>" + c.section + "</div></div>"
		x, err := extractHTML([]byte(page), "", time.Time{})
		if err != nil || !slices.Equal(texts(x.Lines), c.want) {
			t.Errorf("%s: %q, want %q, %v", c.name, texts(x.Lines), c.want, err)
		}
	}
}

func TestHTMLArticleStandsBesideItsHeadline(t *testing.T) {
	const said = "The bridge at Orm will be closed for a week, the town's engineer said."
	const other = "The keeper of the lighthouse at Vell has retired after forty years, and nobody has asked for the post since then, says the port."
	page := "<title>Bridge to close</title><body><div><h1>Bridge to close</h1><div><p>" + said + "</p><p>Residents were told by letter.</p></div></div>" +
		"<div><ul>" + strings.Repeat("<li><a href='/a'>Read what the Courier wrote in the year before</a></li>", 8) + "</ul><p>" + other + "</p></div>"
	x, err := extractHTML([]byte(page), "", time.Time{})
	if want := []string{said, "Residents were told by letter."}; err != nil || !slices.Equal(texts(x.Lines), want) {
		t.Errorf("%q, want %q, %v", texts(x.Lines), want, err)
	}
}

func TestHTMLLinkedSentencesAmidProseAreProse(t *testing.T) {
	const (
		first  = "Police in Holm have arrested three men over the fire in the old mill, a spokesman said on Tuesday morning."
		linked = "A fourth man, aged 61, was released without charge."
		last   = "The mill burned down on Sunday night, and the families who lived beside it have been taken to a school in Vell."
	)
	link := func(s string) string { return "<a href='/other'>" + s + "</a>" }
	for _, c := range []struct{ name, body, kept, left string }{
		{"paragraph", "<p>" + first + "</p><p>" + link(linked) + "</p><p>" + last + "</p>", linked, ""},
		{"lead", "<p>" + link(linked) + "</p><p>" + first + "</p><p>" + last + "</p>", linked, ""},
		{"quotation", "<p>" + first + "</p><blockquote><p>" + link("“We lost all that we had in one night,” said Ina Marr.") + "</p></blockquote><p>" + last + "</p>", "We lost all", ""},
		{"half a paragraph", "<p>" + first + "</p><p>The spokesman said: " + link(linked) + "</p><p>" + last + "</p>", linked, ""},
		{"question", "<p>" + first + "</p><p>" + link("Why did nobody hear the alarm that night?") + "</p><p>" + last + "</p>", "nobody hear", ""},
		{"teaser", "<p>" + first + "</p><p>" + link("READ MORE: Bus lanes come to Vell") + "</p><p>" + last + "</p>", last, "Bus lanes"},
		{"headline", "<p>" + first + "</p><p>" + link("Bus lanes come to Vell") + "</p><p>" + last + "</p>", last, "Bus lanes"},
		{"teaser cut off", "<p>" + first + "</p><ul><li>" + link("Bus lanes come to Vell after a year of…") + "</li></ul><p>" + last + "</p>", last, "Bus lanes"},
	} {
		x, err := extractHTML([]byte("<title>Three arrested</title><body><h1>Three arrested</h1><article>"+c.body+"</article>"), "", time.Time{})
		text := strings.Join(texts(x.Lines), "\n")
		if err != nil || !strings.Contains(text, c.kept) || c.left != "" && strings.Contains(text, c.left) {
			t.Errorf("%s: %q, %v", c.name, texts(x.Lines), err)
		}
	}
}
