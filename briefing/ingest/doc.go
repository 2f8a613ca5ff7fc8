// Package ingest turns raw pages into Articles: cleaned, split, dated, with a record of what was
// left out. It reads files and folders; fetching over a network is an adapter's business and ends
// in the same Page.
package ingest
