package discord

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
)

// orderForm is a form with every kind of field.
func orderForm() bot.Form {
	return bot.Form{ID: "order.form", Value: "v1", Title: "Schedule a briefing, with a title that is too long for Discord", Submit: "Schedule", Fields: []bot.Field{
		{ID: "days", Kind: bot.FieldChoice, Label: "On which days", Value: "weekdays", Options: []bot.Option{{Label: "Monday to Friday", Value: "weekdays"}, {Label: "Every day", Value: "daily"}}},
		{ID: "at", Kind: bot.FieldTime, Label: "At", Hint: "08:30", Value: "08:30"},
		{ID: "zone", Kind: bot.FieldSuggest, Label: "Time zone", Hint: "Europe/Paris", Value: "UTC"},
		{ID: "topics", Kind: bot.FieldChoices, Label: "Topics that the briefing is about; none for everything", Value: "energy,harbour", Optional: true, Options: []bot.Option{{Label: "Energy", Value: "energy"}, {Label: "Harbour", Value: "harbour"}, {Label: "Schools", Value: "schools"}}},
		{ID: "note", Kind: bot.FieldLong, Label: "Note", Optional: true},
		{ID: "words", Label: "Words", Hint: "300", Optional: true},
		{ID: "channel", Kind: bot.FieldChannel, Label: "Channel"},
	}}
}

// opener opens the form by a slash command, and passes on what is submitted.
func opener(t *testing.T, o Options) *fixture {
	t.Helper()
	f := sender(t, o)
	f.p.deferAfter = time.Hour
	f.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		if c.Via == bot.ViaForm {
			f.calls <- call{c, r}
			return nil
		}
		return r.Open(ctx, orderForm())
	}))
	f.fake.WaitConnections(1)
	return f
}

// opened opens the form.
func (f *fixture) opened() string {
	return f.fake.Slash(news, ana, 0, "briefing", discordtest.Sub("schedule"))
}

// pressed presses the first button of the n-th message.
func (f *fixture) pressed(n int) string {
	m := f.fake.WaitMessages(n)[n-1]
	_, rest, _ := strings.Cut(string(m.Body), `"custom_id":"`)
	button, _, _ := strings.Cut(rest, `"`)
	return f.fake.Press(m, ana, button)
}

func TestFormIsTheFirstResponse(t *testing.T) {
	t.Parallel()
	f := opener(t, Options{})
	id := f.opened()
	form := f.fake.WaitForm(id)
	var ids []string
	for _, c := range form.Components {
		ids = append(ids, c.Component.CustomID)
	}
	if got := strings.Join(ids, " "); got != "days at zone topics channel" { // optional ones are left out, the last first
		t.Errorf("asked for %s", got)
	}
	f.fake.Submit(id, ana, discordtest.ManageChannels, map[string]string{"days": "daily", "at": "7:15", "zone": "Europe/Oslo", "topics": "energy,schools", "channel": "810000000000000009"})
	c := f.next().command
	if c.Via != bot.ViaForm || c.Action != "order.form" || c.Value != "v1" || c.Actor.ID != ana {
		t.Errorf("command %+v", c)
	}
	for field, want := range map[string]string{"days": "daily", "at": "7:15", "zone": "Europe/Oslo", "topics": "energy,schools", "channel": "810000000000000009"} {
		if c.Fields[field] != want {
			t.Errorf("%s is %q, want %q", field, c.Fields[field], want)
		}
	}
	if c.From.Channel != "810000000000000009" || !c.Actor.CanManage {
		t.Errorf("the chosen channel does not count: %+v", c)
	}
}

func TestChosenChannelIsJudgedByItself(t *testing.T) {
	t.Parallel()
	for _, chosen := range []int64{0, discordtest.ManageChannels} {
		f := opener(t, Options{})
		f.fake.SubmitFor(f.opened(), ana, discordtest.ManageChannels-chosen, chosen, map[string]string{"channel": "810000000000000009"})
		if c := f.next().command; c.Actor.CanManage != (chosen != 0) || c.From.Channel != "810000000000000009" {
			t.Errorf("command %+v", c)
		}
		f.stop()
	}
}

func TestFormThatComesLateGetsAButton(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	r, _ := untouched(t, f, func() string { return f.fake.Slash(news, ana, 0, "briefing", discordtest.Sub("schedule")) })
	r.deferNow(t.Context())
	if err := r.Open(t.Context(), orderForm()); err != nil {
		t.Fatal(err)
	}
	if form := f.fake.WaitForm(f.pressed(1)); len(form.Components) != maxQuestions || !strings.HasPrefix(form.CustomID, "order.form|v1") {
		t.Errorf("form %s", form.Body)
	}
}

func TestRefusedFormIsOpenedAgainWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.p.deferAfter = time.Hour
	f.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		if c.Via != bot.ViaForm {
			if err := r.(bot.Refuser).Refuse(ctx, "zone", "x"); !errors.Is(err, bot.ErrNoForm) {
				t.Errorf("no form was submitted, and Refuse = %v", err)
			}
			return r.Open(ctx, orderForm())
		}
		if c.Fields["zone"] == "Mars" {
			return r.(bot.Refuser).Refuse(ctx, "zone", "There is no zone “Mars”.")
		}
		f.calls <- call{c, r}
		return nil
	}))
	f.fake.WaitConnections(1)
	first := f.opened()
	before := len(f.fake.Messages())
	f.fake.Submit(first, ana, 0, map[string]string{"zone": "Mars", "days": "daily", "topics": "schools"})
	m := f.fake.WaitMessages(before + 1)[before]
	if !m.Private || !strings.Contains(m.Content, "Time zone: There is no zone “Mars”.") {
		t.Errorf("message %+v", m)
	}
	again := f.pressed(before + 1)
	form := string(f.fake.WaitForm(again).Body)
	for _, want := range []string{`"value":"Mars"`, `"value":"daily","default":true`, `"value":"schools","default":true`} {
		if !strings.Contains(form, want) {
			t.Errorf("the form lacks %s: %s", want, form)
		}
	}
	f.fake.Submit(again, ana, 0, map[string]string{"zone": "UTC"})
	if c := f.next().command; c.Fields["zone"] != "UTC" || c.Value != "v1" {
		t.Errorf("command %+v", c)
	}
}

func TestFormThatIsForgottenSaysSo(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Press(discordtest.Message{ID: "1", Channel: news}, ana, actionAgain+"|abcdef")
	if m := f.fake.WaitMessages(1)[0]; !m.Private || !strings.Contains(m.Content, "Give the command again") {
		t.Errorf("message %+v", m)
	}
}

func TestFormsKeptAreBounded(t *testing.T) {
	t.Parallel()
	var k forms
	first := k.keep("0", bot.Form{ID: "0"})
	for i := range formsKept {
		k.keep(fmt.Sprint("next ", i), bot.Form{})
	}
	if _, ok := k.get(first); ok || len(k.kept) > formsKept || len(k.order) > formsKept {
		t.Errorf("%d forms are kept", len(k.kept))
	}
}

func TestMessagesOpenNoForm(t *testing.T) {
	t.Parallel()
	if err := (&postResponder{}).Open(t.Context(), orderForm()); !errors.Is(err, bot.ErrNoForm) {
		t.Errorf("Open = %v", err)
	}
}

// TestFormsFitDiscord lets the fake look at forms of any kind.
func TestFormsFitDiscord(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.p.deferAfter = time.Hour
	f.listen(bot.HandlerFunc(func(_ context.Context, c bot.Command, r bot.Responder) error {
		f.calls <- call{c, r}
		return nil
	}))
	f.fake.WaitConnections(1)
	text := rapid.SampledFrom([]string{"", "x", " ", "Ünï", strings.Repeat("word ", 30), strings.Repeat("😀", 200), "a\nb"})
	rapid.Check(t, func(t *rapid.T) {
		form := bot.Form{ID: "f", Value: rapid.StringMatching(`[a-z:]{0,60}`).Draw(t, "value"), Title: text.Draw(t, "title")}
		for i := range rapid.IntRange(1, 8).Draw(t, "fields") {
			field := bot.Field{ID: fmt.Sprint("id", i), Kind: rapid.SampledFrom([]bot.FieldKind{bot.FieldText, bot.FieldLong, bot.FieldChoice, bot.FieldChoices, bot.FieldTime, bot.FieldSuggest, bot.FieldChannel}).Draw(t, "kind"),
				Label: text.Draw(t, "label"), Hint: text.Draw(t, "hint"), Value: text.Draw(t, "value"), Optional: rapid.Bool().Draw(t, "optional")}
			for range rapid.IntRange(0, 30).Draw(t, "options") {
				field.Options = append(field.Options, bot.Option{Label: text.Draw(t, "option"), Value: text.Draw(t, "option value")})
			}
			form.Fields = append(form.Fields, field)
		}
		f.fake.Slash(news, ana, 0, "briefing")
		if err := f.next().r.Open(context.Background(), form); err != nil {
			t.Fatalf("%+v: %v", form, err)
		}
	})
}
