package text

// flag is what a token is by where it stands.
type flag uint8

const (
	quoted       flag = 1 << iota // inside quotation marks
	named                         // part of a name
	negated                       // what its clause denies
	planned                       // what its clause tells as to come, wanted or tried
	hypothetical                  // what its clause tells as possible, or on a condition
	undecided                     // a name or pronoun that may mean one of two
)

// Quoted says that the token stands inside quotation marks, or is such a mark. It is known for the
// sentences of an article, not for its title or a question.
func (t *Token) Quoted() bool { return t.flags&quoted != 0 }

// Named says that the token is part of a name.
func (t *Token) Named() bool { return t.flags&named != 0 }

// Negated says that the token stands in the scope of a negation ("not", "never", "no deal was", "failed
// to", "denied that"): what it tells did not happen or is not so. The negation itself is not negated.
// Two negations of one clause ("did not deny that") leave it as it is. It is the one definition of
// negation; who reads a sentence asks for this and looks for no words.
func (t *Token) Negated() bool { return t.flags&negated != 0 }

// Planned says that the token tells what is to come: after "will", "is to", "plans to", "tried to", or
// after the "would" of reported speech.
func (t *Token) Planned() bool { return t.flags&planned != 0 }

// Hypothetical says that the token tells what may be, or would be on a condition: after "could", "may",
// "if", or after a "would" that reports nothing.
func (t *Token) Hypothetical() bool { return t.flags&hypothetical != 0 }

// Undecided says that the token is a surname, a he or a she that may mean one of two people of the article: who
// reads it may not take it for either.
func (t *Token) Undecided() bool { return t.flags&undecided != 0 }

// SetUndecided notes whether the token may mean one of two.
func (t *Token) SetUndecided(on bool) { t.mark(undecided, on) }

// SetQuoted notes whether the token stands inside quotation marks.
func (t *Token) SetQuoted(on bool) { t.mark(quoted, on) }

// SetNamed notes whether the token is part of a name.
func (t *Token) SetNamed(on bool) { t.mark(named, on) }

// mark sets flags of the token.
func (t *Token) mark(f flag, on bool) {
	if on {
		t.flags |= f
	} else {
		t.flags &^= f
	}
}

// Modality gives how the token's clause is told.
func (t *Token) Modality() Modality {
	switch {
	case t.Hypothetical():
		return Hypothetical
	case t.Planned():
		return Planned
	}
	return Actual
}
