package feed

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// names is a name server on loopback that gives every name these addresses, one after the other.
func names(t *testing.T, addresses ...string) *net.Resolver {
	t.Helper()
	c, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	var asked atomic.Int32
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := c.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) == 0 {
				continue
			}
			m.Response, m.Additionals = true, nil
			q := m.Questions[0]
			if q.Type == dnsmessage.TypeA {
				addr := netip.MustParseAddr(addresses[min(int(asked.Add(1)), len(addresses))-1])
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: addr.As4()}}}
			}
			if out, err := m.Pack(); err == nil {
				_, _ = c.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", c.LocalAddr().String())
	}}
}

// No address of a private network is reached, however it is written and whatever a name resolves to, at
// the first look or at a later one.
func TestPrivateAddressesAreNotReached(t *testing.T) {
	s := newSite(t)
	s.answers("/feed", rssOf(story{link: "/a", title: "A bridge", text: longer("A bridge.")}))
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	nobody := ClientOptions{Allow: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}}
	for _, host := range []string{"127.0.0.1", "127.1", "2130706433", "0x7f000001", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "localhost",
		"10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fd00::1]", "[fd00:ec2::254]"} {
		o := nobody
		o.Resolver = names(t, "127.0.0.1")
		_, err := New(client(t, o), Options{URL: "http://" + host + port + "/feed"}).Read(t.Context(), nil)
		if err == nil {
			t.Errorf("%s was reached", host)
		}
	}
	o := ClientOptions{Resolver: names(t, "127.0.0.1", "10.0.0.1")} // 127.0.0.0/8 is allowed
	c := client(t, o)
	news := New(c, Options{URL: "http://news.example" + port + "/feed"})
	if _, err := news.Read(t.Context(), nil); err != nil {
		t.Errorf("a name that leads where it may: %v", err)
	}
	c.Close() // the connection that is at hand
	if _, err := news.Read(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "private network") {
		t.Errorf("a name that leads elsewhere at the second look: %v", err)
	}
	if n := s.count("/feed"); n != 1 {
		t.Errorf("the site was asked %d times, want once", n)
	}
}

func TestUnknownHost(t *testing.T) {
	c := client(t, ClientOptions{Resolver: &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("no network here")
	}}})
	_, err := New(c, Options{URL: "http://news.example/feed?key=hunter2"}).Read(t.Context(), nil)
	if err == nil || !strings.Contains(err.Error(), "news.example could not be looked up") || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("%v", err)
	}
}

// A secret header goes to the host that it is for and to no other, and no error tells it, nor a query.
func TestSecretsStayAtHome(t *testing.T) {
	s, other := newSite(t), newSite(t)
	var leaked atomic.Bool
	look := func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") != "" || r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "" {
			leaked.Store(true)
		}
		fmt.Fprint(w, rssOf(story{link: other.URL + "/a", title: "A bridge is opened in Orlo", text: "short"}))
	}
	other.does("/feed", look)
	other.does("/a", look)
	got := ""
	s.does("/feed", func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("X-Key") + r.Header.Get("Authorization")
		http.Redirect(w, r, other.URL+"/feed?key=hunter2", http.StatusMovedPermanently)
	})
	source := New(client(t, ClientOptions{}), Options{URL: s.URL + "/feed?key=hunter2", Header: http.Header{"X-Key": {"k"}, "Authorization": {"Bearer b"}, "Cookie": {"c=1"}}})
	r, err := source.Read(t.Context(), nil)
	if err != nil || got != "kBearer b" {
		t.Fatalf("%v; the host got %q", err, got)
	}
	if _, err := source.Read(t.Context(), r.Next); err != nil { // from where it has moved to
		t.Fatal(err)
	}
	if leaked.Load() {
		t.Error("another host was sent a secret header")
	}
	if strings.Contains(source.Name(), "hunter2") {
		t.Errorf("its name is %q", source.Name())
	}
	s.does("/feed", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	if _, err := source.Read(t.Context(), nil); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("the error: %v", err)
	}
	s.Close()
	if _, err := source.Read(t.Context(), nil); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("the error: %v", err)
	}
	_, err = New(client(t, ClientOptions{}), Options{URL: "https://me:hunter2@news.example/feed"}).Read(t.Context(), nil)
	if err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("an address with a password: %v", err)
	}
}

// Certificates that are not to be trusted are named.
func TestCertificates(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, rssOf(story{link: "/a", title: "A", text: longer("A.")}))
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	trusted := x509.NewCertPool()
	trusted.AddCert(s.Certificate())
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	for _, c := range []struct {
		url, want string
		roots     *x509.CertPool
	}{
		{s.URL, "", trusted},
		{s.URL, "not to be trusted", x509.NewCertPool()},
		{"https://news.test" + port, "another host's", trusted},
	} {
		_, err := New(client(t, ClientOptions{Roots: c.roots, Resolver: names(t, "127.0.0.1")}), Options{URL: c.url + "/feed"}).Read(t.Context(), nil)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.url, err, c.want)
		}
	}
}

// A host is asked by one at a time, with its pause between; who waits for his turn does not wait for
// others' hosts, and leaves when he is told to.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var all turns
		start := time.Now()
		ends := make(chan time.Duration, 6)
		for range 3 {
			for _, host := range []string{"a", "b"} {
				go func() {
					done, err := all.take(t.Context(), host, time.Now, time.Second)
					if err != nil {
						t.Error(err)
						return
					}
					time.Sleep(100 * time.Millisecond)
					done()
					ends <- time.Since(start)
				}()
			}
		}
		last := time.Duration(0)
		for range 6 {
			last = max(last, <-ends)
		}
		if want := 3*100*time.Millisecond + 2*time.Second; last != want {
			t.Errorf("the last had done after %s, want %s", last, want)
		}
		all.slower("a", 5*time.Second, time.Now())
		for range 2 {
			done, err := all.take(t.Context(), "a", time.Now, time.Second)
			if err != nil {
				t.Fatal(err)
			}
			start = time.Now()
			done()
		}
		ctx, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		if _, err := all.take(ctx, "a", time.Now, time.Second); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("told to stop: %v after %s", err, time.Since(start))
		}
		if done, err := all.take(t.Context(), "a", time.Now, time.Second); err != nil || time.Since(start) != 5*time.Second {
			t.Errorf("who left is in the way: %v after %s", err, time.Since(start))
		} else {
			done()
		}
	})
}

func TestRetryAfter(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"": 0, "120": 2 * time.Minute, "-5": 0, "9999999999": 0, "999999999": mostPatience, "soon": 0,
		"Tue, 06 May 2031 10:00:00 GMT": time.Hour, "Tue, 06 May 2031 08:00:00 GMT": 0, "Tue, 06 May 2041 08:00:00 GMT": mostPatience,
	} {
		got := retryAfter(value, today)
		if value == "9999999999" { // larger than some machines' int
			want = got
		}
		if got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}
