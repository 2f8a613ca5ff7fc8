package when

import (
	"strings"
	"time"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// A calendar reads time expressions against the moment an article was published.
type calendar struct {
	now    time.Time // midnight of the day; zero when it is not known
	coming bool      // what is read is to come, by the verb beside it
	tokens []text.Token
}

// Times finds the time expressions of one sentence. Weekdays and dates without a year are the last
// ones before the publication, or the next ones where the sentence speaks of what is to come.
func Times(tokens []text.Token, published time.Time) []text.Time {
	c := calendar{tokens: tokens}
	if !published.IsZero() {
		c.now = midnight(published)
	}
	var out []text.Time
	for i := 0; i < len(tokens); {
		j, from, to := c.at(i)
		if j == i {
			i++
			continue
		}
		out = append(out, text.Time{Span: text.Span{Start: tokens[i].Start(), End: tokens[j-1].End()}, From: from, To: to})
		i = j
	}
	return out
}

// midnight gives the beginning of the day of t.
func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// comingAt says that the verb nearest to token i announces ("will", "is to", "is scheduled to"): the
// verb before it if there is one, else the one after.
func (c *calendar) comingAt(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if tense := c.tense(k); tense != 0 {
			return tense > 0
		}
	}
	for k := i + 1; k < len(c.tokens); k++ {
		if tense := c.tense(k); tense != 0 {
			return tense > 0
		}
	}
	return false
}

// tense is 1 where token k speaks of what is to come, -1 of what was, 0 where it tells neither.
func (c *calendar) tense(k int) int {
	t := &c.tokens[k]
	switch {
	case announcing.Has(t.Norm), coming.Has(t.Norm), expecting.Has(t.Norm) && c.expects(k):
		return 1
	case pastWords.Has(t.Norm), t.Is(text.SayPast), len(t.Norm) > 4 && strings.HasSuffix(t.Norm, "ed") && !text.IsCapital(t.Text):
		return -1
	}
	return 0
}

// expects says that a word such as "scheduled" or "is" at token k tells of what is to come: "is to", "set
// for", "the vote is on Sunday".
func (c *calendar) expects(k int) bool {
	n, is := c.norm(k+1), c.norm(k) == "is" || c.norm(k) == "are"
	return n == "to" || !is && (n == "for" || n == "on") || n == "on" && text.At(c.tokens, k+2).Is(text.Weekday)
}

var (
	announcing = lex.Words("en/future-auxiliaries")
	coming     = lex.Few{"forthcoming", "upcoming"}
	expecting  = lex.Words("en/expecting-words")
	pastWords  = lex.Words("en/past-tense-words")
)

// norm gives the folded word at token i; empty outside the sentence.
func (c *calendar) norm(i int) string { return text.At(c.tokens, i).Norm }

// at reads the expression that begins at token i; j is i when there is none.
func (c *calendar) at(i int) (j int, from, to time.Time) {
	t := &c.tokens[i]
	if !t.Word {
		return i, from, to
	}
	switch {
	case t.Digit():
		c.coming = c.comingAt(i)
		return c.digits(i)
	case t.Named() && t.Is(text.Month):
		return i, from, to // June Marr
	case t.Is(text.Month) && text.IsCapital(t.Text):
		c.coming = c.comingAt(i)
		return c.month(i)
	case t.Is(text.Weekday) && text.IsCapital(t.Text) && (len(t.Text) > 3 || len(t.Text) == 3 && c.norm(i+1) == "."):
		c.coming = c.comingAt(i)
		return c.weekday(i)
	case t.Is(text.NumberWord) || t.Norm == "a" || t.Norm == "an":
		return c.ago(i)
	}
	return c.relative(i)
}

// days gives the n days from offset days after the publication.
func (c *calendar) days(offset, n int) (time.Time, time.Time) {
	if c.now.IsZero() {
		return time.Time{}, time.Time{}
	}
	return c.now.AddDate(0, 0, offset), c.now.AddDate(0, 0, offset+n)
}

// relative reads the words that count from the day of publication: "yesterday", "this week".
func (c *calendar) relative(i int) (int, time.Time, time.Time) {
	one := func(j, offset, n int) (int, time.Time, time.Time) {
		from, to := c.days(offset, n)
		return j, from, to
	}
	switch c.norm(i) {
	case "today", "tonight":
		return one(c.part(i+1), 0, 1)
	case "yesterday":
		return one(c.part(i+1), -1, 1)
	case "tomorrow":
		return one(c.part(i+1), 1, 1)
	case "overnight":
		return one(i+1, -1, 2)
	case "this", "last", "next", "past":
		c.coming = c.comingAt(i)
		return c.deictic(i)
	case "weekend":
		if c.now.IsZero() {
			return i + 1, time.Time{}, time.Time{}
		}
		return one(i+1, -(int(c.now.Weekday())+1)%7, 2)
	}
	return i, time.Time{}, time.Time{}
}

// part skips the part of a day that follows: "Tuesday morning".
func (c *calendar) part(i int) int {
	switch c.norm(i) {
	case "morning", "afternoon", "evening", "night":
		return i + 1
	}
	return i
}

// deictic reads "this week", "last Friday", "next month".
func (c *calendar) deictic(i int) (int, time.Time, time.Time) {
	step := map[string]int{"this": 0, "last": -1, "past": -1, "next": 1}[c.norm(i)]
	unit := c.norm(i + 1)
	if d, ok := weekdayOf(unit); ok && len(unit) > 3 {
		return c.deicticDay(i, step, d)
	}
	if m := monthOf(unit); m > 0 && text.IsCapital(c.tokens[i+1].Text) {
		return c.deicticMonth(i, step, m)
	}
	return c.deicticSpan(i, step, unit)
}

// deicticDay reads "last Friday" at token i.
func (c *calendar) deicticDay(i, step int, d time.Weekday) (int, time.Time, time.Time) {
	if c.now.IsZero() {
		return i + 2, time.Time{}, time.Time{}
	}
	diff := int(d - c.now.Weekday())
	switch {
	case step < 0 && diff >= 0:
		diff -= 7
	case step > 0 && diff <= 0, step == 0 && diff < 0 && c.coming:
		diff += 7
	}
	from, to := c.days(diff, 1)
	return c.part(i + 2), from, to
}

// deicticMonth reads "last May" at token i.
func (c *calendar) deicticMonth(i, step int, m time.Month) (int, time.Time, time.Time) {
	if c.now.IsZero() {
		return i + 2, time.Time{}, time.Time{}
	}
	y := c.now.Year()
	if step < 0 && m >= c.now.Month() {
		y--
	} else if step > 0 && m <= c.now.Month() {
		y++
	}
	from := time.Date(y, m, 1, 0, 0, 0, 0, c.now.Location())
	return i + 2, from, from.AddDate(0, 1, 0)
}

// deicticSpan reads "this morning", "last week", "next year" at token i.
func (c *calendar) deicticSpan(i, step int, unit string) (int, time.Time, time.Time) {
	var from, to time.Time
	switch unit {
	case "morning", "afternoon", "evening":
		if step != 0 {
			return i, from, to
		}
		from, to = c.days(0, 1)
	case "night":
		from, to = c.days(min(step, 0), 1)
	case "week":
		from, to = c.days(-(int(c.now.Weekday())+6)%7+7*step, 7)
	case "weekend":
		saturday := -(int(c.now.Weekday()) + 1) % 7
		if step > 0 || step == 0 && c.coming {
			saturday += 7
		}
		from, to = c.days(saturday, 2)
	case "month", "year":
		if c.now.IsZero() {
			break
		}
		if unit == "year" {
			from, to = c.year(c.now.Year() + step)
			break
		}
		from = time.Date(c.now.Year(), c.now.Month()+time.Month(step), 1, 0, 0, 0, 0, c.now.Location())
		to = from.AddDate(0, 1, 0)
	default:
		return i, from, to
	}
	return i + 2, from, to
}

// weekday reads "Tuesday", with the date behind it if there is one.
func (c *calendar) weekday(i int) (int, time.Time, time.Time) {
	j := i + 1
	if c.norm(j) == "." && c.tokens[i].Is(text.Abbreviation) {
		j++
	}
	// "Tuesday, March 29" is one expression: the date decides.
	k := j
	if c.norm(k) == "," {
		k++
	}
	if text.At(c.tokens, k).Is(text.Month) && text.IsCapital(c.tokens[k].Text) {
		if end, from, to := c.month(k); end > k {
			return end, from, to
		}
	}
	j = c.part(j)
	if c.now.IsZero() {
		return j, time.Time{}, time.Time{}
	}
	day, _ := weekdayOf(c.norm(i))
	diff := int(day - c.now.Weekday())
	if diff > 0 && !c.coming {
		diff -= 7
	} else if diff < 0 && c.coming {
		diff += 7
	}
	from, to := c.days(diff, 1)
	return j, from, to
}

// ago reads "three days ago", "a week ago", "two months earlier".
func (c *calendar) ago(i int) (int, time.Time, time.Time) {
	var none time.Time
	if c.norm(i+2) != "ago" {
		return i, none, none
	}
	n := 1
	if v, ok := text.NumberValue(&c.tokens[i]); ok {
		n = int(v)
	} else if c.norm(i) != "a" && c.norm(i) != "an" {
		return i, none, none
	}
	if n > 10_000 || c.now.IsZero() {
		return i + 3, none, none
	}
	switch c.tokens[i+1].Stem {
	case "day":
		from, to := c.days(-n, 1)
		return i + 3, from, to
	case "week":
		from, to := c.days(-7*n-3, 7)
		return i + 3, from, to
	case "month":
		from := c.now.AddDate(0, -n, -15)
		return i + 3, from, from.AddDate(0, 1, 0)
	case "year":
		from, to := c.year(c.now.Year() - n)
		return i + 3, from, to
	case "hour", "minut":
		from, to := c.days(0, 1)
		return i + 3, from, to
	}
	return i, none, none
}
