package main

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/desk"
	"briefbot/briefing/ingest"
)

// tree is a JSON document that is altered in the test.
type tree = map[string]any

// inside follows a path of field names and indexes.
func inside(t *testing.T, v any, path ...any) any {
	t.Helper()
	for _, p := range path {
		switch x := p.(type) {
		case string:
			v = v.(tree)[x]
		case int:
			list := v.([]any)
			if x >= len(list) {
				t.Fatalf("%v: only %d", path, len(list))
			}
			v = list[x]
		}
	}
	return v
}

// altered gives the alteration that writes a value at a path.
func altered(value any, path ...any) func(*testing.T, tree) {
	return func(t *testing.T, doc tree) {
		t.Helper()
		last := len(path) - 1
		inside(t, doc, path[:last]...).(tree)[path[last].(string)] = value
	}
}

// saved prints a value as the program saves it, and reads it back.
func saved(t *testing.T, v any) tree {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out tree
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// sampleRoom is the newsroom of the sample newspaper.
func sampleRoom(t *testing.T) proof {
	t.Helper()
	articles, _, err := ingest.New(ingest.Options{}).Paths("../../testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	n := &newsroom{desk: desk.New(desk.Options{}), coverage: briefing.Coverage{Feeds: 7}}
	n.desk.Put(articles...)
	return proof{n.desk.Article, n.desk.Analyzer(), n}
}

// checked proves a document after an alteration.
func (p proof) checked(t *testing.T, doc tree) (faults []error, unproven map[string]bool) {
	t.Helper()
	b, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	faults, unproven, err = p.check(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	return faults, unproven
}

// Every field of a briefing that a reader is shown is proven: whoever alters one is found out.
func TestVerifyFindsEveryAlterationOfABriefing(t *testing.T) {
	p := sampleRoom(t)
	asOf := time.Date(2024, 5, 15, 23, 59, 59, 0, time.UTC)
	b, err := p.room.brief(context.Background(), asOf, 72*time.Hour, nil, 250, nil)
	if err != nil {
		t.Fatal(err)
	}
	if faults, unproven := p.checked(t, saved(t, b)); len(faults) > 0 || len(unproven) > 0 {
		t.Fatal(faults, unproven)
	}
	dispute := slices.IndexFunc(b.Stories, func(s briefing.BriefingStory) bool { return len(s.Disagreements) > 0 })
	if dispute < 0 || len(b.LeftOut) == 0 {
		t.Fatalf("no disagreement, or nothing left out: %+v", b)
	}
	point, cite := []any{"stories", 0, "points", 0}, []any{"citations", 0}
	sides := []any{"stories", dispute, "disagreements", 0}
	with := func(path []any, more ...any) []any { return append(slices.Clone(path), more...) }
	for name, alter := range map[string]func(*testing.T, tree){
		"moment":               altered("2024-05-14T10:00:00Z", "as_of"),
		"window":               altered("2024-05-15T12:00:00Z", "window", "from"),
		"articles":             altered(99, "coverage", "articles"),
		"outlets":              altered(99, "coverage", "sources"),
		"inputs":               altered(99, "coverage", "feeds"),
		"failing inputs":       altered(3, "coverage", "failing"),
		"stories":              altered(99, "coverage", "stories"),
		"topics":               altered([]string{"bread"}, "topics"),
		"limited outlets":      altered([]string{"Nobody's Post"}, "sources"),
		"story":                altered("000000000000", "stories", 0, "id"),
		"title":                altered("The harbour burns", "stories", 0, "title"),
		"title's citation":     altered([]int{len(b.Citations)}, "stories", 0, "title_cites"),
		"topic":                altered("Cheese", "stories", 0, "topic"),
		"score":                altered(99.5, "stories", 0, "score"),
		"why":                  altered(99.5, "stories", 0, "why", "weight"),
		"recency":              altered(0.123, "stories", 0, "why", "recency"),
		"reasons":              altered([]string{"the king wrote it"}, "stories", 0, "why", "reasons"),
		"newsrooms":            altered(99, "stories", 0, "sources"),
		"independent ones":     altered(99, "stories", 0, "independent_sources"),
		"last report":          altered("2024-05-01", "stories", 0, "last"),
		"point":                altered("The harbour burns.", with(point, "text")...),
		"speaker":              altered("Ada Nobody", with(point, "speaker")...),
		"frame":                altered("Ada Nobody: ", with(point, "frame")...),
		"cites":                altered([]int{99}, with(point, "cites")...),
		"cites nothing":        altered([]int{}, with(point, "cites")...),
		"matter of a dispute":  altered("the price of cheese", with(sides, "about")...),
		"side":                 altered("The harbour burns.", with(sides, "b", "text")...),
		"side's speaker":       altered("Ada Nobody", with(sides, "a", "speaker")...),
		"quote":                altered("The harbour burns.", with(cite, "quote")...),
		"start":                altered(3, with(cite, "start")...),
		"end":                  altered(3, with(cite, "end")...),
		"field":                altered("deck", with(cite, "field")...),
		"paragraph":            altered(98, with(cite, "paragraph")...),
		"hash":                 altered(strings.Repeat("0", 64), with(cite, "sha256")...),
		"article":              altered("0000000000000000", with(cite, "article")...),
		"revision":             altered("0000000000000000", with(cite, "revision")...),
		"origin":               altered("other.txt", with(cite, "origin")...),
		"outlet":               altered("Nobody's Post", with(cite, "source")...),
		"headline":             altered("The harbour burns", with(cite, "title")...),
		"link":                 altered("https://elsewhere.example/", with(cite, "url")...),
		"day":                  altered("1999-01-01", with(cite, "published")...),
		"number":               altered(2, with(cite, "n")...),
		"left-out story":       altered("000000000000", "left_out", 0, "id"),
		"left-out title":       altered("The harbour burns", "left_out", 0, "title"),
		"why it was left out":  altered("the editor was asleep", "left_out", 0, "why"),
		"nothing was left out": altered([]any{}, "left_out"),
		"one voice twice": func(t *testing.T, doc tree) {
			d := inside(t, doc, sides...).(tree)
			d["b"] = d["a"]
		},
		"two that agree": func(t *testing.T, doc tree) {
			other := inside(t, doc, "stories", (dispute+1)%len(b.Stories), "points", 0)
			inside(t, doc, sides...).(tree)["b"] = other
		},
		"a story less": func(_ *testing.T, doc tree) {
			all := doc["stories"].([]any)
			doc["stories"] = all[:len(all)-1]
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc := saved(t, b)
			alter(t, doc)
			if faults, _ := p.checked(t, doc); len(faults) == 0 {
				t.Error("not found out")
			}
		})
	}
	for name, c := range map[string]struct {
		alter func(*testing.T, tree)
		says  string
	}{
		"a story that goes on": {altered("developing", "stories", 0, "state"), unknownReader},
		"what is followed": {func(t *testing.T, doc tree) {
			why := inside(t, doc, "stories", 0, "why").(tree)
			why["reasons"] = append([]any{wished}, why["reasons"].([]any)...)
		}, unknownReader},
		"muted": {altered("muted: ferries", "left_out", 0, "why"), unknownReader},
	} {
		t.Run(name, func(t *testing.T) {
			doc := saved(t, b)
			c.alter(t, doc)
			if faults, unproven := p.checked(t, doc); len(faults) > 0 || !unproven[c.says] {
				t.Errorf("faults %v, not proven %v; want %q named as not proven", faults, slices.Collect(maps.Keys(unproven)), c.says)
			}
		})
	}
	p.room = nil
	if faults, unproven := p.checked(t, saved(t, b)); len(faults) > 0 || !unproven[unknownNewsrooms] {
		t.Errorf("from the database alone: faults %v, not proven %v", faults, unproven)
	}
}

// Every field of an answer that a reader is shown is proven too.
func TestVerifyFindsEveryAlterationOfAnAnswer(t *testing.T) {
	p := sampleRoom(t)
	ask := func(q string) briefing.Answer {
		t.Helper()
		a, err := p.room.desk.Ask(context.Background(), briefing.Question{ID: "q", Text: q})
		if err != nil {
			t.Fatal(err)
		}
		if faults, unproven := p.checked(t, saved(t, a)); len(faults) > 0 || !unproven[unknownSureness] {
			t.Fatal(q, faults, unproven)
		}
		return a
	}
	answered, none, wrong := ask("Who is the captain of the Sula?"), ask("Who won the chess match in Reykjavik?"), ask("Why did Halden Gas agree to freeze prices?")
	if answered.Status != briefing.Answered || none.Status != briefing.NoAnswer || wrong.Status != briefing.FalsePremise || len(none.Nearest) == 0 {
		t.Fatalf("%s, %s, %s, %d near", answered.Status, none.Status, wrong.Status, len(none.Nearest))
	}
	for name, c := range map[string]struct {
		answer briefing.Answer
		alter  func(*testing.T, tree)
	}{
		"text":                {answered, altered("The captain is the king.", "text")},
		"status":              {answered, altered("false_premise", "status")},
		"no status":           {answered, altered("perhaps", "status")},
		"point":               {answered, altered("The captain is the king.", "points", 0, "text")},
		"speaker":             {answered, altered("Ada Nobody", "points", 0, "speaker")},
		"cites":               {answered, altered([]int{99}, "points", 0, "cites")},
		"quote":               {answered, altered("The captain is the king.", "citations", 0, "quote")},
		"field":               {answered, altered("title", "citations", 0, "field")},
		"surer than sure":     {answered, altered(2, "confidence")},
		"a notice":            {none, altered("The king forbids an answer.", "text")},
		"near passage":        {none, altered("The king forbids an answer.", "nearest", 0, "quote")},
		"answered by nothing": {none, altered("answered", "status")},
		"premise":             {wrong, altered("What is the name of the cat?", "question")},
		"notice of premise":   {wrong, altered(wrong.Points[0].Text, "text")},
		"premise answered":    {wrong, altered("answered", "status")},
	} {
		t.Run(name, func(t *testing.T) {
			doc := saved(t, c.answer)
			c.alter(t, doc)
			if faults, _ := p.checked(t, doc); len(faults) == 0 {
				t.Error("not found out")
			}
		})
	}
}
