package ingest

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"briefbot/briefing"
)

// row is one line of a corpus file: its fields by name, without case, "_" and "-".
type row map[string]json.RawMessage

// rowNames are the names that a row's fields have in files that others made (JSON Feed 1.1 and the exports of
// feed readers among them), the usual one first.
var rowNames = struct{ id, url, title, published, text, html, file, source []string }{
	id:        []string{"id", "guid"},
	url:       []string{"url", "link"},
	title:     []string{"title", "headline"},
	published: []string{"published", "date", "datepublished", "publishedat", "publisheddate", "pubdate"},
	text:      []string{"text", "contenttext", "content", "body", "articlebody"},
	html:      []string{"html", "contenthtml"},
	file:      []string{"file"},
	source:    []string{"source", "outlet", "publisher"},
}

// parseRow reads a row's fields.
func parseRow(text string) (row, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &fields); err != nil {
		return nil, fmt.Errorf("%w: the row is not a JSON object with id, url, title, published and text, html or file: %w",
			briefing.ErrUnreadable, err)
	}
	w := make(row, len(fields))
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if key := rowKey(name); w[key] == nil {
			w[key] = fields[name]
		}
	}
	return w, nil
}

// rowKey is a field's name as rowNames has it.
func rowKey(name string) string {
	return strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(name))
}

// field is the first field of these names that holds something. A number is a string where numbers is set.
func (w row) field(names []string, numbers bool) (value string, err error) {
	for _, name := range names {
		raw := w[name]
		if len(raw) == 0 || string(raw) == "null" {
			continue
		}
		if kind := raw[0]; numbers && (kind == '-' || kind >= '0' && kind <= '9') {
			return string(raw), nil
		}
		if err := json.Unmarshal(raw, &value); err != nil {
			kind := "value of another kind"
			if t := (*json.UnmarshalTypeError)(nil); errors.As(err, &t) {
				kind = t.Value
			}
			return "", fmt.Errorf("%w: the row's %q is a %s and should be a string", briefing.ErrUnreadable, name, kind)
		}
		if value != "" {
			return value, nil
		}
	}
	return "", nil
}

// rows reads corpus rows from r. folder is where the rows' files are looked for, name how the
// input is called in Failures and in the origin of rows without an id.
func (in *input) rows(r io.Reader, folder, name string) {
	buffered := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		b, long, err := readRow(buffered, 2*in.max)
		at := func() string { return fmt.Sprintf("%s:%d", name, n) }
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			in.fail(at(), fmt.Errorf("the file is broken from here on (%w); what stands before it was read: fetch the file again", err))
			return
		case long:
			in.fail(at(), fmt.Errorf("the row is larger than %d MB: split it into several rows", 2*in.max>>20))
		default:
			if text := strings.TrimSpace(strings.TrimPrefix(string(b), "\ufeff")); text != "" {
				if p, rowErr := in.page(text, folder, fmt.Sprintf("%s:%d", filepath.Base(name), n)); rowErr != nil {
					in.fail(at(), rowErr)
				} else {
					in.add(p)
				}
			}
		}
		if err != nil {
			return
		}
	}
}

// readRow reads up to the next newline. A row above the limit is passed over without holding it.
func readRow(r *bufio.Reader, limit int64) (b []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if int64(len(b)+len(part)) > limit {
			long, b = true, nil
		}
		if !long {
			b = append(b, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return b, long, err
		}
	}
}

// isMarkup reports whether a row's text is a piece of HTML, as exports of sites have it under "content".
func isMarkup(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) > 1 && s[0] == '<' && (s[1]|0x20 >= 'a' && s[1]|0x20 <= 'z') && strings.Contains(s, "</")
}

// page makes a Page of one row.
func (in *input) page(text, folder, origin string) (Page, error) {
	w, err := parseRow(text)
	if err != nil {
		return Page{}, err
	}
	var id, url, title, published, body, html, file, source string
	for _, f := range []struct {
		to      *string
		names   []string
		numbers bool
	}{{&id, rowNames.id, true}, {&url, rowNames.url, false}, {&title, rowNames.title, false}, {&published, rowNames.published, true},
		{&body, rowNames.text, false}, {&html, rowNames.html, false}, {&file, rowNames.file, false}, {&source, rowNames.source, false}} {
		if *f.to, err = w.field(f.names, f.numbers); err != nil {
			return Page{}, err
		}
	}
	p := Page{Origin: cmp.Or(id, url, origin), URL: url, Title: title, Source: source, Kind: Plain, Body: []byte(body)}
	if t, ok := rowTime(published); ok {
		p.Published, p.From = t, briefing.FromFeed
	}
	switch {
	case isMarkup(body):
		p.Kind = HTML
	case body != "":
	case html != "":
		p.Kind, p.Body = HTML, []byte(html)
	case file != "":
		return in.beside(p, folder, filepath.FromSlash(file))
	default:
		return p, fmt.Errorf("%w: the row has none of text, html and file", briefing.ErrEmpty)
	}
	return p, nil
}

// beside reads the file of a row, which lies in the folder of the corpus file, into its page.
func (in *input) beside(p Page, folder, file string) (Page, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return p, fmt.Errorf("%w: the folder of the row's file: %w", briefing.ErrUnreadable, err)
	}
	defer root.Close()
	if info, err := root.Stat(file); err == nil && !info.Mode().IsRegular() {
		return p, fmt.Errorf("%w: the row's file %q is not a regular file; save the page as a file", briefing.ErrUnreadable, file)
	}
	f, err := root.Open(file)
	if err != nil {
		return p, fmt.Errorf("%w: the row's file %q must lie beside the corpus file and be readable: %w", briefing.ErrUnreadable, file, err)
	}
	defer f.Close()
	if p.Body, err = in.all(f); err != nil {
		return p, fmt.Errorf("the row's file %q: %w", file, err)
	}
	if p.Kind = kindOf(file); p.Kind == "" && looksHTML(p.Body) {
		p.Kind = HTML
	}
	p.Kind = cmp.Or(p.Kind, Plain)
	return p, nil
}
