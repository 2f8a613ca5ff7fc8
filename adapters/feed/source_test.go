package feed

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
)

// Where a feed has moved for good is remembered, and where that leads nowhere the given address is asked
// again.
func TestMovedForGood(t *testing.T) {
	s := newSite(t)
	s.does("/feed", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/new", http.StatusPermanentRedirect)
	})
	s.answers("/new", rssOf(story{link: "/a", title: "A bridge", text: longer("A bridge.")}))
	source := New(client(t, ClientOptions{}), Options{URL: s.URL + "/feed"})
	r, err := source.Read(t.Context(), nil)
	for range 2 {
		if err != nil {
			t.Fatal(err)
		}
		r, err = source.Read(t.Context(), r.Next)
	}
	if old, moved := s.count("/feed"), s.count("/new"); old != 1 || moved != 3 {
		t.Errorf("asked %d times where it was and %d times where it is", old, moved)
	}
	s.does("/new", http.NotFound)
	s.answers("/feed", rssOf(story{link: "/b", title: "A mill", text: longer("A mill.")}))
	r, err = source.Read(t.Context(), r.Next)
	if err == nil || r.Next == nil {
		t.Fatalf("gone: %v, a state to keep: %t", err, r.Next != nil)
	}
	if r, err = source.Read(t.Context(), r.Next); err != nil || len(r.Pages) != 1 {
		t.Errorf("back at the given address: %d pages, %v", len(r.Pages), err)
	}
}

// What has not changed is not sent again, and after a week it is asked for whole all the same.
func TestConditional(t *testing.T) {
	s, now := newSite(t), today
	whole := 0
	s.does("/feed", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `W/"7"`)
		w.Header().Set("Last-Modified", "Tue, 06 May 2031 08:00:00 GMT")
		if r.Header.Get("If-None-Match") == `W/"7"` && r.Header.Get("If-Modified-Since") == "Tue, 06 May 2031 08:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		whole++
		fmt.Fprint(w, rssOf(story{link: "/a", title: "A bridge", text: longer("A bridge.")}))
	})
	source := New(client(t, ClientOptions{Now: func() time.Time { return now }}), Options{URL: s.URL + "/feed"})
	var state briefing.SourceState
	for day := range 10 {
		r, err := source.Read(t.Context(), state)
		if err != nil || r.Holds != 1 || len(r.Pages) != map[bool]int{true: 1}[day == 0] {
			t.Fatalf("day %d: %d pages of %d, %v", day, len(r.Pages), r.Holds, err)
		}
		state, now = r.Next, now.Add(24*time.Hour)
	}
	if whole != 2 {
		t.Errorf("it came whole %d times in ten days, want 2", whole)
	}
}

// A source is looked at as often as its entries come, within bounds, and as its document or its
// configuration wants.
func TestRate(t *testing.T) {
	spaced := func(gap time.Duration) (out []story) {
		for i := range 12 {
			out = append(out, story{link: fmt.Sprint("/", i), title: fmt.Sprint("Report ", i), text: longer(fmt.Sprint("Report ", i)), date: today.Add(-time.Duration(i) * gap).Format(time.RFC1123Z)})
		}
		return out
	}
	for _, c := range []struct {
		name, feed string
		every      time.Duration
		want       time.Duration
	}{
		{"every minute", rssOf(spaced(time.Minute)...), 0, lively},
		{"every hour", rssOf(spaced(time.Hour)...), 0, 11 * time.Hour / 24},
		{"every week", rssOf(spaced(7 * 24 * time.Hour)...), 0, quiet},
		{"not known", rssOf(story{link: "/a", title: "A", text: longer("A.")}), 0, usual},
		{"as the document wants", strings.Replace(rssOf(spaced(time.Minute)...), "<link>", "<ttl>60</ttl><link>", 1), 0, time.Hour},
		{"as a document wants that wants too much", strings.Replace(rssOf(spaced(time.Minute)...), "<link>", "<ttl>100000</ttl><link>", 1), 0, quiet},
		{"as configured", rssOf(spaced(time.Minute)...), 5 * time.Hour, 5 * time.Hour},
	} {
		s := newSite(t)
		s.answers("/feed", c.feed)
		r, err := New(client(t, ClientOptions{}), Options{URL: s.URL + "/feed", Every: c.every}).Read(t.Context(), nil)
		if err != nil || r.Again < c.want*9/10 || r.Again > c.want*11/10+time.Second {
			t.Errorf("%s: again in %s, %v; want about %s", c.name, r.Again, err, c.want)
		}
	}
}

// The pages of many entries are fetched over several looks, and none is left out.
func TestManyPages(t *testing.T) {
	s := newSite(t)
	var all []story
	for i := range 2*mostPages + 5 {
		title := fmt.Sprintf("The council of Orlo meets for the %dth time", i)
		all = append(all, story{link: fmt.Sprintf("/%d.html", i), title: title, text: "In brief."})
		s.answers(fmt.Sprintf("/%d.html", i), "<html><body><h1>"+title+"</h1>"+longer(title)+"</body></html>")
	}
	s.answers("/feed", rssOf(all...), "ETag", `"1"`)
	source := New(client(t, ClientOptions{}), Options{URL: s.URL + "/feed"})
	var state briefing.SourceState
	came := map[string]int{}
	for look := range 4 {
		r, err := source.Read(t.Context(), state)
		if err != nil || len(r.Problems) > 0 {
			t.Fatal(err, r.Problems)
		}
		for _, p := range r.Pages {
			came[p.URL]++
		}
		if rest := look < 2; (r.Again <= soon) != rest {
			t.Errorf("after look %d it comes back in %s", look, r.Again)
		}
		state = r.Next
	}
	if len(came) != len(all) {
		t.Errorf("%d pages came, want %d", len(came), len(all))
	}
	for url, n := range came {
		if n != 1 {
			t.Errorf("%s came %d times", url, n)
		}
	}
}

// A time that is written without a zone is the configured zone's.
func TestZone(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for date, want := range map[string]string{
		"Tue, 06 May 2031 08:00:00":       "2031-05-06T06:00:00Z",
		"2031-05-06T08:00:00":             "2031-05-06T06:00:00Z",
		"2031-05-06T08:00:00Z":            "2031-05-06T08:00:00Z",
		"Tue, 06 May 2031 08:00:00 GMT":   "2031-05-06T08:00:00Z",
		"Tue, 06 May 2031 08:00:00 +0000": "2031-05-06T08:00:00Z",
		"Tue, 06 May 2031 08:00:00 -0500": "2031-05-06T13:00:00Z",
	} {
		s := newSite(t)
		s.answers("/feed", rssOf(story{link: "/a", title: "A bridge", date: date, text: longer("A bridge.")}))
		r, err := New(client(t, ClientOptions{}), Options{URL: s.URL + "/feed", Zone: berlin}).Read(t.Context(), nil)
		if err != nil || len(r.Pages) != 1 || r.Pages[0].Published.UTC().Format(time.RFC3339) != want {
			t.Errorf("%q: %v %v, want %s", date, r.Pages, err, want)
		}
	}
}

// What is no longer in the feed is remembered for a while, and the memory is bounded.
func TestMemoryIsBounded(t *testing.T) {
	st := state{V: stateVersion}
	day := today
	for n := range 100 {
		var entries []entry
		for i := range 100 {
			entries = append(entries, entry{link: fmt.Sprintf("https://orlo.example/%d/%d", n, i), title: fmt.Sprintf("Report %d of day %d", i, n)})
		}
		if todo := st.compare(entries, day); len(todo) != 100 {
			t.Fatalf("day %d: %d new", n, len(todo))
		}
		if todo := st.compare(entries, day); len(todo) != 0 {
			t.Fatalf("day %d: %d new at the second look", n, len(todo))
		}
		day = day.Add(24 * time.Hour)
	}
	if len(st.Seen) > mostKnown+100 {
		t.Errorf("%d are remembered", len(st.Seen))
	}
}
