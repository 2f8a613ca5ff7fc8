//go:build unix

package postgrestest

import (
	"context"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"
)

// Require names the environment variable that makes a missing Postgres a failure where it is
// "require"; else the tests that need one are skipped.
const Require = "BRIEFBOT_TEST_POSTGRES"

var (
	shared = sync.OnceValues(func() (*cluster, error) { return start(nil) })
	number atomic.Int64
)

// New gives the address of an empty schema, which is dropped when the test has ended. A schema is to
// the program what a database is, and is made in half the time. Without Postgres on the machine New
// skips the test, or fails it: see Require.
func New(t testing.TB) string {
	t.Helper()
	if _, _, err := programs(); err != nil {
		if os.Getenv(Require) == "require" {
			t.Fatalf("Postgres is required here: %v", err)
		}
		t.Skipf("needs Postgres 15 or later: %v", err)
	}
	c, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("test%d", number.Add(1))
	if err := c.exec(t.Context(), "CREATE SCHEMA "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.exec(context.Background(), "DROP SCHEMA "+name+" CASCADE"); err != nil {
			t.Errorf("dropping the test's schema: %v", err)
		}
	})
	return c.address(name)
}
