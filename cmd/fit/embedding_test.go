package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefbot/briefing/embedding"
)

// TestShortened checks that words which lie close together do so in fewer numbers, too.
func TestShortened(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var text strings.Builder
	text.WriteString("the 1 2\n, 1 2\n")
	if _, _, err := readGloVe(written(t, text.String()), 10); err == nil {
		t.Error("two words are too few, and nothing is said")
	}
	text.Reset()
	for word := range 100 {
		row := make([]float64, 70)
		for i := range row {
			row[i] = r.NormFloat64() + 5 // all words share a direction
		}
		for _, copy := range []string{"a", "b"} {
			fmt.Fprintf(&text, "%c%c%s", 'a'+word/26, 'a'+word%26, copy)
			for _, x := range row {
				fmt.Fprintf(&text, " %.4f", x+r.NormFloat64()/10)
			}
			text.WriteByte('\n')
		}
	}
	words, rows, err := readGloVe(written(t, text.String()), 1000)
	if err != nil || len(words) != 200 {
		t.Fatalf("%d words, %v", len(words), err)
	}
	rows = shortened(rows, embedding.Dim)
	near := func(a, b int) (sum float64) {
		for i := range rows[a] {
			sum += rows[a][i] * rows[b][i]
		}
		return sum / embeddingUnit / embeddingUnit
	}
	for i := 0; i < len(rows); i += 2 {
		if n := near(i, i+1); n < .9 {
			t.Errorf("%s and %s are %.2f near", words[i], words[i+1], n)
		}
		if n := near(i, (i+2)%len(rows)); n > .6 {
			t.Errorf("%s and %s are %.2f near", words[i], words[(i+2)%len(rows)], n)
		}
	}
	if a, b := packed(words, rows), packed(words, rows); !bytes.Equal(a, b) {
		t.Error("two files of the same vectors differ")
	}
	if _, _, err := readGloVe(written(t, "king .1 x\n"), 10); err == nil || !strings.Contains(err.Error(), ":1:") {
		t.Errorf("a value that is no number: %v", err)
	}
}

func written(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "vectors.txt")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
