package ingest

import (
	"slices"
	"testing"
)

func TestEachRowOfATableIsALine(t *testing.T) {
	var got []string
	for _, l := range markdownLines([]byte("Results:\n\n| Country | Gold |\n|---|---:|\n" +
		"| *Velmara* | 7 |\n| Ostrany |  5 |\n\nWave | particle\n")) {
		got = append(got, l.text)
	}
	if want := []string{"Results:", "Country Gold", "Velmara 7", "Ostrany 5", "Wave | particle"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
