package discord

import "briefbot/bot"

// reasons are Discord's error codes by what they mean for a message. Those of a rate limit or of
// trouble are tried again, those that the place or the bot's rights are wrong stop what is ordered
// there, and those of the message itself end it alone. What is not listed goes by its status, since
// it belongs to resources that the bot does not use.
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
var reasons = func() map[int]bot.Reason {
	all := map[int]bot.Reason{}
	for reason, codes := range codesOf {
		for _, c := range codes {
			all[c] = reason
		}
	}
	return all
}()

var codesOf = map[bot.Reason][]int{
	bot.ReasonRateLimited: {
		20016, // slowmode
		20022, // too many edits of announcements
		20028, // writes to the channel
		20029, // writes to the server
		30034, // application commands created in a day
		30040, // prunes
		30042, // widget settings
		30046, // edits to messages older than an hour
		40003, // direct messages opened too fast
		40062, // a service's own limit
	},
	bot.ReasonUnavailable: {
		40004,  // sending is switched off for a while
		40006,  // the feature is switched off for a while
		40043,  // the interaction could not be sent
		40333,  // the shield blocks the request
		110000, // the index is not ready
		110001, // the application is not ready
		130000, // overloaded
	},
	bot.ReasonUnauthorized: {
		40001, // no valid token
		40012, // the connection was revoked
		50014, // the token is invalid
		50025, // the OAuth2 token is invalid
	},
	bot.ReasonGone: {
		10001, // account
		10002, // application
		10003, // channel
		10004, // server
		10005, // integration
		10007, // member
		10008, // message
		10012, // token
		10013, // user
		10015, // webhook: an interaction's answers end
		10016, // webhook service
		10062, // interaction
		10063, // application command
		40060, // the interaction was answered before
		40094, // no more follow-ups
		50027, // a webhook's token: an interaction's has run out
		50033, // the recipient
		50055, // the server
		50083, // the thread is archived
	},
	bot.ReasonForbidden: {
		20001,  // not for bots
		20012,  // not for this application
		20018,  // only the owner may
		30033,  // the thread is full
		40002,  // the account is to be verified
		40007,  // banned
		50001,  // missing access
		50002,  // the wrong kind of account
		50003,  // not in direct messages
		50005,  // another's message
		50007,  // the user takes no messages
		50008,  // no text channel
		50009,  // the verification level
		50013,  // missing permissions
		50024,  // the wrong kind of channel
		50026,  // a scope is missing
		50095,  // the server is not available in this place
		50178,  // the account is to be verified
		50278,  // no server in common with the user
		40058,  // a forum takes no messages
		60003,  // two factors are required
		160002, // no replies without the history
		160005, // the thread is locked
		160006, // no more threads
		160007, // no more threads of announcements
		220001, // a forum needs a thread
		220002,
		220003,
		220004,
	},
	bot.ReasonInvalid: {
		10011, // a role
		10014, // an emoji
		10060, // a sticker
		20009, // explicit content
		20031, // words that are not allowed
		30032, // too many application commands
		40005, // too large
		40033, // published before
		40041, // two commands of one name
		40066, // a forum's tags
		40067,
		50006, // empty
		50021, // a system message
		50028, // a role
		50035, // the form of the request
		50041, // the version
		50045, // a file
		50046,
		50067, // the origin
		50068, // the type of the message
		50080, // stickers
		50081,
		50109,  // no JSON
		160004, // the thread is there already
		160014, // a message that cannot be read
		200000, // automatic moderation
		200001,
		240000, // the filter of harmful links
	},
}

// advice says to people what is wrong and what to do, where the code tells more than its reason.
var advice = func() map[int]string {
	const kind = "the channel is a forum, or of another kind that takes no messages of its own; choose a text channel, an announcement " +
		"channel or a thread."
	out := map[int]string{
		50001:  "the bot cannot see the channel any more; take it into the server, and give it View Channel there.",
		50013:  "the bot may not post in the channel; give it View Channel and Send Messages there (Send Messages in Threads for a thread).",
		50007:  "you take no direct messages from the bot; allow direct messages from members of the server, in its privacy settings.",
		50278:  "the bot shares no server with you any more; take it into one.",
		50083:  "the thread is archived, and the bot may not open it; open it, or choose a channel.",
		160005: "the thread is locked; somebody who manages threads has to unlock it, or choose a channel.",
		10004:  "the bot is no longer in the server; take it in again.",
		30033:  "the thread is full; choose another or a channel.",
	}
	for _, code := range []int{50008, 50024, 40058, 220001, 220002, 220003, 220004} {
		out[code] = kind
	}
	return out
}()
