package lex

import (
	"fmt"
	"io/fs"
	"iter"
	"strconv"
	"strings"
	"sync"
)

// Phrase is a kind of line that is known by its words.
type Phrase struct {
	Why     string // the reason, as it is told in a drop log
	Words   int    // the most words that a line of this kind has; 0 means any number
	Pattern *Regexp
	Example string // a line that the pattern matches
}

// PhraseTable is a table of stock phrases, read when it is first used; then it is immutable and safe
// for concurrent use.
type PhraseTable struct {
	name string
	once sync.Once
	rows []Phrase
	look firstLook
}

// Phrases returns the table of a name, such as "en/furniture". It panics on a mistake at first use;
// see Words.
func Phrases(name string) *PhraseTable { return &PhraseTable{name: name} }

// All returns the phrases in the order of the file. The slice must not be changed.
func (t *PhraseTable) All() []Phrase {
	t.once.Do(func() {
		rows, err := readPhrases(files, t.name+".phrases")
		if err != nil {
			panic(err)
		}
		t.rows, t.look = rows, lookFor(rows)
	})
	return t.rows
}

// Match returns the first phrase that a line of so many words is, or nil. s is in the form that the
// table's remark names.
func (t *PhraseTable) Match(s string, words int) *Phrase {
	for p := range t.Matches(s, words) {
		return p
	}
	return nil
}

// Matches yields the phrases that a line of so many words is, in the order of the file.
func (t *PhraseTable) Matches(s string, words int) iter.Seq[*Phrase] {
	all := t.All()
	return func(yield func(*Phrase) bool) {
		for i := range t.look.candidates(s) {
			if p := &all[i]; (p.Words == 0 || words <= p.Words) && p.Pattern.MatchString(s) && !yield(p) {
				return
			}
		}
	}
}

// readPhrases reads a table of phrases without compiling the patterns.
func readPhrases(fsys fs.FS, file string) ([]Phrase, error) {
	all, err := lines(fsys, file)
	if err != nil {
		return nil, err
	}
	out := make([]Phrase, 0, len(all))
	for _, l := range all {
		cells := strings.Split(l.text, "\t")
		if len(cells) != 4 {
			return nil, fmt.Errorf("lex: %s:%d: %d columns, want 4 parted by tabs: reason, words, pattern, example", file, l.number,
				len(cells))
		}
		n, err := strconv.Atoi(cells[1])
		if err != nil || n < 0 {
			return nil, fmt.Errorf("lex: %s:%d: %q is no number of words", file, l.number, cells[1])
		}
		out = append(out, Phrase{Why: cells[0], Words: n, Pattern: Re(cells[2]), Example: cells[3]})
	}
	return out, nil
}
