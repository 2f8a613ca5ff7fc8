package command_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/schedule"
)

// meant is one way of writing an order, and what it means: cron lines, a zone, topics; or nothing that the
// bot can keep.
type meant struct {
	text   string
	refuse bool     // it must be refused
	may    bool     // it may be
	means  []string // one of them
}

// readMeant reads a table of orders: the way, "=>", "refuse" or the meaning, "?" before one that may be
// refused, " or " between two that are right.
func readMeant(t *testing.T, file string) (all []meant) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		text, meaning, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("%s: %q", file, line)
		}
		m := meant{text: text, refuse: meaning == "refuse"}
		if rest, ok := strings.CutPrefix(meaning, "? "); ok {
			m.may, meaning = true, rest
		}
		if !m.refuse {
			m.means = strings.Split(meaning, " or ")
		}
		all = append(all, m)
	}
	return all
}

// TestWaysOfWritingAnOrder holds that of the ways in which people write orders, half of which were written
// by somebody who had not seen the parser, none is taken for something else than it means.
func TestWaysOfWritingAnOrder(t *testing.T) {
	counts := map[string]int{}
	total := 0
	for _, file := range []string{"testdata/orders-unseen.txt", "testdata/orders-seen.txt"} {
		d := open(t)
		d.engine.NoArticles = true // so that the corpus knows two topics only
		d.now = time.Date(2024, 5, 14, 6, 0, 0, 0, time.UTC)
		for i, m := range readMeant(t, file) {
			d.now = d.now.Add(time.Minute)
			said := d.slash(bot.Actor{ID: "U1", Name: "Ada", Zone: "UTC", CanManage: true}, "briefing schedule "+m.text)
			subs, err := d.store.Subscriptions(t.Context(), bot.Destination{})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range subs {
				if err := d.store.RemoveSubscription(t.Context(), s.ID); err != nil {
					t.Fatal(err)
				}
			}
			total++
			where := fmt.Sprintf("%s %d: “%s”", file, i+1, m.text)
			switch {
			case len(subs) == 0 && !m.refuse && !m.may:
				t.Errorf("%s is refused: %s", where, said)
			case len(subs) == 0 && (strings.Contains(said, "Something went wrong") || len(said) < 20):
				t.Errorf("%s: %s", where, said)
			case len(subs) == 0 && m.refuse:
				counts["refused, rightly"]++
			case len(subs) == 0:
				counts["refused, with what to write"]++
			case m.refuse:
				t.Errorf("%s became %s, %s, on %q", where, subs[0].When, subs[0].Zone, subs[0].Topics)
			case !slices.ContainsFunc(m.means, func(meaning string) bool { return is(t, subs[0], meaning) }):
				t.Errorf("%s became %s, %s, on %q; want %q", where, subs[0].When, subs[0].Zone, subs[0].Topics, m.means)
			default:
				counts["understood"]++
			}
		}
	}
	t.Logf("%d ways: %v", total, counts)
	if total < 300 || counts["understood"] < 150 {
		t.Errorf("%d ways: %v", total, counts)
	}
}

// is reports whether an order means what the table says: the same minutes for sixty days, the same time on
// the wall, the same topics.
func is(t *testing.T, s bot.Subscription, meaning string) bool {
	t.Helper()
	meaning, topics, _ := strings.Cut(meaning, " ~")
	crons, zone, _ := strings.Cut(meaning, " @")
	if strings.Join(s.Topics, ", ") != topics {
		return false
	}
	when, at, err := schedule.Of(s)
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2024, 5, 15, 0, 0, 0, 0, time.UTC)
	if shown := day.In(at).Format("-07:00"); zone == "" && s.Zone != "UTC" || strings.Contains(zone, ":") && shown != zone ||
		strings.Contains(zone, "/") && s.Zone != zone {
		return false
	}
	due := map[string]bool{}
	for slot := range when.Due(day, day.AddDate(0, 0, 60), at) {
		due[slot.Day.Add(time.Duration(slot.Minute)*time.Minute).Format("2006-01-02 15:04")] = true
	}
	var crontab []cron
	for line := range strings.SplitSeq(crons, ";") {
		crontab = append(crontab, readCron(t, line))
	}
	first, last := day.AddDate(0, 0, 1), day.AddDate(0, 0, 58) // the ends depend on the zone
	for minute := first; minute.Before(last); minute = minute.Add(time.Minute) {
		want := slices.ContainsFunc(crontab, func(c cron) bool { return c.due(minute) })
		if want != due[minute.Format("2006-01-02 15:04")] {
			return false
		}
	}
	return true
}

// cron is five fields as sets, by the test's own reading.
type cron struct {
	sets   [5]map[int]bool
	anyDay bool // one of the two fields of days is a star
}

func readCron(t *testing.T, line string) (c cron) {
	t.Helper()
	fields := strings.Fields(line)
	if len(fields) != 5 {
		t.Fatalf("the table has %q for five fields", line)
	}
	c.anyDay = fields[2] == "*" || fields[4] == "*"
	for i, bounds := range [][2]int{{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 6}} {
		c.sets[i] = map[int]bool{}
		for item := range strings.SplitSeq(fields[i], ",") {
			span, step, _ := strings.Cut(item, "/")
			n, from, to := 1, bounds[0], bounds[1]
			if step != "" {
				n, _ = strconv.Atoi(step)
			}
			if span != "*" {
				a, b, ranged := strings.Cut(span, "-")
				from, _ = strconv.Atoi(a)
				if to = from; ranged {
					to, _ = strconv.Atoi(b)
				}
			}
			for v := from; v <= to; v += n {
				c.sets[i][v] = true
			}
		}
	}
	return c
}

func (c cron) due(at time.Time) bool {
	dom, dow := c.sets[2][at.Day()], c.sets[4][int(at.Weekday())]
	return c.sets[0][at.Minute()] && c.sets[1][at.Hour()] && c.sets[3][int(at.Month())] && (dom && dow || !c.anyDay && (dom || dow))
}
