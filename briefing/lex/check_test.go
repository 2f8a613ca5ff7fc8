package lex

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// check reads every file and returns all mistakes, each with its file and line: a doubled entry, a
// list out of order, a row with a column too few, a phrase whose pattern does not match its example.
func check(fsys fs.FS) error {
	var all []error
	err := fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch path.Ext(file) {
		case ".txt":
			_, err = readWords(fsys, file)
		case ".tsv":
			_, err = readTable(fsys, file, 0)
		case ".phrases":
			err = checkPhrases(fsys, file)
		default:
			err = fmt.Errorf("lex: %s: neither a list (.txt), a table (.tsv) nor .phrases", file)
		}
		if err != nil {
			all = append(all, err)
		}
		return nil
	})
	return errors.Join(append(all, err)...)
}

// checkPhrases compiles every pattern and tries its example.
func checkPhrases(fsys fs.FS, file string) error {
	rows, err := readPhrases(fsys, file)
	if err != nil {
		return err
	}
	all, err := lines(fsys, file)
	if err != nil {
		return err
	}
	seen := map[string]int{}
	for i, p := range rows {
		at := fmt.Sprintf("lex: %s:%d", file, all[i].number)
		re, err := regexp.Compile(expand(p.Pattern.expr))
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", at, err)
		case seen[p.Pattern.expr] != 0:
			return fmt.Errorf("%s: the pattern stands in line %d already", at, seen[p.Pattern.expr])
		case p.Example == "" || !re.MatchString(p.Example):
			return fmt.Errorf("%s: the pattern does not match its example %q", at, p.Example)
		case p.Words > 0 && len(strings.Fields(p.Example)) > p.Words:
			return fmt.Errorf("%s: the example %q has more than %d words", at, p.Example, p.Words)
		case !p.Pattern.MatchString(p.Example):
			return fmt.Errorf("%s: the first look misses the example %q", at, p.Example)
		}
		seen[p.Pattern.expr] = all[i].number
	}
	return nil
}
