package gold

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/dlclark/regexp2"
)

// Pattern is a regular expression of the gold, in Python's syntax.
//
// Go's own expressions have no look-around, which one pattern in twenty needs, and take \w and \b as
// ASCII; those cases go to regexp2, which backtracks as Python does. Everything else is Go's, which is
// an order quicker and finds the same.
type Pattern struct {
	source string
	plain  *regexp.Regexp // nil where Go cannot
	full   *regexp2.Regexp
}

// UnmarshalText compiles b. A pattern that does not compile is an error.
func (p *Pattern) UnmarshalText(b []byte) error {
	p.source = string(b)
	s := strings.ReplaceAll(p.source, "’", "'") // texts are matched with straight quotation marks
	p.plain, _ = regexp.Compile(s)
	var err error
	if p.full, err = regexp2.Compile(s, regexp2.None); err != nil {
		return fmt.Errorf("the pattern %q: %w", p.source, err)
	}
	p.full.MatchTimeout = 10 * time.Second
	return nil
}

// MarshalText is the pattern as it stands in the gold.
func (p Pattern) MarshalText() ([]byte, error) { return []byte(p.source), nil }

// String is the pattern as it stands in the gold.
func (p *Pattern) String() string { return p.source }

// In reports whether the pattern matches somewhere in text, which has been through score.Flat.
func (p *Pattern) In(text string) bool {
	if p.plain != nil && ascii(text) {
		return p.plain.MatchString(text)
	}
	ok, err := p.full.MatchString(text)
	return ok && err == nil
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

// AllIn reports whether each of the patterns matches in text.
func AllIn(patterns []Pattern, text string) bool {
	for i := range patterns {
		if !patterns[i].In(text) {
			return false
		}
	}
	return true
}
