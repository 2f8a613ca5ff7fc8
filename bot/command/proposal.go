package command

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"briefbot/bot"
	"briefbot/bot/schedule"
)

// firstZones are suggested before anything was typed, behind the asker's own.
var firstZones = []string{"UTC", "Europe/London", "Europe/Paris", "America/New_York", "America/Chicago", "America/Los_Angeles", "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney"}

// suggestZones completes a zone's or a city's name; the asker's own zone goes first where it fits.
func suggestZones(q *request, typed string) []bot.Option {
	key := folded(strings.TrimSuffix(strings.ToLower(typed), " time"))
	var fitting []fitted
	add := func(name, zone string, how int) {
		how *= 2
		switch {
		case zone == q.loc.String():
			how = -1
		case how > whole && slices.Contains(firstZones, zone): // what most people mean by a few letters
			how--
		}
		fitting = append(fitting, fitted{bot.Option{Label: name, Value: zone}, how})
	}
	if key == "" {
		for _, zone := range append([]string{q.loc.String()}, firstZones...) {
			add(zone, zone, whole)
		}
	} else {
		if z, err := zoneOf(typed); err == nil {
			add(typed, z.String(), whole)
		}
		for _, p := range places() {
			how := fit(p.key, key)
			if path := folded(p.zone); strings.HasSuffix(path, p.key) && how > begins {
				how = min(how, fit(path, key)+1) // the city says more than the region
			}
			if how < misfit {
				add(p.name, p.zone, how)
			}
		}
	}
	options := inOrder(fitting)
	if len(options) > 2*bot.MaxSuggestions { // a zone may be there by several cities
		options = options[:2*bot.MaxSuggestions]
	}
	for i, o := range options {
		z, err := schedule.Zone(o.Value)
		if err != nil {
			continue
		}
		if !strings.EqualFold(o.Label, o.Value) && !strings.HasSuffix(o.Value, "/"+strings.ReplaceAll(o.Label, " ", "_")) {
			o.Label += " (" + o.Value + ")"
		} else {
			o.Label = o.Value
		}
		options[i].Label = o.Label + ", " + q.at.In(z).Format("15:04") + " now"
	}
	return options
}

// usual are schedules that people want, for who does not know how to write one.
var usual = []string{
	"weekdays at 08:30", "every day at 08:00", "weekdays at 09:00", "every day at 07:00 and 17:00", "weekdays at 17:30",
	"Mon, Wed, Fri at 09:00", "Mon at 09:00", "Mon, Thu at 18:00", "Fri at 16:00", "weekends at 10:00", "every day at 20:00", "every day every hour",
}

// suggestWhen completes a schedule: what was typed in its normal form where it is one, what it would
// be with usual days or hours, and usual ones that hold it.
func suggestWhen(typed string) []bot.Option {
	var out []bot.Option
	add := func(text string) bool {
		when, rest, err := schedule.ParsePrefix(text)
		if err != nil || rest != "" || seldom(when) != nil {
			return false
		}
		out = append(out, bot.Option{Label: when.String(), Value: when.String()})
		return true
	}
	if typed != "" {
		add(typed)
		for _, more := range []string{"0", ":30"} { // "8:3" on the way to 8:30, "8" to 8:30
			add(typed + more)
		}
		for _, days := range []string{"weekdays ", "Mon ", "Fri ", "weekends "} {
			if first := typed[0]; first >= '0' && first <= '9' {
				add(days + typed)
			}
		}
		for _, hour := range []string{" 8:30", " 7:00", " 9:00", " 12:00", " 17:00", " 18:00"} {
			if !strings.ContainsAny(typed, "0123456789") {
				add(typed + hour)
			}
		}
	}
	key := folded(typed)
	for _, u := range usual {
		if fit(folded(u), key) < typo {
			add(u)
		}
	}
	return out
}

// topicsLooked is how many topics suggestions are taken from.
const topicsLooked = 200

// suggestTopic completes a topic from those of these days; what was typed itself comes last.
func (q *request) suggestTopic(ctx context.Context, typed string) []bot.Option {
	topics, err := q.engine.Topics(ctx, topicsLooked)
	if err != nil {
		return nil
	}
	out := matching(topics, typed)
	if len(out) >= bot.MaxSuggestions {
		out = out[:bot.MaxSuggestions-1]
	}
	if typed != "" && !slices.ContainsFunc(out, func(o bot.Option) bool { return strings.EqualFold(o.Value, typed) }) {
		out = append(out, bot.Option{Label: typed, Value: typed})
	}
	return out
}

// suggestLast completes the last item of a list with commas and keeps those before it.
func suggestLast(typed string, complete func(string) []bot.Option) []bot.Option {
	i := strings.LastIndexByte(typed, ',')
	if i < 0 {
		return complete(typed)
	}
	before := strings.Trim(typed[:i], " ,")
	var given []string
	for t := range strings.SplitSeq(before, ",") {
		given = append(given, strings.TrimSpace(t))
	}
	var out []bot.Option
	for _, o := range complete(strings.TrimSpace(typed[i+1:])) {
		if hasFold(given, o.Value) {
			continue
		}
		if before != "" {
			o = bot.Option{Label: before + ", " + o.Label, Value: before + ", " + o.Value}
		}
		out = append(out, o)
	}
	return out
}

// suggestSince completes a length of time or a day.
func suggestSince(q *request, typed string) []bot.Option {
	var out []bot.Option
	now := q.at.In(q.loc)
	add := func(text string) {
		if from, err := parseSince(text, now); err == nil {
			out = append(out, bot.Option{Label: fmt.Sprintf("%s (since %s)", text, from.Format("Mon 2 Jan 15:04")), Value: text})
		}
	}
	if typed != "" {
		add(typed)
		for _, unit := range []string{"h", "d", "w"} {
			add(typed + unit)
		}
	}
	for _, usual := range []string{"24h", "yesterday", "today", "2 days", "3 days", "1 week", "12h", "6h", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"} {
		if fit(strings.ToLower(usual), strings.ToLower(typed)) < typo {
			add(usual)
		}
	}
	return out
}

// suggestOrders are the orders that the actor may see, by name or by what they are about.
func (q *request) suggestOrders(ctx context.Context, typed string) []bot.Option {
	seen, err := q.seen(ctx)
	if err != nil {
		return nil
	}
	key := folded(typed)
	var fitting []fitted
	for _, s := range seen {
		label := string(s.ID) + ": " + orderTerms(s)
		if !s.Active() {
			label = string(s.ID) + " (paused): " + orderTerms(s)
		}
		if how := fit(folded(label), key); how < typo {
			fitting = append(fitting, fitted{bot.Option{Label: label, Value: string(s.ID)}, how})
		}
	}
	return inOrder(fitting)
}
