package command_test

import (
	"log/slog"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/command"
)

var start = time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)

// desk is a router with what it stands on.
type desk struct {
	testing.TB
	router *command.Router
	engine *bottest.Engine
	store  *sqlstore.Store
	now    time.Time
	events int
}

func open(t testing.TB) *desk {
	store, err := sqlstore.Open(t.Context(), filepath.Join(t.TempDir(), "b.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	d := &desk{TB: t, engine: &bottest.Engine{}, store: store, now: start}
	d.router = command.New(slog.New(slog.DiscardHandler), func() time.Time { return d.now }, d.engine, store, nil, command.Options{})
	return d
}

var channel = bot.Destination{Platform: "fake", Tenant: "T1", Channel: "C1"}

// manager and member are two who ask.
var (
	manager = bot.Actor{ID: "U1", Name: "Ada", Zone: "Europe/Berlin", CanManage: true}
	member  = bot.Actor{ID: "U2", Name: "Bo"}
)

// do runs a command and returns what was answered. Each has an event id of its own where it has none.
func (d *desk) do(c bot.Command) *bottest.Responder {
	d.Helper()
	if c.ID == "" {
		d.events++
		c.ID = "e" + strconv.Itoa(d.events)
	}
	if c.From == (bot.Destination{}) {
		c.From = channel
	}
	r := &bottest.Responder{NoForms: true}
	_ = d.router.Handle(d.Context(), c, r) // the error was told
	d.now = d.now.Add(10 * time.Second)
	return r
}

// slash runs a slash command and returns the words of its answer.
func (d *desk) slash(who bot.Actor, line string) string {
	d.Helper()
	name, text, _ := strings.Cut(line, " ")
	return said(d.do(bot.Command{Via: bot.ViaSlash, Name: name, Text: text, Actor: who}))
}

func said(r *bottest.Responder) string {
	var all []string
	for _, m := range append(r.Replies, r.Shared...) {
		all = append(all, bottest.Words(m))
	}
	return strings.Join(all, "\n")
}

func (d *desk) want(got string, parts ...string) {
	d.Helper()
	for _, p := range parts {
		if !strings.Contains(got, p) {
			d.Errorf("the answer lacks %q:\n%s", p, got)
		}
	}
}

func TestBriefingLife(t *testing.T) {
	d := open(t)
	d.want(d.slash(manager, "briefing list"), "no briefing here yet", "/briefing schedule")
	d.want(d.slash(manager, "briefing schedule weekdays 8:30 energy, ferry America/New_York"), "weekdays at 08:30, America/New_York, on energy, ferry", "Mon 6 May 08:30 EDT")
	subs, _ := d.store.Subscriptions(t.Context(), channel)
	if len(subs) != 1 || subs[0].Owner != "U1" || !subs[0].Since.Equal(start.Add(10*time.Second)) {
		t.Fatalf("stored: %+v", subs)
	}
	id := string(subs[0].ID)
	d.want(d.slash(manager, "briefing schedule weekdays 8:30 energy, ferry America/New_York"), "ordered already", id)
	d.want(d.slash(manager, "briefing edit "+id+" Mon 18:00"), "Mon at 18:00, America/New_York, on energy, ferry")
	d.want(d.slash(manager, "briefing edit topics harbour works"), "on harbour works")
	d.want(d.slash(manager, "briefing edit "+id+" words 9"), "between 50 and 2000")
	d.want(d.slash(manager, "briefing pause"), "paused: by Ada")
	d.want(d.slash(manager, "briefing resume "+strings.ToUpper(id)), "The next comes")
	d.now = d.now.Add(time.Minute)
	d.want(d.slash(manager, "briefing preview"), "The ferry of", "harbour works")
	d.want(d.slash(manager, "briefing status"), "Nothing was due yet")
	d.want(d.slash(manager, "briefing sources"), "Ferry Times", "failing: not found", "articles 12")
	d.want(d.slash(manager, "briefing remove zzzzz"), "no briefing “zzzzz”")
	d.now = d.now.Add(time.Minute)
	d.want(d.slash(manager, "briefing remove "+id), "is removed")
	d.want(d.slash(manager, "briefing shedule weekdays 8"), "Did you mean “schedule”?")
	d.want(d.slash(manager, "briefing schedule weekdays"), "At what time?")
	d.want(d.slash(manager, "briefing schedule weekdays 8 Mars/Olympus"), "not a time zone")
}

func TestWhoMayNotActsForHimselfAlone(t *testing.T) {
	d := open(t)
	d.slash(manager, "briefing schedule 8:30")
	d.want(d.slash(member, "briefing schedule 9:30"), "for you alone, in direct messages")
	subs, _ := d.store.Subscriptions(t.Context(), bot.Destination{User: "U2"})
	if len(subs) != 1 || subs[0].To.Channel != "" {
		t.Fatalf("the member's own: %+v", subs)
	}
	all, _ := d.store.Subscriptions(t.Context(), channel)
	d.want(d.slash(member, "briefing pause "+string(all[0].ID)), "can be changed by who ordered it")
	d.want(d.slash(member, "briefing mute harbour works"), "for you")
	if p, _ := d.store.Preferences(t.Context(), channel); len(p.Mute) != 0 {
		t.Errorf("a member muted for the channel: %v", p)
	}
	elsewhere := d.do(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "list", Actor: member, From: bot.Destination{Platform: "fake", Tenant: "T2", Channel: "C1"}})
	d.want(said(elsewhere), "no briefing here yet")
}

func TestQuestionsAndFollowUps(t *testing.T) {
	d := open(t)
	thread := channel
	thread.Thread = "1"
	ask := func(via bot.Via, text string) string {
		return said(d.do(bot.Command{Via: via, Text: text, From: thread, Actor: member}))
	}
	if got := ask(bot.ViaThread, "When does it open?"); got != "" {
		t.Errorf("answered in a thread of others: %q", got)
	}
	d.want(ask(bot.ViaMention, "Who opened the bridge?"), "On: Who opened the bridge?", "Harbour Gazette")
	d.want(ask(bot.ViaThread, "and when?"), "On: and when?")
	if got := d.engine.Asked[1].Context; len(got) != 1 || got[0] != "Who opened the bridge?" {
		t.Errorf("the context of the follow-up: %q", got)
	}
	if got := ask(bot.ViaThread, "thanks a lot"); got != "" {
		t.Errorf("answered to thanks: %q", got)
	}
	d.want(ask(bot.ViaDirect, "breif"), "Did you mean “brief”?")
	d.want(ask(bot.ViaDirect, "/ask"), "What is the question?")
	d.want(ask(bot.ViaDirect, "/nonsense"), "“/briefing help” tells all")
	d.now = d.now.Add(13 * time.Hour)
	if got := ask(bot.ViaThread, "and where?"); got != "" {
		t.Errorf("answered after the conversation had ended: %q", got)
	}
}

func TestOnceSeldomAndWithReference(t *testing.T) {
	d := open(t)
	c := bot.Command{ID: "same", Via: bot.ViaSlash, Name: "ask", Text: "Who?", Actor: member}
	if first, again := said(d.do(c)), said(d.do(c)); first == "" || again != "" {
		t.Errorf("an event that came twice: %q, then %q", first, again)
	}
	d.want(d.slash(member, "ask panic"), "Something went wrong here", "reference")
	d.want(d.slash(member, "ask Who?"), "On: Who?")
	limited := ""
	for range 30 {
		limited = d.slash(member, "ask Who?")
		d.now = d.now.Add(-10 * time.Second)
	}
	d.want(limited, "too often", "Ask again in")
	d.want(d.slash(manager, "ask Who?"), "On: Who?")
}

func TestButtons(t *testing.T) {
	d := open(t)
	m := d.do(bot.Command{Via: bot.ViaSlash, Name: "brief", Text: "since 2h", Actor: manager}).Replies[0]
	press := func(action string, from bot.Destination) string {
		for _, block := range m.Blocks {
			for _, b := range slices.Concat(block.Buttons, block.Menu) {
				if b.Action == action {
					if len(b.Value) > 60 {
						t.Errorf("the value of %s is too long: %q", action, b.Value)
					}
					return said(d.do(bot.Command{Via: bot.ViaButton, Action: b.Action, Value: b.Value, Actor: manager, From: from}))
				}
			}
		}
		t.Fatalf("there is no button %s", action)
		return ""
	}
	if !m.Private {
		t.Error("the answer to a slash command is not private")
	}
	d.want(press("story.sources", channel), "The ferry left at", "Harbour Gazette")
	d.want(press("story.why", channel), "Why: The ferry of")
	d.want(press("story.more", channel), "The ferry left at", "Why it is told")
	d.want(press("shown.settings", channel), "no briefing here yet")
	d.want(press("topic.follow", channel), "“the ferry” comes first for you") // he alone sees it
	d.want(press("feedback.yes", channel), "Thank you")
	d.want(press("shown.share", channel), "Shared by Ada")
	d.want(press("story.sources", bot.Destination{Platform: "fake", Tenant: "T2", Channel: "C1"}), "too old")
	d.want(said(d.do(bot.Command{Via: bot.ViaButton, Action: "gone", Actor: manager})), "no longer known")
}
