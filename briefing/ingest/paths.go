package ingest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// defaultMaxBytes bounds one page when Options does not.
const defaultMaxBytes = 32 << 20

// Paths reads files and folders (.txt .md .html .htm .jsonl .jsonl.gz) into Articles, in the order
// of their paths; folders are read with what is below them, hidden files and folders are skipped.
// The error is for a path that does not exist or cannot be opened at all; what is wrong with
// single files or rows comes as Failures beside the articles of the others. A kind of file that
// is not read is a Failure only where it was named itself.
func (r *Reader) Paths(paths ...string) ([]briefing.Article, []Failure, error) {
	in := &input{max: r.options.MaxBytes}
	if in.max <= 0 {
		in.max = defaultMaxBytes
	}
	var files []string
	named := map[string]bool{}
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, nil, fmt.Errorf("cannot read %s: %w", p, err)
		}
		if !info.IsDir() {
			files, named[p] = append(files, p), true
			continue
		}
		found, err := in.walk(p)
		if err != nil {
			return nil, nil, fmt.Errorf("cannot read the folder %s: %w", p, err)
		}
		if r.options.Skip != nil {
			found = slices.DeleteFunc(found, r.options.Skip)
		}
		files = append(files, found...)
	}
	for i, f := range files {
		in.file(f, named[f])
		if r.options.Progress != nil {
			r.options.Progress(i+1, len(files))
		}
	}
	articles, failures := r.Articles(in.pages...)
	articles = in.withoutComing(articles, r.options.Now)
	return seenWhenPublished(articles), append(in.failures, failures...), nil
}

// withoutComing leaves out the articles whose rows are dated more than a day after now and that nothing else dates: no
// moment that is asked for may hold them.
func (in *input) withoutComing(articles []briefing.Article, now time.Time) []briefing.Article {
	if now.IsZero() {
		return articles
	}
	coming := map[string]briefing.PubTime{} // by origin
	for _, p := range in.pages {
		if p.Published.After(now.Add(24 * time.Hour)) {
			coming[p.Origin] = p.Published
		}
	}
	return slices.DeleteFunc(articles, func(a briefing.Article) bool {
		t, ok := coming[a.Origin]
		if ok = ok && a.Published.IsZero(); ok {
			in.fail(a.Origin, fmt.Errorf("%w: it is dated %s, which is yet to come; correct its date", briefing.ErrUnreadable, t))
		}
		return ok
	})
}

// seenWhenPublished sets FirstSeen as a corpus that is read from a path has it.
func seenWhenPublished(articles []briefing.Article) []briefing.Article {
	for i := range articles {
		articles[i].FirstSeen = articles[i].Published.Time
	}
	return articles
}

// input collects what one Paths call reads.
type input struct {
	max      int64
	pages    []Page
	failures []Failure
}

func (in *input) add(p Page) { in.pages = append(in.pages, p) }

func (in *input) fail(path string, err error) {
	in.failures = append(in.failures, Failure{Path: path, Err: err})
}

// walk lists the files below root that can be read as pages, in path order. A folder inside that
// cannot be opened is a Failure; root itself is an error. Root may be a link; links to folders
// below it are not followed, so that none leads round in a circle.
func (in *input) walk(root string) ([]string, error) {
	var out []string
	if info, err := os.Lstat(root); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		root += string(filepath.Separator)
	}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && p == root:
			return err
		case err != nil:
			in.fail(p, fmt.Errorf("%w: check its permissions: %w", briefing.ErrUnreadable, err))
			return nil
		case p != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case d.Type().IsRegular() && isFeed(p):
			in.fail(p, fmt.Errorf("%w: feeds are read from their web address; give that, or put it under feeds: in the configuration",
				briefing.ErrUnreadable))
		case !d.IsDir() && (kindOf(p) != "" || isRows(p)) && !toFolder(p, d):
			out = append(out, p)
		}
		return nil
	})
	return out, err
}

// toFolder says that an entry is a link to a folder.
func toFolder(path string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// kindOf tells a page's kind by its file name; "" is a kind that is no single page.
func kindOf(name string) Kind {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".text":
		return Plain
	case ".md", ".markdown":
		return Markdown
	case ".html", ".htm", ".xhtml":
		return HTML
	}
	return ""
}

// isFeed reports a file that is a feed: by its name, or one of XML by its first element.
func isFeed(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".rss", ".atom":
		return true
	case ".xml":
		f, err := os.Open(name)
		if err != nil {
			return false
		}
		defer f.Close()
		head := make([]byte, feedHead)
		n, _ := io.ReadFull(f, head)
		return feedElement.MatchString(string(head[:n]))
	}
	return false
}

// feedHead is within how many bytes of a file the first element of a feed stands.
const feedHead = 2048

// feedElement is the first element of a feed in RSS, RDF or Atom.
var feedElement = lex.Re(`<(?:rss|feed|rdf:RDF)[\s/>]`)

// isRows reports a corpus file by its name.
func isRows(name string) bool {
	low := strings.ToLower(name)
	return strings.HasSuffix(low, ".jsonl") || strings.HasSuffix(low, ".jsonl.gz")
}

// file reads one file. named says that the caller asked for this very file.
func (in *input) file(path string, named bool) {
	kind := kindOf(path)
	if kind == "" && !isRows(path) {
		if named {
			in.fail(path, fmt.Errorf("%w: this kind of file is not read; give .txt, .md, .html, .jsonl or .jsonl.gz",
				briefing.ErrUnreadable))
		}
		return
	}
	// A pipe is known before it is opened: opening would wait for somebody who writes into it.
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		in.fail(path, fmt.Errorf("%w: it is not a regular file; save the page as a file", briefing.ErrUnreadable))
		return
	}
	f, err := os.Open(path)
	if err != nil {
		in.fail(path, fmt.Errorf("%w: check that it exists and its permissions: %w", briefing.ErrUnreadable, err))
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		in.fail(path, fmt.Errorf("%w: check its permissions: %w", briefing.ErrUnreadable, err))
		return
	}
	if isRows(path) {
		var r io.Reader = f
		if strings.HasSuffix(strings.ToLower(path), ".gz") {
			z, err := gzip.NewReader(f)
			if err != nil {
				in.fail(path, fmt.Errorf("%w: it is named .gz but is no gzip file: %w", briefing.ErrUnreadable, err))
				return
			}
			r = &bounded{r: z, left: min(maxUnpacked, max(leastUnpacked, mostPacked*info.Size()))}
		}
		in.rows(r, filepath.Dir(path), path)
		return
	}
	b, err := in.all(f)
	if err != nil {
		in.fail(path, err)
		return
	}
	in.add(Page{Origin: filepath.Base(path), Kind: kind, Body: b, Saved: info.ModTime()})
}

// all reads a whole page within the limit, and refuses what is empty or no text.
func (in *input) all(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, in.max+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", briefing.ErrUnreadable, err)
	case int64(len(b)) > in.max:
		return nil, fmt.Errorf("%w: it is larger than %d MB, too large for one page: split it into smaller files",
			briefing.ErrUnreadable, in.max>>20)
	case len(bytes.TrimSpace(b)) == 0:
		return nil, fmt.Errorf("%w: the file is empty", briefing.ErrEmpty)
	case binary(b):
		return nil, fmt.Errorf("%w: it is not text; save the page as text or HTML", briefing.ErrUnreadable)
	}
	return b, nil
}

// looksHTML tells markup from plain text where no file name does.
func looksHTML(b []byte) bool {
	head := bytes.ToLower(b[:min(len(b), 1000)])
	return bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html"))
}

// maxUnpacked bounds what one packed corpus file may unpack to, so that a few kilobytes cannot
// fill the memory.
const maxUnpacked = 2 << 30

// Articles as rows pack to a fifth or so; what packs to less than a hundredth is no text, and it ends after
// a moment. A small file may unpack to leastUnpacked in any case.
const (
	mostPacked    = 100
	leastUnpacked = 4 << 20
)

// errBomb is what a packed file that unpacks without end is refused with.
var errBomb = errors.New("it unpacks to far more than articles do; pack the file again, or in several files")

// bounded is a reader that fails, other than io.LimitReader, when more than left bytes come.
type bounded struct {
	r    io.Reader
	left int64
}

// Read passes on until the bound is reached.
func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errBomb
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
