package command

import (
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
	sources []string
	zone    *time.Location // nil where none was named
	words   int
}

var (
	wordsPattern = regexp.MustCompile(`(?i)\b(?:words\s+(\d{1,5})|(\d{1,5})\s+words)\b`)
	zonePattern  = regexp.MustCompile(`(?i)(?:^|[\s,])(?:in\s+)?(?:(?:time)?\s?zone\s+)?([A-Za-z_]+/[A-Za-z_/+-]+|UTC|GMT)(?:\s+time)?\b`)
	partOfDay    = regexp.MustCompile(`(?i)^\s*in the (morning|afternoon|evening)\b`)
	aboutPattern = regexp.MustCompile(`(?i)^(?:on|about|topics?|for|in)\b\s*`)
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
	if m := wordsPattern.FindStringSubmatch(text); m != nil {
		if t.words, err = parseWords(m[1] + m[2]); err != nil {
			return t, err
		}
		text = strings.Replace(text, m[0], ",", 1)
	}
	if m := zonePattern.FindStringSubmatch(text); m != nil {
		if t.zone, err = schedule.Zone(m[1]); err != nil {
			return t, err
		}
		text = strings.Replace(text, m[0], " , ", 1)
	}
	said := tokens(text)
	if said, t.sources, err = takeSources(said, outlets); err != nil {
		return t, err
	}
	if t.zone == nil {
		if said, t.zone, err = takePlace(said); err != nil {
			return t, err
		}
	}
	t.topics, err = parseTopics(strings.Join(said, " "))
	return t, err
}

// tokens parts a text into words, and commas that are words of their own.
func tokens(text string) []string {
	return strings.Fields(strings.NewReplacer(",", " , ", ";", " , ").Replace(text))
}

// leads are the words that begin another term: a city's name, or an outlet's, ends before them.
var leads = map[string]bool{",": true, "on": true, "about": true, "topic": true, "topics": true, "from": true, "in": true, "zone": true, "timezone": true, "sources": true}

func isLead(word string) bool { return leads[strings.ToLower(word)] }

// mostPlaceWords is how many words the name of a place has at most ("the Central European time").
const mostPlaceWords = 4

// takePlace takes the zone out of what was said: "in Berlin", "zone Munich", "Berlin time", "CET".
// A place is meant as a zone where nothing else of its term follows it; "on Berlin" is a topic. Where
// several stand there the last is meant: "harbours in Hamburg in UTC".
func takePlace(said []string) (rest []string, zone *time.Location, err error) {
	ends := func(i int) bool { return i >= len(said) || isLead(said[i]) }
	without := func(from, to int) []string {
		return append(append(append([]string{}, said[:from]...), ","), said[to:]...)
	}
	for i := len(said) - 1; i >= 0; i-- {
		word := strings.ToLower(said[i])
		switch word {
		case "in", "zone", "timezone":
			to := i + 1
			for !ends(to) {
				to++
			}
			if to == i+1 {
				continue
			}
			if to-i-1 <= mostPlaceWords {
				if zone, err = zoneOf(strings.Join(said[i+1:to], " ")); err == nil {
					return without(i, to), zone, nil
				}
			}
			if i == 0 || said[i-1] == "," || word != "in" {
				return nil, nil, notAPlace(said[i+1:to], err)
			}
		case "time":
			for n := mostPlaceWords - 1; n >= 1 && ends(i+1); n-- {
				from := i - n
				if from < 0 || slices.ContainsFunc(said[from:i], isLead) {
					continue
				}
				if zone, err = zoneOf(strings.Join(said[from:i+1], " ")); err == nil {
					return without(from, i+1), zone, nil
				}
			}
		default:
			if z, ok := clocks[said[i]]; ok && ends(i+1) {
				if zone, err = schedule.Zone(z); err == nil {
					return without(i, i+1), zone, nil
				}
			}
		}
	}
	return said, nil, nil
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
		return 0, &bot.Error{Code: "bad_words", Message: fmt.Sprintf("A briefing has between %d and %d words. Write for example: words 300.", minWords, maxWords)}
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
		return nil, &bot.Error{Code: "many_topics", Message: fmt.Sprintf("That is more than %d topics. Order two briefings, or name wider topics.", maxTopics)}
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
