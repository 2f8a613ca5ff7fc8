package ingest

import (
	"net/url"
	"strings"

	"briefbot/briefing/lex"
)

// trackers are query keys that name the reader's way to a page and not the page; a star stands for any
// end.
var trackers = lex.Words("markup/tracking-parameters")

func tracking(key string) bool {
	if trackers.Has(key) {
		return true
	}
	for _, t := range trackers.All() {
		if head, any := strings.CutSuffix(t, "*"); any && strings.HasPrefix(key, head) {
			return true
		}
	}
	return false
}

// CanonicalURL gives the form of a page's address that is equal for all addresses under which
// the page is passed around: lower-case host, no fragment, no default port, no tracking
// parameters, no trailing slash, the query sorted. What is no http address gives "".
func CanonicalURL(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	u.Host = strings.TrimSuffix(strings.ToLower(u.Host), ".")
	if p := u.Port(); p == "80" && u.Scheme == "http" || p == "443" && u.Scheme == "https" {
		u.Host = strings.TrimSuffix(u.Host, ":"+p)
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), strings.TrimRight(u.RawPath, "/")
	q := u.Query()
	for k := range q {
		if tracking(strings.ToLower(k)) {
			q.Del(k)
		}
	}
	u.RawQuery, u.ForceQuery = q.Encode(), false
	return u.String()
}

// hostOf is an address's host as readers say it: without "www." and its like.
func hostOf(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	h := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	for _, p := range []string{"www.", "www2.", "m.", "mobile.", "amp.", "edition."} {
		if rest, ok := strings.CutPrefix(h, p); ok && strings.Contains(rest, ".") {
			h = rest
		}
	}
	return h
}
