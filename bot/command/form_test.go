package command_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
)

// refusing is a responder whose forms show what is wrong with a field.
type refusing struct {
	bottest.Responder
	fields []string
	words  string
	late   bool
}

func (r *refusing) Refuse(_ context.Context, field, words string) error {
	if r.late {
		return bot.ErrNoForm
	}
	r.fields, r.words = append(r.fields, field), words
	return nil
}

// form lets a command open its form.
func (d *desk) form(c bot.Command) bot.Form {
	d.Helper()
	if c.From == (bot.Destination{}) {
		c.From = channel
	}
	r := &bottest.Responder{}
	if err := d.router.Handle(d.Context(), c, r); err != nil || len(r.Forms) != 1 || len(r.Replies) != 0 {
		d.Fatalf("%d forms, %d replies, %v; want a form", len(r.Forms), len(r.Replies), err)
	}
	return r.Forms[0]
}

// filled are a form's fields as they come back, with changes: pairs of field and value.
func filled(f bot.Form, change ...string) map[string]string {
	fields := map[string]string{}
	for _, x := range f.Fields {
		fields[x.ID] = x.Value
	}
	for i := 0; i < len(change); i += 2 {
		fields[change[i]] = change[i+1]
	}
	return fields
}

func (d *desk) submit(f bot.Form, who bot.Actor, fields map[string]string) string {
	d.Helper()
	return said(d.do(bot.Command{Via: bot.ViaForm, Action: f.ID, Value: f.Value, Fields: fields, Actor: who}))
}

func fieldIDs(f bot.Form) []string {
	var ids []string
	for _, x := range f.Fields {
		ids = append(ids, x.ID)
	}
	return ids
}

func TestOrderForm(t *testing.T) {
	d := open(t)
	f := d.form(bot.Command{ID: "f1", Via: bot.ViaSlash, Name: "briefing", Text: "schedule", Actor: manager})
	if got := fieldIDs(f); !slices.Equal(got, []string{"days", "time", "zone", "topics", "sources", "length", "channel"}) {
		t.Errorf("the form asks for %q", got)
	}
	for _, x := range f.Fields[3:] {
		if !x.Optional {
			t.Errorf("the field %s cannot be left out", x.ID)
		}
	}
	if got := filled(f); got["zone"] != "Europe/Berlin" || got["channel"] != "C1" || got["days"] != "Mon,Tue,Wed,Thu,Fri" || got["time"] != "08:30" {
		t.Errorf("the form proposes %v, want the actor's zone and the channel", got)
	}
	d.want(d.submit(f, manager, filled(f, "topics", "energy, the ferry")), "weekdays at 08:30, Europe/Berlin, on energy, the ferry", "Tue 7 May 08:30 CEST, then Wed 8 May 08:30 CEST, then Thu 9 May")
	d.want(d.submit(f, manager, filled(f, "topics", "energy, the ferry")), "ordered already")
	s := d.only(channel)
	if s.To != channel || s.Owner != "U1" || s.ChangedBy != "U1" || s.ChangedAt.IsZero() {
		t.Errorf("stored: %+v", s)
	}
	// A platform with fewer fields leaves out the last; each then has its default.
	few := filled(f, "days", "Sat,Sun", "time", "7:15", "zone", "new york")
	for _, id := range []string{"topics", "sources", "length", "channel"} {
		delete(few, id)
	}
	d.want(d.submit(f, manager, few), "Scheduled for this channel", "weekends at 07:15, America/New_York.")
	// Without a channel it is for the asker alone, even of who manages the one that he is in.
	d.want(d.submit(f, manager, filled(f, "channel", "", "length", "short")), "for you, in direct messages", "120 words")
}

func TestFormRefusesTheFieldThatIsWrong(t *testing.T) {
	d := open(t)
	f := d.form(bot.Command{ID: "f1", Via: bot.ViaSlash, Name: "briefing", Text: "schedule", Actor: manager})
	for _, c := range []struct {
		who          bot.Actor
		field, value string
		words        string
	}{
		{manager, "days", " ", "Choose one"}, {manager, "days", "Funday", "not a schedule"}, {manager, "time", "at dawn", "dawn"}, {manager, "time", "25:00", "not a time of day"},
		{manager, "zone", "Mars/Olympus", "not a time zone"}, {manager, "zone", "", "not a time zone"}, {manager, "topics", strings.Repeat("x", 100), "too long"},
		{manager, "length", "5", "between 50 and 2000"}, {member, "channel", "C1", "You may not decide for this channel"},
	} {
		r := &refusing{}
		_ = d.router.Handle(t.Context(), bot.Command{Via: bot.ViaForm, Action: f.ID, Actor: c.who, From: channel, Fields: filled(f, c.field, c.value)}, r)
		if !slices.Equal(r.fields, []string{c.field}) || !strings.Contains(r.words, c.words) || len(r.Replies) != 0 {
			t.Errorf("%s %q: refused %q with %q, and %d replies", c.field, c.value, r.fields, r.words, len(r.Replies))
		}
		r = &refusing{late: true}
		_ = d.router.Handle(t.Context(), bot.Command{Via: bot.ViaForm, Action: f.ID, Actor: c.who, From: channel, Fields: filled(f, c.field, c.value)}, r)
		d.want(said(&r.Responder), c.words)
		d.now = d.now.Add(20 * time.Second)
	}
	if all, _ := d.store.Subscriptions(t.Context(), bot.Destination{}); len(all) != 0 {
		t.Errorf("stored all the same: %+v", all)
	}
}

// An edit form that is sent back as it was opened changes nothing, whatever the schedule.
func TestEditFormRoundTrip(t *testing.T) {
	d := open(t)
	for _, c := range []struct{ line, when string }{
		{"weekdays 8:30 in Berlin", ""}, {"every day at 7", ""}, {"weekends 10:05 on energy, ferry", ""}, {"Mon, Thu 18:00 words 150", ""}, {"Sun 0:00 words 77", ""},
		{"every day at 7 and 17", "every day at 07:00 and 17:00"}, {"0 9 1 * *", "0 9 1 * *"}, {"hourly", "every day every hour"}, {"*/20 8 * * 1", "Mon at 08:00, 08:20 and 08:40"},
	} {
		d.want(d.slash(manager, "briefing schedule "+c.line), "Scheduled for this channel")
		s := d.only(channel)
		f := d.form(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "edit " + string(s.ID), Actor: manager})
		values := filled(f)
		if values["when"] != c.when {
			t.Errorf("%s: the form shows the schedule %q, want %q", c.line, values["when"], c.when)
		}
		d.want(d.submit(f, manager, values), "Changed: ")
		back := d.only(channel)
		if back.Version != s.Version+1 || back.ChangedAt.Equal(s.ChangedAt) {
			t.Errorf("%s: the change was not recorded: %+v", c.line, back)
		}
		back.Version, back.ChangedAt = s.Version, s.ChangedAt
		if a, b := back, s; a.When != b.When || a.Zone != b.Zone || !slices.Equal(a.Topics, b.Topics) || a.Words != b.Words || !a.Since.Equal(b.Since) || a.To != b.To {
			t.Errorf("%s: sent back as it was, it became\n%+v, was\n%+v", c.line, a, b)
		}
		d.want(d.submit(f, manager, map[string]string{}), "Changed: ") // all fields left out: as it was
		if again := d.only(channel); again.When != s.When || again.Zone != s.Zone || again.Words != s.Words {
			t.Errorf("%s: sent back empty, it became %+v", c.line, again)
		}
		d.slash(manager, "briefing remove "+string(s.ID))
		d.now = d.now.Add(time.Minute)
	}
}

func TestEditForm(t *testing.T) {
	d := open(t)
	d.slash(manager, "briefing schedule weekdays 8:30 on energy")
	s := d.only(channel)
	f := d.form(bot.Command{Via: bot.ViaButton, Action: "order.edit", Value: string(s.ID), Actor: manager})
	if f.Value != string(s.ID) {
		t.Fatalf("the form is about %q", f.Value)
	}
	d.want(d.submit(f, manager, filled(f, "days", "Mon,Fri", "time", "9am", "zone", "munich", "topics", "", "length", "long")), "Mon, Fri at 09:00, Europe/Berlin, 600 words.")
	d.want(d.submit(f, member, filled(f)), "can be changed by who ordered it")
	other := bot.Destination{Platform: "fake", Tenant: "T1", Channel: "C2"}
	d.want(said(d.do(bot.Command{Via: bot.ViaForm, Action: f.ID, Value: f.Value, Fields: filled(f, "channel", "C2"), Actor: manager, From: other})), "Changed: ")
	if moved := d.only(other); moved.ID != s.ID || moved.To != other {
		t.Errorf("moved to %+v", moved)
	}
	cannot := manager
	cannot.CanManage = false
	d.want(said(d.do(bot.Command{Via: bot.ViaForm, Action: f.ID, Value: f.Value, Fields: filled(f, "channel", "C1"), Actor: cannot})), "may not decide for this channel")
	foreign := bot.Destination{Platform: "fake", Tenant: "T2", Channel: "C1"}
	d.want(said(d.do(bot.Command{Via: bot.ViaForm, Action: f.ID, Value: f.Value, Fields: filled(f), Actor: manager, From: foreign})), "no longer there")
	d.want(d.slash(manager, "briefing edit "+string(s.ID)), "What shall change?", "/briefing edit "+string(s.ID)+" zone Paris")
}

// A form asks for a channel only where it may be chosen: platforms preset the one that it is opened in,
// and nothing that was for somebody alone may land there.
func TestFormsOfWhoMayNotChoose(t *testing.T) {
	d := open(t)
	f := d.form(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "schedule", Actor: member})
	if slices.Contains(fieldIDs(f), "channel") {
		t.Errorf("a member is asked for a channel")
	}
	d.want(d.submit(f, member, filled(f)), "Scheduled for you, in direct messages")
	own := d.only(bot.Destination{User: "U2"})
	if f := d.form(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "edit " + string(own.ID), Actor: member}); slices.Contains(fieldIDs(f), "channel") {
		t.Errorf("an order for somebody alone can be moved by its form")
	}
	d.now = d.now.Add(time.Minute)
	d.slash(manager, "briefing schedule 8:30")
	s := d.only(channel)
	edit := d.form(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "edit " + string(s.ID), Actor: manager})
	// The manager's own direct messages were chosen: a platform tells them as no channel.
	d.want(said(d.do(bot.Command{Via: bot.ViaForm, Action: edit.ID, Value: edit.Value, Fields: filled(edit, "channel", "D1"), Actor: manager, From: atHome(manager)})), "Changed: ")
	if moved := d.only(bot.Destination{User: "U1"}); moved.To != atHome(manager) {
		t.Errorf("moved to %+v", moved.To)
	}
}

// A form that is filled in costs nothing more: who typed into it is not told that he asks too often.
func TestFormIsNotRefusedForItsFrequency(t *testing.T) {
	d := open(t)
	f := d.form(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "schedule", Actor: manager})
	for range 30 {
		d.slash(manager, "ask Who?")
		d.now = d.now.Add(-10 * time.Second)
	}
	d.want(d.slash(manager, "ask Who?"), "too often")
	if got := d.submit(f, manager, filled(f)); strings.Contains(got, "too often") || !strings.Contains(got, "Scheduled") {
		t.Errorf("the form was answered with %q", got)
	}
}
