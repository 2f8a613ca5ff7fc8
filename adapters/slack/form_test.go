package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
)

// orderForm is a form with every kind of field.
func orderForm() bot.Form {
	return bot.Form{
		ID: "order.save", Value: "b7", Title: "Change the briefing of #newsroom", Submit: "Save",
		Fields: []bot.Field{
			{ID: "channel", Kind: bot.FieldChannel, Label: "Where"},
			{ID: "days", Kind: bot.FieldChoice, Label: "Days", Value: "weekdays", Hint: "Write weekdays", Options: []bot.Option{{Label: "Every day", Value: "daily"}, {Label: "Monday to Friday", Value: "weekdays"}}},
			{ID: "time", Kind: bot.FieldTime, Label: "Time", Value: "08:30", Hint: "Write 08:30"},
			{ID: "zone", Kind: bot.FieldSuggest, Label: "Time zone", Value: "Europe/Lisbon", Hint: "A city or a zone"},
			{ID: "topics", Kind: bot.FieldChoices, Label: "Topics", Value: "energy,ports", Optional: true, Options: []bot.Option{{Label: "Energy", Value: "energy"}, {Label: "Ports", Value: "ports"}, {Label: "Schools", Value: "schools"}}},
			{ID: "words", Label: "Length in words", Value: "300"},
			{ID: "note", Kind: bot.FieldLong, Label: "Note", Value: "one\ntwo", Optional: true},
		},
	}
}

// opened lets a slash command open a form and returns the responder's error.
func (f *fixture) opened(form bot.Form) error {
	f.Helper()
	f.fake.Slash("C0000NEWS", "U0000ANA", "/briefing edit")
	return f.next().r.Open(f.Context(), form)
}

func TestFormIsShownAndComesBack(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	if err := f.opened(orderForm()); err != nil {
		t.Fatal(err)
	}
	v := f.fake.WaitForm("U0000ANA", 1)
	pretty, err := indent(v.Raw)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "form.golden.json", maskAddress(pretty))
	if strings.Contains(string(v.Raw), `"Write `) || !strings.Contains(string(v.Raw), `"A city or a zone"`) {
		t.Errorf("hints of how to write stand where nothing is written: %s", v.Raw)
	}
	id := f.fake.Submit("U0000ANA", map[string]string{
		"channel": "C0000OTHER", "days": "daily", "time": "07:15", "zone": "Europe/Berlin", "topics": "energy,schools", "words": " 200 ",
	})
	got := f.next()
	f.fake.WaitAck(id)
	want := map[string]string{"channel": "C0000OTHER", "days": "daily", "time": "07:15", "zone": "Europe/Berlin", "topics": "energy,schools", "words": "200", "note": ""}
	c := got.command
	if c.Via != bot.ViaForm || c.Action != "order.save" || c.Value != "b7" || fmt.Sprint(c.Fields) != fmt.Sprint(want) || !c.Actor.CanManage || c.Actor.Zone != "Europe/Lisbon" {
		t.Errorf("command %+v", c)
	}
	if c.From != (bot.Destination{Platform: Name, Tenant: slackfaketest.Team, Channel: "C0000OTHER", User: "U0000ANA"}) {
		t.Errorf("from %+v", c.From)
	}
	if _, err := got.r.Reply(t.Context(), paragraph("Saved.")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(1)[0]; !m.Private || m.Via != "response_url" || m.Channel != "C0000NEWS" {
		t.Errorf("answered %+v, not where the form was opened", m)
	}
	if _, err := got.r.Share(t.Context(), paragraph("Ordered.")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(2)[1]; m.Private || m.Channel != "C0000OTHER" {
		t.Errorf("shared %+v, not in the channel that was chosen", m)
	}
}

func TestFormThatIsRefusedStaysOpen(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.AddUser(slackfaketest.User{ID: "U0000ANA", Name: "ana"})
	late := make(chan error, 1)
	f.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		if c.Via != bot.ViaForm {
			return r.Open(ctx, orderForm())
		}
		refuser := r.(bot.Refuser)
		if err := refuser.Refuse(ctx, "nowhere", "No such field."); !errors.Is(err, bot.ErrNoForm) {
			t.Errorf("refused at a field that is not there: %v", err)
		}
		if c.Fields["zone"] == "Atlantis" {
			return refuser.Refuse(ctx, "zone", "There is no such zone.\nTry <!channel> Europe/Lisbon.")
		}
		_, err := r.Reply(ctx, paragraph("Saved."))
		late <- refuser.Refuse(ctx, "zone", "too late")
		return err
	}))
	f.fake.WaitConnections(1)
	f.fake.Slash("C0000NEWS", "U0000ANA", "/briefing edit")
	f.fake.WaitForm("U0000ANA", 1)
	answer := f.fake.WaitAck(f.fake.Submit("U0000ANA", map[string]string{"zone": "Atlantis"}))
	if want := `{"response_action":"errors","errors":{"zone":"There is no such zone. Try \u003c!channel\u003e Europe/Lisbon."}}`; string(answer) != want {
		t.Errorf("acknowledged with %s", answer)
	}
	if _, open := f.fake.Form("U0000ANA"); !open {
		t.Fatal("the form was closed")
	}
	f.fake.WaitAck(f.fake.Submit("U0000ANA", map[string]string{"zone": "Europe/Lisbon"}))
	f.fake.WaitMessages(1)
	if _, open := f.fake.Form("U0000ANA"); open {
		t.Error("the form is still open")
	}
	if err := <-late; !errors.Is(err, bot.ErrNoForm) {
		t.Errorf("refused after the answer: %v", err)
	}
}

// A handler that takes its time loses the right to refuse, and the form closes before Slack says
// that the app failed.
func TestSlowFormIsAcknowledgedInTime(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	defer close(release)
	slow := sender(t, Options{})
	slow.p.waits.hold = 100 * time.Millisecond
	slow.fake.AddUser(slackfaketest.User{ID: "U0000ANA"})
	slow.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		if c.Via != bot.ViaForm {
			return r.Open(ctx, orderForm())
		}
		slow.calls <- call{c, r}
		<-release
		return nil
	}))
	slow.fake.WaitConnections(1)
	slow.fake.Slash("C0000NEWS", "U0000ANA", "/briefing edit")
	slow.fake.WaitForm("U0000ANA", 1)
	id := slow.fake.Submit("U0000ANA", nil)
	r := slow.next().r
	if answer := slow.fake.WaitAck(id); string(answer) != `{"response_action":"clear"}` {
		t.Errorf("acknowledged with %s", answer)
	}
	if err := r.(bot.Refuser).Refuse(t.Context(), "zone", "no"); !errors.Is(err, bot.ErrNoForm) {
		t.Errorf("refused after the acknowledgement: %v", err)
	}
}

func TestFormNeedsATriggerThatIsFresh(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Mention("C0000NEWS", "U0000ANA", "briefing edit", "")
	if err := f.next().r.Open(t.Context(), orderForm()); !errors.Is(err, bot.ErrNoForm) {
		t.Errorf("in a mention: %v", err)
	}
	f.fake.Slash("C0000NEWS", "U0000ANA", "/briefing edit")
	r := f.next().r
	f.fake.Advance(triggerLife + 1)
	if err := r.Open(t.Context(), orderForm()); !errors.Is(err, bot.ErrNoForm) {
		t.Errorf("with an old trigger: %v", err)
	}
	if err := f.opened(orderForm()); err != nil {
		t.Error(err)
	}
	f.fake.Fail("views.open", slackfaketest.Fault{Status: 429, RetryAfter: 3600})
	if err := f.opened(orderForm()); !errors.Is(err, bot.ErrNoForm) {
		t.Errorf("asked to wait for longer than a trigger lives: %v", err)
	}
	for what, form := range map[string]bot.Form{
		"without fields":          {ID: "x", Title: "x"},
		"with a value past limit": {ID: "x", Value: strings.Repeat("v", maxPrivate), Fields: orderForm().Fields},
		"without an id":           {Fields: orderForm().Fields},
	} {
		if err := f.opened(form); !errors.Is(err, bot.ErrNoForm) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// The fake refuses a view that is past a limit and fails the test.
func TestFormsAreCutToSlacksLimits(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	long := strings.Repeat("long & <!here> *words* ", 400)
	var many []bot.Option
	for i := range 150 {
		many = append(many, bot.Option{Label: fmt.Sprintf("%d %s", i, long), Value: fmt.Sprint("v", i)})
	}
	many = append(many, many[3], bot.Option{Label: "no value"}, bot.Option{Label: "too long", Value: long})
	for kind, value := range map[bot.FieldKind]string{
		bot.FieldText: long, bot.FieldLong: long, bot.FieldChoice: "v149", bot.FieldChoices: "v149, v2,v148", bot.FieldTime: "25:00", bot.FieldSuggest: long, "unheard of": long,
	} {
		form := bot.Form{ID: "x", Title: long, Submit: long, Fields: []bot.Field{{ID: "a", Kind: kind, Label: long, Hint: long, Value: value, Options: many}, {ID: "b", Kind: kind}}}
		if err := f.opened(form); err != nil {
			t.Errorf("%q: %v", kind, err)
		}
	}
	var every []string
	for _, o := range many {
		every = append(every, o.Value)
	}
	options, chosen := choices(bot.Field{Kind: bot.FieldChoices, Value: strings.Join(every, ","), Options: many})
	if len(options) != maxOptions || len(chosen) != maxOptions {
		t.Errorf("%d options, %d chosen", len(options), len(chosen))
	}
	options, chosen = choices(bot.Field{Kind: bot.FieldChoice, Value: "v149", Options: many})
	if len(options) != maxOptions || len(chosen) != 1 || options[maxOptions-1] != chosen[0] {
		t.Errorf("%d options, chosen %+v", len(options), chosen)
	}
}

func TestChosenChannelHasTheBot(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.AddChannel(slackfaketest.Channel{ID: "C0000AWAY", Name: "harbour", Away: true})
	f.fake.AddChannel(slackfaketest.Channel{ID: "C0000HIDDEN", Name: "board", Away: true, Private: true})
	f.fake.AddChannel(slackfaketest.Channel{ID: "C0000OLD", Name: "old", Archived: true})
	if err := f.opened(orderForm()); err != nil {
		t.Fatal(err)
	}
	f.fake.WaitForm("U0000ANA", 1)
	for channel, want := range map[string]string{
		"C0000AWAY": "/invite @briefbot", "C0000HIDDEN": "/invite @briefbot", "C0000OLD": "archived", "D0000BEN": "your own messages",
	} {
		if answer := f.fake.WaitAck(f.fake.Submit("U0000ANA", map[string]string{"channel": channel})); !strings.Contains(string(answer), want) || !strings.Contains(string(answer), `"channel"`) {
			t.Errorf("%s: %s", channel, answer)
		}
	}
	if n := len(f.calls); n > 0 {
		t.Errorf("%d forms with a channel that will not do reached the handler", n)
	}
	f.fake.Submit("U0000ANA", map[string]string{"channel": "D0000ANA"})
	if c := f.next().command; c.From != (bot.Destination{Platform: Name, Tenant: slackfaketest.Team, User: "U0000ANA"}) {
		t.Errorf("his own direct messages are %+v", c.From)
	}
}

// suggester is a handler that suggests.
type suggester struct {
	bot.HandlerFunc
	suggest func(ctx context.Context, c bot.Command, field, typed string) []bot.Option
}

func (s suggester) Suggest(ctx context.Context, c bot.Command, field, typed string) []bot.Option {
	return s.suggest(ctx, c, field, typed)
}

func TestSuggestionsComeWithTheAcknowledgement(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.AddUser(slackfaketest.User{ID: "U0000ANA", Name: "ana"})
	f.listen(suggester{
		func(ctx context.Context, _ bot.Command, r bot.Responder) error { return r.Open(ctx, orderForm()) },
		func(ctx context.Context, c bot.Command, field, typed string) []bot.Option {
			if c.Actor.ID != "U0000ANA" || c.From.Channel != "C0000NEWS" || c.From.Tenant != slackfaketest.Team || field != "zone" {
				t.Errorf("asked for %s by %+v", field, c)
			}
			switch typed {
			case "panic":
				panic("out of order")
			case "many":
				return make([]bot.Option, 300)
			case "":
				return []bot.Option{{Label: "Lisbon", Value: "Europe/Lisbon"}}
			}
			return []bot.Option{{Label: "Berlin", Value: "Europe/Berlin"}, {Label: "", Value: strings.Repeat("x", 200)}}
		},
	})
	f.fake.WaitConnections(1)
	f.fake.Slash("C0000NEWS", "U0000ANA", "/briefing edit")
	f.fake.WaitForm("U0000ANA", 1)
	for typed, want := range map[string]string{
		"": "Europe/Lisbon", "ber": "Europe/Berlin ber", "europe/berlin": "Europe/Berlin", "panic": "panic", "many": "many", strings.Repeat("long", 30): "Europe/Berlin",
	} {
		var got struct {
			Options []struct{ Value string }
		}
		answer := f.fake.WaitAck(f.fake.Type("U0000ANA", "zone", typed))
		if err := json.Unmarshal(answer, &got); err != nil || !strings.Contains(string(answer), `"options":[`) {
			t.Errorf("%q: %v %s", typed, err, answer)
		}
		var values []string
		for _, o := range got.Options {
			values = append(values, o.Value)
		}
		if strings.Join(values, " ") != want {
			t.Errorf("%q: %q, want %q", typed, values, want)
		}
	}
}

func TestOriginTravelsWithinItsLimit(t *testing.T) {
	t.Parallel()
	o := origin{Value: "v", Channel: "C1", Thread: "1.2", Answer: "https://hooks.example/x", Home: true, Chooser: "c"}
	text, ok := o.encode()
	if !ok || readOrigin(text) != o {
		t.Errorf("%v %s", ok, text)
	}
	o.Answer = strings.Repeat("a", maxPrivate)
	if text, ok = o.encode(); !ok || len(text) > maxPrivate || readOrigin(text).Answer != "" || readOrigin(text).Value != "v" {
		t.Errorf("%v %.60s", ok, text)
	}
	if o.Value = strings.Repeat("v", maxPrivate); true {
		if _, ok = o.encode(); ok {
			t.Error("what does not fit was taken")
		}
	}
	for _, text := range []string{"", "x", `{"v":1}`, `[]`} {
		if readOrigin(text) != (origin{}) {
			t.Errorf("%q was read", text)
		}
	}
}

func TestSuggestionsThatTakeTooLongAreNotWaitedFor(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.p.waits.hold = margin + 50*time.Millisecond
	release := make(chan struct{})
	f.Cleanup(func() { close(release) })
	f.listen(suggester{
		func(ctx context.Context, _ bot.Command, r bot.Responder) error { return r.Open(ctx, orderForm()) },
		func(context.Context, bot.Command, string, string) []bot.Option { <-release; return nil },
	})
	f.fake.WaitConnections(1)
	f.fake.Slash("C0000NEWS", "U0000ANA", "/briefing edit")
	f.fake.WaitForm("U0000ANA", 1)
	if answer := f.fake.WaitAck(f.fake.Type("U0000ANA", "zone", "ber")); !strings.Contains(string(answer), `"options":[`) {
		t.Errorf("acknowledged with %s", answer)
	}
}

// Where the form is closed before it is known that the channel will not do, words say so.
func TestChannelThatWillNotDoIsNeverPassedOver(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.AddChannel(slackfaketest.Channel{ID: "C0000AWAY", Name: "harbour", Away: true})
	from := bot.Destination{Platform: Name, Tenant: slackfaketest.Team, Channel: "C0000NEWS", User: "U0000ANA"}
	in := inbound{
		chooser: "channel", back: from, receipt: &receipt{send: func(any) {}},
		command: bot.Command{Via: bot.ViaForm, Action: "order.save", Actor: bot.Actor{ID: "U0000ANA"}, From: from, Fields: map[string]string{"channel": "C0000AWAY"}},
	}
	in.receipt.give(nil)
	f.p.handle(t.Context(), in, bot.HandlerFunc(func(context.Context, bot.Command, bot.Responder) error {
		t.Error("the handler was called")
		return nil
	}))
	if m := f.fake.WaitMessages(1)[0]; !m.Private || m.Channel != "C0000NEWS" || !strings.Contains(m.Text, "/invite @briefbot") {
		t.Errorf("told %+v", m)
	}
}
