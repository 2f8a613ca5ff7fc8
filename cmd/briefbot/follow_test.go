package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/sqlstore/postgrestest"
	"briefbot/bot/bottest"
	"briefbot/briefing"
	"briefbot/briefing/ingest"
)

// TestIndexFollows lets one replica store articles and another follow, and wants both to hold the same
// in the end. It prints how far behind the other is. BRIEFBOT_TEST_FOLLOW is how many articles.
func TestIndexFollows(t *testing.T) {
	many := 60
	if n, err := strconv.Atoi(os.Getenv("BRIEFBOT_TEST_FOLLOW")); err == nil {
		many = n
	}
	read, _, err := ingest.New(ingest.Options{}).Paths("../../testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	var articles []briefing.Article
	for n := range many { // the sample newspaper again and again, each time about other ships
		a := read[n%len(read)]
		edition := fmt.Sprint(n / len(read))
		a.ID, a.Text = a.ID+briefing.ArticleID("-"+edition), strings.ReplaceAll(a.Text, "Sula", "Sula "+edition)
		a.Revision = briefing.RevisionOf(a.Title, a.Text+edition)
		articles = append(articles, a)
	}
	address := postgrestest.New(t)
	var c wallClock
	c.set(time.Date(2024, 5, 14, 21, 0, 0, 0, time.UTC))
	world := &bottest.Platform{Now: c.now}
	one, two := newReplica(t, address, "one", &c, world), newReplica(t, address, "two", &c, world)
	began := time.Now()
	if _, err := one.store.Put(t.Context(), articles...); err != nil {
		t.Fatal(err)
	}
	stored := time.Now()
	one.follow(t)
	between := time.Now()
	two.follow(t)
	took := time.Since(between)
	a, b := one.desk.Documents(), two.desk.Documents()
	if len(a) != len(b) || len(a) < many*9/10 || one.desk.Seq() != two.desk.Seq() || two.desk.Seq() == 0 {
		t.Errorf("the replicas hold %d and %d articles of %d, as of %d and %d", len(a), len(b), many, one.desk.Seq(), two.desk.Seq())
	}
	t.Logf("%d articles: stored in %.1f s, taken into another replica's index in %.1f s; with a pass every %s it is at most %.1f s behind",
		many, stored.Sub(began).Seconds(), took.Seconds(), catchUp, (took + catchUp).Seconds())
}
