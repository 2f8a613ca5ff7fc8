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

// dot is a reference where readers hardly see it, between its two halves: behind a dot at the end of a text.
var dot = [2]string{" [·](<https://discord.com#", ">)"}

// smallPrint stands before a reference as an earlier version wrote it, which may be looked for still.
const smallPrint = "-# ref. "

// mark puts a reference into a message: where readers do not see it, behind the first button's
// custom_id, or else, as a text has no hidden place that Discord promises to keep, in the address of a dot at
// its end.
func (o *outgoing) mark(ref string) {
	if !markFirst(o.Components, ref) {
		o.Content += dot[0] + ref + dot[1] // what is laid out has buttons
	}
}

// markFirst puts a reference behind the first custom_id that has room for it.
func markFirst(all []component, ref string) bool {
	for i := range all {
		c := &all[i]
		if c.CustomID != "" && len(c.CustomID)+1+refLength <= maxCustomID {
			c.CustomID += "#" + ref
			return true
		}
		if markFirst(c.Components, ref) {
			return true
		}
		if c.Accessory != nil {
			side := []component{*c.Accessory}
			if markFirst(side, ref) {
				c.Accessory = &side[0]
				return true
			}
		}
	}
	return false
}

// marked reports whether a message of the bot's carries the reference.
func marked(content string, all []foundComponent, ref string) bool {
	return strings.HasSuffix(content, dot[0]+ref+dot[1]) || strings.HasSuffix(content, smallPrint+ref) || anyMarked(all, ref)
}

func anyMarked(all []foundComponent, ref string) bool {
	for _, c := range all {
		if _, _, r := parseCustomID(c.CustomID); r == ref || anyMarked(c.Components, ref) || c.Accessory != nil && anyMarked([]foundComponent{*c.Accessory}, ref) {
			return true
		}
	}
	return false
}

// foundComponent is a component of a message that was found.
type foundComponent struct {
	CustomID   string           `json:"custom_id"`
	Components []foundComponent `json:"components"`
	Accessory  *foundComponent  `json:"accessory"`
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
