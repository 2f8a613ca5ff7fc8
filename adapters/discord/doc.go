// Package discord is the Discord adapter: slash commands, mentions, direct messages and buttons
// come in over the gateway, posts go out over REST.
//
// Every request that carries a message says allowed_mentions {parse: []}, so that nothing in it can
// ping, whatever it says; article text is escaped besides, so that it can format nothing.
package discord
