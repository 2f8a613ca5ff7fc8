// Package feed reads news off the web: RSS, Atom and JSON feeds, news sitemaps, single pages, and pages
// that list others. Each is a briefing.Source, which yields raw pages; what they say is read elsewhere.
//
// A Client makes all requests, and is what keeps them safe and polite: it reaches no private address
// unless it is told that it may, whatever a name resolves to and wherever a redirect leads; it bounds the
// size, the time and the unpacking of every answer; it sends a secret header to the host that it is for
// and to no other; it leaves a pause between two requests to one host, and asks robots.txt before it
// follows a link that no person has named. No address in an error or a log holds a query or a password.
//
// A reader's way in: client.go makes a request; document.go tells what an answer is and reads its
// entries; source.go compares them with what was seen before; article.go fetches the page of an entry
// that is only a teaser; discover.go finds the feed of a site.
package feed
