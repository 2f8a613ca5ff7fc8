package ingest

import (
	"runtime"
	"strings"
	"testing"
)

// TestWorkGrowsWithThePage holds that four times as much of what parts a page takes about four times as
// much memory to read, and not sixteen times.
func TestWorkGrowsWithThePage(t *testing.T) {
	spent := func(unit string, n int) float64 {
		page := Page{Origin: "p", Kind: Plain, Title: "5 things to know: ferry, pier, bread",
			Body: []byte("Here is the news to know Tuesday.\n\nThe ferry to Sund sailed again.\n\n" + strings.Repeat(unit, n))}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		New(Options{}).Articles(page)
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	spent("Ferry\n\n", 10) // what is read once
	for name, unit := range map[string]string{
		"headings":                 "Keep scrolling now\n\n",
		"headings amid furniture":  "Keep scrolling\n\nAdvertisement\n\n",
		"sections":                 "Ferry to Sund sails\n\nThe ferry to Sund sailed again on Monday, its owner said to the council.\n\n",
		"numbered things":          "1. Ferry\n\nThe ferry to Sund sailed again on Monday.\n\n",
		"numbered without text":    "1. Ferry\n\n",
		"times":                    "9:15\n\n",
		"times and text":           "9:15\n\nThe ferry to Sund sailed again on Monday.\n\n",
		"rules":                    "♦\n\nThe ferry sailed.\n\n",
		"names with a day":         "Ann PoeMay 3, 2031\n\n",
		"days":                     "5 de mayo de 2031\n\n",
		"furniture and nothing":    "Share this article\n\n",
		"a word that stands alone": "Ferry\n\n",
	} {
		if one, four := spent(unit, 1000), spent(unit, 4000); four > 8*one {
			t.Errorf("%s: %.0f kB for a thousand, %.0f kB for four", name, one/1024, four/1024)
		}
	}
}
