package ingest

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing"
)

// monthWords are the names and short names by which months are known in the languages of the press,
// in lower case.
var monthWords = map[string]time.Month{}

func init() {
	for m, names := range []string{
		1:  "january jan januar jän jänner janvier janv enero ene gennaio gen janeiro januari января янв январь січня січ stycznia sty ocak ledna leden ianuarie ιανουαρίου ιαν január януари siječnja januára január tammikuuta januar jaanuar",
		2:  "february feb februar février févr fév fevrier febrero febbraio fevereiro fev februari февраля фев февраль лютого лют lutego lut şubat února únor februarie φεβρουαρίου φεβ február veljače februára helmikuuta veebruar",
		3:  "march mar märz mär maerz mrz mars marzo março marco maart mrt марта мар март березня бер marca mart března březen martie μαρτίου μαρ március ožujka maaliskuuta märts marts",
		4:  "april apr avril avr abril abr aprile апреля апр апрель квітня кві kwietnia kwi nisan dubna duben aprilie απριλίου απρ április travnja apríla huhtikuuta aprill",
		5:  "may mai mayo maggio mag maio mei мая май травня тра maja mayıs května květen μαΐου μαΐ május svibnja mája toukokuuta maj maí",
		6:  "june jun juni juin junio giugno giu junho июня июн июнь червня чер czerwca cze haziran června červen iunie ιουνίου ιουν június lipnja júna kesäkuuta juuni",
		7:  "july jul juli juillet juil julio luglio lug julho июля июл июль липня лип lipca lip temmuz července červenec iulie ιουλίου ιουλ július srpnja júla heinäkuuta juuli",
		8:  "august aug août aout agosto ago augustus августа авг август серпня сер sierpnia sie ağustos srpna srpen αυγούστου αυγ augusztus kolovoza augusta elokuuta",
		9:  "september sept sep septembre septiembre settembre set setembro сентября сен сентябрь вересня вер września wrz eylül září septembrie σεπτεμβρίου σεπ szeptember rujna septembra syyskuuta",
		10: "october oct oktober okt octobre octubre ottobre ott outubro out октября окт октябрь жовтня жов października paź ekim října říjen octombrie οκτωβρίου οκτ október listopada októbra lokakuuta oktoober",
		11: "november nov novembre noviembre novembro ноября ноя ноябрь листопада лис kasım listopadu listopad noiembrie νοεμβρίου νοε novembra studenoga marraskuuta",
		12: "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro декабря дек декабрь грудня гру grudnia gru aralık prosince prosinec decembrie δεκεμβρίου δεκ decembra prosinca joulukuuta detsember",
	} {
		for _, n := range strings.Fields(names) {
			monthWords[n] = time.Month(m)
		}
	}
	// One word, two months: the language with more pages wins; Croatian pages mostly write figures.
	monthWords["listopada"] = time.November
	monthWords["lipnja"] = time.June
}

// foundDate is a date that stands in a text.
type foundDate struct {
	day        time.Time // midnight UTC
	start, end int       // bytes
	ambiguous  bool      // day and month could be exchanged
}

type dateToken struct {
	start, end int
	number     int // -1 for a word
	digits     int
	month      time.Month
}

// earliestYear is the first year in which pages were published on the web.
const earliestYear = 1995

// scanDates finds the full dates that are written in s: figures in the orders of the world
// (2024-05-03, 3.5.2024, 03/05/24, 20240503, 2024年5月3日) and words (3 May 2024, May 3rd, 2024).
// monthFirst says that 5/3/2024 is in May.
func scanDates(s string, monthFirst bool) []foundDate {
	if !strings.ContainsAny(s, "0123456789") {
		return nil
	}
	t := dateTokens(s)
	var out []foundDate
	for i := 0; i < len(t); i++ {
		if d, n, ok := dateAt(s, t[i:], monthFirst); ok {
			d.start, d.end = t[i].start, t[i+n-1].end
			out = append(out, d)
			i += n - 1
		}
	}
	return out
}

// dateTokens cuts s into numbers and words; only words that can be a part of a date are kept apart.
func dateTokens(s string) []dateToken {
	var t []dateToken
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r >= '0' && r <= '9':
			j := i
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			v := -2
			if j-i <= 14 {
				v, _ = strconv.Atoi(s[i:j])
			}
			t = append(t, dateToken{start: i, end: j, number: v, digits: j - i})
			i = j
		case unicode.IsLetter(r):
			j := i
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
					break
				}
				j += n
			}
			tok := dateToken{start: i, end: j, number: -1}
			if j-i <= 24 {
				tok.month = monthWords[strings.ToLower(s[i:j])]
			}
			t = append(t, tok)
			i = j
		default:
			i += n
		}
	}
	return t
}

// dateAt reads a date at the head of t and says how many tokens it takes.
func dateAt(s string, t []dateToken, monthFirst bool) (foundDate, int, bool) {
	a := t[0]
	gap := func(i int) string { return s[t[i].end:t[i+1].start] }
	year := func(k dateToken) (int, bool) {
		return k.number, k.digits == 4 && k.number >= earliestYear && k.number < 2100
	}
	small := func(k dateToken) bool { return k.number > 0 && k.digits <= 2 }
	if a.digits == 8 || a.digits == 14 || a.digits == 12 {
		v, _ := strconv.Atoi(s[a.start : a.start+8])
		if d, ok := dayOf(v/10000, v/100%100, v%100); ok && v/10000 >= earliestYear && v/10000 < 2100 {
			return foundDate{day: d}, 1, true
		}
	}
	if len(t) < 3 {
		return foundDate{}, 0, false
	}
	b, c := t[1], t[2]
	g1, g2 := gap(0), gap(1)
	if y, ok := year(a); ok && small(b) && small(c) && len(g1) <= 3 && g1 == strings.TrimSpace(g1) && dateMark(g1) && dateMark(g2) {
		if d, ok := dayOf(y, b.number, c.number); ok {
			return foundDate{day: d}, 3, true
		}
	}
	// 2024年5月3日, 2024년 5월 3일
	if y, ok := year(a); ok && len(t) >= 5 && small(c) && small(t[4]) {
		if w := s[b.start:b.end]; w == "年" || w == "년" {
			if d, ok := dayOf(y, c.number, t[4].number); ok {
				return foundDate{day: d}, 5, true
			}
		}
	}
	if small(a) && small(b) && dateMark(g1) && dateMark(g2) && sameMark(g1, g2) {
		y, ok := year(c)
		if !ok && c.digits == 2 && c.number >= 0 && c.number < 60 && b.digits == 2 && a.digits == 2 && strings.TrimSpace(g1) != "-" {
			y, ok = 2000+c.number, true
		}
		if ok {
			day, month := a.number, b.number
			both := day <= 12 && month <= 12 && day != month
			slash := strings.Contains(g1, "/")
			if month > 12 || both && monthFirst && slash {
				day, month = month, day
			}
			if d, ok := dayOf(y, month, day); ok {
				return foundDate{day: d, ambiguous: both && slash}, 3, true
			}
		}
	}
	// 3 May 2024, 3rd of May, 2024, 3. Mai 2024, 3 de mayo de 2024
	if small(a) {
		i := 1
		for i < len(t)-1 && i < 3 && t[i].month == 0 && t[i].number == -1 && dateFiller(s[t[i].start:t[i].end]) {
			i++
		}
		if t[i].month != 0 && len(s[a.end:t[i].start]) <= 8 {
			j := i + 1
			for j < len(t)-1 && j < i+2 && t[j].number == -1 && dateFiller(s[t[j].start:t[j].end]) {
				j++
			}
			if j < len(t) {
				if y, ok := year(t[j]); ok && t[j].start-t[i].end <= 8 {
					if d, ok := dayOf(y, int(t[i].month), a.number); ok {
						return foundDate{day: d}, j + 1, true
					}
				}
			}
		}
	}
	// May 3rd, 2024
	if a.month != 0 && small(b) && len(g1) <= 3 {
		j := 2
		if t[j].number == -1 && dateFiller(s[t[j].start:t[j].end]) && j+1 < len(t) {
			j++
		}
		if y, ok := year(t[j]); ok && t[j].start-b.end <= 8 {
			if d, ok := dayOf(y, int(a.month), b.number); ok {
				return foundDate{day: d}, j + 1, true
			}
		}
	}
	return foundDate{}, 0, false
}

func dateMark(g string) bool {
	switch strings.TrimSpace(g) {
	case "-", "/", ".", "–", "_", "\\":
		return len(g) <= 4
	}
	return false
}

func sameMark(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }

// dateFiller are the small words inside a written date.
func dateFiller(w string) bool {
	switch strings.ToLower(w) {
	case "st", "nd", "rd", "th", "of", "de", "del", "di", "do", "er", "ro", "º", "ª", "года", "року", "y", "en", "r", "г":
		return true
	}
	return false
}

// dayOf is a calendar day, if there is such a day.
func dayOf(y, m, d int) (time.Time, bool) {
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return time.Time{}, false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == d
}

var stampLayouts = []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05.000Z0700",
	"2006-01-02T15:04:05-07", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05-07:00", time.RFC1123Z, time.RFC1123}

// readStamp reads a date of the page's markup: an instant where zone and time are given, else the day.
func readStamp(s string, monthFirst bool) (briefing.PubTime, bool) {
	s = strings.TrimSpace(s)
	for _, l := range stampLayouts {
		if t, err := time.Parse(l, s); err == nil && t.Year() >= earliestYear && t.Year() < 2100 {
			return briefing.PubTime{Time: t}, true
		}
	}
	if n := len(s); n == 10 || n == 13 {
		if v, err := strconv.ParseInt(s, 10, 64); err == nil {
			if n == 13 {
				v /= 1000
			}
			t := time.Unix(v, 0).UTC()
			if t.Year() >= earliestYear && t.Year() < 2100 {
				return briefing.PubTime{Time: t}, true
			}
		}
	}
	if f := scanDates(clip(s, 200), monthFirst); len(f) > 0 {
		return briefing.PubTime{Time: f[0].day, DayOnly: true}, true
	}
	return briefing.PubTime{}, false
}
