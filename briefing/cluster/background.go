package cluster

import (
	_ "embed"
	"math"
	"strings"
	"sync"
)

// frequencies holds how common English stems are in general news, counted over the first 500 words
// of some 3,800 pages of 2016 and 2022. A line is a step of document frequency: stems on line n
// stand in about 2^(-n/2) of all pages. Stems that were met on fewer than four pages are left out.
//
//go:embed background.txt
var frequencies string

// rarest is the share of documents that an unlisted word is taken to occur in.
const rarest = 1.0 / 8000

// table reads frequencies once.
var table = sync.OnceValue(func() map[string]float64 {
	m := map[string]float64{}
	step := 0
	for line := range strings.Lines(frequencies) {
		step++
		for _, stem := range strings.Fields(line) {
			m[stem] = math.Pow(2, -float64(step)/2)
		}
	}
	return m
})

// background is the share of general news documents that hold a stem.
func background(stem string) float64 {
	if p, ok := table()[stem]; ok {
		return p
	}
	return rarest
}
