package bot

import (
	"time"

	"briefbot/briefing"
)

// Message is content without a platform's markup. Article text stands in Span.Text and Summary only, which
// adapters always escape: it can ping nobody and format nothing. It round-trips through JSON, so
// that parts can be fixed before they are sent.
type Message struct {
	// Summary is the whole in a line, for notifications and for readers of the screen.
	Summary string  `json:"summary"`
	Blocks  []Block `json:"blocks"`
	// Private asks that only the actor sees it.
	Private bool `json:"private,omitempty"`
	// Silent asks that nobody is notified, where the platform can.
	Silent bool `json:"silent,omitempty"`
	// Ping names a role or group that is notified, by the platform's id. It is taken from a
	// subscription only, never from text. Empty pings nobody.
	Ping string `json:"ping,omitempty"`
}

// BlockKind tells what a block is.
type BlockKind string

// The kinds of blocks.
const (
	Heading   BlockKind = "heading"   // a title line: Spans
	Paragraph BlockKind = "paragraph" // running text: Spans
	Bullet    BlockKind = "bullet"    // one item of a list: Spans
	Quote     BlockKind = "quote"     // quoted words: Spans
	Note      BlockKind = "note"      // small print: Spans
	Divider   BlockKind = "divider"   // a line between groups
	Actions   BlockKind = "actions"   // Buttons, and Select where it has options
	Item      BlockKind = "item"      // a story: Head, Spans, Foot, and what can be done with it: Menu
	Rating    BlockKind = "rating"    // two Buttons, for and against, in the platform's own way of asking
)

// Block is one element of a message.
type Block struct {
	Kind    BlockKind `json:"kind"`
	Spans   []Span    `json:"spans,omitempty"`
	Buttons []Button  `json:"buttons,omitempty"`
	Select  *Select   `json:"select,omitempty"`
	// Head is an item's title and Foot its small print; each is a line. Spans may hold several lines.
	Head []Span `json:"head,omitempty"`
	Foot []Span `json:"foot,omitempty"`
	// Menu is what can be done with an item, at its side: behind one control where the platform has
	// such, else the first button alone, which leads to the others.
	Menu []Button `json:"menu,omitempty"`
	// Story groups the blocks of one story: parts are cut between groups where that is possible.
	Story string `json:"story,omitempty"`
	// Facts are what the reader has been told once the part with this block was sent.
	Facts []briefing.Fact `json:"facts,omitempty"`
}

// Span is a run of text in one style.
type Span struct {
	Text   string `json:"text,omitempty"`
	Bold   bool   `json:"bold,omitempty"`
	Italic bool   `json:"italic,omitempty"`
	Code   bool   `json:"code,omitempty"`
	// Link makes the text a link to an http or https address. Adapters drop any other.
	Link string `json:"link,omitempty"`
	// Time is shown in the reader's own zone where the platform can; Text stands for it elsewhere.
	Time time.Time `json:"time,omitzero"`
	// DateOnly shows the day of Time without the hour.
	DateOnly bool `json:"date_only,omitempty"`
	// Channel is a channel of the message's own platform, by its id. Where the platform can, its name
	// is shown, which leads there; Text stands for it elsewhere. It is never taken from text.
	Channel string `json:"channel,omitempty"`
	// User is somebody by the id of the message's own platform. Where his name can be shown without
	// notifying him, it is; Text stands for it elsewhere. It is never taken from text.
	User string `json:"user,omitempty"`
}

// Button is something to press. It comes back as a Command with its Action and Value.
type Button struct {
	Label  string `json:"label"`
	Action string `json:"action"`          // letters, digits, '_' and '.'; at most 32 bytes
	Value  string `json:"value,omitempty"` // at most 60 bytes: ids, never text
	Style  Style  `json:"style,omitempty"`
}

// Style is how a button looks.
type Style string

// The styles.
const (
	Plain   Style = ""
	Primary Style = "primary"
	Danger  Style = "danger"
)

// Select is a choice of one option. It comes back as a Command with Action and the option as Value.
type Select struct {
	Action  string   `json:"action"`
	Hint    string   `json:"hint"`
	Options []Option `json:"options"`
}

// Text is a span of plain text.
func Text(s string) Span { return Span{Text: s} }

// Bold is a span of bold text.
func Bold(s string) Span { return Span{Text: s, Bold: true} }

// Link is a span that leads to an address.
func Link(s, url string) Span { return Span{Text: s, Link: url} }

// Channel is a span that names a channel, or has its id where the platform cannot.
func Channel(id string) Span { return Span{Text: id, Channel: id} }

// User is a span that names somebody, or says that it was somebody where the platform cannot.
func User(id string) Span { return Span{Text: "somebody else", User: id} }

// At is a span that shows a moment in the reader's zone, or text where that is not possible.
func At(t time.Time, text string) Span { return Span{Text: text, Time: t} }

// Facts are the facts of all blocks of m, in order.
func (m Message) Facts() []briefing.Fact {
	var out []briefing.Fact
	for _, b := range m.Blocks {
		out = append(out, b.Facts...)
	}
	return out
}
