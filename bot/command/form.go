package command

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"briefbot/bot"
	"briefbot/bot/schedule"
)

// The forms that ask for an order and change one, and the buttons that open them.
const (
	actionOrder     = "order.open"
	actionOrderForm = "order.form"
	actionEdit      = "order.edit"
	actionEditForm  = "order.edit.form"
)

// The fields of both forms. One that a platform leaves out means: as it is, or the default.
const (
	fieldDays    = "days"
	fieldTime    = "time"
	fieldWhen    = "when" // in place of days and time, for a schedule that they cannot express
	fieldZone    = "zone"
	fieldTopics  = "topics"
	fieldSources = "sources"
	fieldLength  = "length"
	fieldChannel = "channel"
	fieldPing    = "ping"
)

// weekDays are a week's days as the form and schedules write them.
var weekDays = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// lengths are the lengths that the form offers and that people name, in words; 0 is the engine's default, 300.
var lengths = []choiceOfLength{
	{"short", "short (120 words, under a minute)", 120}, {"standard", "standard (300 words, two minutes)", 0}, {"long", "long (600 words, four minutes)", 600},
}

// namedLength is the number of words of a length by its name.
func namedLength(name string) (words int, ok bool) {
	if strings.EqualFold(name, "normal") { // as it was called
		return 0, true
	}
	for _, l := range lengths {
		if strings.EqualFold(name, l.value) {
			return l.words, true
		}
	}
	return 0, false
}

// choiceOfLength is a choice of how much a briefing tells.
type choiceOfLength struct {
	value, label string
	words        int
}

// oneTime matches the normal form of a schedule with one time of day.
var oneTime = regexp.MustCompile(`^(.+) at (\d\d:\d\d)$`)

// daysAndTime part a schedule into days, with commas between them, and a time of day. ok is false for
// one that these two cannot express.
func daysAndTime(when string) (days, clock string, ok bool) {
	m := oneTime.FindStringSubmatch(when)
	if m == nil {
		return "", "", false
	}
	switch names := strings.Split(m[1], ", "); {
	case m[1] == "every day":
		days = strings.Join(weekDays, ",")
	case m[1] == "weekdays":
		days = strings.Join(weekDays[:5], ",")
	case m[1] == "weekends":
		days = strings.Join(weekDays[5:], ",")
	case slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(weekDays, n) }):
		return "", "", false
	default:
		days = strings.Join(names, ",")
	}
	back, err := schedule.Parse(days + " at " + m[2])
	return days, m[2], err == nil && back.String() == when
}

// orderFields are the questions that make an order, filled in with s. The channel is asked for only
// where it may be chosen: platforms preset an empty one with the channel that the form is opened in.
func orderFields(s bot.Subscription, channel bool) []bot.Field {
	var fields []bot.Field
	if days, clock, ok := daysAndTime(s.When); ok {
		var options []bot.Option
		for _, d := range weekDays {
			options = append(options, bot.Option{Label: d, Value: d})
		}
		fields = append(fields,
			bot.Field{ID: fieldDays, Kind: bot.FieldChoices, Label: "Days", Hint: "Mon,Tue,Wed,Thu,Fri", Value: days, Options: options},
			bot.Field{ID: fieldTime, Kind: bot.FieldTime, Label: "Time", Hint: "08:30", Value: clock})
	} else {
		fields = append(fields, bot.Field{ID: fieldWhen, Label: "When", Hint: "every day at 7 and 17", Value: s.When})
	}
	fields = append(fields,
		bot.Field{ID: fieldZone, Kind: bot.FieldSuggest, Label: "Time zone", Hint: "Europe/Paris, or a city", Value: s.Zone},
		bot.Field{ID: fieldTopics, Label: "Topics", Hint: "energy, harbour works; empty for everything", Value: strings.Join(s.Topics, ", "), Optional: true},
		bot.Field{ID: fieldSources, Label: "Outlets", Hint: "empty for all", Value: strings.Join(s.Sources, ", "), Optional: true})
	long := bot.Field{ID: fieldLength, Kind: bot.FieldChoice, Label: "Length", Hint: "short, standard or long", Optional: true}
	for _, l := range lengths {
		long.Options = append(long.Options, bot.Option{Label: l.label, Value: l.value})
		if l.words == s.Words {
			long.Value = l.value
		}
	}
	if long.Value == "" {
		long.Value = strconv.Itoa(s.Words)
		long.Options = append(long.Options, bot.Option{Label: long.Value + " words", Value: long.Value})
	}
	fields = append(fields, long)
	if channel {
		fields = append(fields, bot.Field{ID: fieldChannel, Kind: bot.FieldChannel, Label: "Channel", Hint: "empty: to you alone", Value: s.To.Channel, Optional: true})
	}
	return fields
}

// openOrder shows the form for a new order, or says in words what it would ask.
func openOrder(ctx context.Context, q *request) error {
	s := bot.Subscription{To: q.mine(), When: "weekdays at 08:30", Zone: q.loc.String()}
	f := bot.Form{ID: actionOrderForm, Title: "Schedule a briefing", Submit: "Schedule", Fields: orderFields(s, q.Actor.CanManage)}
	err := q.to.Open(ctx, f)
	if !errors.Is(err, bot.ErrNoForm) {
		return err
	}
	words := fmt.Sprintf("When shall it come, and on what? Write it: %[1]s weekdays 8:30 in Paris, or %[1]s Mon, Thu 18:00 on energy, harbour "+
		"works. Without a zone, %[2]s is meant; without topics, everything.", q.typed("briefing schedule"), q.loc)
	m := plain(words, q.private())
	if q.Via == bot.ViaMention || q.Via == bot.ViaDirect { // a press may open what a message cannot
		form := bot.Button{Label: "Fill in a form", Action: actionOrder, Style: bot.Primary}
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Actions, Buttons: []bot.Button{form}})
	}
	_, err = q.to.Reply(ctx, m)
	return err
}

// submitOrder is the form for a new order, filled in.
func submitOrder(ctx context.Context, q *request) error {
	s := bot.Subscription{To: q.mine(), When: "weekdays at 08:30", Zone: q.loc.String()}
	if chosen, shown := q.Fields[fieldChannel]; shown && (chosen == "" || q.From.Channel == "") {
		s.To = q.myself() // empty, or the direct messages were chosen
	} else if chosen != "" && !q.Actor.CanManage && q.From.Channel != "" {
		return &bot.Error{Code: "not_yours", Field: fieldChannel, Message: "You may not decide for this channel. Leave it empty to have the briefing for you alone, in direct messages."}
	}
	if err := q.fill(ctx, &s); err != nil {
		return err
	}
	return q.place(ctx, s)
}

// fill takes the form's fields into an order, apart from the channel. The error names the field.
func (q *request) fill(ctx context.Context, s *bot.Subscription) error {
	when, err := q.filledSchedule(s.When)
	if err != nil {
		return err
	}
	s.When = when.String()
	if zone, ok := q.Fields[fieldZone]; ok {
		z, err := zoneOf(zone)
		if err != nil {
			return wrong(fieldZone, err)
		}
		s.Zone = z.String()
	}
	if topics, ok := q.Fields[fieldTopics]; ok {
		if s.Topics, err = parseTopics(topics); err != nil {
			return wrong(fieldTopics, err)
		}
	}
	if sources, ok := q.Fields[fieldSources]; ok {
		if s.Sources, err = parseSources(sources, q.outlets(ctx)); err != nil {
			return wrong(fieldSources, err)
		}
	}
	return q.fillLength(s)
}

func (q *request) fillLength(s *bot.Subscription) (err error) {
	chosen := strings.ToLower(strings.TrimSpace(q.Fields[fieldLength]))
	if chosen == "" || chosen == strconv.Itoa(s.Words) { // a declared order may be shorter than one from here
		return nil
	}
	if words, ok := namedLength(chosen); ok {
		s.Words = words
		return nil
	}
	s.Words, err = parseWords(chosen)
	return wrong(fieldLength, err)
}

// filledSchedule is the schedule of a filled-in form; was is the one that it was opened with.
func (q *request) filledSchedule(was string) (schedule.Schedule, error) {
	text, field := was, fieldWhen
	days, clock, _ := daysAndTime(was)
	filledDays, hasDays := q.Fields[fieldDays]
	filledTime, hasTime := q.Fields[fieldTime]
	switch when, ok := q.Fields[fieldWhen]; {
	case ok:
		text = when
	case hasDays || hasTime:
		if hasDays {
			days = filledDays
		}
		if hasTime {
			clock = filledTime
		}
		if strings.Trim(days, " ,") == "" {
			return schedule.Schedule{}, &bot.Error{Code: "no_days", Field: fieldDays, Message: "On which days? Choose one at least."}
		}
		if _, err := schedule.Parse(days + " at 8"); err != nil {
			return schedule.Schedule{}, wrong(fieldDays, err)
		}
		text, field = days+" at "+clock, fieldTime
	}
	when, err := schedule.Parse(text)
	var told *bot.Error
	if errors.As(err, &told) && told.Code == "no_time" && field == fieldTime {
		err = &bot.Error{Code: "bad_time", Message: fmt.Sprintf("“%s” is not a time of day. Write 8, 8:30, 17:00, 5pm, noon or midnight.", short(clock))}
	}
	if err == nil && when.String() != was {
		err = seldom(when)
	}
	return when, wrong(field, err)
}

// wrong is an error about a form's field.
func wrong(field string, err error) error {
	var told *bot.Error
	if !errors.As(err, &told) {
		return err
	}
	about := *told
	about.Field = field
	return &about
}

// openEdit shows the form for an order, filled in with it, or says in words what can be changed.
func (q *request) openEdit(ctx context.Context, s bot.Subscription) error {
	f := bot.Form{ID: actionEditForm, Value: string(s.ID), Title: "Edit briefing " + string(s.ID), Submit: "Save", Fields: orderFields(s, q.Actor.CanManage && s.To.Channel != "")}
	err := q.to.Open(ctx, f)
	if !errors.Is(err, bot.ErrNoForm) {
		return err
	}
	m := bot.Message{Summary: "What shall change about " + string(s.ID) + "?", Private: q.private()}
	m.Blocks = []bot.Block{{Kind: bot.Paragraph, Spans: append([]bot.Span{bot.Text("What shall change? It is now ")}, append(orderSpans(s), bot.Text("."))...)}}
	for _, w := range []struct{ change, what string }{
		{"weekdays 9:00", "another time"}, {"zone Paris", "another time zone"}, {"topics energy, harbour works", "what it is about; topics all for everything"},
		{"sources Harbour Herald", "which outlets; sources all for all"}, {"length short", "its length: short, standard, long, or words 200"}, {"silent on", "without a notification, or silent off"},
		{"empty silent", "nothing at all where nothing is new; empty line for a line"},
	} {
		m.Blocks = append(m.Blocks, usageLine("/briefing edit "+string(s.ID)+" "+w.change, w.what))
	}
	_, err = q.to.Reply(ctx, m)
	return err
}

// submitEdit is the form for an order, filled in.
func submitEdit(ctx context.Context, q *request) error {
	q.args = q.Value
	s, err := q.target(ctx, true, false)
	if err != nil {
		return err
	}
	wanted := s
	if err := q.fill(ctx, &wanted); err != nil {
		return err
	}
	to := q.channel()
	if q.From.Channel == "" {
		to = q.myself()
	}
	move := q.Fields[fieldChannel] != "" && to != s.To
	if move && to.Channel != "" && !q.Actor.CanManage {
		return &bot.Error{Code: "not_yours", Field: fieldChannel, Message: "You may not decide for this channel. Choose another, or leave it as it was."}
	}
	if wanted.To = to; move {
		if err := q.room(ctx, wanted); err != nil {
			return wrong(fieldChannel, err)
		}
	}
	s, err = q.change(ctx, s, func(s *bot.Subscription) {
		if s.When != wanted.When || s.Zone != wanted.Zone || move {
			s.Since = q.at
		}
		s.When, s.Zone, s.Topics, s.Sources, s.Words = wanted.When, wanted.Zone, wanted.Topics, wanted.Sources, wanted.Words
		if move {
			s.To = to
		}
	})
	if err != nil {
		return err
	}
	return q.says(ctx, s, "Changed: ", declaredNote(s)...)
}
