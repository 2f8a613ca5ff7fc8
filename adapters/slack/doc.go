// Package slack is the Slack adapter: commands, mentions, direct messages, buttons, forms, the
// shortcut "Ask about this" and the bot's page come in over Socket Mode, posts go out over the Web API.
//
// Messages are made of rich_text blocks wherever article text is shown. Slack parses no markup in
// them, so that article text cannot mention, link or format. The fallback text is escaped; the only
// markup there is are moments and channels in small print, of our own making.
//
// Where an answer goes follows from where the question came from: slash commands, forms and the
// shortcut are answered to the asker alone until he shares the answer; a mention is answered in its
// thread; what was done on the bot's page shows on the page. bot.Message.Silent has no counterpart:
// whom Slack notifies is each reader's own setting.
//
// A question comes this way: listen.go takes the envelope and acknowledges it (receipt.go, acks.go),
// decode.go and interaction.go make a command of it, responder.go answers it. form.go shows forms,
// whose origin.go travels with them, suggest.go completes what is typed into them, and home.go is
// the page. A post goes through split.go, blocks.go and send.go, and what Slack says to it is read in
// errors.go by the table in codes.go.
package slack
