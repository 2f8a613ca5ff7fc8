package ingest

import (
	"bytes"
	"time"

	"github.com/PuerkitoBio/goquery"

	"briefbot/briefing"
)

// extraction is what an HTML page holds.
type extraction struct {
	Title, Source, CanonicalURL, Language, Author string
	Published                                     briefing.PubTime
	From                                          briefing.PublishedFrom
	Paragraphs                                    []string
	Headings                                      map[int]bool
	Dropped                                       []briefing.Dropped
}

// extractHTML reads a page's paragraphs.
func extractHTML(body []byte, url string, fetched time.Time) (extraction, error) {
	x := extraction{}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
	if err != nil {
		return x, err
	}
	x.Title = doc.Find("title").First().Text()
	doc.Find("p").Each(func(_ int, s *goquery.Selection) { x.Paragraphs = append(x.Paragraphs, s.Text()) })
	return x, nil
}
