package sqlstore

import (
	"os"
	"strings"
	"testing"
)

// However the address is written, and whatever is wrong with it, no error, no name and no file shows the
// password that is in it.
func TestNoPasswordIsShown(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, address := range []string{
		"postgres://bot:S3cr%zzPw@127.0.0.1:1/a", "postgres://bot:S3cr#Pw@127.0.0.1:1/a", "postgres://bot:S3cr/Pw@127.0.0.1:1/a",
		"postgres://bot:S3crPw@127.0.0.1:port/a",
		"postgres://bot:12/S3crPw@127.0.0.1:1/a", "postgres://bot:12?S3crPw@127.0.0.1:1/a", "postgres://bot:S3cr?Pw@127.0.0.1:1/a",
		"postgres://bot:S3cr@Pw@127.0.0.1:1/a",
		"postgres://127.0.0.1:1/a?user=bot&password=S3crPw", "postgres://127.0.0.1:1/a?sslpassword=S3crPw", " " +
			"postgres://bot:S3crPw@127.0.0.1:1/a", "\tpostgres://bot:S3crPw@127.0.0.1:1/a\n",
		"host=127.0.0.1 port=1 user=bot password=S3crPw", "password='S3crPw' host=127.0.0.1", "PASSWORD = S3crPw",
		"postgresql://bot:S3crPw@127.0.0.1:1/a", "POSTGRES://bot:S3crPw@127.0.0.1:1/a",
		"postgres:/bot:S3crPw@127.0.0.1:1/a", "postgres:bot:S3crPw@127.0.0.1", "postgres//bot:S3crPw@127.0.0.1",
		"mysql://bot:S3crPw@127.0.0.1/a", "jdbc:postgresql://127.0.0.1/a?password=S3crPw",
		"postgres://bot:S3crPw@[::1/a", "postgres://bot:S3cr Pw@127.0.0.1:1/a", "postgres://S3crPw@127.0.0.1:1:2/a",
	} {
		s, err := Open(t.Context(), address)
		if err == nil {
			s.Close()
			t.Errorf("%q was opened", address)
			continue
		}
		shown := Name(address) + " " + err.Error()
		for _, secret := range Secrets(address) { // what a log would blank
			shown = strings.ReplaceAll(shown, secret, "[secret]")
		}
		if strings.Contains(shown, "S3cr") || strings.Contains(Name(address), "S3cr") {
			t.Errorf("%q shows %s", address, shown)
		}
	}
	files, err := os.ReadDir(".")
	if err != nil || len(files) > 0 {
		t.Errorf("files were made: %v, %v", files, err)
	}
	for address, want := range map[string]string{
		"briefbot.db": "briefbot.db", "/var/lib/postgres/b.db": "/var/lib/postgres/b.db", "postgres.db": "postgres.db",
		"postgres://bot:S3crPw@db.example:5432/news?sslmode=disable": "postgres://db.example:5432/news",
	} {
		if got := Name(address); got != want {
			t.Errorf("%q is called %q, want %q", address, got, want)
		}
	}
}
