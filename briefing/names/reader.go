package names

import "briefbot/briefing/text"

// A Reader finds the names in one article, and knows the persons whom it names. It belongs to one
// goroutine.
type Reader struct {
	Keys      *Keys
	Doc       *text.Document
	Small     map[string]bool // words that the article writes in small letters somewhere
	large     map[string]bool // words that it writes with a capital inside a sentence
	called    map[string]bool // words of their own that somebody is called by in the article
	alone     map[string]bool // keys of the names of one word
	bare      map[string]bare // surname -> its last mention
	People    []*Person
	BySurname map[string][]*Person // skeleton of the surname -> persons, in order of introduction
}

// A Person is somebody the article names, by the fullest name it gives.
type Person struct {
	Name     string
	Key      string
	Surname  string // skeleton
	Female   bool
	Male     bool
	Roles    []string // folded: "kremlin spokesman"
	First    int      // sentence of the first mention
	Full     int      // sentence of the fullest mention
	Seen     int      // sentence of the latest mention by name read so far
	Short    int      // sentence of the first mention by surname alone, or -1
	mentions int      // how many mentions of him were read, and the sentences of the first of them
	firsts   []int
	Headline bool // known only from lines in the capitals of a headline, where any words look like a name
	Last     int  // the same, with mentions by pronoun and role
}

// NewReader returns a reader of the names of d, whose sentences have their tokens, and of further tokens.
func NewReader(keys *Keys, d *text.Document, further ...[]text.Token) *Reader {
	r := &Reader{Keys: keys, Doc: d}
	r.survey(further...)
	return r
}

// survey notes how the article writes its words, which tells a name at the start of a sentence
// from a common word.
func (r *Reader) survey(extra ...[]text.Token) {
	r.Small = make(map[string]bool, 256)
	r.large = make(map[string]bool, 64)
	r.called = map[string]bool{}
	for _, x := range extra {
		if !text.TitleCase(x) {
			r.noteWords(x)
		}
	}
	headlines := make([]bool, len(r.Doc.Sentences))
	for i := range r.Doc.Sentences {
		if headlines[i] = text.TitleCase(r.Doc.Sentences[i].Tokens); !headlines[i] {
			r.noteWords(r.Doc.Sentences[i].Tokens)
		}
	}
	for i := range r.Doc.Sentences {
		if !headlines[i] {
			r.noteCalled(r.Doc.Sentences[i].Tokens)
		}
	}
}

// noteWords notes which words of a sentence are written in small letters, and which with a capital inside it.
func (r *Reader) noteWords(tokens []text.Token) {
	begin := true
	for i := range tokens {
		t := &tokens[i]
		switch {
		case !t.Word:
			begin = begin || !goesOnBehind(t)
			continue
		case !text.IsCapital(t.Text):
			r.Small[t.Norm] = true
		case !begin:
			r.large[t.Norm] = true
		}
		begin = false
	}
}

// goesOnBehind says that a sentence goes on behind a mark, so that a capital there is a name's.
func goesOnBehind(t *text.Token) bool {
	switch t.Text {
	case "”", "»", "'", "-":
		return true
	}
	return t.Class() != 0 || t.Norm == ","
}
