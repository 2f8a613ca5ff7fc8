package command

import (
	"regexp"
	"strings"

	"briefbot/bot/schedule"
)

var (
	// ordering matches how people order a briefing, or ask for one, in their own words.
	ordering = regexp.MustCompile(`(?i)^(?:(order|book|create|set up|make|start|subscribe(?: (?:me|us))? to)|(?:give|send|get) (?:me|us)|` +
		`(?:i|we)(?:['’]d like| would like| want| need))\s+(?:(?:a|an|the|my|our|some)\s+)?(?:(daily)\s+)?briefings?\b[\s,:]*(.*?)\s*[.!]*$`)
	// briefMe matches "brief me" with what follows.
	briefMe = regexp.MustCompile(`(?i)^brief (?:me|us)[\s,]+(.+?)\s*[.!]*$`)
)

// plainly puts what people say of briefings in their own words as the commands have it: "order a briefing",
// "send me a briefing every weekday at 8", "brief me every weekday at 8". All else stays as it is.
func plainly(text string) string {
	if m := briefMe.FindStringSubmatch(text); m != nil && scheduled(m[1]) {
		return "schedule " + m[1]
	}
	m := ordering.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	rest := strings.TrimSpace(m[2] + " " + m[3])
	if m[1] != "" && m[3] == "" || scheduled(rest) {
		return strings.TrimSpace("schedule " + rest)
	}
	topic, on := strings.CutPrefix(strings.ToLower(m[3]), "on ")
	if m[1] == "" && (m[3] == "" || on) {
		return strings.TrimSpace("brief " + m[3][len(m[3])-len(topic):])
	}
	return text
}

// scheduled says that a text begins with a schedule.
func scheduled(text string) bool {
	_, _, err := schedule.ParsePrefix(text)
	return err == nil
}
