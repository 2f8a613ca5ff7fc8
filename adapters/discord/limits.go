package discord

import "time"

// Discord's limits.
const (
	// maxContent is a message's characters, counted in code points
	// (https://github.com/discord/discord-api-docs/issues/1315): https://docs.discord.com/developers/resources/message#create-message
	maxContent = 2000
	// maxRows, maxRowButtons, maxLabel and maxCustomID bound components:
	// https://docs.discord.com/developers/components/reference
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
	// maxPerSecond is requests a second in all: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
	maxPerSecond = 50
	// maxNonce is a nonce's characters: https://docs.discord.com/developers/resources/message#create-message
	maxNonce = 25
	// tokenLife is how long an interaction can be answered:
	// https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
	tokenLife = 15 * time.Minute
	// nonceLife is how long a nonce is surely remembered. Discord says "the past few minutes":
	// https://docs.discord.com/developers/resources/message#create-message
	nonceLife = 2 * time.Minute
	// seenSize is how many events are remembered: more than a resumed session replays.
	seenSize = 8192
)

// maxLayout and maxLayoutText bound a message in components: how many, those inside others counted,
// and the characters of all its texts. https://docs.discord.com/developers/components/reference
const (
	maxLayout     = 40
	maxLayoutText = 4000
)

// Message flags: https://docs.discord.com/developers/resources/message#message-object-message-flags
const (
	flagSuppressEmbeds = 1 << 2
	flagEphemeral      = 1 << 6
	flagSilent         = 1 << 12
	flagLayout         = 1 << 15 // IS_COMPONENTS_V2
)
