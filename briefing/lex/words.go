package lex

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed de en mul markup
var files embed.FS

// Set is a list of words. It is read from its file when it is first used; then it is immutable and
// safe for concurrent use.
type Set struct {
	name string
	once sync.Once
	in   map[string]struct{}
	list []string
}

// Words returns the list of a name, such as "en/weekdays". A name without a file, or a file with a
// mistake, panics at first use: the files are part of the program, and a test finds every mistake.
func Words(name string) *Set { return &Set{name: name} }

func (s *Set) load() {
	s.once.Do(func() {
		list, err := readWords(files, s.name+".txt")
		if err != nil {
			panic(err)
		}
		s.list = list
		s.in = make(map[string]struct{}, len(list))
		for _, w := range list {
			s.in[w] = struct{}{}
		}
	})
}

// Has reports whether a folded word or phrase stands in the list.
func (s *Set) Has(word string) bool {
	s.load()
	_, ok := s.in[word]
	return ok
}

// All returns the entries in the order of the file. The slice must not be changed.
func (s *Set) All() []string {
	s.load()
	return s.list
}

// Few is a list of up to six words that stands where it is used; a longer one is a file.
type Few []string

// Has reports whether a folded word stands in the list.
func (f Few) Has(word string) bool { return slices.Contains(f, word) }

// line is an entry of a file with its number, from 1.
type line struct {
	text   string
	number int
}

// lines reads a file without its remarks and empty lines.
func lines(fsys fs.FS, file string) ([]line, error) {
	b, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("lex: %w", err)
	}
	var out []line
	number := 0
	for l := range strings.Lines(string(b)) {
		number++
		l = strings.TrimRight(l, "\r\n")
		if strings.TrimSpace(l) == "" || strings.HasPrefix(l, "#") {
			continue
		}
		out = append(out, line{l, number})
	}
	return out, nil
}

// readWords reads a list: sorted, nothing twice, no space around an entry.
func readWords(fsys fs.FS, file string) ([]string, error) {
	all, err := lines(fsys, file)
	if err != nil {
		return nil, err
	}
	out := make([]string, 0, len(all))
	for i, l := range all {
		switch {
		case l.text != strings.TrimSpace(l.text):
			return nil, fmt.Errorf("lex: %s:%d: space around %q: remove it", file, l.number, l.text)
		case i > 0 && l.text == all[i-1].text:
			return nil, fmt.Errorf("lex: %s:%d: %q stands twice: remove one", file, l.number, l.text)
		case i > 0 && l.text < all[i-1].text:
			return nil, fmt.Errorf("lex: %s:%d: %q is not in order: sort the list (LC_ALL=C sort)", file, l.number, l.text)
		}
		out = append(out, l.text)
	}
	return out, nil
}
