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
	// maxContext is the elements of a context block: https://docs.slack.dev/reference/block-kit/blocks/context-block/
	maxContext = 10
	// maxActions is the elements of an actions block: https://docs.slack.dev/reference/block-kit/blocks/actions-block/
	maxActions = 25
	// maxButtonText and maxButtonValue are a button's: https://docs.slack.dev/reference/block-kit/block-elements/button-element/
	maxButtonText  = 75
	maxButtonValue = 2000
	// maxOptions and maxOptionText are a select's: https://docs.slack.dev/reference/block-kit/composition-objects/option-object/
	maxOptions    = 100
	maxOptionText = 75
	// maxOptionValue is an option's value: https://docs.slack.dev/reference/block-kit/composition-objects/option-object/
	maxOptionValue = 75
	// maxOverflow is an overflow menu's options: https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element/
	maxOverflow = 5
	// maxViewBlocks, maxViewText and maxPrivate are of a form or page: its blocks, the characters of
	// its title and buttons, and of what travels in it unseen; maxView is below the 250 kB that a
	// view may have in all: https://docs.slack.dev/reference/views/
	maxViewBlocks = 100
	maxViewText   = 24
	maxPrivate    = 3000
	maxView       = 200_000
	// maxLabel and maxHint are of a form's field: https://docs.slack.dev/reference/block-kit/blocks/input-block/
	maxLabel = 2000
	maxHint  = 2000
	// maxPlaceholder is what stands in an empty select: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element/
	maxPlaceholder = 150
	// maxID is the length of the ids of a form, its fields and buttons: https://docs.slack.dev/reference/block-kit/blocks/input-block/
	maxID = 255
	// maxInput is what somebody may type into a field: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element/
	maxInput = 3000
	// maxText is the recommended length of the fallback text: https://docs.slack.dev/reference/methods/chat.postMessage/
	maxText = 4000
	// maxMessage is below the total at which a message fails with msg_blocks_too_long. Slack
	// documents no figure; messages of about 13,200 characters were seen refused.
	maxMessage = 12000
	// maxResponses and responseLife bound a response_url:
	// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
	maxResponses = 5
	responseLife = 30 * time.Minute
	// triggerLife is how long after a command a form can be opened:
	// https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
	triggerLife = 3 * time.Second
	// maxURL is the characters of a link's address: https://docs.slack.dev/reference/block-kit/block-elements/button-element/
	maxURL = 3000
	// seenSize is how many events are remembered: more than arrive within the hour in which Slack
	// delivers an event again: https://docs.slack.dev/apis/events-api/#retries
	seenSize = 8192
)
