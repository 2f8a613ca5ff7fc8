//go:build unix

package ingest

import "syscall"

// cpuSeconds is the time that the program has used on all processors: what a busy machine takes from a
// benchmark is not in it.
func cpuSeconds() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}
