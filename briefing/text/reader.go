package text

// A nameReader finds the names in one article, and knows the persons whom it names. It belongs to one
// goroutine.
type nameReader struct {
	keys      *nameKeys
	doc       *Document
	small     map[string]bool // words that the article writes in small letters somewhere
	large     map[string]bool // words that it writes with a capital inside a sentence
	alone     map[string]bool // keys of the names of one word
	people    []*person
	bySurname map[string][]*person // skeleton of the surname -> persons, in order of introduction
}

// A person is somebody the article names, by the fullest name it gives.
type person struct {
	name    string
	key     string
	surname string // skeleton
	female  bool
	male    bool
	roles   []string // folded: "kremlin spokesman"
	first   int      // sentence of the first mention
	full    int      // sentence of the fullest mention
	seen    int      // sentence of the latest mention by name read so far
	last    int      // the same, with mentions by pronoun and role
}

// newReader returns a reader of the names of d, whose sentences have their tokens, and of further tokens.
func newReader(keys *nameKeys, d *Document, further ...[]Token) *nameReader {
	r := &nameReader{keys: keys, doc: d}
	r.survey(further...)
	return r
}

// survey notes how the article writes its words, which tells a name at the start of a sentence
// from a common word.
func (r *nameReader) survey(extra ...[]Token) {
	r.small = make(map[string]bool, 256)
	r.large = make(map[string]bool, 64)
	note := func(tokens []Token) {
		if titleCase(tokens) {
			return
		}
		begin := true
		for i := range tokens {
			t := &tokens[i]
			if !t.Word {
				begin = begin || t.Text != "'" && t.Text != "-" && t.Class() == 0 && t.Norm != "'s" && t.Norm != ","
				continue
			}
			switch {
			case !isCapital(t.Text):
				r.small[t.Norm] = true
			case !begin:
				r.large[t.Norm] = true
			}
			begin = false
		}
	}
	for _, x := range extra {
		note(x)
	}
	for i := range r.doc.Sentences {
		note(r.doc.Sentences[i].Tokens)
	}
}
