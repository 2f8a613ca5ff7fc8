package command_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/command"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// "Everything in a thread" stands behind Settings of a briefing that all see. It tells each story in a
// reply, once; below each it is known which story is meant.
func TestEverythingInAThread(t *testing.T) {
	d := open(t)
	d.slash(manager, "briefing schedule every day at 7")
	shown := d.do(bot.Command{Via: bot.ViaSlash, Name: "brief", Text: "since 4h", Actor: member})
	press := func(action, value string) *bottest.Responder {
		return d.do(bot.Command{Via: bot.ViaButton, Action: action, Value: value, Actor: member, Message: bot.MessageRef{To: channel, ID: "m1"}})
	}
	if r := d.press(shown, member, channel, render.ActionSettings); strings.Contains(buttons(r), "thread") {
		t.Error("of what one reader sees, a thread is offered")
	}
	public := &bottest.Responder{Replies: d.press(shown, member, channel, render.ActionShare).Shared}
	value := ""
	for _, b := range public.Replies[0].Blocks {
		for _, x := range b.Buttons {
			if x.Action == render.ActionSettings {
				value = x.Value
			}
		}
	}
	settings := press(render.ActionSettings, value)
	d.want(said(settings), "every day at 07:00")
	d.want(buttons(settings), "shown.thread "+value+":m1")
	told := press("shown.thread", value+":m1")
	if d.want(said(told), "a reply of its own"); len(told.Told) < 3 {
		t.Fatalf("%d replies", len(told.Told))
	}
	for _, m := range told.Told {
		if len(m.Blocks) != 1 || len(m.Blocks[0].Menu) == 0 || !m.Silent || m.Private {
			t.Errorf("a reply: %+v", m)
		}
	}
	again := press("shown.thread", value+":m1")
	if d.want(said(again), "in the thread already"); len(again.Told) != 0 {
		t.Errorf("told again: %d", len(again.Told))
	}
	second := bot.MessageRef{To: channel, ID: "belowm1-2"}
	why := said(d.do(bot.Command{Via: bot.ViaMention, Text: "sources?", Actor: member, About: second}))
	if title := bottest.Words(told.Told[1]); !strings.Contains(why, strings.SplitN(title, "\n", 2)[0]) {
		t.Errorf("below the second story, sources: %q, want those of %q", why, title)
	}
	d.do(bot.Command{Via: bot.ViaMention, Text: "Who opened the bridge?", Actor: member, About: second})
	if asked := d.engine.Asked[len(d.engine.Asked)-1]; len(asked.Articles) != 1 {
		t.Errorf("a question below one story leans on %v", asked.Articles)
	}
	d.want(said(press("shown.thread", "0123456789ab:m1")), "too old")
}

// buttons are all actions and values of what was answered.
func buttons(r *bottest.Responder) string {
	var out strings.Builder
	for _, m := range r.Replies {
		for _, b := range m.Blocks {
			for _, x := range b.Buttons {
				out.WriteString(x.Action + " " + x.Value + "\n")
			}
		}
	}
	return out.String()
}

// gone is a responder below whose messages nothing can be told any more.
type gone struct{ *bottest.Responder }

// Below implements bot.Threader.
func (gone) Below(context.Context, bot.MessageRef, bot.Message) (bot.MessageRef, error) {
	return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonGone}
}

// A button below a post that was deleted, and one of last year, are answered shortly, with what to do.
func TestButtonsOfWhatIsGone(t *testing.T) {
	d := open(t)
	d.posted(story(0))
	press := bot.Command{ID: "p", Via: bot.ViaButton, Action: "shown.thread", Value: "shown1:m1", Actor: member, From: channel}
	press.Message = bot.MessageRef{To: channel, ID: "m1"}
	r := gone{&bottest.Responder{}}
	_ = d.router.Handle(t.Context(), press, r)
	d.want(said(r.Responder), "post is gone", "/brief")
	old := render.Value("0123456789abcdef01", "s1")
	for _, action := range []string{
		"story.more", "story.sources", "story.why", "topic.follow", "topic.mute", "feedback.yes", "shown.share", "answer.quotes",
	} {
		got := said(d.do(bot.Command{Via: bot.ViaButton, Action: action, Value: old, Actor: member}))
		if !strings.Contains(got, "too old") || len(got) > 200 {
			t.Errorf("%s of last year: %q", action, got)
		}
	}
	for _, action := range []string{"order.pause", "order.edit", "order.run", "order.remove"} {
		got := said(d.do(bot.Command{Via: bot.ViaButton, Action: action, Value: "zzzzz", Actor: manager}))
		if !strings.Contains(got, "no longer there") || len(got) > 200 {
			t.Errorf("%s of an order that is gone: %q", action, got)
		}
	}
	d.want(said(d.do(bot.Command{Via: bot.ViaButton, Action: "shown.settings", Value: old, Actor: member})), "no briefing here yet")
}

// linking is an engine that knows an article by its address.
type linking struct{ *bottest.Engine }

// Linked implements bot.Linked.
func (linking) Linked(_ context.Context, address string) ([]briefing.ArticleID, string) {
	if address == "https://news.example/bridge" {
		return []briefing.ArticleID{"bridge"}, "Bridge closed"
	}
	return nil, ""
}

// Asked about a message with the link of an article, the bot says what that article says.
func TestAskAboutALink(t *testing.T) {
	for _, c := range []struct {
		quoted, text string
		links        []string
		article      bool
	}{
		{"https://news.example/bridge", "Bridge closed", nil, true},
		{"look at this (https://news.example/bridge).", "Bridge closed", nil, true},
		{"look at this", "Bridge closed", []string{"https://other.example", "https://news.example/bridge"}, true},
		{"Who closed it? https://news.example/bridge", "Who closed it?", nil, true},
		{"Who closed it? https://other.example", "Who closed it? https://other.example", nil, false},
	} {
		d := open(t)
		now := func() time.Time { return d.now }
		d.router = command.New(slog.New(slog.DiscardHandler), now, linking{d.engine}, d.store, nil, command.Options{})
		d.do(bot.Command{Via: bot.ViaMessage, Quoted: c.quoted, Links: c.links, Actor: member})
		asked := d.engine.Asked[0]
		if asked.Text != c.text || (len(asked.Articles) == 1 && asked.Articles[0] == "bridge") != c.article {
			t.Errorf("%q: asked %q of %v", c.quoted, asked.Text, asked.Articles)
		}
	}
}
