package slack

import (
	"testing"

	"github.com/slack-go/slack/slacktest"

	"briefbot/bot"
)

// TestAgainstTheSDKsOwnServer posts through another Slack than ours, at another address: it reads the
// blocks with the types of the SDK, and refuses what those do not hold.
func TestAgainstTheSDKsOwnServer(t *testing.T) {
	t.Parallel()
	s := slacktest.NewTestServer()
	s.Start()
	t.Cleanup(s.Stop)
	p := New(discard(), "xoxb-1", "", Options{APIURL: s.GetAPIURL()})
	self, err := p.identify(t.Context())
	if err != nil || self.user == "" || self.team == "" {
		t.Errorf("identify = %+v, %v", self, err)
	}
	ref, err := p.Send(t.Context(), bot.Post{Key: "k", To: there, Message: briefingMessage("The ferry left")})
	if err != nil || ref.ID == "" || ref.To.Channel != there.Channel {
		t.Errorf("Send = %+v, %v", ref, err)
	}
}
