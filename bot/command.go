package bot

import "context"

// Handler answers commands. It is called concurrently. An error it returns was already told to
// the asker; it is for the log.
type Handler interface {
	Handle(ctx context.Context, c Command, r Responder) error
}

// HandlerFunc is a function that is a Handler.
type HandlerFunc func(ctx context.Context, c Command, r Responder) error

// Handle calls f.
func (f HandlerFunc) Handle(ctx context.Context, c Command, r Responder) error { return f(ctx, c, r) }

// Via is the way by which a command came.
type Via string

// The ways.
const (
	ViaSlash   Via = "slash"   // a slash command; the answer is private until shared
	ViaMention Via = "mention" // the bot was named in a channel; the answer goes into the thread
	ViaDirect  Via = "direct"  // a direct message; what is no command is a question
	ViaThread  Via = "thread"  // a follow-up in a thread that the bot answered in
	ViaButton  Via = "button"  // a button or select of a message of the bot's
	ViaForm    Via = "form"    // a submitted form
	ViaMessage Via = "message" // "Ask about this" on somebody's message
	ViaJoin    Via = "join"    // the bot came into a channel: say the first words
)

// Command is what somebody asks of the bot, in whatever way it came.
type Command struct {
	// ID is the platform's own id of the event, the same when it is delivered again.
	ID  string
	Via Via
	// Name is the command's name without a slash ("brief", "ask", "briefing"), or empty where the
	// platform does not know it (a mention, a direct message): then Text is all that was said.
	Name string
	// Text is what follows the name, as the user typed it or as the platform's options spell it.
	Text string
	// Action and Value are a button's, and a form's id and private value.
	Action string
	Value  string
	// Fields are a submitted form's entries by field id.
	Fields map[string]string
	Actor  Actor
	// From is where the answer goes.
	From Destination
	// Message is the message that the command is about: the one with the button, or the mention.
	Message MessageRef
	// Quoted is the text of the message asked about (ViaMessage).
	Quoted string
}

// Actor is who asks.
type Actor struct {
	ID   string
	Name string
	// Zone is the actor's IANA time zone where the platform tells it, or empty.
	Zone string
	// Locale is the actor's language where the platform tells it ("en-US"), or empty.
	Locale string
	// CanManage says, by the platform's own rule, that the actor may schedule, follow and mute for
	// the channel. Who may not acts for himself alone.
	CanManage bool
}

// Responder answers one command. It may be used until the platform's patience ends (Slack: 30
// minutes and five answers; Discord: 15 minutes); later calls return an error.
type Responder interface {
	// Reply sends m as the, or a further, answer. m.Private is honoured where the way the command
	// came allows it.
	Reply(ctx context.Context, m Message) (MessageRef, error)
	// Share posts m for everybody, in the channel or thread that the command came from.
	Share(ctx context.Context, m Message) (MessageRef, error)
	// Open shows a form, where the way the command came allows it; ErrNoForm where not: ask in words.
	Open(ctx context.Context, f Form) error
}

// Form is a few questions asked at once.
type Form struct {
	ID     string // comes back as Command.Action
	Value  string // comes back as Command.Value
	Title  string
	Submit string // the button's label
	Fields []Field
}

// Field is one entry of a form.
type Field struct {
	ID       string // comes back as a key of Command.Fields
	Label    string
	Hint     string
	Value    string   // what it holds at first
	Options  []Option // a choice where there are any, else free text
	Optional bool
	Long     bool // several lines
}

// Option is one choice of a field or select.
type Option struct {
	Label string `json:"label"`
	Value string `json:"value"`
}
