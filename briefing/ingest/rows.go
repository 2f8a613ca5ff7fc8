package ingest

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"briefbot/briefing"
)

// row is one line of a corpus file.
type row struct {
	ID        rowID  `json:"id"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Text      string `json:"text"`
	HTML      string `json:"html"`
	File      string `json:"file"`
	Source    string `json:"source"`
}

// rowID is a string that may also be written as a number.
type rowID string

// UnmarshalJSON reads a string or a number.
func (t *rowID) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] != '"' && b[0] != '{' && b[0] != '[' && string(b) != "null" {
		*t = rowID(b)
		return nil
	}
	return json.Unmarshal(b, (*string)(t))
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

// page makes a Page of one row.
func (in *input) page(text, folder, origin string) (Page, error) {
	var w row
	if err := json.Unmarshal([]byte(text), &w); err != nil {
		if t := (*json.UnmarshalTypeError)(nil); errors.As(err, &t) && t.Field != "" {
			return Page{}, fmt.Errorf("%w: the row's %q is a %s and should be a string", briefing.ErrUnreadable, t.Field, t.Value)
		}
		return Page{},
			fmt.Errorf("%w: the row is not a JSON object with id, url, title, published and text, html or file: %w", briefing.ErrUnreadable, err)
	}
	p := Page{Origin: string(w.ID), URL: w.URL, Title: w.Title, Source: w.Source, Kind: Plain, Body: []byte(w.Text)}
	if p.Origin == "" {
		p.Origin = w.URL
	}
	if p.Origin == "" {
		p.Origin = origin
	}
	if t, ok := rowTime(w.Published); ok {
		p.Published, p.From = t, briefing.FromFeed
	}
	switch {
	case w.Text != "":
	case w.HTML != "":
		p.Kind, p.Body = HTML, []byte(w.HTML)
	case w.File != "":
		root, err := os.OpenRoot(folder)
		if err != nil {
			return p, fmt.Errorf("%w: the folder of the row's file: %w", briefing.ErrUnreadable, err)
		}
		defer root.Close()
		if info, err := root.Stat(filepath.FromSlash(w.File)); err == nil && !info.Mode().IsRegular() {
			return p, fmt.Errorf("%w: the row's file %q is not a regular file; save the page as a file", briefing.ErrUnreadable, w.File)
		}
		f, err := root.Open(filepath.FromSlash(w.File))
		if err != nil {
			return p, fmt.Errorf("%w: the row's file %q must lie beside the corpus file and be readable: %w",
				briefing.ErrUnreadable, w.File, err)
		}
		defer f.Close()
		if p.Body, err = in.all(f); err != nil {
			return p, fmt.Errorf("the row's file %q: %w", w.File, err)
		}
		if p.Kind = kindOf(w.File); p.Kind == "" {
			p.Kind = Plain
			if looksHTML(p.Body) {
				p.Kind = HTML
			}
		}
	default:
		return p, fmt.Errorf("%w: the row has none of text, html and file", briefing.ErrEmpty)
	}
	return p, nil
}
