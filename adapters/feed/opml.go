package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Outline is one feed of a list.
type Outline struct {
	Title, URL string
}

// opml is a list of feeds: http://opml.org/spec2.opml
type opml struct {
	XMLName xml.Name  `xml:"opml"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"head>title"`
	Body    []outline `xml:"body>outline"`
}

type outline struct {
	Text     string    `xml:"text,attr"`
	Title    string    `xml:"title,attr,omitempty"`
	Type     string    `xml:"type,attr,omitempty"`
	URL      string    `xml:"xmlUrl,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

// Bounds of a list that is read in: of its bytes, its feeds, and the folders in folders.
const (
	mostOPML   = 8 << 20
	mostFeeds  = 5000
	mostNested = 20
)

// ReadOPML reads a list of feeds, whatever folders it has. A feed that stands there twice comes once.
func ReadOPML(r io.Reader) ([]Outline, error) {
	b, cut, err := readUpTo(r, mostOPML)
	if err != nil {
		return nil, err
	}
	var doc opml
	d := xml.NewDecoder(strings.NewReader(string(toUTF8(b, ""))))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	if err := d.Decode(&doc); err != nil || cut {
		return nil, errors.Join(errors.New("this is no list of feeds in OPML, or a broken one; export it again from the reader that it comes from"), err)
	}
	var out []Outline
	seen := map[string]bool{}
	var walk func(list []outline, depth int)
	walk = func(list []outline, depth int) {
		for _, o := range list {
			if u, err := parseAddress(o.URL); err == nil && !seen[u.String()] && len(out) < mostFeeds {
				seen[u.String()] = true
				title := o.Title
				if title == "" {
					title = o.Text
				}
				out = append(out, Outline{Title: plainText(title), URL: u.String()})
			}
			if depth < mostNested {
				walk(o.Outlines, depth+1)
			}
		}
	}
	walk(doc.Body, 0)
	if len(out) == 0 {
		return nil, errors.New("the list holds no feed with an address (xmlUrl)")
	}
	return out, nil
}

// WriteOPML writes a list of feeds that other readers take.
func WriteOPML(w io.Writer, title string, list []Outline) error {
	doc := opml{Version: "2.0", Title: title}
	for _, o := range list {
		doc.Body = append(doc.Body, outline{Text: o.Title, Title: o.Title, Type: "rss", URL: o.URL})
	}
	b, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, b)
	return err
}
