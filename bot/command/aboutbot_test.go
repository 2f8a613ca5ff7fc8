package command

import "testing"

func TestAboutBot(t *testing.T) {
	for text, want := range map[string]bool{
		"Which sources do you read?": true, "what topics are there?": true, "How do I mute a topic?": true, "how can I change the time?": true,
		"Can I get an alert when gas is in the news?": true, "are you a bot?": true, "how to pause": true,
		"Which sources did the minister name?": false, "What topics did the leaders discuss?": false, "How did the ferry sink?": false,
		"Can Halden raise its prices?": false, "how do I look": false, "Are you sure?": false, "Who are the sources?": false,
	} {
		if got := aboutBot(text) != nil; got != want {
			t.Errorf("%q is about the bot: %v", text, got)
		}
	}
}
