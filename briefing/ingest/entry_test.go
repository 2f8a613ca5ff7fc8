package ingest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
)

// millEntries are the entries of a live blog, newest first.
var millEntries = []struct{ heading, text string }{
	{"Twelve hurt, says fire chief", "Twelve people were hurt in the fire at the Holm mill, the fire chief, Ada Orr, said."},
	{"Families taken to a school", "The families who live beside the mill were taken to a school in Vell for the night."},
	{"Fire breaks out", "A fire broke out in the old mill in Holm, and four people were hurt, the police said."},
}

func TestEntriesOfALiveBlogHaveTheirOwnTimes(t *testing.T) {
	may14 := briefing.PubTime{Time: time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC), DayOnly: true}
	for _, c := range []struct {
		name   string
		clocks [3]string // newest first
		glued  bool
		oldest bool // the page prints the oldest entry first
		want   [3]string
	}{
		{"agency's", [3]string{"1:16 p.m.", "12:40 p.m.", "9:05 a.m."}, false, false, [3]string{"2031-05-14T13:16:00Z", "2031-05-14T12:40:00Z", "2031-05-14T09:05:00Z"}},
		{"British", [3]string{"1.16pm BST", "12.40pm BST", "9.05am BST"}, false, false, [3]string{"2031-05-14T13:16:00+01:00", "2031-05-14T12:40:00+01:00", "2031-05-14T09:05:00+01:00"}},
		{"twenty-four hours", [3]string{"13:16", "12:40", "9:05"}, false, false, [3]string{"2031-05-14T13:16:00Z", "2031-05-14T12:40:00Z", "2031-05-14T09:05:00Z"}},
		{"German", [3]string{"13.16 Uhr", "12.40 Uhr", "9 Uhr"}, false, false, [3]string{"2031-05-14T13:16:00Z", "2031-05-14T12:40:00Z", "2031-05-14T09:00:00Z"}},
		{"oldest first", [3]string{"13:16", "12:40", "9:05"}, false, true, [3]string{"2031-05-14T13:16:00Z", "2031-05-14T12:40:00Z", "2031-05-14T09:05:00Z"}},
		{"past midnight", [3]string{"0:30", "23:10", "21:05"}, false, false, [3]string{"2031-05-15T00:30:00Z", "2031-05-14T23:10:00Z", "2031-05-14T21:05:00Z"}},
		{"with its day", [3]string{"May 16, 1:16 p.m.", "May 15, 12:40 p.m.", "May 14, 9:05 a.m."}, false, false, [3]string{"2031-05-16T13:16:00Z", "2031-05-15T12:40:00Z", "2031-05-14T09:05:00Z"}},
		{"noon", [3]string{"1 p.m.", "Noon", "9 a.m."}, false, false, [3]string{"2031-05-14T13:00:00Z", "2031-05-14T12:00:00Z", "2031-05-14T09:00:00Z"}},
		{"glued to the heading", [3]string{"13:16", "12:40", "9:05"}, true, false, [3]string{"2031-05-14T13:16:00Z", "2031-05-14T12:40:00Z", "2031-05-14T09:05:00Z"}},
	} {
		var page []string
		for i := range millEntries {
			if c.oldest {
				i = len(millEntries) - 1 - i
			}
			e := millEntries[i]
			if c.glued {
				page = append(page, c.clocks[i]+" "+e.heading, e.text)
			} else {
				page = append(page, c.clocks[i], e.heading, e.text)
			}
		}
		have := map[string]string{}
		for _, a := range plain(t, Page{Title: "Fire in Holm: live updates", Published: may14, From: briefing.FromFeed, Body: []byte(strings.Join(page, "\n\n"))}) {
			have[a.Title] = a.Published.String()
		}
		for i, e := range millEntries {
			if have[e.heading] != c.want[i] {
				t.Errorf("%s: %q is of %q, want %q, of %v", c.name, e.heading, have[e.heading], c.want[i], have)
			}
		}
	}
}

// A page that is published with its newest entry has older ones of the days before.
func TestTheEntryThatAPageIsPublishedWithIsOfItsDay(t *testing.T) {
	noon := briefing.PubTime{Time: time.Date(2031, 5, 14, 0, 35, 0, 0, time.UTC)}
	page := "0:30\n\n" + millEntries[0].heading + "\n\n" + millEntries[0].text + "\n\n23:10\n\n" + millEntries[1].heading + "\n\n" + millEntries[1].text +
		"\n\n21:05\n\n" + millEntries[2].heading + "\n\n" + millEntries[2].text
	var have []string
	for _, a := range plain(t, Page{Title: "Fire in Holm: live updates", Published: noon, From: briefing.FromFeed, Body: []byte(page)}) {
		have = append(have, a.Published.String())
	}
	if want := "2031-05-14T00:30:00Z 2031-05-13T23:10:00Z 2031-05-13T21:05:00Z"; strings.Join(have, " ") != want {
		t.Errorf("%v, want %s", have, want)
	}
}

func TestEntriesOfAnHTMLLiveBlogHaveTheirOwnTimes(t *testing.T) {
	times := [3]string{"2031-05-16T12:16:00Z", "2031-05-15T11:40:00Z", "2031-05-14T08:05:00Z"}
	shown := [3]string{"1.16pm BST", "12.40pm BST", "9.05am BST"}
	for _, c := range []struct{ name, entry string }{
		{"time above", `<article><p><time datetime="%s">%s</time></p><h2>%s</h2><p>%s</p></article>`},
		{"time in a box called meta", `<div class="block"><div class="block-meta"><time datetime="%s">%s</time></div><h2>%s</h2><div><p>%s</p></div></div>`},
		{"time as a link", `<div class="block"><p class="published-time"><a href="#b"><time datetime="%s">%s</time></a></p><h2>%s</h2><p>%s</p></div>`},
		{"time in the heading", `<article><h2><time datetime="%s">%s</time> %s</h2><p>%s</p></article>`},
		{"time said otherwise", `<article><p><time datetime="%s">%.0s2 hours ago</time></p><h2>%s</h2><p>%s</p></article>`},
	} {
		var b strings.Builder
		b.WriteString(`<html lang="en"><head><title>Fire in Holm | Holm Post</title><script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Fire in Holm","datePublished":"2031-05-14T08:00:00Z"}</script></head><body><main><h1>Fire in Holm</h1>`)
		for i, e := range millEntries {
			fmt.Fprintf(&b, c.entry, times[i], shown[i], e.heading, e.text)
		}
		b.WriteString("</main></body></html>")
		have := map[string]string{}
		articles, failures := New(Options{}).Articles(Page{Kind: HTML, Origin: "live.html", Body: []byte(b.String())})
		for _, a := range articles {
			have[a.Title] = a.Published.String()
		}
		for i, e := range millEntries {
			if have[e.heading] != times[i] || len(failures) > 0 {
				t.Errorf("%s: %q is of %q, want %q, of %q", c.name, e.heading, have[e.heading], times[i], have)
			}
		}
	}
}

func TestAPageThatIsDatedAnewIsTheSameArticle(t *testing.T) {
	page := `<html><head><title>Bridge to close</title><link rel="canonical" href="https://c.example/bridge"><meta property="article:published_time" content="%s"></head><body><h1>Bridge to close</h1><p>The bridge at Orm will be closed for a week, the town's engineer said in a letter.</p></body></html>`
	one, _ := New(Options{}).Articles(Page{Kind: HTML, Origin: "a", Body: fmt.Appendf(nil, page, "2031-03-05T09:00:00Z")})
	two, _ := New(Options{}).Articles(Page{Kind: HTML, Origin: "b", Body: fmt.Appendf(nil, page, "2031-03-09T09:00:00Z")})
	if len(one) != 1 || len(two) != 1 || one[0].ID != two[0].ID || one[0].Revision != two[0].Revision {
		t.Errorf("%+v\n%+v", one, two)
	}
}
