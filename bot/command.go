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
	ViaHome    Via = "home"    // the actor opened his own page of the bot's: the reply is that page
	ViaLeave   Via = "leave"   // the bot was taken out of From's tenant, or its token there was revoked: nobody is answered
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
	// Fields are a submitted form's entries by field id; of a slash command, "ping" is the id of the role
	// or group that was chosen to be notified.
	Fields map[string]string
	Actor  Actor
	// From is where the answer goes. Of a form with a FieldChannel it is the channel that was chosen,
	// and Actor.CanManage is judged there.
	From Destination
	// Message is the message that the command is about: the one with the button, or the mention.
	Message MessageRef
	// About is the message of the bot's that was answered: the one replied to, or the one that begins the
	// thread; zero where there is none or the platform does not tell.
	About MessageRef
	// Account is whose token the command came to, where the platform tells (see Tenanted): what is
	// ordered by it is delivered by that token.
	Account string
	// Barred says in a sentence or two why the bot cannot post at From, where the platform tells that
	// with the command, or is empty.
	Barred string
	// Quoted is the text of the message asked about (ViaMessage), and Links are the web addresses in it.
	Quoted string
	Links  []string
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
	// Unsure says that the platform did not tell of the actor in time: what is not known of him is no refusal.
	Unsure bool
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
	// It has to be called before any other of r's methods, and soon: platforms show a form only
	// within seconds of the command.
	Open(ctx context.Context, f Form) error
}

// Refuser is the ability of a Responder to show what is wrong with a field of a submitted form,
// which stays open with what was typed. ErrNoForm says that it is too late for that: reply instead.
type Refuser interface {
	Refuse(ctx context.Context, field, words string) error
}

// Threader is the ability of a Responder to answer below a message of the bot's, for everybody.
type Threader interface {
	// Below posts m in the thread of a message, or as a reply to it; it notifies nobody, where the
	// platform can.
	Below(ctx context.Context, message MessageRef, m Message) (MessageRef, error)
}

// Teller is the ability of a Responder to wait for what the platform was too slow to tell of an actor.
type Teller interface {
	// Who is the command's actor with all that the platform tells, however slowly; an error says that it tells
	// nothing for now.
	Who(ctx context.Context) (Actor, error)
}

// Whisperer is the ability of a Responder to tell the asker alone what others need not read, where the command
// was given before all.
type Whisperer interface {
	// Whisper sends m so that nobody but the asker sees it.
	Whisper(ctx context.Context, m Message) error
}

// Newcomer is the ability of a Handler to tell whether the first words were said: a platform that finds the
// bot somewhere at its start does not know whether it came there before or while the program was not running.
type Newcomer interface {
	// Newcomer reports whether the first words were never said at a tenant and nothing was ordered there.
	Newcomer(ctx context.Context, tenant Destination) bool
}

// Suggester is the ability of a Handler to complete what somebody is typing: into an option of a
// slash command or into a form's field of the kind FieldSuggest.
type Suggester interface {
	// Suggest lists what fits behind typed for the field ("zone", "when", "topic", "topics", "since",
	// "id"), best first, at most MaxSuggestions. c has the Actor and From of who types. It answers
	// from what is at hand, within a second; nothing to suggest is an empty list.
	Suggest(ctx context.Context, c Command, field, typed string) []Option
}

// MaxSuggestions is how many suggestions are of use: Discord shows 25, and nobody reads more.
const MaxSuggestions = 25

// Form is a few questions asked at once.
type Form struct {
	ID     string // comes back as Command.Action
	Value  string // comes back as Command.Value
	Title  string
	Submit string // the button's label
	Fields []Field
}

// FieldKind tells how a field is filled in. A platform without a kind shows a line of text with the
// field's Hint, which takes the same values.
type FieldKind string

// The kinds of fields.
const (
	FieldText    FieldKind = ""        // a line
	FieldLong    FieldKind = "long"    // several lines
	FieldChoice  FieldKind = "choice"  // one of Options
	FieldChoices FieldKind = "choices" // any of Options; the value holds them with commas between
	FieldTime    FieldKind = "time"    // an hour of the day, as 08:30
	FieldSuggest FieldKind = "suggest" // a line that the handler's Suggester completes
	FieldChannel FieldKind = "channel" // a channel of the tenant: see Command.From
)

// Field is one entry of a form. A platform whose forms hold fewer fields leaves out optional ones,
// the last first.
type Field struct {
	ID       string // comes back as a key of Command.Fields
	Kind     FieldKind
	Label    string
	Hint     string
	Value    string   // what it holds at first
	Options  []Option // of FieldChoice and FieldChoices
	Optional bool
}

// Option is one choice of a field or select.
type Option struct {
	Label string `json:"label"`
	Value string `json:"value"`
}
