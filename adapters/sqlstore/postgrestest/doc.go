// Package postgrestest gives tests a Postgres of their own, where the machine has the programs for
// it: one cluster for each test binary, on a socket in a temporary folder, with a schema for each
// test. Nothing of it is left when the test binary has ended, however that ends. Import it from
// tests only.
package postgrestest
