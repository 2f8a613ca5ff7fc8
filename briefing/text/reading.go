package text

// A reading is the state while one article is read. It belongs to one goroutine.
type reading struct {
	an        *Analyzer
	doc       *Document
	small     map[string]bool // words that the article writes in small letters somewhere
	large     map[string]bool // words that it writes with a capital inside a sentence
	alone     map[string]bool // keys of the names of one word
	people    []*person
	bySurname map[string][]*person // skeleton of the surname -> persons, in order of introduction
	marks     []quoteMark          // per sentence: is it inside a quotation where it begins and ends
	bodies    []body               // named bodies, in the order in which they are met
	office    string               // the role of the last speaker who was given by role only
	officeAt  int                  // the sentence of that
	voices    []voice              // who speaks, sentence by sentence, as far as it was read
	cued      [][]cue              // per sentence: its cues and an empty one, once they were read
	heard     [][]heard            // per sentence: its cues with who was understood
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

// A body is an organisation or government as the article has named it.
type body struct {
	name, key string
	words     []string // folded
	sentence  int
}

// quoteMark says how a sentence stands to quotation marks.
type quoteMark struct {
	open bool // a quotation was open when it began
	ends bool // one is open where it ends
	in   int  // bytes of words inside quotation marks
	out  int  // and outside
}

// survey notes how the article writes its words, which tells a name at the start of a sentence
// from a common word.
func (r *reading) survey(extra ...[]Token) {
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
				begin = begin || t.Text != "'" && t.Text != "-" && t.class == 0 && t.Norm != "'s" && t.Norm != ","
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

// titleCase says that most of the longer words have capitals, as in an English headline.
func titleCase(tokens []Token) bool {
	long, capital := 0, 0
	for i := range tokens {
		if t := &tokens[i]; t.Word && len(t.Text) > 3 {
			long++
			if isCapital(t.Text) {
				capital++
			}
		}
	}
	return long >= 4 && capital*4 >= long*3 || long > 0 && long < 4 && capital == long && len(tokens) > 3 && !tokens[len(tokens)-1].stops()
}

// stops says that t is a mark that ends a sentence.
func (t *Token) stops() bool { return t.Text == "." || t.Text == "?" || t.Text == "!" }
