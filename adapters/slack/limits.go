package slack

import "time"

// Slack's limits. A message past them is refused, or cut without a word.
const (
	// maxBlocks is how many blocks a message holds: https://docs.slack.dev/reference/block-kit/blocks/
	maxBlocks = 50
	// maxHeader is the characters of a header block: https://docs.slack.dev/reference/block-kit/blocks/header-block/
	maxHeader = 150
	// maxSection is the characters of a text object: https://docs.slack.dev/reference/block-kit/composition-objects/text-object/
	maxSection = 3000
	// maxActions is the elements of an actions block: https://docs.slack.dev/reference/block-kit/blocks/actions-block/
	maxActions = 25
	// maxButtonText and maxButtonValue are a button's: https://docs.slack.dev/reference/block-kit/block-elements/button-element/
	maxButtonText  = 75
	maxButtonValue = 2000
	// maxOptions and maxOptionText are a select's: https://docs.slack.dev/reference/block-kit/composition-objects/option-object/
	maxOptions    = 100
	maxOptionText = 75
	// maxText is the recommended length of the fallback text: https://docs.slack.dev/reference/methods/chat.postMessage/
	maxText = 4000
	// maxMessage is below the total at which a message fails with msg_blocks_too_long. Slack
	// documents no figure; messages of about 13,200 characters were seen refused.
	maxMessage = 12000
	// maxResponses and responseLife bound a response_url:
	// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
	maxResponses = 5
	responseLife = 30 * time.Minute
	// maxURL is the characters of a link's address: https://docs.slack.dev/reference/block-kit/block-elements/button-element/
	maxURL = 3000
	// seenSize is how many events are remembered: more than arrive within the hour in which Slack
	// delivers an event again: https://docs.slack.dev/apis/events-api/#retries
	seenSize = 8192
)
