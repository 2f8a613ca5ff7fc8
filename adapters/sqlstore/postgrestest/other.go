//go:build !unix

package postgrestest

import "testing"

// New skips the test: a cluster is started on Unix only.
func New(t testing.TB) string {
	t.Helper()
	t.Skip("needs Postgres on Unix")
	return ""
}
