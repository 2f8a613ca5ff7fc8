// Package bot is the vocabulary of the chat side: platforms, commands, messages, subscriptions,
// deliveries, and the contracts they meet at. It knows no vendor and no engine: what it needs from
// the engine it declares (Briefer, Answerer), and cmd wires.
//
// A question travels so: an adapter decodes it into a Command and hands it to the Handler; package
// command finds the command's file and asks the Answerer; package render makes a Message of the
// Answer; the adapter formats, splits and replies. The time within which a platform wants to be
// acknowledged is the adapter's own affair; a command never knows of it.
//
// A briefing travels so: package schedule says that a Subscription is due; package dispatch claims
// the slot in the Store, has the Briefer build the edition once, tailors it, renders it into parts
// that are fixed before the first is sent, sends each under its own key, and records what was told.
//
// Words that have one meaning here:
//
//   - order: what people call a Subscription; slot: one due day and time of it; delivery: the ledger's record of a slot.
//   - part: one message of a delivery, fixed before the first is sent; key: its name, the same at each attempt.
//   - destination: a channel, a thread or a person of a platform; tenant: a workspace or server.
//   - lease: the right, for a while, to do what only one replica may do.
//
// The rooms:
//
//   - command has one file for each chat command.
//   - render turns a Briefing or an Answer into a Message, once for all platforms.
//   - schedule says when, as pure functions over time.
//   - dispatch delivers, once.
//   - agenda compares the two: what comes next, and what is missing.
//   - bottest holds the conformance tests and the fake platform that they run on.
package bot
