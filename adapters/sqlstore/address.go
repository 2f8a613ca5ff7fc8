package sqlstore

import (
	"net/url"
	"regexp"
	"strings"
)

// hidden is what an address is called that may hold a password in a place where none is looked for.
const hidden = "the Postgres address in --db"

// form is how an address of Postgres is written.
const form = "write postgres://USER:PASSWORD@HOST:5432/DATABASE, with %23 for #, %2F for /, %3F for ?, %25 for % and %40 for @ in the " +
	"password"

// keyValue is an address in the other form that Postgres' own programs take.
var keyValue = regexp.MustCompile(`(?i)(?:^|\s)(?:host|hostaddr|port|user|password|passfile|dbname|sslmode|service)\s*=`)

// IsFile reports whether an address is the name of a SQLite file. All that looks like an address of a
// server is none, whether it is well written or not.
func IsFile(address string) bool {
	low := strings.ToLower(strings.TrimSpace(address))
	return !strings.Contains(low, "://") && !keyValue.MatchString(low) && !(strings.HasPrefix(low, "postgres") &&
		strings.ContainsAny(low, "@:"))
}

// Name is what an address is called in messages: a file's name, or a server's host and database. It never
// holds a password: on any doubt about where one stands it says only where the address is from.
func Name(address string) string {
	address = strings.TrimSpace(address)
	if IsFile(address) {
		return address
	}
	u, err := url.Parse(address)
	if err != nil || keyValue.MatchString(address) || u.Scheme != "postgres" && u.Scheme != "postgresql" || u.Host == "" ||
		u.Opaque != "" || u.Fragment != "" ||
		strings.Count(address, "@") > 1 || strings.Contains(u.Path+u.RawQuery, "@") || strings.Contains(address, "#") {
		return hidden
	}
	return u.Scheme + "://" + u.Host + u.Path
}

// Secrets are the parts of an address that may be a password, or a part of one, for a log to blank.
func Secrets(address string) []string {
	address = strings.TrimSpace(address)
	if IsFile(address) {
		return nil
	}
	var out []string
	add := func(s string) {
		for _, form := range []string{s, unescaped(s)} {
			if len(form) >= shortestSecret {
				out = append(out, form)
			}
		}
	}
	_, rest, _ := strings.Cut(address, "://")
	if end := strings.LastIndex(rest, "@"); end >= 0 {
		_, password, _ := strings.Cut(rest[:end], ":")
		add(password)
		for _, part := range strings.FieldsFunc(password, func(r rune) bool { return strings.ContainsRune("/#?@:%", r) }) {
			add(part)
		}
	}
	for _, m := range passwordField.FindAllStringSubmatch(address, -1) {
		add(strings.Trim(m[1], `'"`))
	}
	return out
}

// shortestSecret is how long a text is that is blanked: a shorter one would blank ordinary words.
const shortestSecret = 4

// passwordField is a password as a parameter.
var passwordField = regexp.MustCompile(`(?i)(?:password|pass|pwd|sslpassword)\s*=\s*('[^']*'|[^&\s]+)`)

func unescaped(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// check refuses an address that is neither a file nor a well-written one of Postgres.
func check(address string) error {
	switch {
	case keyValue.MatchString(address):
		return &Error{Message: hidden + " is written as key=value; " + form}
	case IsFile(address), dialectOf(address).lockMigrations != "":
		return nil
	}
	return &Error{Message: "the address in --db is neither a SQLite file nor an address of Postgres; name a file, or " + form}
}
