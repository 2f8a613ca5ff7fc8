package discord

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"strings"
)

// nonce is a part's key in the length that Discord takes. Discord knows a nonce for some minutes.
func nonce(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])[:maxNonce-1]
}

// refLength is the characters of a reference: 30 bits, among the few hundred messages that are
// looked through.
const refLength = 6

// reference is a part's key as its message carries it for good, after the nonce is forgotten.
func reference(key string) string {
	sum := sha256.Sum256([]byte("reference\x00" + key))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:refLength]
}

// refMark stands before a reference in small print.
const refMark = "ref. "

// mark puts a reference into a message: where readers do not see it, behind the first button's
// custom_id, or else, as a text has no hidden place that Discord promises to keep, in small print at
// its end.
func (o *outgoing) mark(ref string) {
	for i := range o.Components {
		for j := range o.Components[i].Components {
			c := &o.Components[i].Components[j]
			if len(c.CustomID)+1+refLength <= maxCustomID {
				c.CustomID += "#" + ref
				return
			}
		}
	}
	o.Content += "\n-# " + refMark + ref // what is laid out has buttons
}

// marked reports whether a message of the bot's carries the reference.
func marked(content string, rows []foundRow, ref string) bool {
	for _, row := range rows {
		for _, c := range row.Components {
			if _, _, r := parseCustomID(c.CustomID); r == ref {
				return true
			}
		}
	}
	return strings.HasSuffix(content, refMark+ref)
}

// foundRow is a row of a message that was found.
type foundRow struct {
	Components []struct {
		CustomID string `json:"custom_id"`
	} `json:"components"`
}

// customID carries a button's action and value; mark may add a reference, and parseCustomID takes
// all three apart.
func customID(action, value string) string { return clip(action+"|"+value, maxCustomID-1-refLength) }

func parseCustomID(id string) (action, value, ref string) {
	action, rest, _ := strings.Cut(id, "|")
	if i := strings.LastIndexByte(rest, '#'); i >= 0 && len(rest)-i-1 == refLength {
		rest, ref = rest[:i], rest[i+1:]
	}
	return action, rest, ref
}
