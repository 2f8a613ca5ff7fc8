package files_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/files"
	"briefbot/briefing"
	"briefbot/briefing/briefingtest"
)

// folder is a folder as a source's world.
type folder struct {
	t    *testing.T
	dir  string
	tick int
}

func (f *folder) away() string { return f.dir + ".away" }

// Put implements briefingtest.SourceWorld.
func (f *folder) Put(name, title, text string) {
	f.t.Helper()
	dir := f.dir
	if _, err := os.Stat(dir); err != nil {
		dir = f.away()
	}
	file := filepath.Join(dir, name+".txt")
	if err := os.WriteFile(file, []byte(title+"\n\n"+text+"\n"), 0o600); err != nil {
		f.t.Fatal(err)
	}
	f.tick++ // file systems may tell times apart by seconds only
	at := time.Date(2031, 5, 6, 9, 0, f.tick, 0, time.UTC)
	if err := os.Chtimes(file, at, at); err != nil {
		f.t.Fatal(err)
	}
}

// Break implements briefingtest.SourceWorld.
func (f *folder) Break() { f.move(f.dir, f.away()) }

// Mend implements briefingtest.SourceWorld.
func (f *folder) Mend() { f.move(f.away(), f.dir) }

func (f *folder) move(from, to string) {
	f.t.Helper()
	if err := os.Rename(from, to); err != nil {
		f.t.Fatal(err)
	}
}

// Holds implements briefingtest.SourceWorld.
func (f *folder) Holds(p briefing.RawPage, name, text string) bool {
	b, err := os.ReadFile(filepath.Join(p.File, name+".txt"))
	return err == nil && strings.Contains(string(b), text)
}

func TestSource(t *testing.T) {
	briefingtest.TestSource(t, func(t *testing.T) (briefing.Source, briefingtest.SourceWorld) {
		f := &folder{t: t, dir: filepath.Join(t.TempDir(), "news")}
		if err := os.Mkdir(f.dir, 0o700); err != nil {
			t.Fatal(err)
		}
		return files.New("news", f.dir), f
	})
}

// A file that is gone, and a change of its time alone, is a change; the number of files is told.
func TestEveryChangeIsSeen(t *testing.T) {
	f := &folder{t: t, dir: t.TempDir()}
	f.Put("bridge", "Bridge opens", "The bridge at Orlo opened.")
	f.Put("mill", "Mill for sale", "The mill at Sund will be sold.")
	s := files.New("news", f.dir)
	var state briefing.SourceState
	for _, step := range []struct {
		what   string
		change func()
		pages  int
		holds  int
	}{
		{"at first", func() {}, 1, 2},
		{"nothing", func() {}, 0, 2},
		{"written again", func() { f.Put("mill", "Mill for sale", "The mill at Sund will be sold.") }, 1, 2},
		{"gone", func() {
			if err := os.Remove(filepath.Join(f.dir, "mill.txt")); err != nil {
				t.Fatal(err)
			}
		}, 1, 1},
		{"nothing again", func() {}, 0, 1},
	} {
		step.change()
		r, err := s.Read(t.Context(), state)
		if err != nil || len(r.Pages) != step.pages || r.Holds != step.holds {
			t.Errorf("%s: %d pages of %d, %v; want %d of %d", step.what, len(r.Pages), r.Holds, err, step.pages, step.holds)
		}
		state = r.Next
	}
}
