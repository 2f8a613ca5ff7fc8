package command

import (
	"regexp"
	"strings"

	"briefbot/bot/schedule"
)

var (
	// ordering matches how people order a briefing, or ask for one, in their own words.
	ordering = regexp.MustCompile(`(?i)^(?:(order|book|create|set up|make|start|subscribe(?: (?:me|us))? to)|` +
		`(?:give|send|get) (?:me|us)|post|(?:i|we)(?:['’]d like| would like| want| need))\s+(?:(?:a|an|the|my|our|some)\s+)?(?:(daily)\s+)?` +
		`(briefings?|news|updates|headlines)\b(?:\s+(?:(?:in |to )?(?:here|this channel)))?[\s,:]*(.*?)\s*[?.!]*$`)
	// asked matches how people ask for what they could command.
	asked = regexp.MustCompile(`(?i)^(?:can|could|would|will) you (?:please )?` +
		`((?:brief|give|send|get|post|show|tell|list|summari[sz]e|order|set up|catch|update)\b.*)$`)
	// bare matches how a schedule begins that stands alone, and termsFollow what may stand behind one; subscribing is
	// what people say who want to be asked for it.
	bare        = regexp.MustCompile(`(?i)^(?:on )?(?:every|each|daily|weekdays|weekends)\b`)
	termsFollow = regexp.MustCompile(`(?i)^(?:on|in|about|from|zone)\b`)
	subscribing = regexp.MustCompile(`(?i)^(?:subscribe|sign (?:me|us) up|subscribe (?:me|us))[.!]*$`)
	// briefMe matches "brief me" with what follows.
	briefMe = regexp.MustCompile(`(?i)^brief (?:me|us)[\s,]+(.+?)\s*[?.!]*$`)
)

// plainly puts what people say of briefings in their own words as the commands have it: "order a briefing",
// "send me a briefing every weekday at 8", "brief me every weekday at 8". All else stays as it is.
func plainly(text string) string {
	text = asked.ReplaceAllString(text, "$1")
	if subscribing.MatchString(text) {
		return "schedule"
	}
	if bare.MatchString(text) && !strings.Contains(text, "?") {
		if _, rest, err := schedule.ParsePrefix(text); err == nil && (rest == "" || termsFollow.MatchString(rest)) {
			return "schedule " + text
		}
	}
	if m := briefMe.FindStringSubmatch(text); m != nil {
		if scheduled(m[1]) {
			return "schedule " + m[1]
		}
		return "brief " + strings.TrimPrefix(strings.TrimPrefix(m[1], "on "), "about ")
	}
	m := ordering.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	order, daily, noun, after := m[1] != "", m[2], strings.ToLower(m[3]), m[4]
	if order && !strings.HasPrefix(noun, "briefing") {
		return text // "make headlines"
	}
	rest := strings.TrimSpace(daily + " " + after)
	if order && after == "" || scheduled(rest) {
		return strings.TrimSpace("schedule " + rest)
	}
	topic, on := strings.CutPrefix(strings.ToLower(after), "on ")
	if !order && (after == "" || on) {
		return strings.TrimSpace("brief " + after[len(after)-len(topic):])
	}
	return text
}

// scheduled says that a text begins with a schedule.
func scheduled(text string) bool {
	_, _, err := schedule.ParsePrefix(text)
	return err == nil
}
