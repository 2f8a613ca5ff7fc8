package ingest

import (
	"fmt"
	"strings"
	"testing"

	"briefbot/briefing"
)

const liveHead = "The Latest on the flood at Elm (all times local):\n\n"

// liveEntries are a live blog's entries, newest first; titled has headings, untitled has none.
var liveEntries = map[string][]string{
	"untitled": {
		"9:30 p.m.\n\nAnn Poe says the dam at Elm is holding.\n\nThe water falls by a hand an hour.",
		"8:10 p.m.\n\nThe bakers of Norvik have given their bread away.\n\nTwo hundred people queued for it.",
		"7:45 p.m.\n\nA ferry has brought the last campers to Sund.\n\nThey were eleven.",
		"7:10 p.m.\n\nIt rains.\n\nA hand of water fell in an hour.",
		"6:50 p.m.\n\nIt rains.",
		"6:40 p.m.\n\nIt rains.\n\nThe wind has turned.",
		"6:05 p.m.\n\nThe road to Elm is closed.\n\nThe police turn cars back.",
	},
	"titled": {
		"___\n\nDam at Elm is holding\n\nAnn Poe says the dam is holding.",
		"___\n\nBakers give bread away\n\nTwo hundred people queued for it.",
		"___\n\nLast campers reach Sund\n\nThey were eleven.",
		"___\n\nRoad to Elm is closed\n\nThe police turn cars back.",
	},
}

// A live blog that is read again with a new entry on top has one article more, and the others keep
// their identity and their revision.
func TestLiveBlogGrowsAtTheTop(t *testing.T) {
	for name, entries := range liveEntries {
		for _, url := range []string{"", "https://norvik.example/flood-live"} {
			for _, title := range []string{"", "The Latest: Dam at Elm holds"} {
				read := func(entries []string) []briefing.Article {
					return plain(t, Page{Origin: "live.txt", URL: url, Title: title, Body: []byte(liveHead + strings.Join(entries, "\n\n"))})
				}
				before, after := read(entries[1:]), read(entries)
				if len(before) != len(entries)-1 || len(after) != len(entries) {
					t.Fatalf("%s %q %q: %d articles, then %d", name, url, title, len(before), len(after))
				}
				for i, a := range before {
					if b := after[i+1]; a.ID != b.ID || a.Revision != b.Revision {
						t.Errorf("%s %q %q: %q became another item: %s %s, %s %s", name, url, title, a.Text, a.ID, a.Revision, b.ID, b.Revision)
					}
				}
				ids := map[briefing.ArticleID]bool{}
				for _, a := range after {
					if ids[a.ID] {
						t.Errorf("%s %q %q: two items are %s", name, url, title, a.ID)
					}
					ids[a.ID] = true
					if (a.Title == "") != (name == "untitled") {
						t.Errorf("%s: the title of %q is %q", name, a.Text, a.Title)
					}
				}
			}
		}
	}
}

// Of several rows with one address the one that is dated latest comes last, in whichever order they stand.
func TestLaterRevisionLast(t *testing.T) {
	for _, c := range []struct {
		dates []string
		last  string
	}{
		{[]string{"2031-05-06T09:00:00Z", "2031-05-06T06:00:00Z"}, "0"},
		{[]string{"2031-05-06T06:00:00Z", "2031-05-06T09:00:00Z", "2031-05-06T07:00:00Z"}, "1"},
		{[]string{"2031-05-07", "2031-05-06T23:00:00Z"}, "0"},
		{[]string{"2031-05-06T06:00:00Z", "2031-05-06"}, "1"},
		{[]string{"2031-05-06T06:00:00Z", ""}, "1"},
		{[]string{"2031-05-06T06:00:00Z", "2031-05-06T06:00:00Z"}, "1"},
	} {
		var rows strings.Builder
		for i, d := range c.dates {
			fmt.Fprintf(&rows, `{"url":"https://norvik.example/toll","title":"Toll %d","published":%q,`+
				`"text":"The toll was %d, the council said."}`+"\n", i, d, i)
		}
		got, failures, err := New(Options{}).Paths(folder(t, map[string]string{"wire.jsonl": rows.String()}))
		if err != nil || len(failures) != 0 || len(got) != len(c.dates) {
			t.Fatal(got, failures, err)
		}
		if last := got[len(got)-1].Title; last != "Toll "+c.last {
			t.Errorf("%q: the last is %q, want %s", c.dates, last, c.last)
		}
	}
}

// Two rows with one address are one item in two revisions, in the order of their dates.
func TestOneAddressInTwoRows(t *testing.T) {
	root := folder(t, map[string]string{"wire.jsonl": `{"id":"q","url":"https://norvik.example/quota","title":"Quota cut by 15","published":"2031-05-06T10:00:00Z","text":"The quota was cut by 15, the council said."}
{"id":"q","url":"https://norvik.example/quota?utm_source=mail","title":"Quota cut by 12","published":"2031-05-07T10:00:00Z","text":"Correction: the quota was cut by 12, the council said."}
`})
	for range 2 {
		got, failures, err := New(Options{}).Paths(root)
		if err != nil || len(failures) != 0 || len(got) != 2 {
			t.Fatal(got, failures, err)
		}
		if got[0].ID != got[1].ID || got[0].Revision == got[1].Revision {
			t.Errorf("ids %s and %s, revisions %s and %s", got[0].ID, got[1].ID, got[0].Revision, got[1].Revision)
		}
		if got[0].Title != "Quota cut by 15" || got[1].Title != "Quota cut by 12" || !got[1].Published.After(got[0].Published.Time) {
			t.Errorf("order: %q, %q", got[0].Title, got[1].Title)
		}
	}
}
