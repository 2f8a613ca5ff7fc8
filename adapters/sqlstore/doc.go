// Package sqlstore keeps the corpus and what the bot remembers in an SQL database: SQLite, in one
// file, or Postgres 15 and later. There is one set of queries; what differs stands in dialect.go.
//
// The database stores and decides nothing else: ranking is package index's, due times are package
// schedule's. What the program relies on is that each method is one transaction, and that replicas
// which share a Postgres may call any of them at the same time: rows that are read to be changed are
// locked, a transaction that others made fail is run again, and what a person can do about any other
// trouble stands in trouble.go.
package sqlstore
