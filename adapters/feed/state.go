package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
)

// stateVersion is the one of what stands in a SourceState.
const stateVersion = 1

// state is what a source knows of its earlier looks.
type state struct {
	V int `json:"v"`
	// URL is where the address has moved to for good, or empty.
	URL      string `json:"url,omitempty"`
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
	// Whole is when the whole document last came, in seconds since 1970.
	Whole int64 `json:"whole,omitempty"`
	Holds int   `json:"holds,omitempty"`
	// Every is the rate as it was last seen, in seconds.
	Every int64 `json:"every,omitempty"`
	// Rest counts entries that are not read yet.
	Rest int     `json:"rest,omitempty"`
	Seen []known `json:"seen,omitempty"`
}

// known is an entry that was seen.
type known struct {
	// Link is the address under which it came first, or what stands in its place.
	Link string `json:"l"`
	// Same tells it where the address is another: by its text, GUID by its guid and title.
	Same string `json:"s,omitempty"`
	GUID string `json:"g,omitempty"`
	// Text is the hash of its title and text as they were last read; empty is not read yet.
	Text string `json:"t,omitempty"`
	// Day is the last day on which the document held it, since 1970.
	Day int64 `json:"d"`
	// Tries counts how often its page was asked for in vain.
	Tries int `json:"n,omitempty"`
}

// understood reads a state; what cannot be understood is none.
func understood(b briefing.SourceState) state {
	var st state
	if err := json.Unmarshal(b, &st); err != nil || st.V != stateVersion {
		return state{V: stateVersion}
	}
	return st
}

func (st state) encode() briefing.SourceState {
	b, err := json.Marshal(st)
	if err != nil { // texts and numbers only
		panic(err)
	}
	return b
}

// What is no longer in a document is remembered for a while, since some come again.
const (
	mostKnown   = 4000
	rememberFor = 60 // days
)

// mostTries is how often an entry's page is asked for.
const mostTries = 4

// compare finds the entries that are new or changed, newest first, and remembers all. One article that
// comes under another address, with another guid or another date, is the one that was seen before.
func (st *state) compare(entries []entry, now time.Time) []work {
	day := now.Unix() / 86400
	ix := index(st.Seen)
	shared := sharedLinks(entries)
	var todo []work
	done := map[int]bool{}
	for _, e := range entries {
		if shared[e.link] {
			e.shared = true
		}
		key := e.key()
		if key == "" {
			continue
		}
		at, found := ix.find(e, key)
		if found && done[at] {
			continue // it stands there twice
		}
		if !found {
			at = len(st.Seen)
			st.Seen = append(st.Seen, known{Link: key, Same: e.same(), GUID: e.guidKey()})
			ix.add(at, st.Seen[at])
		}
		done[at] = true
		k := &st.Seen[at]
		k.Day = day
		text := e.hash()
		if k.Text == text && (k.Tries == 0 || k.Tries >= mostTries) {
			continue
		}
		if k.Text != text {
			k.Tries, k.Same = 0, e.same()
			ix.add(at, *k)
		}
		k.Text = text
		w := work{entry: e, at: at}
		if !e.shared && strings.Contains(k.Link, "://") {
			w.link = k.Link // under the address by which it is known
		}
		w.origin = k.Link
		todo = append(todo, w)
	}
	st.prune(day, todo)
	slices.SortStableFunc(todo, func(a, b work) int { return b.published.Compare(a.published) })
	return todo
}

// prune forgets what has not been there for long. Nothing that is on its way is forgotten.
func (st *state) prune(day int64, todo []work) {
	if len(st.Seen) == 0 || day-st.Seen[0].Day <= rememberFor && len(st.Seen) <= mostKnown {
		return
	}
	moved := make([]int, len(st.Seen))
	kept := st.Seen[:0:0]
	drop := len(st.Seen) - mostKnown
	for i, k := range st.Seen {
		moved[i] = len(kept)
		if k.Day != day && (day-k.Day > rememberFor || i < drop) {
			continue
		}
		kept = append(kept, k)
	}
	st.Seen = kept
	for i := range todo {
		todo[i].at = moved[todo[i].at]
	}
}

// postpone leaves an entry for the next look, as if it had not been there.
func (st *state) postpone(at int) { st.Seen[at].Text = "" }

// retry notes that an entry's page could not be had, and reports whether it will be asked for again.
func (st *state) retry(at int) bool {
	st.Seen[at].Tries++
	return st.Seen[at].Tries < mostTries
}

// lookup finds what is known.
type lookup struct{ link, same, guid map[string]int }

func index(seen []known) lookup {
	ix := lookup{map[string]int{}, map[string]int{}, map[string]int{}}
	for i, k := range seen {
		ix.add(i, k)
	}
	return ix
}

func (ix lookup) add(i int, k known) {
	ix.link[k.Link] = i
	if k.Same != "" {
		ix.same[k.Same] = i
	}
	if k.GUID != "" {
		ix.guid[k.GUID] = i
	}
}

func (ix lookup) find(e entry, key string) (int, bool) {
	if i, ok := ix.link[key]; ok {
		return i, true
	}
	if same := e.same(); same != "" {
		if i, ok := ix.same[same]; ok {
			return i, true
		}
	}
	if guid := e.guidKey(); guid != "" {
		if i, ok := ix.guid[guid]; ok {
			return i, true
		}
	}
	return 0, false
}

// sharedLinks are the addresses that several entries with different titles give: they name none of them.
func sharedLinks(entries []entry) map[string]bool {
	title, out := map[string]string{}, map[string]bool{}
	for _, e := range entries {
		if e.link == "" {
			continue
		}
		if t, ok := title[e.link]; ok && t != e.title {
			out[e.link] = true
		}
		title[e.link] = e.title
	}
	return out
}

// key names an entry in its document: by its address, else by its guid, else by its text.
func (e entry) key() string {
	switch {
	case e.link != "" && !e.shared:
		return e.link
	case e.guid != "" && e.guid != e.link:
		return "guid:" + digest(e.guid, e.title)
	case e.title != "" || e.body != "":
		return "text:" + digest(e.title, plainText(e.body))
	}
	return ""
}

// ownWords is how many words of its own an entry needs, and titleWords its title, to be known by them.
const (
	ownWords   = 12
	titleWords = 5
)

// same tells an entry by what it says: its text, or, where it has next to none, its title and its date.
func (e entry) same() string {
	switch {
	case wordsOf(e.body) >= ownWords:
		return digest("body", e.title, plainText(e.body))
	case len(strings.Fields(e.title)) >= titleWords && !e.published.IsZero():
		return digest("title", e.title, e.published.UTC().String())
	}
	return ""
}

// guidKey tells an entry by its guid and title: there are feeds whose guids are all the same.
func (e entry) guidKey() string {
	if e.guid == "" || e.guid == e.link {
		return ""
	}
	return digest(e.guid, e.title)
}

// hash is that of what an entry says. Its date is no part of it: it may be renewed with every look.
func (e entry) hash() string { return digest(e.title, plainText(e.body)) }

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}
