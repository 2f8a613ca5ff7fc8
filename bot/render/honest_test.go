package render

import "testing"

// A link is called by its outlet's name, unless that looks like another host than it leads to.
func TestHonestLinks(t *testing.T) {
	for _, c := range []struct{ name, link, want string }{
		{"Harbour Herald", "https://herald.example/a", "Harbour Herald"},
		{"herald.example", "https://www.herald.example/a", "herald.example"},
		{"Herald.example", "https://news.herald.example/a", "Herald.example"},
		{"www.herald.example", "https://herald.example/a", "www.herald.example"},
		{"bank.example", "https://evil.example/a", "evil.example"},
		{"https://bank.example/login", "https://evil.example/a", "evil.example"},
		{"Bank (bank.example)", "https://www.evil.example/a", "evil.example"},
		{"bank.example", "https://bank.example.evil.example/a", "bank.example.evil.example"},
		{"bank.example", "https://evilbank.example/a", "evilbank.example"},
		{"bank。example", "https://evil.example/a", "evil.example"},
		{"bаnk.example", "https://bank.example/a", "bank.example"}, // a Cyrillic letter
		{"U.S. News", "https://news.example/a", "U.S. News"},
		{"St. Petersburg Times", "https://times.example/a", "St. Petersburg Times"},
		{"evil.example@bank.example", "https://evil.example/a", "evil.example"},
	} {
		if got := honest(c.name, c.link); got != c.want {
			t.Errorf("%q to %s is called %q, want %q", c.name, c.link, got, c.want)
		}
	}
}
