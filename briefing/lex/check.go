package lex

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
)

// Check reads every file and returns all mistakes, each with its file and line: a doubled entry, a
// list out of order, a row with a column too few, a phrase whose pattern does not match its example.
func Check() error { return check(files) }

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
