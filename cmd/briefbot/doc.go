// Command briefbot reads a corpus of news articles, posts short cited briefings to chat platforms
// on a schedule, and answers questions about the corpus.
//
// This package holds flags, configuration and wiring, with one file for each subcommand; what the
// program does stands in briefing (the engine), bot (the chat side) and adapters (databases and
// platforms). A reader's way in: main.go builds the command line of cli.go; settings.go tells where
// a setting comes from (flag, then environment, then file); newsroom.go opens a corpus, from paths
// into memory or from the database, as a desk that can be asked; each command's Run does the rest.
package main
