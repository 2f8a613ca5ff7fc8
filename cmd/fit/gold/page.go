package gold

import (
	"fmt"
	"time"
)

func isDay(week string) bool {
	_, err := time.Parse("20060102", week)
	return err == nil
}

func errDay(week string) error { return fmt.Errorf("week %q is no day such as 20220617", week) }

// Labelled is a page with the story that it belongs to.
type Labelled struct {
	Row
	Story string
}

// Stories reads rtqa_clusters: a dated stream of pages with their stories.
func (d Data) Stories() ([]Labelled, error) {
	rows, err := lines[struct {
		ID      string `json:"id"`
		Cluster string `json:"cluster"`
		URL     string `json:"url"`
		Date    string `json:"date"`
		Title   string `json:"title"`
		Text    string `json:"text"`
	}](d.path("rtqa_clusters", "dev.jsonl"))
	var out []Labelled
	for _, r := range rows {
		out = append(out, Labelled{Row{r.ID, r.URL, r.Title, r.Date, r.Text}, r.Cluster})
	}
	return out, err
}

// Lookalikes reads ecbplus_stories: two events that look alike in each topic, undated.
func (d Data) Lookalikes() ([]Labelled, error) {
	rows, err := lines[struct {
		ID      string  `json:"id"`
		Topic   string  `json:"topic"`
		Cluster string  `json:"cluster"`
		URL     *string `json:"url"`
		Text    string  `json:"text"`
	}](d.path("ecbplus_stories", "dev.jsonl"))
	var out []Labelled
	for _, r := range rows {
		l := Labelled{Row{ID: r.ID, Text: r.Text}, r.Cluster}
		if r.URL != nil {
			l.URL = *r.URL
		}
		out = append(out, l)
	}
	return out, err
}

// Live is a live blog with its items' bounds.
type Live struct {
	ID         string `json:"id"`
	URL        string `json:"url"`
	Title      string `json:"title"`
	Date       string `json:"date"`
	Items      int    `json:"items"`
	Paragraphs []struct {
		Text   string `json:"text"`
		Item   int    `json:"item"`
		Marker bool   `json:"marker,omitempty"` // the publisher's own line between two items
	} `json:"paragraphs"`
}

// LiveBlogs reads liveblog_split.
func (d Data) LiveBlogs() ([]Live, error) { return lines[Live](d.path("liveblog_split", "dev.jsonl")) }

// HTMLPage is a raw page. What is known of it depends on the set: the others are empty.
type HTMLPage struct {
	ID, URL, Language string
	HTML              []byte
	Body              string   // article_extraction: the article's text
	With, Without     []string // trafilatura_eval: segments that belong to the article, and that do not
	Date              string   // htmldate_eval: the day of publication; "" where nobody knows it
}

// ArticlePages reads article_extraction.
func (d Data) ArticlePages() ([]HTMLPage, error) {
	rows, err := lines[struct {
		ID   string `json:"id"`
		URL  string `json:"url"`
		HTML string `json:"html"`
		Body string `json:"articleBody"`
	}](d.path("article_extraction", "dev.jsonl"))
	if err != nil {
		return nil, err
	}
	var out []HTMLPage
	for i, r := range rows {
		p := HTMLPage{ID: r.ID, URL: r.URL, Body: r.Body}
		if p.HTML, err = d.html("article_extraction", r.HTML, i); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// SegmentPages reads trafilatura_eval's pages of a language; "" is all of them.
func (d Data) SegmentPages(language string) ([]HTMLPage, error) {
	rows, err := lines[struct {
		ID       string   `json:"id"`
		URL      string   `json:"url"`
		HTML     string   `json:"html"`
		Lang     string   `json:"lang"`
		With     []string `json:"with"`
		Without  []string `json:"without"`
		Comments []string `json:"comments,omitempty"`
		Author   any      `json:"author,omitempty"`
		Title    string   `json:"title,omitempty"`
		Date     string   `json:"date,omitempty"`
	}](d.path("trafilatura_eval", "dev.jsonl"))
	if err != nil {
		return nil, err
	}
	var out []HTMLPage
	for i, r := range rows {
		if language != "" && r.Lang != language {
			continue
		}
		p := HTMLPage{ID: r.ID, URL: r.URL, Language: r.Lang, With: r.With, Without: r.Without, Date: r.Date}
		if p.HTML, err = d.html("trafilatura_eval", r.HTML, i); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// DatePages reads htmldate_eval's pages of a language; "" is all of them.
func (d Data) DatePages(language string) ([]HTMLPage, error) {
	rows, err := lines[struct {
		ID   string `json:"id"`
		URL  string `json:"url"`
		HTML string `json:"html"`
		Lang string `json:"lang"`
		Date string `json:"date,omitempty"`
	}](d.path("htmldate_eval", "dev.jsonl"))
	if err != nil {
		return nil, err
	}
	var out []HTMLPage
	for i, r := range rows {
		if language != "" && r.Lang != language {
			continue
		}
		p := HTMLPage{ID: r.ID, URL: r.URL, Language: r.Lang, Date: r.Date}
		if p.HTML, err = d.html("htmldate_eval", r.HTML, i); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// html reads the raw page of a row, which is packed where its name ends in .gz.
func (d Data) html(set, name string, row int) ([]byte, error) {
	b, _, err := read(d.path(set, trimGz(name)))
	if err != nil {
		return nil, &Error{d.path(set, "dev.jsonl"), row + 1, err}
	}
	return b, nil
}

func trimGz(name string) string {
	if n := len(name) - len(".gz"); n > 0 && name[n:] == ".gz" {
		return name[:n]
	}
	return name
}

// Quoted is an article with who said what in it.
type Quoted struct {
	ID           string `json:"id"`
	Publisher    string `json:"publisher"`
	Date         string `json:"date"`
	Title        string `json:"title"`
	Text         string `json:"text"`
	Attributions []struct {
		Source  Marked `json:"source,omitempty"` // who; empty where the text does not say
		Cue     Marked `json:"cue,omitempty"`
		Content Marked `json:"content"`
	} `json:"attributions"`
}

// Marked is a piece of an article: character offsets, and the text there.
type Marked struct {
	Spans [][]int `json:"spans"`
	Text  string  `json:"text"`
}

// Quotes reads polnear_quotes: the development half, or with train the ten times greater training half.
func (d Data) Quotes(train bool) ([]Quoted, error) {
	name := "dev.jsonl"
	if train {
		name = "train.jsonl"
	}
	return lines[Quoted](d.path("polnear_quotes", name))
}

// Digest is a set of pages on one matter with an editor's sentence or two.
type Digest struct {
	ID       string   `json:"id"`
	Week     string   `json:"week"`
	Question string   `json:"question"`
	Answers  []string `json:"answers"`
	Docs     []struct {
		URL   string `json:"url"`
		Title string `json:"title"`
		Date  string `json:"date"`
		Text  string `json:"text"`
	} `json:"docs"`
	Summary string `json:"summary"`
}

// Day is the quiz's day as a date.
func (g Digest) Day() string { return day(g.Week) }

// Digests reads rtqa_mds.
func (d Data) Digests() ([]Digest, error) {
	file := d.path("rtqa_mds", "dev.jsonl")
	rows, err := lines[Digest](file)
	for i, r := range rows {
		if !isDay(r.Week) {
			return nil, &Error{file, i + 1, errDay(r.Week)}
		}
	}
	return rows, err
}
