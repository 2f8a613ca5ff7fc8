//go:build unix

package postgrestest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// startTimeout is how long a cluster may take to answer, on a busy machine too.
const startTimeout = time.Minute

// settings make a cluster small and quick; nothing in it outlives the tests.
// https://www.postgresql.org/docs/15/non-durability.html
var settings = []string{
	"listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB",
	"max_connections=120", "autovacuum=off", "logging_collector=off", "max_wal_size=64MB", "deadlock_timeout=50ms",
}

// watch runs the server until its own input ends, which it does when the process that started it
// does, however that ends. Then it stops the server and removes the folder.
const watch = `
"$@" >"$DIR/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -QUIT $server
wait $server
cd /
rm -rf "$DIR"
`

// cluster is a running Postgres of one's own.
type cluster struct {
	dir     string
	watcher *exec.Cmd
	life    io.Closer // the watcher stops the server when this is closed
}

// programs finds initdb and postgres, or says that they are missing.
func programs() (initdb, postgres string, err error) {
	var folders []string
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil { // the two stand side by side
			folders = append(folders, filepath.Dir(path))
		}
	}
	installed, err := filepath.Glob("/usr/lib/postgresql/*/bin") // Debian's place for them
	if err != nil {
		return "", "", err
	}
	slices.Reverse(installed)
	for _, folder := range append(folders, installed...) {
		initdb, postgres = filepath.Join(folder, "initdb"), filepath.Join(folder, "postgres")
		if executable(initdb) && executable(postgres) {
			return initdb, postgres, nil
		}
	}
	return "", "", errors.New("initdb and postgres were found neither in PATH nor in /usr/lib/postgresql/*/bin")
}

func executable(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

// start starts a cluster. The watcher holds output, which may be nil, open until nothing of the
// cluster is left.
func start(output *os.File) (c *cluster, err error) {
	initdb, postgres, err := programs()
	if err != nil {
		return nil, err
	}
	// A socket's path has about a hundred bytes, which $TMPDIR may use up: unix(7).
	dir, err := os.MkdirTemp("/tmp", "briefbot-postgres-")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	attr, err := unprivileged(dir)
	if err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data")
	create := exec.CommandContext(context.Background(), initdb, "-D", data, "-A", "trust", "-U", "briefbot", "-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions")
	create.Dir, create.SysProcAttr = dir, attr
	create.Env = append(os.Environ(), "LC_ALL=C")
	if out, err := create.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	args := []string{"-c", watch, "watch", postgres, "-D", data, "-k", dir}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	watcher := exec.CommandContext(context.Background(), "/bin/sh", args...)
	watcher.Dir, watcher.SysProcAttr = dir, attr
	watcher.Env = append(os.Environ(), "DIR="+dir)
	if output != nil {
		watcher.Stdout = output
	}
	life, err := watcher.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := watcher.Start(); err != nil {
		return nil, fmt.Errorf("starting Postgres: %w", err)
	}
	c = &cluster{dir: dir, watcher: watcher, life: life}
	if err := c.ready(); err != nil {
		written, _ := os.ReadFile(filepath.Join(dir, "log"))
		return nil, errors.Join(fmt.Errorf("starting Postgres: %w\n%s", err, bytes.TrimSpace(written)), c.stop())
	}
	return c, nil
}

// unprivileged makes the folder belong to a user that may run Postgres, which refuses to run as
// root, and gives the attributes that make a process that user's. The group of its own keeps an
// interrupt that is typed for the tests away from it.
func unprivileged(dir string) (*syscall.SysProcAttr, error) {
	attr := &syscall.SysProcAttr{Setpgid: true}
	if os.Getuid() != 0 {
		return attr, nil
	}
	for _, name := range []string{"nobody", "postgres"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.ParseUint(u.Uid, 10, 32)
		if err != nil {
			continue
		}
		gid, err := strconv.ParseUint(u.Gid, 10, 32)
		if err != nil {
			continue
		}
		attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		return attr, os.Chown(dir, int(uid), int(gid))
	}
	return nil, errors.New("Postgres does not run as root, and there is neither a user nobody nor a user postgres to run it as")
}

// ready returns when the cluster answers.
func (c *cluster) ready() error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	for {
		err := c.exec(ctx, "SELECT 1")
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// exec runs a statement in the cluster's own database.
func (c *cluster) exec(ctx context.Context, statement string) (err error) {
	conn, err := pgx.Connect(ctx, c.address("public"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	_, err = conn.Exec(ctx, statement)
	return err
}

// address is the URL of a schema.
func (c *cluster) address(schema string) string {
	return "postgres://briefbot@/postgres?host=" + url.QueryEscape(c.dir) + "&search_path=" + schema
}

// stop ends the cluster and returns when nothing of it is left.
func (c *cluster) stop() error {
	return errors.Join(c.life.Close(), c.watcher.Wait())
}
