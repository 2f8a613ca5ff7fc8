package command

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

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
	topics []string
	zone   *time.Location // nil where none was named
	words  int
}

var (
	wordsPattern = regexp.MustCompile(`(?i)\b(?:words\s+(\d{1,5})|(\d{1,5})\s+words)\b`)
	zonePattern  = regexp.MustCompile(`(?i)(?:^|[\s,])(?:(?:time)?zone\s+)?([A-Za-z_]+/[A-Za-z_/+-]+|UTC|GMT)\b`)
	aboutPattern = regexp.MustCompile(`(?i)^(?:on|about|topics?|for|in)\b\s*`)
)

// parseTerms reads "[topic, …] [Region/City] [N words]", in any order.
func parseTerms(text string) (t terms, err error) {
	if m := wordsPattern.FindStringSubmatch(text); m != nil {
		if t.words, err = parseWords(m[1] + m[2]); err != nil {
			return t, err
		}
		text = strings.Replace(text, m[0], "", 1)
	}
	if m := zonePattern.FindStringSubmatch(text); m != nil {
		if t.zone, err = schedule.Zone(m[1]); err != nil {
			return t, err
		}
		text = strings.Replace(text, m[0], " ", 1)
	}
	t.topics, err = parseTopics(text)
	return t, err
}

func parseWords(s string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < minWords || n > maxWords {
		return 0, &bot.Error{Code: "bad_words", Message: fmt.Sprintf("A briefing has between %d and %d words. Write for example: words 300.", minWords, maxWords)}
	}
	return n, nil
}

// parseTopics reads topics with commas between them; "all" is none.
func parseTopics(text string) ([]string, error) {
	text = aboutPattern.ReplaceAllString(strings.TrimSpace(text), "")
	var topics []string
	for t := range strings.SplitSeq(text, ",") {
		t = strings.Join(strings.Fields(t), " ")
		switch low := strings.ToLower(t); {
		case low == "" || low == "in" || low == "zone" || low == "timezone":
		case low == "all" || low == "everything":
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
