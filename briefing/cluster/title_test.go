package cluster_test

import (
	"testing"

	"briefbot/briefing/cluster"
	"briefbot/briefing/text"
)

// A story is called by what happened, whatever stands around the heading on a page.
func TestTitle(t *testing.T) {
	const body = "The ferry Petrel struck a pier in Greyhaven on Tuesday and twelve passengers were hurt, the harbour master Ilo Brandt said. The Petrel had come from Skerrow."
	tests := []struct {
		name, source string
		titles       []string
		want         string
	}{
		{"the outlet behind a bar", "", []string{"Ferry Petrel strikes pier in Greyhaven | Skerrow Post"}, "Ferry Petrel strikes pier in Greyhaven"},
		{"cut off", "", []string{"Ferry Petrel strikes pier in Greyhaven, twelve ..."}, "Ferry Petrel strikes pier in Greyhaven, twelve"},
		{"a masthead", "Greyhaven Ferry Post", []string{"Greyhaven Ferry Post", "Ferry strikes pier"}, "Ferry strikes pier"},
		{"a date line", "", []string{"Tuesday, March 4, 2031", "Ferry strikes pier"}, "Ferry strikes pier"},
		{"a live page", "", []string{"Live updates: ferry Petrel in Greyhaven", "Ferry Petrel strikes pier in Greyhaven"}, "Ferry Petrel strikes pier in Greyhaven"},
		{"a line with a second part", "", []string{"Petrel | Ferry strikes pier in Greyhaven"}, "Petrel | Ferry strikes pier in Greyhaven"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var docs []*text.Document
			for i, title := range tc.titles {
				docs = append(docs, article(string(rune('a'+i)), tc.source, "2031-03-04", title, body))
			}
			got := cluster.Stories(docs, cluster.Options{})
			if len(got) != 1 || got[0].Title != tc.want {
				t.Errorf("%d stories, the first called %q, want one called %q", len(got), got[0].Title, tc.want)
			}
		})
	}
}
