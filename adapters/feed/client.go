package feed

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// ClientOptions tunes a Client. The zero value is the default.
type ClientOptions struct {
	// Allow are ranges of private addresses that may be reached all the same: an intranet's.
	Allow []netip.Prefix
	// Agent is how the client calls itself; empty is "briefbot" with an address that tells more.
	Agent string
	// Timeout bounds one request from its beginning to the last byte of the answer; 0 is 30 seconds.
	Timeout time.Duration
	// MaxBytes bounds an answer, as it comes and unpacked; 0 is 8 MB.
	MaxBytes int64
	// Gap is the pause between two requests to one host; 0 is one second.
	Gap time.Duration
	// Now is the clock; nil is the machine's.
	Now func() time.Time
	// Roots are the certificates that are trusted; nil is the machine's.
	Roots *x509.CertPool
	// Resolver finds addresses of names; nil is the machine's.
	Resolver *net.Resolver
}

// defaultAgent names the program to those who run a site.
const defaultAgent = "briefbot/1 (news reader; +https://github.com/topics/rss-reader)"

// Client makes requests, safely and politely. It is safe for concurrent use.
type Client struct {
	http   *http.Client
	o      ClientOptions
	turns  turns
	robots robots
}

// NewClient returns a client.
func NewClient(o ClientOptions) *Client {
	if o.Agent == "" {
		o.Agent = defaultAgent
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = 8 << 20
	}
	if o.Gap == 0 {
		o.Gap = time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	// The address is looked at when it is dialled: what a name resolved to before says nothing.
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: guardian(o.Allow).Safe, Resolver: o.Resolver}
	transport := &http.Transport{
		DialContext: dialer.DialContext, ForceAttemptHTTP2: true, DisableCompression: true,
		MaxIdleConns: 64, MaxIdleConnsPerHost: 2, IdleConnTimeout: 30 * time.Second,
		TLSHandshakeTimeout: 10 * time.Second, MaxResponseHeaderBytes: 256 << 10,
	}
	if o.Roots != nil {
		transport.TLSClientConfig = clientTLS(o.Roots)
	}
	return &Client{
		o: o,
		http: &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // redirects are followed in fetch, where each is looked at
		}},
	}
}

// guardian tells which addresses may be dialled: public ones, on any port, and those of the ranges.
func guardian(allow []netip.Prefix) *ssrf.Guardian {
	options := []ssrf.Option{ssrf.WithAnyPort(), ssrf.WithNetworks("tcp4", "tcp6")}
	for _, p := range allow {
		if p.Addr().Is4() {
			options = append(options, ssrf.WithAllowedV4Prefixes(p))
		} else {
			options = append(options, ssrf.WithAllowedV6Prefixes(p))
		}
	}
	return ssrf.New(options...)
}

// Close lets go of the connections that wait for another request.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// request is what is asked for.
type request struct {
	url string
	// etag and modified are those of the answer that is at hand already.
	etag, modified string
	// header is sent to the host of url alone.
	header http.Header
	// crawl says that no person has named the address: robots.txt decides.
	crawl bool
}

// answer is what came.
type answer struct {
	status int
	url    string // where it came from, after redirects
	moved  string // where the address has moved to for good, or empty
	header http.Header
	body   []byte
	cut    bool // the body was longer than is read
}

// mostRedirects is how many redirects in a row are followed.
const mostRedirects = 5

// fetch makes a request and follows its redirects. An answer of another status than 200 and 304 is an
// error, as is one that is cut off by time.
func (c *Client) fetch(ctx context.Context, r request) (answer, error) {
	at, err := parseAddress(r.url)
	if err != nil {
		return answer{}, err
	}
	home, moved := at.Host, ""
	permanent := true
	for range mostRedirects + 1 {
		if r.crawl {
			if err := c.allowed(ctx, at); err != nil {
				return answer{}, err
			}
		}
		a, next, err := c.once(ctx, at, r, at.Host == home)
		if err != nil {
			return answer{}, err
		}
		if next == nil {
			a.url, a.moved = at.String(), moved
			return a, refusal(a, c.o.Now())
		}
		if permanent = permanent && (a.status == http.StatusMovedPermanently || a.status == http.StatusPermanentRedirect); permanent {
			moved = next.String()
		}
		at = next
	}
	return answer{}, &Trouble{Words: fmt.Sprintf("%s redirects more than %d times, in a circle perhaps; open it in a browser and give the address at which it ends", short(r.url), mostRedirects)}
}

// once makes one request, when it is its host's turn; next is where it redirects to.
func (c *Client) once(ctx context.Context, at *url.URL, r request, home bool) (a answer, next *url.URL, err error) {
	done, err := c.turns.take(ctx, at.Host, c.o.Now, c.o.Gap)
	if err != nil {
		return a, nil, err
	}
	defer done()
	ctx, cancel := context.WithTimeoutCause(ctx, c.o.Timeout, errSlow)
	defer cancel()
	if a, next, err = c.ask(ctx, at, r, home); err != nil {
		err = c.trouble(ctx, at, err)
	}
	return a, next, err
}

func (c *Client) ask(ctx context.Context, at *url.URL, r request, home bool) (a answer, next *url.URL, err error) {
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return a, nil, err
	}
	if home {
		for k, v := range r.header {
			q.Header[k] = v
		}
	}
	q.Header.Set("User-Agent", c.o.Agent)
	q.Header.Set("Accept", "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5")
	q.Header.Set("Accept-Encoding", "gzip")
	if r.etag != "" {
		q.Header.Set("If-None-Match", r.etag)
	}
	if r.modified != "" {
		q.Header.Set("If-Modified-Since", r.modified)
	}
	response, err := c.http.Do(q)
	if err != nil {
		return a, nil, err
	}
	defer response.Body.Close()
	a = answer{status: response.StatusCode, header: response.Header}
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		next, err = redirect(at, response.Header.Get("Location"))
		return a, next, err
	case http.StatusOK:
		a.body, a.cut, err = c.body(response)
	}
	return a, nil, err
}

// redirect is where a redirect leads.
func redirect(at *url.URL, location string) (*url.URL, error) {
	next, err := at.Parse(strings.TrimSpace(location))
	if location == "" || err != nil {
		return nil, &Trouble{Words: short(at.String()) + " redirects to no address; open it in a browser and give the address at which it ends"}
	}
	return parseAddress(next.String())
}

// body reads an answer's body, unpacked, up to the limit.
func (c *Client) body(r *http.Response) (b []byte, cut bool, err error) {
	in := io.LimitReader(r.Body, c.o.MaxBytes+1)
	switch encoding := strings.ToLower(r.Header.Get("Content-Encoding")); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		if in, err = gzip.NewReader(in); err != nil {
			return nil, false, &Trouble{Words: "its answer says that it is packed and is not; whoever runs the site has to mend it"}
		}
	default:
		return nil, false, &Trouble{Words: fmt.Sprintf("its answer is packed as %.20q, which was not asked for; whoever runs the site has to mend it", encoding)}
	}
	b, cut, err = readUpTo(in, c.o.MaxBytes)
	if err == nil && bytes.HasPrefix(b, []byte{0x1f, 0x8b}) { // a packed file
		z, zerr := gzip.NewReader(bytes.NewReader(b))
		if zerr != nil {
			return nil, false, &Trouble{Words: "it is a packed file that is broken; whoever runs the site has to mend it"}
		}
		b, cut, err = readUpTo(z, c.o.MaxBytes)
	}
	return b, cut, err
}

// readUpTo reads at most n bytes; cut says that there are more.
func readUpTo(r io.Reader, n int64) (b []byte, cut bool, err error) {
	b, err = io.ReadAll(io.LimitReader(r, n+1))
	if int64(len(b)) > n {
		return b[:n], true, nil
	}
	if errors.Is(err, io.ErrUnexpectedEOF) && int64(len(b)) > 0 {
		return b, true, nil // it breaks off: what came is read as far as it goes
	}
	return b, false, err
}

// parseAddress reads a web address. One with a password in it is refused: it would be seen in lists.
func parseAddress(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return nil, &Trouble{Words: fmt.Sprintf("%.80q is no web address; write it as https://example.org/feed.xml", withoutSecrets(s))}
	case u.User != nil:
		return nil, &Trouble{Words: "the address holds a user or a password, which would be seen in lists; give them as a header in the configuration file: headers: {Authorization: …}"}
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// short is an address as people are shown it: without query and password, which may be secret.
func short(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return "the address"
	}
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	if len(path) > 80 {
		path = path[:80] + "…"
	}
	return strings.TrimPrefix(u.Host, "www.") + path
}

// withoutSecrets is a text that may be an address, without what may be secret in it.
func withoutSecrets(s string) string {
	s, _, _ = strings.Cut(s, "?")
	if i := strings.LastIndex(s, "@"); i >= 0 {
		s = "…" + s[i:]
	}
	return s
}
