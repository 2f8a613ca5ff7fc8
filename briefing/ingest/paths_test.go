package ingest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
)

// folder writes files below a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, body := range files {
		p := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func packed(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

func origins(articles []briefing.Article) string {
	var out []string
	for _, a := range articles {
		out = append(out, a.Origin)
	}
	return strings.Join(out, " ")
}

func TestPathsReadsAFolder(t *testing.T) {
	root := folder(t, map[string]string{
		"b.txt":       "The dam at Elm held.",
		"a/z.md":      "---\ntitle: x\n---\n# Dam at Elm holds\n\nThe dam *held* through\nthe [night](http://elm.example).\n",
		"a/page.HTM":  "<html><head><title>Bakers strike</title></head><body><article><p>The bakers of Norvik went out on strike on Monday over their wages and the price of flour.</p></article></body></html>",
		"c.jsonl":     `{"id":"r1","url":"https://www.norvik.example/dam/?utm_source=a","title":"Dam holds","published":"2031-05-06","text":"The dam held."}` + "\n\n" + `{"id":7,"title":"Ferry","text":"It came."}`,
		"d.jsonl.gz":  packed(`{"id":"g1","text":"A whale came to Sund."}`),
		".hidden.txt": "no", ".git/x.txt": "no", "photo.jpg": "no", "notes.csv": "no",
	})
	articles, failures, err := New(Options{}).Paths(root)
	if err != nil || len(failures) != 0 {
		t.Fatal(err, failures)
	}
	if got, want := origins(articles), "page.HTM z.md b.txt r1 7 g1"; got != want {
		t.Fatalf("origins = %q, want %q", got, want)
	}
	if md := articles[1]; md.Title != "Dam at Elm holds" || md.Text != "Dam at Elm holds\nThe dam held through the night." {
		t.Errorf("markdown: %q, %q", md.Title, md.Text)
	}
	row := articles[3]
	if row.URL != "https://www.norvik.example/dam" || row.Source != "norvik.example" || row.Title != "Dam holds" || row.Text != "The dam held." ||
		row.PublishedFrom != briefing.FromFeed || !row.FirstSeen.Equal(row.Published.Time) {
		t.Errorf("row: %+v", row)
	}
	if row.ID != briefing.IdentifyArticle(row.URL, "r1", 1, 0, row.Title) || row.Revision != briefing.RevisionOf(row.Title, row.Text) {
		t.Errorf("identity: %s, %s", row.ID, row.Revision)
	}
}

// Rows that others made name their fields in other ways, and write their times in some.
func TestRowsOfOtherShapes(t *testing.T) {
	at := time.Date(2031, 5, 6, 8, 0, 0, 0, time.UTC)
	const page = "https://norvik.example/dam"
	const html = "<p>The dam held through the night, its keepers said on Tuesday.</p><p>The water of the Norvik is falling.</p>"
	named := func(url, title string) string { return `{"` + url + `":"` + page + `","` + title + `":"Dam holds",` }
	for name, row := range map[string]string{
		"a date":          named("url", "title") + `"date":"2031-05-06T08:00:00Z","text":"The dam held."}`,
		"JSON Feed":       named("url", "title") + `"id":9,"date_published":"2031-05-06T08:00:00Z","content_text":"The dam held."}`,
		"JSON Feed, HTML": named("url", "title") + `"date_published":"2031-05-06T10:00:00+02:00","content_html":"` + html + `"}`,
		"HTML as content": named("url", "title") + `"date":"2031-05-06T08:00:00Z","content":"` + html + `"}`,
		"camel case":      named("link", "headline") + `"publishedAt":"2031-05-06T08:00:00Z","content":"The dam held."}`,
		"feed reader":     named("link", "title") + `"guid":"x","pubDate":"Tue, 06 May 2031 08:00:00 +0000","body":"The dam held."}`,
		"schema.org":      named("url", "headline") + `"datePublished":"2031-05-06T08:00:00Z","articleBody":"The dam held."}`,
		"Unix time":       named("url", "title") + `"published_at":1935820800,"text":"The dam held."}`,
		"milliseconds":    named("url", "title") + `"published_at":1935820800000,"text":"The dam held."}`,
		"empty first":     named("url", "title") + `"published":null,"date":"2031-05-06T08:00:00Z","text":"","content":"The dam held."}`,
	} {
		t.Run(name, func(t *testing.T) {
			articles, failures, err := New(Options{}).Paths(filepath.Join(folder(t, map[string]string{"a.jsonl": row}), "a.jsonl"))
			if err != nil || len(failures) > 0 || len(articles) != 1 {
				t.Fatalf("%d articles, %v, %v", len(articles), failures, err)
			}
			a := articles[0]
			if !a.Published.Time.Equal(at) || a.Published.DayOnly || a.Title != "Dam holds" || a.URL != page ||
				!strings.HasPrefix(a.Text, "The dam held") {
				t.Errorf("%+v", a)
			}
		})
	}
}

// One broken input says what is wrong with it and loses nothing of the others.
func TestPathsFailures(t *testing.T) {
	good := `{"id":"good","text":"The dam held."}`
	long := packed(good + "\n" + strings.Repeat(`{"id":"x","text":"It held."}`+"\n", 4000))
	for _, c := range []struct {
		name, file, body, where, says string
		is                            error
		articles                      int
	}{
		{"bad row", "a.jsonl", good + "\n{bad\n" + good, "a.jsonl:2", "not a JSON object", briefing.ErrUnreadable, 2},
		{"row of numbers", "a.jsonl", `{"id":"x","text":12}` + "\n" + good, "a.jsonl:1", `"text" is a number and should be a string`, briefing.ErrUnreadable, 1},
		{"row that is a list", "a.jsonl", "[1]\n" + good, "a.jsonl:1", "not a JSON object", briefing.ErrUnreadable, 1},
		{"page without text", "a.html", "<html><body><div><div>", "a.html", "holds no text", briefing.ErrEmpty, 0},
		{"row without text", "a.jsonl", `{"id":"x"}` + "\n" + good, "a.jsonl:1", "none of text, html and file", briefing.ErrEmpty, 1},
		{"file outside", "a.jsonl", `{"id":"x","file":"../secret.txt"}` + "\n" + good, "a.jsonl:1", "beside the corpus file", briefing.ErrUnreadable, 1},
		{"file by a link", "a.jsonl", `{"id":"x","file":"link.txt"}` + "\n" + good, "a.jsonl:1", "beside the corpus file", briefing.ErrUnreadable, 1},
		{"empty file", "a.txt", "  \n", "a.txt", "empty", briefing.ErrEmpty, 0},
		{"binary file", "a.txt", "\x7fELF\x00\x00\x01\x02\x00\x00\x00\x00", "a.txt", "not text", briefing.ErrUnreadable, 0},
		{"too large", "a.txt", strings.Repeat("The dam held. ", 1000), "a.txt", "split it into smaller files", briefing.ErrUnreadable, 0},
		{"no gzip", "a.jsonl.gz", good, "a.jsonl.gz", "no gzip file", briefing.ErrUnreadable, 0},
		{"broken gzip", "a.jsonl.gz", long[:len(long)-20], "a.jsonl.gz", "broken from here on", nil, 1},
		{"other kind", "a.csv", "x", "a.csv", "not read", briefing.ErrUnreadable, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := folder(t, map[string]string{"in/" + c.file: c.body, "secret.txt": "A secret."})
			if err := os.Symlink(filepath.Join(root, "secret.txt"), filepath.Join(root, "in", "link.txt")); err != nil {
				t.Skip("no symbolic links here:", err)
			}
			articles, failures, err := New(Options{MaxBytes: 8000}).Paths(filepath.Join(root, "in", c.file))
			if err != nil || len(failures) != 1 {
				t.Fatalf("%v, %v", err, failures)
			}
			f := failures[0]
			if !strings.Contains(f.Path, c.where) || !strings.Contains(f.Err.Error(), c.says) || c.is != nil && !errors.Is(f.Err, c.is) {
				t.Errorf("%s: %v", f.Path, f.Err)
			}
			if len(articles) < c.articles || c.articles == 0 && len(articles) != 0 {
				t.Errorf("%d articles, want %d", len(articles), c.articles)
			}
			for _, a := range articles {
				if strings.Contains(a.Text, "secret") {
					t.Error("read a file outside the folder")
				}
			}
		})
	}
}

func TestPathsMissing(t *testing.T) {
	if _, _, err := New(Options{}).Paths(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("err = %v", err)
	}
}

// What a packed file unpacks to is bounded.
func TestBounded(t *testing.T) {
	b := &bounded{r: strings.NewReader(strings.Repeat("x", 100)), left: 10}
	if n, err := b.Read(make([]byte, 50)); n != 10 || err != nil {
		t.Fatal(n, err)
	}
	if _, err := b.Read(make([]byte, 1)); !errors.Is(err, errBomb) {
		t.Error(err)
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"mark", "\ufeffThe dam", "The dam"},
		{"UTF-16 little", "\xff\xfeE\x00l\x00m\x00\n\x00", "Elm\n"},
		{"UTF-16 big", "\xfe\xff\x00E\x00l\x00m", "Elm"},
		{"UTF-16 without a mark", "T\x00h\x00e\x00 \x00d\x00a\x00m\x00", "The dam"},
		{"line ends", "a\r\nb\rc\u2028d", "a\nb\nc\nd"},
		{"Windows quotes among UTF-8", "Zoë \x93held\x94", "Zoë “held”"},
	} {
		if got, _, err := decode([]byte(c.in)); err != nil || got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzRows(f *testing.F) {
	f.Add([]byte(`{"id":"a","text":"The dam held.","published":"2031-05-06"}`))
	f.Add([]byte(`{"id":1,"file":"../x"}` + "\n" + `{"html":"<p>x"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		in := &input{max: 1 << 16}
		in.rows(bytes.NewReader(b), t.TempDir(), "f.jsonl")
		for _, p := range in.pages {
			if len(p.Body) == 0 || p.Origin == "" {
				t.Errorf("page without body or origin: %+v", p)
			}
		}
		for _, x := range in.failures {
			if x.Err == nil || !strings.HasPrefix(x.Path, "f.jsonl:") {
				t.Errorf("failure %+v", x)
			}
		}
	})
}

func BenchmarkArticles(b *testing.B) {
	var s strings.Builder
	for i := range 45 {
		s.WriteString("The council of Norvik said on Tuesday that the dam at Elm had held, and that its engineers would look at the wall, the gates and pier number " +
			string(rune('a'+i%26)) + " before the week was out.\n\n")
	}
	pages := make([]Page, 100)
	for i := range pages {
		pages[i] = Page{Origin: "p", Kind: Plain, Body: []byte(s.String())}
	}
	b.SetBytes(int64(100 * s.Len()))
	for b.Loop() {
		New(Options{}).Articles(pages...)
	}
}

// A row that is dated in the future is named and not read, and so is a feed's file in a folder.
func TestNotReadIsNamed(t *testing.T) {
	root := folder(t, map[string]string{
		"a.jsonl": `{"id":"old","title":"Dam holds","published":"2031-05-06","text":"The dam held."}` + "\n" +
			`{"id":"coming","title":"Dam breaks","published":"2039-05-06","text":"The dam broke."}` + "\n" +
			`{"id":"dated","url":"https://norvik.example/2031/05/04/dam","title":"Dam leaks","published":"2039-05-06","text":"The dam leaks."}`,
		"feed.xml": "<?xml version=\"1.0\"?>\n<rss/>", "sitemap.xml": "<urlset/>", "b.rss": "<rss/>", "c.png": "x",
	})
	got, failures, err := New(Options{Now: time.Date(2031, 5, 7, 12, 0, 0, 0, time.UTC)}).Paths(root)
	if err != nil || len(got) != 2 || got[0].Origin != "old" || got[1].Published.String() != "2031-05-04" {
		t.Error(got, err)
	}
	var named []string
	for _, f := range failures {
		named = append(named, filepath.Base(f.Path))
	}
	if want := []string{"b.rss", "feed.xml", "coming"}; !slices.Equal(named, want) {
		t.Errorf("not read: %v, want %v", named, want)
	}
}
