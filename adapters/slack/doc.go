// Package slack is the Slack adapter: commands, mentions, direct messages and buttons come in over
// Socket Mode, posts go out over the Web API.
//
// Messages are made of rich_text blocks wherever article text is shown. Slack parses no markup in
// them, so that article text cannot mention, link or format; only the fallback text and small
// print are mrkdwn, and they are escaped.
package slack
