package main

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gonum.org/v1/gonum/mat"

	"briefbot/briefing/embedding"
)

// embeddingTask makes the file of package embedding from GloVe's own: see that package for the method.
type embeddingTask struct {
	File  string `arg:"" help:"glove.6B.100d.txt of nlp.stanford.edu/projects/glove." type:"existingfile"`
	Out   string `help:"Where to write." default:"briefing/embedding/glove.bin"`
	Words int    `help:"How many words to keep." default:"48000"`
}

// dropped is the number of directions that all words share: about a hundredth of the dimensions (Mu and Viswanath).
const dropped = 1

// embeddingUnit is the length that stored vectors have.
const embeddingUnit = 300

func (t embeddingTask) Run(e *env) error {
	words, rows, err := readGloVe(t.File, t.Words)
	if err != nil {
		return err
	}
	rows = shortened(rows, embedding.Dim)
	if err := os.WriteFile(t.Out, packed(words, rows), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(e.out, "%s: %d words of %d numbers\n", t.Out, len(words), embedding.Dim)
	return nil
}

// readGloVe reads the first count words that consist of letters.
func readGloVe(file string, count int) (words []string, rows [][]float64, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan() && len(words) < count; n++ {
		fields := strings.Fields(lines.Text())
		if len(fields) < 2 || !lettered(fields[0]) {
			continue
		}
		row := make([]float64, len(fields)-1)
		for i, s := range fields[1:] {
			if row[i], err = strconv.ParseFloat(s, 64); err != nil {
				return nil, nil, fmt.Errorf("%s:%d: %w", file, n, err)
			}
		}
		if len(rows) > 0 && len(row) != len(rows[0]) {
			return nil, nil, fmt.Errorf("%s:%d has %d numbers, the line before %d", file, n, len(row), len(rows[0]))
		}
		words, rows = append(words, fields[0]), append(rows, row)
	}
	if err := lines.Err(); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(rows) <= embedding.Dim || len(rows[0]) < embedding.Dim+dropped {
		return nil, nil, errors.New(file + ": too few words or numbers")
	}
	return words, rows, nil
}

// lettered reports whether a word consists of letters, with hyphens and apostrophes within.
func lettered(word string) bool {
	letters := 0
	for i, r := range word {
		switch {
		case unicode.IsLetter(r):
			letters++
		case i == 0 || r != '-' && r != '\'':
			return false
		}
	}
	return letters > 1
}

// shortened takes away the mean and the directions that all words share, keeps the dim principal directions
// after them and gives every row the length embeddingUnit.
func shortened(rows [][]float64, dim int) [][]float64 {
	n, d := len(rows), len(rows[0])
	mean := make([]float64, d)
	for _, row := range rows {
		for i, x := range row {
			mean[i] += x / float64(n)
		}
	}
	m := mat.NewDense(n, d, nil)
	for i, row := range rows {
		for j, x := range row {
			m.Set(i, j, x-mean[j])
		}
	}
	var covariance mat.SymDense
	covariance.SymOuterK(1/float64(n), m.T())
	var eigen mat.EigenSym
	if !eigen.Factorize(&covariance, true) {
		panic("fit: a covariance matrix without eigenvalues")
	}
	var directions mat.Dense
	eigen.VectorsTo(&directions) // ascending by eigenvalue
	kept := directions.Slice(0, d, d-dropped-dim, d-dropped)
	var projected mat.Dense
	projected.Mul(m, kept)
	out := make([][]float64, n)
	for i := range out {
		row := mat.Row(nil, i, &projected)
		var length float64
		for _, x := range row {
			length += x * x
		}
		for j := range row {
			row[j] *= embeddingUnit / math.Sqrt(length)
		}
		out[i] = row
	}
	return out
}

// packed is the file, as package embedding describes it.
func packed(words []string, rows [][]float64) []byte {
	order := make([]int, len(words))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(words[a], words[b]) })
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(words)))
	end := 0
	for _, w := range order {
		end += len(words[w])
		out = binary.LittleEndian.AppendUint32(out, uint32(end))
	}
	for _, w := range order {
		out = append(out, words[w]...)
	}
	for _, w := range order {
		for _, x := range rows[w] {
			out = append(out, byte(int8(math.Round(max(-127, min(127, x))))))
		}
	}
	return out
}
