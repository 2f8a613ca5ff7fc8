package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// What new code keeps to. What was there before stands in styleFile, which only shrinks.
const (
	maxComplexity = 25  // McCabe's cyclomatic complexity of a function
	maxColumns    = 140 // of a line; a tab is one
	maxWords      = 6   // of a list in the engine's Go code: longer ones are data in briefing/lex
)

// styleFile lists the exceptions, one a line: kind, file, name, and how far it goes. With -update the
// test takes out what is no longer needed and lowers what has become less; it never adds. The linter's
// copy of them, between two marks in lintFile, is written with it.
const (
	styleFile = "../../testdata/style.txt"
	lintFile  = "../../.golangci.yml"
	lintBegin = "      # exceptions of testdata/style.txt, written by go test ./cmd/briefbot -run TestStyle -update\n"
	lintEnd   = "      # end of exceptions\n"
)

// offence is something that goes beyond a bound: a function, the long lines of a file, a list of words.
type offence struct{ kind, file, name string }

func TestStyle(t *testing.T) {
	found := offences(t, "../..")
	allowed, err := exceptions(styleFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if *update {
		if err != nil { // the first time
			allowed = found
		}
		allowed = shrunk(allowed, found)
		writeExceptions(t, allowed)
	}
	for _, o := range sorted(found) {
		switch was, ok := allowed[o]; {
		case !ok:
			t.Errorf("%s: %s", o.file, o.complaint(found[o]))
		case found[o] > was:
			t.Errorf("%s: %s; it was %d", o.file, o.complaint(found[o]), was)
		}
	}
	for _, o := range sorted(allowed) {
		if found[o] < allowed[o] {
			t.Errorf("%s has an exception for %s %s (%d) that is no longer needed: go test ./cmd/briefbot -run TestStyle -update",
				styleFile, o.file, o.name, allowed[o])
		}
	}
	lint, err := os.ReadFile(lintFile)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(lint), lintBegin+lintRules(allowed)+lintEnd) {
		t.Errorf("%s has other exceptions than %s: go test ./cmd/briefbot -run TestStyle -update", lintFile, styleFile)
	}
}

func (o offence) complaint(n int) string {
	switch o.kind {
	case "complexity":
		return fmt.Sprintf("%s has a cyclomatic complexity of %d; at most %d", o.name, n, maxComplexity)
	case "columns":
		return fmt.Sprintf("%d lines are longer than %d columns", n, maxColumns)
	}
	return fmt.Sprintf("%s lists %d words; more than %d are data in briefing/lex", o.name, n, maxWords)
}

// offences finds all offences below a folder, with how far each goes.
func offences(t *testing.T, root string) map[offence]int {
	t.Helper()
	out := map[offence]int{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != root) {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		return offencesIn(filepath.ToSlash(name), src, out)
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// offencesIn adds those of one file. Lists are counted in the engine alone, and not in its tests.
func offencesIn(file string, src []byte, out map[offence]int) error {
	f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for line := range bytes.Lines(src) {
		if utf8.RuneCount(bytes.TrimRight(line, "\r\n")) > maxColumns {
			out[offence{"columns", file, "-"}]++
		}
	}
	engine := strings.HasPrefix(file, "briefing/") && !strings.HasSuffix(file, "_test.go")
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			if n := complexity(fn); n > maxComplexity {
				out[offence{"complexity", file, funcName(fn)}] = n
			}
		}
		if engine {
			listsIn(d, func(name string, words int) {
				o := offence{"words", file, name}
				out[o] = max(out[o], words)
			})
		}
	}
	return nil
}

// complexity is McCabe's measure of a function: one, and one for each place where it branches.
func complexity(fn *ast.FuncDecl) int {
	n := 1
	ast.Inspect(fn, func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			n++
		case *ast.CaseClause:
			if x.List != nil {
				n++
			}
		case *ast.CommClause:
			if x.Comm != nil {
				n++
			}
		case *ast.BinaryExpr:
			if x.Op == token.LAND || x.Op == token.LOR {
				n++
			}
		}
		return true
	})
	return n
}

// funcName is a function's name with its receiver's type, as in (*T).m.
func funcName(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return fn.Name.Name
	}
	typ, star := fn.Recv.List[0].Type, ""
	if p, ok := typ.(*ast.StarExpr); ok {
		typ, star = p.X, "*"
	}
	if generic, ok := typ.(*ast.IndexExpr); ok {
		typ = generic.X
	}
	return fmt.Sprintf("(%s%s).%s", star, typ.(*ast.Ident).Name, fn.Name.Name)
}

var (
	aWord   = regexp.MustCompile(`^[\pL'’.&-]+$`)
	builder = regexp.MustCompile(`(?i)(set|stems|words?|list|fields|splitseq|split|fieldsseq)$`)
	// compiler is what makes a regular expression, and alternative a word of one.
	compiler    = regexp.MustCompile(`^(Re|MustCompile|Compile)$`)
	alternative = regexp.MustCompile(`^[\pL'’. ?-]+$`)
)

// listsIn calls found for each list of more than maxWords words in a declaration: a string of words
// that is handed to what makes a list of them, a literal of single words, the words of a case.
func listsIn(d ast.Decl, found func(name string, words int)) {
	if fn, ok := d.(*ast.FuncDecl); ok {
		listsUnder(fn, funcName(fn), found)
		return
	}
	for _, s := range d.(*ast.GenDecl).Specs {
		if v, ok := s.(*ast.ValueSpec); ok {
			listsUnder(v, v.Names[0].Name, found)
		}
	}
}

func listsUnder(n ast.Node, name string, found func(name string, words int)) {
	ast.Inspect(n, func(x ast.Node) bool {
		words := 0
		switch x := x.(type) {
		case *ast.CallExpr:
			for _, a := range x.Args {
				switch name := called(x.Fun); {
				case builder.MatchString(name):
					words = max(words, wordsOf(a))
				case compiler.MatchString(name):
					words = max(words, alternatives(joined(a)))
				}
			}
		case *ast.CompositeLit:
			if called(x.Type) != "Features" { // names of our own, not words of the language
				words = single(x.Elts)
			}
		case *ast.CaseClause:
			words = single(x.List)
		}
		if words > maxWords {
			found(name, words)
		}
		return true
	})
}

// called is the last part of a function's name.
func called(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// wordsOf counts the words of a string literal that holds nothing but words; literals may be put
// together.
func wordsOf(e ast.Expr) int {
	if b, ok := e.(*ast.BinaryExpr); ok {
		return wordsOf(b.X) + wordsOf(b.Y)
	}
	s, ok := literal(e)
	if !ok {
		return 0
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n|,;", r) })
	for _, w := range words {
		if !aWord.MatchString(w) {
			return 0
		}
	}
	return len(words)
}

// joined is a string literal, or several that are put together.
func joined(e ast.Expr) string {
	if b, ok := e.(*ast.BinaryExpr); ok {
		return joined(b.X) + joined(b.Y)
	}
	s, _ := literal(e)
	return s
}

// alternatives counts the words among which a group of a regular expression lets choose, in the group that has most.
func alternatives(expr string) int {
	most, open := 0, []int{0}
	var words strings.Builder // of the alternative that is read
	end := func() {
		if alternative.MatchString(words.String()) {
			open[len(open)-1]++
		}
		words.Reset()
		most = max(most, open[len(open)-1])
	}
	for i := 0; i < len(expr); i++ {
		switch expr[i] {
		case '\\':
			i++
			if i < len(expr) && expr[i] != 'b' && expr[i] != '.' {
				words.WriteByte('\\') // no word
			}
		case '(':
			open = append(open, 0)
			words.Reset()
			if strings.HasPrefix(expr[i:], "(?:") {
				i += 2
			}
		case ')':
			end()
			open = open[:max(1, len(open)-1)]
		case '|':
			end()
		default:
			words.WriteByte(expr[i])
		}
	}
	end()
	return most
}

// single counts the elements that are, or have as their key, a single word.
func single(elements []ast.Expr) int {
	n := 0
	for _, e := range elements {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Key
		}
		if s, ok := literal(e); ok && aWord.MatchString(s) {
			n++
		}
	}
	return n
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

// exceptions reads a style file.
func exceptions(file string) (map[offence]int, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	out := map[offence]int{}
	for i, line := range strings.Split(string(b), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		if len(f) != 4 {
			return nil, fmt.Errorf("%s:%d: want kind, file, name and number", file, i+1)
		}
		n, err := strconv.Atoi(f[3])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
		out[offence{f[0], f[1], f[2]}] = n
	}
	return out, nil
}

// shrunk is what is left of exceptions: those still needed, no further than needed.
func shrunk(allowed, found map[offence]int) map[offence]int {
	out := map[offence]int{}
	for o, n := range allowed {
		if found[o] > 0 {
			out[o] = min(n, found[o])
		}
	}
	return out
}

func sorted(all map[offence]int) []offence {
	return slices.SortedFunc(maps.Keys(all), func(a, b offence) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.file, b.file), cmp.Compare(a.name, b.name))
	})
}

// lintRules are the exceptions as the linter reads them.
func lintRules(allowed map[offence]int) string {
	var b strings.Builder
	for _, o := range sorted(allowed) {
		path := "^" + strings.ReplaceAll(o.file, ".", `\.`) + "$"
		switch o.kind {
		case "complexity":
			fmt.Fprintf(&b, "      - {linters: [gocyclo], path: '%s', text: 'func `%s` '}\n", path, regexp.QuoteMeta(o.name))
		case "columns":
			fmt.Fprintf(&b, "      - {linters: [lll], path: '%s'}\n", path)
		}
	}
	return b.String()
}

func writeExceptions(t *testing.T, allowed map[offence]int) {
	t.Helper()
	var b strings.Builder
	b.WriteString("# What goes beyond the bounds of TestStyle and was there before: kind, file, name, how far. This list only shrinks.\n")
	for _, o := range sorted(allowed) {
		fmt.Fprintf(&b, "%s %s %s %d\n", o.kind, o.file, o.name, allowed[o])
	}
	if err := os.WriteFile(styleFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	lint, err := os.ReadFile(lintFile)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(lint), lintBegin)
	_, tail, ends := strings.Cut(rest, lintEnd)
	if !ok || !ends {
		t.Fatalf("%s has no place for exceptions: it wants the lines\n%s%s", lintFile, lintBegin, lintEnd)
	}
	if err := os.WriteFile(lintFile, []byte(head+lintBegin+lintRules(allowed)+lintEnd+tail), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestOffences(t *testing.T) {
	long := "// " + strings.Repeat("x", maxColumns)
	branches := strings.Repeat("\tif a && b {\n\t}\n", 13)
	for _, c := range []struct {
		name, file, src string
		want            map[offence]int
	}{
		{"a long line", "bot/a.go", "package a\n\n" + long + "\n", map[offence]int{{"columns", "bot/a.go", "-"}: 1}},
		{"many branches", "bot/a.go",
			"package a\n\nfunc (t *T) f() {\n" + branches + "}\n", map[offence]int{{"complexity", "bot/a.go", "(*T).f"}: 27}},
		{"few branches", "bot/a.go", "package a\n\nfunc f() {\n" + branches[:len(branches)*12/13] + "}\n", nil},
		{"a default is no branch", "bot/a.go",
			"package a\n\nfunc f() {\n" + branches[:len(branches)*12/13] + "\tswitch {\n\tdefault:\n\t}\n}\n", nil},
		{"words in a string", "briefing/x/a.go",
			"package a\n\nvar v = set(`one two three\n four five six seven`)\n", map[offence]int{{"words", "briefing/x/a.go", "v"}: 7}},
		{"words put together", "briefing/x/a.go", "package a\n\nfunc f() { strings.Fields(\"one two three four \" + \"five six seven\") }\n",
			map[offence]int{{"words", "briefing/x/a.go", "f"}: 7}},
		{"names of features", "briefing/x/a.go", "package a\n\nvar v = rank.Features{`a`, `b`, `c`, `d`, `e`, `f`, `g`}\n", nil},
		{"words of an expression", "briefing/x/a.go",
			"package a\n\nvar v = lex.Re(`^(?i)a \\d(?:one|two |three|four|` + `five|six?|se ven)\\b`)\n",
			map[offence]int{{"words", "briefing/x/a.go", "v"}: 7}},
		{"six of an expression", "briefing/x/a.go",
			"package a\n\nvar v = lex.Re(`(one|two|three)(four|five|six|\\d+|[a-z])|seven`)\n", nil},
		{"words looked through", "briefing/x/a.go", "package a\n\nfunc f() { text.HasWord(\"one two three four five six seven\", w) }\n",
			map[offence]int{{"words", "briefing/x/a.go", "f"}: 7}},
		{"six words", "briefing/x/a.go", "package a\n\nvar v = set(`one two three four five six`)\n", nil},
		{"a message", "briefing/x/a.go", "package a\n\nvar v = errors.New(`one two three four five six seven`)\n", nil},
		{"a map", "briefing/x/a.go",
			"package a\n\nvar v = map[string]bool{`a`: true, `b`: true, `c`: true, `d`: true, `e`: true, `f`: true, `g`: true}\n",
			map[offence]int{{"words", "briefing/x/a.go", "v"}: 7}},
		{"a case", "briefing/x/a.go", "package a\n\nfunc f() {\n\tswitch x {\n\tcase `a`, `b`, `c`, `d`, `e`, `f`, `g`:\n\t}\n}\n",
			map[offence]int{{"words", "briefing/x/a.go", "f"}: 7}},
		{"not the engine", "bot/a.go", "package a\n\nvar v = set(`one two three four five six seven`)\n", nil},
		{"a test", "briefing/x/a_test.go", "package a\n\nvar v = set(`one two three four five six seven`)\n", nil},
	} {
		got := map[offence]int{}
		if err := offencesIn(c.file, []byte(c.src), got); err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestExceptionsOnlyShrink(t *testing.T) {
	a, b, c := offence{"complexity", "a.go", "f"}, offence{"complexity", "a.go", "g"}, offence{"words", "a.go", "h"}
	got := shrunk(map[offence]int{a: 30, b: 40}, map[offence]int{a: 35, c: 9})
	if !maps.Equal(got, map[offence]int{a: 30}) {
		t.Errorf("%v: want only what was there, no further than it was", got)
	}
	got = shrunk(map[offence]int{a: 30}, map[offence]int{a: 28})
	if !maps.Equal(got, map[offence]int{a: 28}) {
		t.Errorf("%v: want what is still needed", got)
	}
}
