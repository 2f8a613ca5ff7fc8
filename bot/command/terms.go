package command

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"briefbot/bot"
	"briefbot/bot/schedule"
	"briefbot/briefing"
)

// The limits of an order.
const (
	maxTopic  = 80 // bytes
	maxTopics = 10
	minWords  = 50
	maxWords  = 2000
)

// terms are what people say of an order beside its schedule.
type terms struct {
	topics  []string
	bare    []string // those of them that stand behind no "on" or "about"
	sources []string
	zone    *time.Location // nil where none was named
	words   int
	silent  bool // nobody is notified
	empty   bot.WhenEmpty
}

var (
	wordsPattern = regexp.MustCompile(`(?i)(?:\bwith\s+|\bin\s+)?\b(?:words\s+(\d{1,5})|(\d{1,5})\s+words)\b`)
	zonePattern  = regexp.MustCompile(`(?i)(?:^|[\s,])(?:in\s+)?(?:(?:time)?\s?zone\s+)?([A-Za-z_]+/[A-Za-z_/+-]+|UTC|GMT)(?:\s+time)?\b`)
	// lengthPattern is a length by its name: "length short".
	lengthPattern = regexp.MustCompile(`(?i)(?:^|[\s,]+)length:?\s+(short|standard|normal|long)\b`)
	// emptyPattern says what comes where nothing is new: "when empty silent", "nothing when empty".
	emptyPattern = regexp.MustCompile(`(?i)(?:^|[\s,]+)(?:when[ _]empty:?\s+(silent|line)|` +
		`(?:silent|nothing) when (?:it is )?(?:empty|nothing is new))(?:$|[\s,])`)
	// silentPattern says that nobody is notified.
	silentPattern = regexp.MustCompile(`(?i)(?:^|[\s,]+)(?:silently|silent|without (?:a )?notification)(?:$|[\s,]*$|\s*,)`)
	partOfDay     = regexp.MustCompile(`(?i)^\s*in the (morning|afternoon|evening)\b`)
	aboutPattern  = regexp.MustCompile(`(?i)^(?:on|about|topics?|for|in)\b\s*`)
)

// parseTerms reads "[topic, …] [in CITY | Region/City] [from OUTLET, …] [N words]", in any order.
// outlets are those that there are; nil where they are not known.
func parseTerms(text string, outlets []string) (t terms, err error) {
	if m := partOfDay.FindStringSubmatch(text); m != nil {
		if !strings.EqualFold(m[1], "morning") {
			return t, &bot.Error{Code: "bad_time", Message: "Write the hour as 18:00 or 6pm, without the part of the day."}
		}
		text = text[len(m[0]):]
	}
	text = t.takeManner(text)
	if m := wordsPattern.FindStringSubmatch(text); m != nil {
		if t.words, err = parseWords(m[1] + m[2]); err != nil {
			return t, err
		}
		text = strings.Replace(text, m[0], ",", 1)
	}
	if m := otherChannel.FindStringSubmatch(text); m != nil {
		return t, &bot.Error{Code: "other_channel", Message: fmt.Sprintf("A briefing is ordered in its own channel: write the same in %s, or "+
			"/briefing schedule alone: its form asks for the channel.", m[1])}
	}
	for _, zone := range []*regexp.Regexp{offsetPattern, zonePattern} {
		if m := zone.FindStringSubmatch(text); m != nil && t.zone == nil {
			if t.zone, err = schedule.Zone(m[1]); err != nil {
				return t, err
			}
			text = strings.Replace(text, m[0], " , ", 1)
		}
	}
	said := tokens(marked(text))
	if said, t.sources, err = takeSources(said, outlets); err != nil {
		return t, err
	}
	if t.zone == nil {
		if said, t.zone, err = takePlace(said); err != nil {
			return t, err
		}
	}
	t.topics, t.bare, err = parseTerm(strings.Join(said, " "))
	return t, err
}

// takeManner takes out of a text how long a briefing is to be, what comes where nothing is new, and whether it rings.
func (t *terms) takeManner(text string) string {
	if m := lengthPattern.FindStringSubmatch(text); m != nil {
		t.words, _ = namedLength(m[1])
		text = strings.Replace(text, m[0], ",", 1)
	}
	if m := emptyPattern.FindStringSubmatch(text); m != nil {
		t.empty = bot.EmptySilent
		if strings.EqualFold(m[1], "line") {
			t.empty = bot.EmptyLine
		}
		text = strings.Replace(text, m[0], ",", 1)
	}
	if m := silentPattern.FindString(text); m != "" {
		t.silent = true
		text = strings.Replace(text, m, ",", 1)
	}
	return text
}

var (
	// otherChannel is a channel that is named beside a schedule: "to #news".
	otherChannel = regexp.MustCompile(`(?:^|[\s,])(#[^\s,]+|<#[^>\s]+>)`)
	// offsetPattern is an offset from UTC behind a schedule: "in UTC+5:30", "GMT -3", "+02:00".
	offsetPattern = regexp.MustCompile(`(?i)(?:^|[\s,])(?:in\s+)?(?:(?:time)?\s?zone\s+)?((?:UTC|GMT)\s?[+−-]\s?\d{1,2}(?::?\d{2})?|` +
		`[+−-]\d{1,2}:?\d{2})(?:$|[\s,])`)
)

// joint stands for a space inside of quotation marks, so that what they hold is one word.
const joint = "\ue000"

var quoted = regexp.MustCompile(`"([^"]+)"`)

// marked makes one word of what stands in quotation marks: a topic, as it is.
func marked(text string) string {
	return quoted.ReplaceAllStringFunc(text, func(s string) string {
		return " " + strings.NewReplacer(" ", joint, ",", joint).Replace(joint+strings.Join(strings.Fields(strings.Trim(s, `"`)), " ")) + " "
	})
}

// unmarked is a topic or name without the marks of marked; was says that it had some.
func unmarked(s string) (plain string, was bool) {
	if !strings.Contains(s, joint) {
		return s, false
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(s, joint, " ")), " "), true
}

// courtesy is left out at the end of what is said, but for what ends the words before it.
var courtesy = regexp.MustCompile(`(?i)([?.!])?[\s,–-]*\b(?:please|pls|plz|(?:many )?thanks|thank you|thx|cheers|ta)` +
	`(?:\s+(?:so much|very much|a lot|in advance))?[\s.!]*$`)

// parseTerm is parseTopics of what stands behind a schedule, where a topic must not hide what was not
// understood. bare are those behind no "on" or "about" and without quotation marks.
func parseTerm(text string) (topics, bare []string, err error) {
	led := false
	for piece := range strings.SplitSeq(courtesy.ReplaceAllString(text, "$1"), ",") {
		piece = strings.TrimSpace(piece)
		led = led || leadPattern.MatchString(piece)
		one, err := parseTopics(piece)
		if err != nil {
			return nil, nil, err
		}
		if isAll(aboutPattern.ReplaceAllString(piece, "")) {
			return nil, nil, nil
		}
		for _, t := range one {
			t, isQuoted := unmarked(t)
			if err := strange(t, led); err != nil && !isQuoted {
				return nil, nil, err
			}
			if !led && !isQuoted {
				bare = append(bare, t)
			}
			if !hasFold(topics, t) {
				topics = append(topics, t)
			}
		}
	}
	if len(topics) > maxTopics {
		return nil, nil, &bot.Error{Code: "many_topics", Message: fmt.Sprintf("That is more than %d topics. Order two briefings, or name "+
			"wider topics.", maxTopics)}
	}
	return topics, bare, nil
}

var (
	leadPattern = regexp.MustCompile(`(?i)^(?:on|about|topics?|for)\b`)
	// timely is what speaks of times and days wherever it stands; daily what does so in a topic that nothing
	// leads to.
	timely = regexp.MustCompile(`(?i)\b(?:until|till|except|excluding|unless|starting|beginning|o'clock|\d{1,2}[:.]\d{2}|\d{1,2}\s?(?:am|` +
		`pm|uhr)|` +
		`(?:on|not|but|every|each|at|next|until|from)\s+(?:the\s+)?(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?s?|every\s+(?:day|week|` +
		`month|year|hour|\d+)|` +
		`(?:first|second|third|fourth|last|1st|2nd|3rd|nth)\s+(?:working\s+|business\s+)?(?:day|week|weekday|mon|tues?|wednes|thurs?|fri|` +
		`satur|sun)(?:day)?s?|(?:of|in)\s+(?:the|each|every)\s+month|(?:the\s+)?(?:half\s+|full\s+)?hour$)\b`)
	daily = regexp.MustCompile(`(?i)\b(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?s?|days?|weeks?|weekdays?|weekends?|months?|` +
		`hours?|hourly|minutes?|seconds?|daily|weekly|monthly|` +
		`every|each|not|no|but|time|times|once|twice|morning|evening|night|noon|midnight|today|tomorrow|sharp|around|before|after|between|to|` +
		`at|with|only|next|this|please|local)\b|[*#?@]|^[^a-zA-Z\x80-\x{10ffff}]*$|^\W*\d+\W*$`)
	// short names of zones that several regions share, or that are not known.
	zoneLike = regexp.MustCompile(`^[A-Z]{2,4}T$`)
)

// strange refuses a topic that speaks of times: it would be a filter in the place of what was meant.
func strange(topic string, led bool) error {
	switch {
	case !led && zoneLike.MatchString(topic):
		return &bot.Error{Code: "unknown_zone", Message: fmt.Sprintf("“%s” is not the name of one time alone. Write a city, as in “in "+
			"Mumbai”, region and city, or an offset, as in UTC+5:30. If it is a topic, write “on %s”.", topic, topic)}
	case strings.ContainsAny(topic[:1], "@#<"), timely.MatchString(topic), !led && daily.MatchString(topic):
		return &bot.Error{Code: "bad_when", Message: fmt.Sprintf("“%s” is not understood. If it is a topic, put it in quotation marks: on "+
			"\"%s\". A schedule is days and then times: weekdays 8:30; every day but Sunday at 8; every hour from 9 to 17; or five cron "+
			"fields.", short(topic), short(topic))}
	}
	return nil
}

// known refuses topics that nothing leads to and that the corpus knows nothing of: what was not understood
// is no topic.
func (q *request) known(ctx context.Context, bare []string) error {
	for _, t := range bare {
		if zone, ok := byPlace()[folded(t)]; ok {
			return &bot.Error{Code: "place_or_topic", Message: fmt.Sprintf("Is “%s” a place whose time is meant, or a topic? Write “in %s” for "+
				"the time (%s), or “on %s”.", t, t, zone, t)}
		}
		if !q.knows(ctx, t) {
			return &bot.Error{Code: "not_understood", Message: fmt.Sprintf("“%s” is not understood, and nothing about it came in lately. If it "+
				"is a topic, write “on %s”.", short(t), short(t))}
		}
	}
	return nil
}

// knows reports whether there was something about a topic lately.
func (q *request) knows(ctx context.Context, topic string) bool {
	topics, err := q.engine.Topics(ctx, topicsLooked)
	if err == nil && slices.ContainsFunc(topics, func(t string) bool { return folded(t) == folded(topic) }) {
		return true
	}
	edition, err := q.engine.Edition(ctx, bot.EditionRequest{Window: briefing.Window{From: q.at.Add(-quietFor), To: q.at},
		Topics: []string{topic}})
	return err == nil && len(edition.Tailor(nil, briefing.Preferences{}, 0).Stories) > 0
}

// tokens parts a text into words, and commas that are words of their own.
func tokens(text string) []string {
	return strings.Fields(strings.NewReplacer(",", " , ", ";", " , ").Replace(text))
}

// leads are the words that begin another term: a city's name, or an outlet's, ends before them.
var leads = map[string]bool{",": true, "on": true, "about": true, "topic": true, "topics": true, "from": true, "in": true,
	"zone": true, "timezone": true, "sources": true}

func isLead(word string) bool { return leads[strings.ToLower(word)] }

// mostPlaceWords is how many words the name of a place has at most ("the Central European time").
const mostPlaceWords = 4

// takePlace takes the zone out of what was said: "in Berlin", "zone Munich", "Berlin time", "CET".
// A place is meant as a zone where nothing else of its term follows it; "on Berlin" is a topic. Where
// several stand there the last is meant: "harbours in Hamburg in UTC".
func takePlace(said []string) (rest []string, zone *time.Location, err error) {
	for i := len(said) - 1; i >= 0; i-- {
		from, to := i, i+1
		switch strings.ToLower(said[i]) {
		case "in", "zone", "timezone":
			to, zone, err = placeBehind(said, i)
		case "time":
			from, zone = placeBefore(said, i)
		default:
			if z, ok := clocks[said[i]]; ok && termEnds(said, to) {
				zone, _ = schedule.Zone(z) // a name that this machine does not know is a word
			}
		}
		if err != nil {
			return nil, nil, err
		}
		if zone != nil {
			return append(append(append([]string{}, said[:from]...), ","), said[to:]...), zone, nil
		}
	}
	return said, nil, nil
}

// termEnds reports whether a term ends before the i-th word.
func termEnds(said []string, i int) bool { return i >= len(said) || isLead(said[i]) }

// placeBehind reads the place behind the i-th word, "in" or "zone", up to the word to. That none is known is an error
// where nothing else can be meant.
func placeBehind(said []string, i int) (to int, zone *time.Location, err error) {
	for to = i + 1; !termEnds(said, to); to++ {
	}
	if to == i+1 {
		return to, nil, nil
	}
	if to-i-1 <= mostPlaceWords {
		if zone, err = zoneOf(strings.Join(said[i+1:to], " ")); err == nil {
			return to, zone, nil
		}
	}
	if i == 0 || said[i-1] == "," || !strings.EqualFold(said[i], "in") {
		return to, nil, notAPlace(said[i+1:to], err)
	}
	return to, nil, nil
}

// placeBefore reads the longest place before the i-th word, "time", from the word from on.
func placeBefore(said []string, i int) (from int, zone *time.Location) {
	if !termEnds(said, i+1) {
		return i, nil
	}
	for from = max(0, i-mostPlaceWords+1); from < i; from++ {
		if slices.ContainsFunc(said[from:i], isLead) {
			continue
		}
		if zone, err := zoneOf(strings.Join(said[from:i+1], " ")); err == nil {
			return from, zone
		}
	}
	return i, nil
}

// notAPlace is the error for a place that has no zone that is known: perhaps it was meant as a topic.
func notAPlace(name []string, cause error) error {
	words := "Write region and city, such as Europe/Paris, or UTC."
	if e := (*bot.Error)(nil); errors.As(cause, &e) {
		words = e.Message
	} else {
		words = fmt.Sprintf("“%s” is not a place whose time is known here. %s", short(strings.Join(name, " ")), words)
	}
	return &bot.Error{Code: "unknown_zone", Message: words + fmt.Sprintf(" If it is a topic, write “on %s”.", short(strings.Join(name, " ")))}
}

// short is what somebody typed, no longer than a topic, to be repeated in an error.
func short(s string) string { return bot.CutText(s, maxTopic, utf8.RuneCountInString) }

func parseWords(s string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < minWords || n > maxWords {
		return 0, &bot.Error{Code: "bad_words", Message: fmt.Sprintf("A briefing has between %d and %d words. Write for example: words "+
			"300.", minWords, maxWords)}
	}
	return n, nil
}

// isAll says that a filter is to be none.
func isAll(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "all", "everything", "any", "none":
		return true
	}
	return false
}

// parseTopics reads topics with commas between them; "all" is none.
func parseTopics(text string) ([]string, error) {
	var topics []string
	for t := range strings.SplitSeq(text, ",") {
		t = aboutPattern.ReplaceAllString(strings.TrimRight(strings.Join(strings.Fields(t), " "), "?!. "), "")
		t = strings.Trim(t, `" `)
		t = strings.TrimSuffix(t, " in")
		switch {
		case t == "" || strings.EqualFold(t, "in") || strings.EqualFold(t, "and") || hasFold(topics, t):
		case isAll(t):
			return nil, nil
		case len(t) > maxTopic:
			return nil, &bot.Error{Code: "long_topic", Message: "A topic is too long. Write a word or a few, with commas between topics."}
		default:
			topics = append(topics, t)
		}
	}
	if len(topics) > maxTopics {
		return nil, &bot.Error{Code: "many_topics", Message: fmt.Sprintf("That is more than %d topics. Order two briefings, or name wider "+
			"topics.", maxTopics)}
	}
	return topics, nil
}

func hasFold(list []string, s string) bool {
	for _, l := range list {
		if strings.EqualFold(l, s) {
			return true
		}
	}
	return false
}
