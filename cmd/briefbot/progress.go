package main

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress is a bar for long work on a terminal, and nothing elsewhere.
type progress struct {
	w    io.Writer
	name string
	bar  *progressbar.ProgressBar
}

func newProgress(w io.Writer, name string) *progress {
	p := &progress{name: name}
	if isTerminal(w) {
		p.w = w
	}
	return p
}

// set shows that done of total steps are done. Short work shows no bar.
func (p *progress) set(done, total int) {
	if p.w == nil || total < 50 {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription(p.name),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
	}
	_ = p.bar.Set(done) // a bar that cannot be drawn must not stop the work
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

// isTerminal reports whether w is a terminal.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
