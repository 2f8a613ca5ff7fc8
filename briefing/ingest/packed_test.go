package ingest

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A packed file that unpacks to nearly nothing but itself again and again, empty lines or one letter, ends at
// a bound; one that holds articles that are much alike is read whole.
func TestPackedEndsAtABound(t *testing.T) {
	pack := func(line string, n int) string {
		t.Helper()
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		for range n {
			if _, err := z.Write([]byte(line)); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "a.jsonl.gz")
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for name, line := range map[string]string{
		"empty lines": strings.Repeat("\n", 1<<16), "spaces": strings.Repeat(" ", 1<<16), "lines of " +
			"spaces": strings.Repeat("  \n", 1<<15)} {
		_, failures, err := New(Options{}).Paths(pack(line, 1<<8))
		if err != nil || len(failures) != 1 || !strings.Contains(failures[0].Err.Error(), "far more than articles do") {
			t.Errorf("%s: %v, %v", name, failures, err)
		}
	}
	row := `{"title":"Bridge opens in Orlo","published":"2031-05-06","text":"The bridge at Orlo opened on Tuesday, the mayor of Orlo said in the town hall."}` + "\n"
	if articles, failures, err := New(Options{}).Paths(pack(row, 2000)); err != nil || len(failures) > 0 || len(articles) == 0 {
		t.Errorf("rows that are much alike: %d articles, %v, %v", len(articles), failures, err)
	}
}
