//go:build !unix

package ingest

// cpuSeconds is not known here.
func cpuSeconds() float64 { return 0 }
