package main

import (
	"strings"

	"briefbot/bot"
)

// place reads a destination as the configuration writes it: platform, tenant where it is needed,
// channel, and a user as @ID. "slack:C0123ABCD", "slack:T0123/C0123ABCD", "discord:12345/67890",
// "slack:@U0123", "terminal".
func place(s string) (bot.Destination, error) {
	platform, rest, _ := strings.Cut(strings.TrimSpace(s), ":")
	to := bot.Destination{Platform: strings.ToLower(platform)}
	if to.Platform == terminalName {
		to.User = user() // whose commands are those of direct messages
		return to, nil
	}
	known := false
	for _, l := range platforms {
		known = known || l.name == to.Platform
	}
	if !known {
		return to, usagef("%q names no platform; write slack:CHANNEL, discord:CHANNEL or terminal", s)
	}
	if tenant, channel, ok := strings.Cut(rest, "/"); ok {
		to.Tenant, rest = tenant, channel
	}
	if user, ok := strings.CutPrefix(rest, "@"); ok {
		to.User = user
	} else {
		to.Channel = strings.TrimPrefix(rest, "#")
	}
	if to.Channel == "" && to.User == "" {
		return to, usagef("%q names no channel; copy its ID from the platform and write %s:ID", s, to.Platform)
	}
	return to, nil
}
