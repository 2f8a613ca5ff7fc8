package cluster

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// lookAlike is a case of testdata/lookalikes.txt: reports with the letters of their events.
type lookAlike struct {
	name   string
	unread bool
	events []string
	docs   []*text.Document
}

// lookAlikes reads the cases.
func lookAlikes(t *testing.T) []lookAlike {
	raw, err := os.ReadFile("testdata/lookalikes.txt")
	if err != nil {
		t.Fatal(err)
	}
	an := annotate.New(annotate.Options{})
	var out []lookAlike
	unread := false
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		switch cells := strings.SplitN(line, " | ", 3); {
		case line == "== unread":
			unread = true
		case strings.HasPrefix(line, "= "):
			out = append(out, lookAlike{name: line[2:], unread: unread})
		case len(cells) == 3:
			c := &out[len(out)-1]
			n := len(c.docs)
			c.events = append(c.events, cells[0])
			c.docs = append(c.docs, an.Analyze(briefing.Article{
				ID: briefing.ArticleID(fmt.Sprint(n)), Title: cells[1], Text: cells[2], Language: "en", Source: fmt.Sprint("Outlet ", n),
				Origin: fmt.Sprint("page", n), PublishedFrom: briefing.FromFeed,
				Published: briefing.PubTime{Time: time.Date(2024, 5, 14, 20+n, 0, 0, 0, time.UTC)}}))
		}
	}
	return out
}

// right reports whether stories part the reports of a case by their events.
func (c *lookAlike) right(stories []briefing.Story) bool {
	of := groupOf(stories)
	for i := range c.docs {
		for k := range i {
			if (of[c.docs[i].Article.ID] == of[c.docs[k].Article.ID]) != (c.events[i] == c.events[k]) {
				return false
			}
		}
	}
	return true
}

// Two events of one kind in two places, of two firms or persons, are two stories; one event in two outlets'
// words is one.
func TestLookAlikes(t *testing.T) {
	least := map[string]int{
		"seen two events": 14, "seen one event": 19, "seen triples": 4,
		"unread two events": 17, "unread one event": 16, "unread triples": 4,
	}
	right := map[string]int{}
	for _, c := range lookAlikes(t) {
		kind := c.kind()
		switch {
		case c.right(Stories(c.docs, Options{})):
			right[kind]++
		case !c.unread:
			t.Logf("%s (%s)", c.name, kind)
		}
	}
	for kind, n := range least {
		if right[kind] < n {
			t.Errorf("%s: %d right, want %d", kind, right[kind], n)
		}
		t.Logf("%s: %d right", kind, right[kind])
	}
}

// kind is which half a case is of, and whether it tells of one event or two.
func (c *lookAlike) kind() string {
	half := "seen "
	if c.unread {
		half = "unread "
	}
	switch {
	case len(c.docs) > 2:
		return half + "triples"
	case slices.Contains(c.events, "b"):
		return half + "two events"
	}
	return half + "one event"
}
