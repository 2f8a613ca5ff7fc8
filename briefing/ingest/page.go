package ingest

import (
	"time"

	"briefbot/briefing"
)

// Kind tells what a Page's Body is.
type Kind string

// The kinds of pages.
const (
	Plain    Kind = "text"
	Markdown Kind = "markdown"
	HTML     Kind = "html"
)

// Page is one raw page, before anything was read in it.
type Page struct {
	Origin    string // base name, row id, or URL
	URL       string // as given; may be empty
	Title     string // as given by a feed or a corpus row; may be empty
	Source    string // outlet as given; may be empty
	Published briefing.PubTime
	// From says where Published comes from when it is given.
	From briefing.PublishedFrom
	Kind Kind
	// Body is the page in UTF-8 or, for HTML, in the encoding that it declares itself.
	Body []byte
	// Fetched is when the page was read, or zero. No date after it (and a day) is believed.
	Fetched time.Time
	// Saved is when the file that holds the page was last written, or zero. It only chooses a year
	// for a date line that has none, since files are copied about.
	Saved time.Time
}

// Failure is an input, or a part of one, that could not be read. One failure never loses the rest.
type Failure struct {
	Path string // the input's path, with the line for a row ("news.jsonl:17")
	Err  error  // says what is wrong and what to do
}

// Options tunes reading. The zero value is the default.
type Options struct {
	// MaxBytes is the largest page that is read; 0 means 32 MB. A larger one is a Failure.
	MaxBytes int64
	// Now is when pages count as fetched that do not say it themselves; zero leaves it open.
	Now time.Time
	// Skip says which files of a folder are left out this time; nil is none.
	Skip func(path string) bool
	// Progress is called after each input with how many of how many are done; it may be nil.
	Progress func(done, total int)
}

// Reader turns pages into Articles. It learns templates (lines that recur on a host's pages) from
// all pages of one Read call. It is safe for concurrent use.
type Reader struct {
	options Options
}

// New returns a Reader.
func New(o Options) *Reader { return &Reader{options: o} }
