package slack

import (
	"context"
	"errors"
	"sync"
	"time"

	"briefbot/bot"
)

// askAgain is how often it is asked whether the app was installed again.
const askAgain = time.Minute

// left is that the app was taken out of the workspace, or its token revoked, while the program runs.
type left struct {
	mu    sync.Mutex
	gone  bool
	asked time.Time
}

// errLeft is why nothing is sent then.
var errLeft = &bot.SendError{
	Reason: bot.ReasonUnauthorized, Code: "app_uninstalled", Err: errors.New("the app was taken out of the workspace"),
	Advice: "the app was taken out of the workspace, or its token was revoked; whoever runs the bot installs it again.",
}

// leave notes that Slack said so.
func (p *Platform) leave() {
	p.left.mu.Lock()
	defer p.left.mu.Unlock()
	if p.left.gone {
		return
	}
	p.lg.Error("slack: the app was taken out of the workspace, or its bot token was revoked; its briefings wait until it is " +
		"installed again. A new bot token needs a new start")
	p.left.gone, p.left.asked = true, p.options.Now()
}

// away reports whether the app is out of the workspace. Slack is asked once in a while whether it still is:
// nothing is sent with a dead token.
func (p *Platform) away(ctx context.Context) bool {
	p.left.mu.Lock()
	now := p.options.Now()
	gone, ask := p.left.gone, now.Sub(p.left.asked) >= askAgain
	if gone && ask {
		p.left.asked = now
	}
	p.left.mu.Unlock()
	switch {
	case !gone:
		return false
	case !ask:
		return true
	}
	if _, err := p.api.AuthTestContext(ctx); err != nil {
		return true
	}
	p.left.mu.Lock()
	defer p.left.mu.Unlock()
	p.left.gone = false
	p.lg.Info("slack: the app is back in the workspace")
	return false
}
