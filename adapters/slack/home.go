package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

const (
	// noticeBlocks and noticeText are how much of a reply stands on top of the page; a longer one
	// goes to the user's direct messages.
	noticeBlocks = 4
	noticeText   = 700
)

// page answers a user who opened the bot's page (App Home): what is replied is the page.
// https://docs.slack.dev/surfaces/app-home/
type page struct {
	p         *Platform
	user      string
	notice    []bot.Block // stands on top, until the page is opened again
	published bool
}

// Reply implements bot.Responder. The latest reply is the page.
func (g *page) Reply(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	all := g.notice
	if len(all) > 0 && len(m.Blocks) > 0 {
		all = append(all[:len(all):len(all)], bot.Block{Kind: bot.Divider})
	}
	m.Blocks = append(all[:len(all):len(all)], m.Blocks...)
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: homeBlocks(m)}}
	err := g.p.patiently(ctx, func() error {
		if _, err := g.p.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: g.user, View: view}); err != nil {
			return sendError(err)
		}
		return nil
	})
	if err != nil {
		return bot.MessageRef{}, err
	}
	g.published = true
	return bot.MessageRef{}, nil
}

// Share implements bot.Responder: there is nobody to share a page with.
func (g *page) Share(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	return g.Reply(ctx, m)
}

// Open implements bot.Responder: who opens a page has pressed nothing yet.
func (g *page) Open(context.Context, bot.Form) error { return bot.ErrNoForm }

// homeBlocks are a page's blocks within Slack's limits. A page is one view and cannot be split: what
// does not fit is counted.
func homeBlocks(m bot.Message) []slack.Block {
	m.Ping, m.Private = "", true
	all := make([]bot.Block, len(m.Blocks))
	for i, b := range m.Blocks {
		all[i] = shortened(b)
	}
	fits := func(run []bot.Block) bool {
		m.Blocks = run
		made := blocks(m)
		if len(made) > maxViewBlocks {
			return false
		}
		b, err := json.Marshal(made)
		return err == nil && len(b) <= maxView
	}
	first := func(n int) []bot.Block {
		if n == len(all) {
			return all
		}
		return append(all[:n:n], bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Text(fmt.Sprintf("%d more", len(all)-n))}})
	}
	shown := len(all)
	if !fits(all) {
		shown = max(0, sort.Search(len(all), func(n int) bool { return !fits(first(n)) })-1)
	}
	m.Blocks = first(shown)
	return blocks(m)
}

// refresh brings the page up to date after what was done on it, and shows what was replied on top of
// it; where the page is not shown, in the user's direct messages.
func (p *Platform) refresh(ctx context.Context, in inbound, r *responder, h bot.Handler) {
	home := in
	home.command = bot.Command{
		ID: in.id + "-home", Via: bot.ViaHome, Actor: in.command.Actor,
		From: bot.Destination{Platform: Name, Tenant: in.command.From.Tenant, User: in.command.Actor.ID},
	}
	g := &page{p: p, user: in.command.Actor.ID, notice: r.noticed()}
	p.answer(ctx, home, g, h)
	if g.published || len(g.notice) == 0 {
		return
	}
	if _, err := r.direct(ctx, bot.Message{Blocks: g.notice}); err != nil {
		p.lg.Warn("a reply could be shown nowhere", "error", err)
	}
}

// brief reports whether a reply is short enough to stand on top of the page.
func brief(m bot.Message) bool {
	if len(m.Blocks) > noticeBlocks || weight(m.Blocks) > noticeText {
		return false
	}
	return true
}
