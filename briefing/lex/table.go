package lex

import (
	"fmt"
	"io/fs"
	"strings"
)

// Row is a line of a table.
type Row struct {
	Cells []string // as many as the table has columns
	Line  int      // in its file, from 1
}

// Table reads the table of a name, such as "en/countries": each row has that many columns. No two
// rows begin with the same cell unless the table's remark says "# repeats". It panics on a mistake;
// see Words.
func Table(name string, columns int) []Row {
	rows, err := readTable(files, name+".tsv", columns)
	if err != nil {
		panic(err)
	}
	return rows
}

// readTable reads a table; columns 0 takes the number from the first row.
func readTable(fsys fs.FS, file string, columns int) ([]Row, error) {
	b, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("lex: %w", err)
	}
	repeats := strings.Contains("\n"+string(b), "\n# repeats\n")
	all, err := lines(fsys, file)
	if err != nil {
		return nil, err
	}
	seen := map[string]int{}
	var out []Row
	for _, l := range all {
		cells := strings.Split(l.text, "\t")
		if columns == 0 {
			columns = len(cells)
		}
		if len(cells) != columns {
			return nil, fmt.Errorf("lex: %s:%d: %d columns, want %d parted by tabs", file, l.number, len(cells), columns)
		}
		if first, ok := seen[cells[0]]; ok && !repeats {
			return nil, fmt.Errorf("lex: %s:%d: %q stands in line %d already", file, l.number, cells[0], first)
		}
		seen[cells[0]] = l.number
		out = append(out, Row{cells, l.number})
	}
	return out, nil
}

// Pairs reads a table of two columns as a map.
func Pairs(name string) map[string]string {
	m := map[string]string{}
	for _, row := range Table(name, 2) {
		m[row.Cells[0]] = row.Cells[1]
	}
	return m
}
