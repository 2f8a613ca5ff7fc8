package discord

import (
	"regexp"
	"strings"
	"testing"

	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
	"briefbot/bot/bottest"
)

// unseen are what a message holds and its readers do not see.
var unseen = regexp.MustCompile(`\n-# ref\. [a-z2-7]{6}$|\x{200b}`)

// seen is a message's text as its readers see it.
func seen(m discordtest.Message) string {
	return ours.ReplaceAllStringFunc(unseen.ReplaceAllString(m.Content, ""), func(s string) string { return s[1:] })
}

func TestPlatformConformance(t *testing.T) {
	t.Parallel()
	bottest.TestPlatform(t, func(t *testing.T) bottest.Rig {
		f := sender(t, Options{})
		return bottest.Rig{
			Platform: f.p,
			To:       there,
			Gone:     bot.Destination{Platform: Name, Channel: discordtest.Gone},
			Secrets:  []string{discordtest.Token, discordtest.InteractionToken},
			Log:      f.log.String,
			Posted: func() (texts []string) {
				for _, m := range f.fake.Messages() {
					if m.Channel == there.Channel {
						texts = append(texts, seen(m))
					}
				}
				return texts
			},
			Next: func(fault bottest.Fault) {
				f.fake.Fail("POST", "/messages", map[bottest.Fault]discordtest.Fault{
					bottest.RateLimited: {Status: 429, RetryAfter: 0.05}, bottest.Broken: {Status: 503},
					bottest.Dropped: {Lost: true}, bottest.Revoked: {Status: 401},
				}[fault])
			},
			Say: func(id, text string) {
				f.fake.WaitConnections(1)
				f.fake.DirectAgain("83000000000000000"+strings.TrimPrefix(id, "e"), ana, text)
			},
			Break: func() {
				before := f.fake.Resumed()
				f.fake.Drop()
				f.fake.WaitResumed(before + 1)
			},
		}
	})
}
