package feed

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The feed of a site is found from what a person types, with its latest entries.
func TestFind(t *testing.T) {
	var many []story
	for i := range 7 {
		many = append(many, story{link: "/x" + string(rune('a'+i)), title: "Report " + string(rune('A'+i)), date: today.Add(time.Duration(i) * time.Minute).Format(time.RFC1123Z), text: "In brief."})
	}
	feed := rssOf(many...)
	links := ""
	for i := range 6 {
		links += `<a href="/2031/05/report-` + string(rune('a'+i)) + `">The council of Orlo meets again ` + string(rune('A'+i)) + `</a>`
	}
	for _, c := range []struct {
		name  string
		serve func(*site)
		kind  string
		path  string
		first string
		want  string // of the error
	}{
		{"the feed itself", func(s *site) { s.answers("/", feed) }, "feed", "/", "Report G", ""},
		{"named by the page", func(s *site) {
			s.answers("/", `<html><head><link href="/comments" rel="alternate" type="application/rss+xml"><link rel="alternate" type="application/rss+xml" href="rss/main"></head></html>`)
			s.answers("/comments", rssOf())
			s.answers("/rss/main", feed)
		}, "feed", "/rss/main", "Report G", ""},
		{"at a usual place", func(s *site) { s.answers("/", "<html><body>Welcome</body></html>"); s.answers("/feed.xml", feed) }, "feed", "/feed.xml", "Report G", ""},
		{"at a usual place that robots.txt closes", func(s *site) {
			s.answers("/robots.txt", "User-agent: *\nDisallow: /feed.xml")
			s.answers("/", "<html><body>"+links+"</body></html>")
			s.answers("/feed.xml", feed)
		}, "page with links", "/", "The council of Orlo meets again A", ""},
		{"an article", func(s *site) {
			s.answers("/", `<html><head><title>Bridge opens</title><meta property="og:type" content="article"><link rel="alternate" type="application/rss+xml" href="/rss"></head><body>`+links+`</body></html>`)
		}, "page", "/", "Bridge opens", ""},
		{"nothing there", func(*site) {}, "", "", "", "404"},
	} {
		s := newSite(t)
		c.serve(s)
		f, err := client(t, ClientOptions{}).Find(t.Context(), s.URL+"/")
		if c.want != "" {
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil || f.Kind != c.kind || f.URL != s.URL+c.path || len(f.Latest) == 0 || len(f.Latest) > 5 || f.Latest[0].Title != c.first {
			t.Errorf("%s: %+v, %v", c.name, f, err)
		}
	}
}

func TestOPML(t *testing.T) {
	want := []Outline{{"Orlo & Tamm", "https://orlo.example/feed?a=1&b=2"}, {"Sund", "https://sund.example/rss"}}
	var b bytes.Buffer
	if err := WriteOPML(&b, "briefbot", want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadOPML(&b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	nested := `<?xml version="1.0" encoding="ISO-8859-1"?><opml version="1.0"><head><title>x</title></head><body><outline text="News"><outline text="B` + "\xfc" + `hne" xmlUrl="https://a.example/f"/><outline text="again" xmlUrl="https://a.example/f"/><outline text="no web address" xmlUrl="file:///etc/passwd"/></outline></body></opml>`
	if got, err := ReadOPML(strings.NewReader(nested)); err != nil || len(got) != 1 || got[0].Title != "Bühne" {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []string{"", "no list", "<opml><body/></opml>", "<opml><body><outline xmlUrl='https://a.example/f'>"} {
		if got, err := ReadOPML(strings.NewReader(bad)); err == nil {
			t.Errorf("%q gave %v", bad, got)
		}
	}
}

// Whatever comes, reading it ends, and what is read is text with web addresses.
func FuzzParse(f *testing.F) {
	f.Add([]byte(rssOf(story{guid: "g", link: "/a", title: "A <b>bridge</b>", date: "Tue, 06 May 2031 08:00:00 GMT", text: longer("A bridge.")})), "text/xml; charset=latin1")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">&lt;i&gt;x&lt;/i&gt;</title><link href="a"/></entry>`), "")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1}]}`), "application/json")
	f.Add([]byte(`<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>/x</loc></url>`), "")
	f.Add([]byte(`<html><a href="/2031/report">One two three four</a>`), "")
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00"), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		d, err := parse(answer{status: 200, url: "https://orlo.example/feed", body: body, header: map[string][]string{"Content-Type": {contentType}}}, nil)
		if err != nil {
			return
		}
		for _, e := range d.entries {
			if e.link != "" && !strings.HasPrefix(e.link, "http") || strings.ContainsAny(e.title, "\n\r") {
				t.Errorf("link %q, title %q", e.link, e.title)
			}
		}
		st := state{V: stateVersion}
		n := len(st.compare(d.entries, today))
		if again := len(st.compare(d.entries, today)); again != 0 {
			t.Errorf("of %d new entries %d are new again", n, again)
		}
		if _, err := ReadOPML(bytes.NewReader(body)); err != nil {
			return
		}
	})
}
