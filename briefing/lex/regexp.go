package lex

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
)

// Regexp is a regular expression that is compiled when it is first needed, with a cheap first look
// that is derived from it: literals of which one stands in every text that it matches. It is safe
// for concurrent use.
type Regexp struct {
	expr    string
	parsed  sync.Once
	source  string   // expr with its lists written out
	needs   []string // lower or exact literals; empty means that there is no first look
	compile sync.Once
	re      *regexp.Regexp
}

// Re returns the expression; it panics at first use where the expression is wrong. A list's name in
// braces stands for any of its entries: "(?:{en/weekdays})".
func Re(expr string) *Regexp { return &Regexp{expr: expr} }

// listName is a list's name in braces; no other use of braces in an expression has a slash.
var listName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{(\w+/[\w-]+)\}`) })

// expand writes the lists of an expression out.
func expand(expr string) string {
	if !strings.Contains(expr, "{") || !strings.Contains(expr, "/") {
		return expr
	}
	return listName().ReplaceAllStringFunc(expr, func(name string) string {
		all := Words(strings.Trim(name, "{}")).All()
		quoted := make([]string, len(all))
		for i, w := range all {
			quoted[i] = regexp.QuoteMeta(w)
		}
		return strings.Join(quoted, "|")
	})
}

// Compiled returns the compiled expression.
func (r *Regexp) Compiled() *regexp.Regexp {
	r.look()
	r.compile.Do(func() { r.re = regexp.MustCompile(r.source) })
	return r.re
}

// look returns the literals of which one stands in every text that matches, or nil. It does not
// compile the expression.
func (r *Regexp) look() []string {
	r.parsed.Do(func() {
		r.source = expand(r.expr)
		if tree, err := syntax.Parse(r.source, syntax.Perl); err == nil {
			r.needs = needed(tree.Simplify())
		}
	})
	return r.needs
}

// may reports whether s can match at all.
func (r *Regexp) may(s string) bool {
	needs := r.look()
	if len(needs) == 0 {
		return true
	}
	for _, n := range needs {
		if strings.Contains(s, n) {
			return true
		}
	}
	return false
}

// MatchString reports whether s matches.
func (r *Regexp) MatchString(s string) bool { return r.may(s) && r.Compiled().MatchString(s) }

// never matches nothing, and tells at once.
var never = regexp.MustCompile(`^[^\x00-\x{10FFFF}]`)

// in is the expression to look for in s: never where the first look sees that s does not match.
func (r *Regexp) in(s string) *regexp.Regexp {
	if !r.may(s) {
		return never
	}
	return r.Compiled()
}

// FindString returns the first match, or "".
func (r *Regexp) FindString(s string) string { return r.in(s).FindString(s) }

// FindStringIndex returns where the first match stands, or nil.
func (r *Regexp) FindStringIndex(s string) []int { return r.in(s).FindStringIndex(s) }

// FindStringSubmatch returns the first match and its groups, or nil.
func (r *Regexp) FindStringSubmatch(s string) []string { return r.in(s).FindStringSubmatch(s) }

// FindStringSubmatchIndex returns where the first match and its groups stand, or nil.
func (r *Regexp) FindStringSubmatchIndex(s string) []int { return r.in(s).FindStringSubmatchIndex(s) }

// FindAllStringIndex returns where up to n matches stand (all with n < 0).
func (r *Regexp) FindAllStringIndex(s string, n int) [][]int { return r.in(s).FindAllStringIndex(s, n) }

// FindAllStringSubmatch returns up to n matches with their groups (all with n < 0).
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return r.in(s).FindAllStringSubmatch(s, n)
}

// ReplaceAllString replaces every match; repl may name groups.
func (r *Regexp) ReplaceAllString(s, repl string) string { return r.in(s).ReplaceAllString(s, repl) }

// most is how many literals a first look compares at most: more cost what they save.
const most = 24

// needed returns literals of which one stands in every match, or nil where none can be told.
func needed(t *syntax.Regexp) []string {
	switch t.Op {
	case syntax.OpLiteral:
		if t.Flags&syntax.FoldCase != 0 {
			return nil
		}
		return []string{string(t.Rune)}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(t.Sub[0])
	case syntax.OpRepeat:
		if t.Min > 0 {
			return needed(t.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range t.Sub {
			if n := needed(sub); better(n, best) {
				best = n
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range t.Sub {
			n := needed(sub)
			if n == nil {
				return nil
			}
			all = append(all, n...)
		}
		if len(all) <= most {
			return all
		}
	}
	return nil
}

// better prefers the set whose shortest literal is longer, then the smaller set.
func better(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) > 0
	}
	x, y := shortest(a), shortest(b)
	return x > y || x == y && len(a) < len(b)
}

func shortest(all []string) int {
	n := len(all[0])
	for _, s := range all[1:] {
		n = min(n, len(s))
	}
	return n
}
