// Package sqlstore keeps the corpus and what the bot remembers in an SQL database: SQLite, in one
// file, or Postgres 15 and later. There is one set of queries; what differs stands in dialect.go.
//
// The database stores and decides nothing else: ranking is package index's, due times are package
// schedule's. What the program relies on is that each method is one transaction.
package sqlstore
