package newstest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
)

// Options says what news to make.
type Options struct {
	Seed     uint64
	Articles int
	// Days is how many days they are spread over; 0 means one.
	Days int
	// Copies is the share of articles that print another's text; 0 means a fifth, below 0 none.
	Copies float64
}

// Start is the first day of the generated news.
var Start = time.Date(2025, 3, 3, 0, 0, 0, 0, time.UTC)

// Article is a generated article with the event that it tells of, and the article that it copies.
type Article struct {
	briefing.Article
	Event  int
	CopyOf briefing.ArticleID
}

// Articles makes news, oldest first.
func Articles(o Options) []Article {
	w := newWorld(o.Seed)
	days := max(o.Days, 1)
	copies := cmp.Or(o.Copies, 0.2)
	out := make([]Article, 0, o.Articles)
	for event := 0; len(out) < o.Articles; event++ {
		e := w.event(w.r.IntN(days))
		reports := min(w.reports(), o.Articles-len(out))
		first := len(out)
		for i := range reports {
			own := i == 0 || w.r.Float64() >= copies
			a := Article{Event: event}
			if own {
				a.Article = w.report(e)
			} else {
				original := out[first+w.r.IntN(i)].Article
				a.Article, a.CopyOf = w.reprint(original), original.ID
			}
			a.ID = briefing.ArticleID(fmt.Sprintf("https://%s.example/%d/%d",
				strings.ToLower(strings.ReplaceAll(a.Source, " ", "")), event, i))
			a.URL, a.Origin, a.Language = string(a.ID), string(a.ID), "en"
			a.FirstSeen = a.Published.Add(10 * time.Minute)
			a.Revision = briefing.RevisionOf(a.Title, a.Text)
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b Article) int {
		return cmp.Or(a.Published.Compare(b.Published.Time), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// Plain are the articles alone.
func Plain(all []Article) []briefing.Article {
	out := make([]briefing.Article, len(all))
	for i, a := range all {
		out[i] = a.Article
	}
	return out
}

// Questions asks for what the articles tell: who, where, how many, in words of their own.
func Questions(seed uint64, all []Article, n int) []string {
	r := rand.New(rand.NewPCG(seed, 7))
	out := make([]string, n)
	for i := range out {
		title := strings.Fields(all[r.IntN(len(all))].Title)
		r.Shuffle(len(title), func(a, b int) { title[a], title[b] = title[b], title[a] })
		about := strings.Join(title[:min(3, len(title))], " ")
		switch i % 4 {
		case 0:
			out[i] = "Who spoke about " + about + "?"
		case 1:
			out[i] = "How many people were killed in " + about + "?"
		case 2:
			out[i] = "When was " + about + "?"
		default:
			out[i] = about
		}
	}
	return out
}
