package command

import (
	"regexp"
	"strings"
)

// straightened writes the quotation marks that phones and word processors make as plain ones.
var straightened = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`, "″", `"`, "\u00a0", " ")

// single are single quotation marks around words; one between letters is an apostrophe.
var single = regexp.MustCompile(`(^|[\s,])[‘‚'‹]([^‘’‚'‹›]+)[’'‘›]($|[\s,.!?])`)

// straight is what somebody wrote with plain quotation marks, and without those around all of it.
func straight(text string) string {
	text = strings.TrimSpace(straightened.Replace(text))
	text = single.ReplaceAllString(text, `$1"$2"$3`)
	if inner, ok := strings.CutPrefix(text, `"`); ok {
		if inner, ok = strings.CutSuffix(inner, `"`); ok && !strings.Contains(inner, `"`) {
			return strings.TrimSpace(inner)
		}
	}
	return text
}
