//go:build unix

package postgrestest

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// holder makes the test binary start a cluster, name its folder and wait to be killed.
const holder = "BRIEFBOT_TEST_HOLD_POSTGRES"

func TestMain(m *testing.M) {
	if os.Getenv(holder) == "" {
		os.Exit(m.Run())
	}
	c, err := start(os.Stdout)
	if err != nil {
		panic(err)
	}
	os.Stdout.WriteString(c.dir + "\n")
	select {}
}

func TestNew(t *testing.T) {
	one, two := New(t), New(t)
	if one == two || !strings.HasPrefix(one, "postgres://") {
		t.Errorf("the databases %s and %s", one, two)
	}
}

// TestNothingStaysBehind kills a process that has started a cluster.
func TestNothingStaysBehind(t *testing.T) {
	New(t) // skips where there is none
	p := exec.Command(os.Args[0])
	p.Env = append(os.Environ(), holder+"=1")
	p.Stderr = os.Stderr
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(out)
	line, err := r.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	dir := strings.TrimSpace(line)
	if _, err := os.Stat(dir); err != nil {
		t.Errorf("while it runs: %v", err)
	}
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, r); err != nil { // ends when the watcher has
		t.Fatal(err)
	}
	if err := p.Wait(); err == nil {
		t.Error("the killed process ended well")
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the folder %s is still there: %v", dir, err)
	}
}
