package slack

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"briefbot/bot"
)

// prompts are what the assistant's container offers before anything was said there:
// https://docs.slack.dev/ai/developing-agents
var prompts = []slack.AssistantThreadsPrompt{
	{Title: "What is new?", Message: "What is new?"},
	{Title: "What do sources dispute?", Message: "What do sources dispute?"},
	{Title: "Order a briefing", Message: "Order a briefing"},
}

const (
	// statusAfter is how long a command runs before its thread says that the bot is working: most answers
	// come sooner.
	statusAfter = 300 * time.Millisecond
	// youngThread is how old a thread may be at the first question that is heard there, to be named after it.
	youngThread = time.Hour
	// maxTitle is how many characters of a question name its thread.
	maxTitle = 80
)

// started is a thread that was begun in the assistant's container, or nil.
func started(data any) *slackevents.AssistantThread {
	e, _ := data.(slackevents.EventsAPIEvent)
	d, ok := e.InnerEvent.Data.(*slackevents.AssistantThreadStartedEvent)
	if !ok || d == nil || d.AssistantThread.ChannelID == "" || d.AssistantThread.ThreadTimeStamp == "" {
		return nil
	}
	return &d.AssistantThread
}

// prompt offers the prompts in a new thread.
func (p *Platform) prompt(ctx context.Context, t slackevents.AssistantThread) {
	p.assist(ctx, func() error {
		return p.api.SetAssistantThreadsSuggestedPromptsContext(ctx, slack.AssistantThreadsSetSuggestedPromptsParameters{
			Title: "Ask the news", ChannelID: t.ChannelID, ThreadTS: t.ThreadTimeStamp, Prompts: prompts,
		})
	})
}

// assist makes a call about the assistant's container. An app without one is not asked again; nobody's
// answer depends on it.
func (p *Platform) assist(ctx context.Context, call func() error) (done bool) {
	if p.bare.Load() {
		return false
	}
	err := p.patiently(ctx, func() error {
		if err := call(); err != nil {
			return sendError(err)
		}
		return nil
	})
	var e *bot.SendError
	if errors.As(err, &e) && e.Reason == bot.ReasonForbidden {
		p.bare.Store(true)
	}
	if err != nil {
		p.lg.Debug("slack shows no assistant here", "error", err)
	}
	return err == nil
}

// working runs a command's answer. In a thread of direct messages it names the thread after the first
// question, and shows that the bot is working where that takes long.
func (p *Platform) working(ctx context.Context, in inbound, answer func()) {
	at := in.command.From
	if p.waits.status == 0 || in.command.Via != bot.ViaDirect || at.Thread == "" || at.Thread == in.command.Message.ID {
		answer()
		return
	}
	over, shown := make(chan struct{}), make(chan bool, 1)
	go func() {
		timer := time.NewTimer(p.waits.status)
		defer timer.Stop()
		select {
		case <-over:
			shown <- false
		case <-timer.C:
			shown <- p.status(ctx, at, "is reading the sources…")
		}
	}()
	answer()
	close(over)
	if <-shown { // an answer ends it, but not one that came before it was shown
		p.status(ctx, at, "")
	}
	p.title(ctx, in)
}

// status shows in a thread what the bot is doing; "" ends it.
func (p *Platform) status(ctx context.Context, at bot.Destination, words string) bool {
	return p.assist(ctx, func() error {
		return p.api.SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{
			ChannelID: at.Channel, ThreadTS: at.Thread, Status: words,
		})
	})
}

// title names a young thread after the first question that is heard there.
func (p *Platform) title(ctx context.Context, in inbound) {
	at := in.command.From
	words := clip(bot.PlainText(strings.Join(strings.Fields(in.command.Text), " ")), maxTitle)
	old := seconds(in.command.Message.ID)-seconds(at.Thread) > youngThread.Seconds()
	if words == "" || old || !p.seen.First("title-"+at.Channel+"-"+at.Thread) {
		return
	}
	p.assist(ctx, func() error {
		return p.api.SetAssistantThreadsTitleContext(ctx, slack.AssistantThreadsSetTitleParameters{
			ChannelID: at.Channel, ThreadTS: at.Thread, Title: words,
		})
	})
}

// seconds is the moment that a message's timestamp names, in Unix seconds.
func seconds(ts string) float64 {
	s, err := strconv.ParseFloat(ts, 64)
	if err != nil {
		return 0
	}
	return s
}
