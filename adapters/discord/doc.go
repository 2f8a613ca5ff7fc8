// Package discord is the Discord adapter: slash commands, the command in a message's menu, forms,
// buttons, mentions and direct messages come in over the gateway, everything goes out over REST.
//
// In: gateway keeps the session and gives its events to listener, which decodes each (inbound,
// decode) into a Command and hands it to the Handler. An interaction is answered through
// interactionResponder: with the answer itself where it comes at once, with a form, or, after a
// twentieth of a second, with the sign that it is being worked on.
//
// Out: Split cuts a message into parts, and body makes each a request: text with buttons below it,
// or components where several stories have buttons. A part's key stands in it as a nonce, by which
// Discord drops a second one for some minutes, and as a reference that Find recognises later.
//
// Every request that carries a message says allowed_mentions {parse: []}, so that nothing in it can
// ping, whatever it says; article text is escaped besides, so that it can format nothing.
//
// The SDK makes the requests and keeps the rate limits; the gateway is our own (see gateway).
package discord
