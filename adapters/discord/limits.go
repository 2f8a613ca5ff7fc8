package discord

import "time"

// Discord's limits.
const (
	// maxContent is a message's characters: https://discord.com/developers/docs/resources/message#create-message
	maxContent = 2000
	// maxRows, maxRowButtons, maxLabel and maxCustomID bound components:
	// https://discord.com/developers/docs/components/reference
	maxRows       = 5
	maxRowButtons = 5
	maxLabel      = 80
	maxCustomID   = 100
	// maxOptions, maxOptionText and maxPlaceholder bound a string select, of the same page.
	maxOptions     = 25
	maxOptionText  = 100
	maxPlaceholder = 150
	// maxURL bounds a link's address, so that a link and its text fit a message. It is our own figure.
	maxURL = 512
	// maxPerSecond is requests a second in all: https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
	maxPerSecond = 50
	// maxNonce is a nonce's characters: https://discord.com/developers/docs/resources/message#create-message
	maxNonce = 25
	// tokenLife is how long an interaction can be answered:
	// https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
	tokenLife = 15 * time.Minute
	// nonceLife is how long a nonce is surely remembered. Discord says "the past few minutes":
	// https://discord.com/developers/docs/resources/message#create-message
	nonceLife = 2 * time.Minute
	// seenSize is how many events are remembered: more than a resumed session replays.
	seenSize = 8192
)

// Message flags: https://discord.com/developers/docs/resources/message#message-object-message-flags
const (
	flagSuppressEmbeds = 1 << 2
	flagEphemeral      = 1 << 6
	flagSilent         = 1 << 12
)
