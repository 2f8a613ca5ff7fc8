package briefing

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// ArticleID names an item of news, across its revisions.
// It is opaque, short, and safe in a URL, a file name and a button's value.
type ArticleID string

// Revision names one content of an article: two revisions are equal when title and text are.
type Revision string

// Article is one item of news as it stood when it was read: clean text, dated as well as can be known.
// It is a value; nothing in the program changes an Article after ingestion.
type Article struct {
	ID       ArticleID `json:"id"`
	Revision Revision  `json:"revision"`
	// Origin is the input's own name for the page: a file's base name, a row's id, or a URL.
	Origin string `json:"origin"`
	// Position counts the articles that were cut from one page, from 0.
	Position int `json:"position"`
	// Source is the outlet's name as readers know it; empty when the page does not tell.
	Source string `json:"source"`
	URL    string `json:"url"`
	Title  string `json:"title"`
	// Text is the clean body in the page's own characters, paragraphs separated by one newline.
	// Where the page's body holds its heading as a line, that line is the first paragraph.
	Text          string        `json:"text"`
	Published     PubTime       `json:"published"`
	PublishedFrom PublishedFrom `json:"published_from"`
	// FirstSeen is when this item first came into the corpus. For a corpus that is read from a
	// path it is the publication time, so that a window over it means what a reader expects.
	FirstSeen time.Time `json:"first_seen,omitzero"`
	// Language is a BCP 47 tag ("en", "uk"), or empty when the text is too short to tell.
	Language string `json:"language"`
	// Kind is what kind of page the article is, as far as its signs tell; empty where nobody judged it.
	Kind Kind `json:"kind,omitempty"`
	// Dropped lists what cleaning left out of Text, in page order, with the reason.
	Dropped []Dropped `json:"dropped,omitempty"`
}

// Dropped is a line, or a part of one, that cleaning left out of an article.
type Dropped struct {
	Text string `json:"text"`
	Why  string `json:"why"`
}

// Kind tells what an article does for its reader. An item that was cut from a page of many matters has
// the kind of its own.
type Kind string

// The kinds of articles.
const (
	KindReport    Kind = "report"    // what happened
	KindLive      Kind = "live"      // entry by entry, as it happens, or its recap
	KindRoundUp   Kind = "round-up"  // many matters on one page: a digest, a newsletter, a podcast's notes
	KindOpinion   Kind = "opinion"   // what the writer thinks
	KindExplainer Kind = "explainer" // what there is to know, how and why
	KindList      Kind = "list"      // winners, rankings, takeaways
	KindAdvice    Kind = "advice"    // what the reader should do, buy or watch
	KindGallery   Kind = "gallery"   // pictures
	KindPreview   Kind = "preview"   // what is to come
	KindObituary  Kind = "obituary"  // who died, and the life
	KindNotice    Kind = "notice"    // a pointer to something else, a correction, a service note
)

// PublishedFrom tells how a publication time is known, strongest first.
type PublishedFrom string

// The ways in which a publication time can be known.
const (
	FromFeed     PublishedFrom = "feed"     // the feed's or corpus row's own field
	FromMetadata PublishedFrom = "metadata" // the page's markup: JSON-LD, meta, time elements
	FromURL      PublishedFrom = "url"      // a date in the address
	FromText     PublishedFrom = "text"     // a date line of the page
	FromVote     PublishedFrom = "vote"     // the newest full date and the weekdays agree
	FromPage     PublishedFrom = "page"     // inherited from another article of the same page
	FromNothing  PublishedFrom = ""         // not known
)

// PubTime is a publication time: an instant, or only a day.
// The zero value means that it is not known. It encodes as RFC 3339, as a bare date, or as "".
type PubTime struct {
	time.Time
	// DayOnly says that only the calendar day is known; Time is then its midnight.
	DayOnly bool
}

// MarshalText encodes t as RFC 3339, as 2006-01-02 when only the day is known, or as nothing.
func (t PubTime) MarshalText() ([]byte, error) {
	return []byte(t.String()), nil
}

// MarshalJSON hides the embedded time's own encoding.
func (t PubTime) MarshalJSON() ([]byte, error) { return []byte(`"` + t.String() + `"`), nil }

// String is the encoded form.
func (t PubTime) String() string {
	switch {
	case t.IsZero():
		return ""
	case t.DayOnly:
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

// UnmarshalText reads what MarshalText writes.
func (t *PubTime) UnmarshalText(b []byte) error {
	v, err := ParsePubTime(string(b))
	if err == nil {
		*t = v
	}
	return err
}

// UnmarshalJSON reads what MarshalJSON writes, and null.
func (t *PubTime) UnmarshalJSON(b []byte) error {
	s := string(b)
	if s == "null" {
		s = `""`
	}
	if len(s) < 2 || s[0] != '"' {
		return fmt.Errorf("publication time %s: want a string such as \"2024-05-01\" or RFC 3339", s)
	}
	return t.UnmarshalText([]byte(s[1 : len(s)-1]))
}

// ParsePubTime reads RFC 3339, a bare date, or the empty string.
func ParsePubTime(s string) (PubTime, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return PubTime{}, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return PubTime{Time: t, DayOnly: true}, nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return PubTime{}, fmt.Errorf("publication time %q: want 2006-01-02 or RFC 3339 such as 2006-01-02T15:04:05Z", s)
	}
	return PubTime{Time: t}, nil
}

// IdentifyArticle gives the identity of an item: its canonical URL when there is one, else its
// origin, position and title. parts is the number of articles cut from the page; an item of a
// page with several is told from its neighbours by its title, and by its position where it has none,
// so that a live blog's new posts do not rename the old ones.
func IdentifyArticle(canonicalURL, origin string, parts, position int, title string) ArticleID {
	key := "url\x00" + canonicalURL
	if canonicalURL == "" {
		key = "origin\x00" + origin
	}
	switch {
	case parts > 1 && title != "":
		key += "\x00" + title
	case parts > 1:
		key += fmt.Sprintf("\x00%d", position)
	case canonicalURL == "":
		key += fmt.Sprintf("\x00%d\x00%s", position, title)
	}
	sum := sha256.Sum256([]byte(key))
	return ArticleID(hex.EncodeToString(sum[:8]))
}

// RevisionOf is the hash of an article's content.
func RevisionOf(title, text string) Revision {
	sum := sha256.Sum256([]byte(title + "\x00" + text))
	return Revision(hex.EncodeToString(sum[:8]))
}

// TextSHA256 is the lower-case hex SHA-256 of an article's whole text, as citations carry it.
func TextSHA256(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Outlet is the name under which an article is shown: its source, else its page's origin.
func (a Article) Outlet() string {
	if a.Source != "" {
		return a.Source
	}
	return a.Origin
}
