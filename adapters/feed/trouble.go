package feed

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// Trouble is why a source could not be read, in words that say what to do.
type Trouble struct {
	Words string
	// Status is the HTTP status that says so, or 0.
	Status int
	// Again is when the site asks to come back at the earliest, or 0.
	Again time.Duration
	// Err is the cause, or nil. It may name addresses with their queries: it is not for people.
	Err error
}

// Error is the words.
func (t *Trouble) Error() string { return t.Words }

// Unwrap gives the cause.
func (t *Trouble) Unwrap() error { return t.Err }

var (
	// errSlow ends a request that takes too long.
	errSlow = errors.New("too slow")
	// errRobots says that a site's robots.txt wants a page not to be fetched.
	errRobots = errors.New("robots.txt forbids it")
)

// trouble says in words why a request failed.
func (c *Client) trouble(ctx context.Context, at *url.URL, err error) error {
	if errors.Is(context.Cause(ctx), errSlow) {
		return &Trouble{Words: fmt.Sprintf("%s answers too slowly: not within %s; it is tried again", at.Host, c.o.Timeout), Err: err}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var known *Trouble
	if errors.As(err, &known) {
		return known
	}
	for _, w := range causes {
		if words := w(at.Hostname(), err); words != "" {
			return &Trouble{Words: words, Err: err}
		}
	}
	var request *url.Error
	if errors.As(err, &request) { // its own words hold the whole address
		err = request.Err
	}
	return &Trouble{Words: at.Host + " could not be read: " + err.Error(), Err: err}
}

// causes give words for a failure, each for one kind of it.
var causes = []func(host string, err error) string{forbiddenAddress, unknownHost, badCertificate, noConnection, brokenAnswer}

func forbiddenAddress(host string, err error) string {
	if !errors.Is(err, ssrf.ErrProhibitedIP) && !errors.Is(err, ssrf.ErrProhibitedNetwork) && !errors.Is(err, ssrf.ErrProhibitedPort) {
		return ""
	}
	return host + " leads to an address in a private network, which is not reached; where that is meant, allow the range with feed_allow in the configuration file"
}

func unknownHost(host string, err error) string {
	var dns *net.DNSError
	switch {
	case !errors.As(err, &dns):
		return ""
	case dns.IsNotFound:
		return "there is no host " + host + "; check the address"
	}
	return "the host " + host + " could not be looked up; check this machine's name server"
}

func badCertificate(host string, err error) string {
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	var authority x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case strings.Contains(err.Error(), "HTTP response to HTTPS client"): // net/http has no error of its own for it
		return host + " speaks no HTTPS there; check the address, it may begin with http://"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "the certificate of " + host + " has expired; whoever runs the site has to renew it"
	case errors.As(err, &invalid), errors.As(err, &authority):
		return "the certificate of " + host + " is not to be trusted; check the address, and this machine's certificates"
	case errors.As(err, &name):
		return "the certificate of " + host + " is another host's; check the address"
	case errors.As(err, &record), errors.As(err, &alert):
		return host + " speaks no HTTPS there; check the address, it may begin with http://"
	}
	return ""
}

func noConnection(host string, err error) string {
	var op *net.OpError
	var timeout net.Error
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return host + " takes no connections there; it is tried again"
	case errors.As(err, &timeout) && timeout.Timeout():
		return host + " does not answer; it is tried again"
	case errors.As(err, &op) && op.Op == "dial":
		return host + " cannot be reached; it is tried again"
	}
	return ""
}

func brokenAnswer(host string, err error) string {
	text := err.Error()
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) || strings.Contains(text, "malformed HTTP") || strings.Contains(text, "server closed") {
		return host + " breaks its answer off; it is tried again"
	}
	return ""
}

// gone is how long a source that says it is gone for good is left alone.
const gone = 24 * time.Hour

// refusal says in words what a status other than success means.
func refusal(a answer, now time.Time) error {
	if a.status == http.StatusOK || a.status == http.StatusNotModified {
		return nil
	}
	host := short(a.url)
	t := &Trouble{Status: a.status, Again: retryAfter(a.header.Get("Retry-After"), now)}
	switch {
	case a.status == http.StatusGone:
		t.Words, t.Again = host+" is gone for good (410); remove it, or give its new address", gone
	case a.status == http.StatusNotFound:
		t.Words = "there is nothing at " + host + " (404); check the address"
	case a.status == http.StatusUnauthorized || a.status == http.StatusForbidden || a.status == http.StatusPaymentRequired || a.status == http.StatusProxyAuthRequired:
		t.Words = fmt.Sprintf("%s refuses access (%d); where a key is needed give it as a header in the configuration file", host, a.status)
	case a.status == http.StatusUnavailableForLegalReasons:
		t.Words = host + " may not be read from here (451); remove it"
	case a.status == http.StatusTooManyRequests:
		t.Words = host + " wants to be asked less often (429); it is tried again later"
	case a.status >= 500:
		t.Words = fmt.Sprintf("%s is in trouble itself (%d); it is tried again", host, a.status)
	default:
		t.Words = fmt.Sprintf("%s answers with status %d in place of a feed or page; check the address", host, a.status)
	}
	return t
}

// mostPatience bounds how long a site can make itself be waited for.
const mostPatience = 24 * time.Hour

// retryAfter reads a Retry-After header: seconds or a date (RFC 9110, section 10.2.3).
func retryAfter(value string, now time.Time) time.Duration {
	var wait time.Duration
	if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n > 0 {
		wait = time.Duration(min(n, int(mostPatience/time.Second))) * time.Second
	} else if at, err := http.ParseTime(value); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), mostPatience)
}
