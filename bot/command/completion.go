package command

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"briefbot/bot"
	"briefbot/bot/schedule"
)

// The limits of suggestions: what a label and a value may have, in UTF-16 units
// (https://docs.discord.com/developers/interactions/application-commands), what is read of what is
// typed, and how long they may take.
const (
	maxOption = 100
	maxTyped  = 100
	suggestIn = 800 * time.Millisecond
)

var _ bot.Suggester = (*Router)(nil)

// Suggest implements bot.Suggester. What takes longer than a second is no help to who types: then
// there are none.
func (r *Router) Suggest(ctx context.Context, c bot.Command, field, typed string) []bot.Option {
	ctx, cancel := context.WithTimeout(ctx, suggestIn)
	defer cancel()
	found := make(chan []bot.Option, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				r.lg.Error("suggesting failed", "field", field, "panic", p)
				found <- nil
			}
		}()
		found <- tidy(r.suggest(ctx, r.request(c, nil), field, typed))
	}()
	select {
	case options := <-found:
		return options
	case <-ctx.Done():
		return nil
	}
}

func (r *Router) suggest(ctx context.Context, q *request, field, typed string) []bot.Option {
	typed = strings.ToValidUTF8(strings.Join(strings.Fields(typed), " "), "")
	if units(typed) > maxTyped {
		return nil
	}
	switch field {
	case "zone":
		return suggestZones(q, typed)
	case "when":
		return suggestWhen(typed)
	case "topic":
		return q.suggestTopic(ctx, typed)
	case "topics":
		return suggestLast(typed, func(t string) []bot.Option { return q.suggestTopic(ctx, t) })
	case "source", "sources":
		return suggestLast(typed, func(t string) []bot.Option { return matching(q.outlets(ctx), t) })
	case "since":
		return suggestSince(q, typed)
	case "id":
		return q.suggestOrders(ctx, typed)
	}
	return nil
}

// units counts as the platforms do that count most: in UTF-16 units.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// tidy keeps what can be shown: labels cut to their room, no value that would have to be, none twice.
func tidy(options []bot.Option) []bot.Option {
	var out []bot.Option
	seen := map[string]bool{}
	for _, o := range options {
		o.Label = bot.CutText(o.Label, maxOption, units)
		if o.Value == "" || o.Label == "" || units(o.Value) > maxOption || seen[o.Value] {
			continue
		}
		seen[o.Value] = true
		if out = append(out, o); len(out) == bot.MaxSuggestions {
			break
		}
	}
	return out
}

// How well a name fits what was typed, best first; misfit is not at all.
const (
	whole = iota
	begins
	wordBegins
	holds
	typo
	misfit
)

// fit says how well a folded name fits what was typed, folded.
func fit(name, typed string) int {
	switch {
	case name == typed:
		return whole
	case strings.HasPrefix(name, typed):
		return begins
	case strings.Contains(name, " "+typed):
		return wordBegins
	case strings.Contains(name, typed):
		return holds
	}
	n := len(typed)
	if n < 4 {
		return misfit
	}
	// As it is being typed: the beginning of a word, with a letter wrong, missing or too much.
	for start := 0; start < len(name); start++ {
		if start > 0 && name[start-1] != ' ' {
			continue
		}
		for _, end := range []int{start + n - 1, start + n, start + n + 1} {
			if end <= len(name) && distance(name[start:end], typed) == 1 {
				return typo
			}
		}
	}
	if distance(name, typed) <= min(2, n/4) {
		return typo
	}
	return misfit
}

// matching are the names that fit what was typed, best first, else in the order given.
func matching(names []string, typed string) []bot.Option {
	key := folded(typed)
	var fitting []fitted
	for _, n := range names {
		if how := fit(folded(n), key); how != misfit {
			fitting = append(fitting, fitted{bot.Option{Label: n, Value: n}, how})
		}
	}
	return inOrder(fitting)
}

type fitted struct {
	bot.Option
	how int
}

func inOrder(all []fitted) []bot.Option {
	slices.SortStableFunc(all, func(a, b fitted) int { return cmp.Compare(a.how, b.how) })
	var out []bot.Option
	for _, f := range all {
		out = append(out, f.Option)
	}
	return out
}

// firstZones are suggested before anything was typed, behind the asker's own.
var firstZones = []string{"UTC", "Europe/London", "Europe/Paris", "America/New_York", "America/Chicago", "America/Los_Angeles", "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney"}

// suggestZones completes a zone's or a city's name; the asker's own zone goes first where it fits.
func suggestZones(q *request, typed string) []bot.Option {
	key := folded(strings.TrimSuffix(strings.ToLower(typed), " time"))
	var fitting []fitted
	add := func(name, zone string, how int) {
		if zone == q.loc.String() {
			how = -1
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
