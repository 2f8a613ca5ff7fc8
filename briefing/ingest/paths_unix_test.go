//go:build unix

package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Links in a circle, a pipe and a folder with a page's name lose nothing of what can be read, and a
// folder may be given by a link.
func TestPathsOddEntries(t *testing.T) {
	root := folder(t, map[string]string{"in/a.txt": "The dam at Elm held.", "in/d.txt/b.txt": "A whale came to Sund."})
	in := filepath.Join(root, "in")
	for name, to := range map[string]string{"in/loop.txt": "loop.txt", "in/round": ".", "in/folder.txt": "d.txt", "link": in} {
		if err := os.Symlink(to, filepath.Join(root, name)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(in, "pipe.txt"), 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	if err := os.WriteFile(filepath.Join(in, "rows.jsonl"), []byte(`{"id":"r","file":"pipe.txt"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{in, filepath.Join(root, "link")} {
		articles, failures, err := New(Options{}).Paths(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := origins(articles); got != "a.txt b.txt" {
			t.Errorf("%s: origins %q", path, got)
		}
		says := ""
		for _, f := range failures {
			says += filepath.Base(f.Path) + ": " + f.Err.Error() + "\n"
		}
		if len(failures) != 3 || !strings.Contains(says, "loop.txt: unreadable") || strings.Count(says, "not a regular file") != 2 {
			t.Errorf("%s: failures\n%s", path, says)
		}
	}
}

func TestPathsOfAnEmptyFolder(t *testing.T) {
	articles, failures, err := New(Options{}).Paths(t.TempDir())
	if len(articles) != 0 || len(failures) != 0 || err != nil {
		t.Errorf("got %v, %v, %v", articles, failures, err)
	}
}

// What may not be read is told, and loses nothing of the others. Root may read everything.
func TestPathsUnreadable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("run by root, who may read everything")
	}
	root := folder(t, map[string]string{"a.txt": "The dam at Elm held.", "b.txt": "x", "c/d.txt": "x"})
	for _, p := range []string{"b.txt", "c"} {
		if err := os.Chmod(filepath.Join(root, p), 0); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(root, "c"), 0o700) })
	articles, failures, err := New(Options{}).Paths(root)
	if err != nil || origins(articles) != "a.txt" || len(failures) != 2 {
		t.Fatal(err, origins(articles), failures)
	}
	for _, f := range failures {
		if !strings.Contains(f.Err.Error(), "check") || !strings.Contains(f.Err.Error(), "permissions") {
			t.Errorf("%s: %v", f.Path, f.Err)
		}
	}
}
