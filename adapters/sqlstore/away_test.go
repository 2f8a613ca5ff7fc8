package sqlstore

import (
	"database/sql"
	"errors"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"briefbot/adapters/sqlstore/postgrestest"
	"briefbot/bot"
)

// wire is a way to Postgres that can be cut and mended.
type wire struct {
	t      *testing.T
	socket string
	at     string // the address, the same after every mending

	mu    sync.Mutex
	l     net.Listener
	conns []net.Conn
}

// newWire gives a wire to the Postgres at an address, and the address through the wire.
func newWire(t *testing.T, address string) (*wire, string) {
	t.Helper()
	u, err := url.Parse(address)
	must(t, err)
	query := u.Query()
	w := &wire{t: t, socket: filepath.Join(query.Get("host"), ".s.PGSQL.5432"), at: "127.0.0.1:0"}
	w.mend()
	t.Cleanup(w.cut)
	query.Del("host")
	query.Set("sslmode", "disable")
	u.Host, u.RawQuery = w.at, query.Encode()
	return w, u.String()
}

func (w *wire) mend() {
	w.t.Helper()
	l, err := net.Listen("tcp", w.at)
	must(w.t, err)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.l, w.at = l, l.Addr().String()
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("unix", w.socket)
			if err != nil {
				in.Close()
				continue
			}
			w.mu.Lock()
			w.conns = append(w.conns, in, out)
			w.mu.Unlock()
			pass := func(to, from net.Conn) {
				io.Copy(to, from)
				to.Close()
			}
			go pass(in, out)
			go pass(out, in)
		}
	}()
}

func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.l.Close()
	for _, c := range w.conns {
		c.Close()
	}
	w.conns = nil
}

// TestPostgresAway takes Postgres away in the midst of a delivery and brings it back.
func TestPostgresAway(t *testing.T) {
	w, address := newWire(t, postgrestest.New(t))
	s := openAt(t, address)
	now := time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)
	key := bot.DeliveryKey{Subscription: "a", Slot: "2031-05-06/1"}
	d, err := s.Claim(t.Context(), bot.Delivery{Key: key, At: now}, "one", now, time.Minute)
	must(t, err)

	halfway := s.tx(t.Context(), func(tx *sql.Tx) error {
		if err := change(t.Context(), tx, "a", "r", false); err != nil {
			return err
		}
		w.cut()
		return change(t.Context(), tx, "b", "r", false)
	})
	_, claiming := s.Claim(t.Context(), bot.Delivery{Key: key}, "two", now.Add(time.Hour), time.Minute)
	_, putting := s.Put(t.Context(), notices(2)...)
	_, reading := s.Deliveries(t.Context(), "a", 5)
	_, one := s.Delivery(t.Context(), key)
	_, opening := Open(t.Context(), address)
	for what, err := range map[string]error{"in a transaction": halfway, "claiming": claiming, "putting": putting, "reading": reading, "reading one": one, "opening": opening} {
		if !says(err, "Postgres cannot be reached") {
			t.Errorf("%s: %v", what, err)
		}
	}

	w.mend()
	if articles, changes := stored(t, s); articles != 0 || changes != 0 {
		t.Errorf("half written: %d articles, %d changes", articles, changes)
	}
	if _, err := s.Claim(t.Context(), bot.Delivery{Key: key}, "two", now.Add(time.Second), time.Minute); !errors.Is(err, bot.ErrTaken) {
		t.Errorf("the claim of before is lost: %v", err)
	}
	if err := s.Finish(t.Context(), key, d.Token, bot.Outcome{State: bot.Sent, At: now}); err != nil {
		t.Errorf("going on: %v", err)
	}
}

// TestPostgresRefuses wants what Postgres says at the door to be told with what to do.
func TestPostgresRefuses(t *testing.T) {
	address := postgrestest.New(t)
	u, err := url.Parse(address)
	must(t, err)
	query := u.Query()
	for what, c := range map[string]struct{ path, schema, want string }{
		"no such database": {"/nowhere", query.Get("search_path"), "does not exist; create it with createdb"},
		"no such schema":   {u.Path, "nowhere", "schema"},
	} {
		other := *u
		query.Set("search_path", c.schema)
		other.Path, other.RawQuery = c.path, query.Encode()
		if _, err := Open(t.Context(), other.String()); !says(err, c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	s := openAt(t, address)
	must(t, exec(t, s, "ALTER DATABASE postgres SET default_transaction_read_only = on"))
	defer func() { must(t, exec(t, s, "ALTER DATABASE postgres RESET default_transaction_read_only")) }()
	if _, err := Open(t.Context(), address); !says(err, "it may be a standby") {
		t.Errorf("a standby: %v", err)
	}
}
