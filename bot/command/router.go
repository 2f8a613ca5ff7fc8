package command

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"briefbot/bot"
)

// Engine is what the commands ask of the news.
type Engine interface {
	bot.Briefer
	bot.Answerer
}

// Memory is what the commands remember.
type Memory interface {
	bot.Store
	bot.Conversations
}

// Options change the router's ways. The zero value is the default.
type Options struct {
	// Zone is meant where the actor's is not known; nil is UTC.
	Zone *time.Location
	// Window is what "/brief" covers when no time is given; 0 is 24 hours.
	Window time.Duration
	// FollowUp is how long a conversation is remembered after its last turn; 0 is 12 hours in a
	// thread. Outside of threads it is never more than half an hour.
	FollowUp time.Duration
	// PerUser and PerChannel are how many commands a minute are answered; 0 is 12 and 40.
	PerUser    int
	PerChannel int
	// Manages tells whether somebody may decide for a channel, by the platform's own rule; known is false
	// where the platform cannot tell apart from a command given there. nil is never known.
	Manages func(ctx context.Context, user string, to bot.Destination) (may, known bool, err error)
	// Timeout is how long one command may take; 0 is two minutes.
	Timeout time.Duration
	// Sources is where sources are added by command. With none they stand in the configuration alone.
	Sources bot.SourceDesk
}

func (o Options) withDefaults() Options {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	set(&o.Window, 24*time.Hour)
	set(&o.FollowUp, 12*time.Hour)
	set(&o.Timeout, 2*time.Minute)
	set(&o.PerUser, 12)
	set(&o.PerChannel, 40)
	return o
}

// set gives v its default where it is zero.
func set[T int | time.Duration](v *T, fallback T) {
	if *v == 0 {
		*v = fallback
	}
}

// Router is the bot's Handler: it finds the command that was meant and runs it. It is safe for
// concurrent use.
type Router struct {
	lg        *slog.Logger
	now       func() time.Time
	engine    Engine
	store     Memory
	deliverer bot.Deliverer
	o         Options
	commands  []command
	buttons   map[string]func(context.Context, *request) error
	handler   bot.Handler
	adopted   *bot.Seen // places whose declared orders have their tenant
}

// New makes a Router. now is the moment that commands are given at; with an old corpus it is that
// corpus' own present. deliverer may be nil: then no briefing can be run out of turn.
func New(lg *slog.Logger, now func() time.Time, engine Engine, store Memory, deliverer bot.Deliverer, o Options) *Router {
	o = o.withDefaults()
	r := &Router{lg: lg, now: now, engine: engine, store: store, deliverer: deliverer, o: o, adopted: bot.NewSeen(maxAdopted)}
	r.commands = []command{
		{name: "brief", usage: "brief [TOPIC, …] [since 24h]", help: "what is new, now", run: brief},
		{name: "ask", usage: "ask QUESTION", help: "an answer with its sources, or none", run: ask},
		{name: "briefing", usage: "briefing schedule WHEN [in CITY] [on TOPIC, …]", help: "regular briefings; briefing help tells all", run: subcommand},
		{name: "help", usage: "help", help: "this list", run: help},
	}
	r.buttons = buttonHandlers()
	r.handler = r.withTrouble(r.withTimeout(r.withOnce(r.withLimit(bot.HandlerFunc(r.route)))))
	return r
}

// errAskedBack ends a command that has answered with a question of its own.
var errAskedBack = errors.New("asked back")

// Handle answers one command.
func (r *Router) Handle(ctx context.Context, c bot.Command, to bot.Responder) error {
	return r.handler.Handle(ctx, c, to)
}

// command is one chat command.
type command struct {
	name  string
	usage string // without the slash
	help  string // what it is for, in a few words
	run   func(context.Context, *request) error
}

// request is one command on its way through a command's file.
type request struct {
	*Router
	bot.Command
	to  bot.Responder
	at  time.Time
	loc *time.Location
	// args is what follows the command's name; part is the part of "/briefing" that runs, if one does.
	args   string
	part   string
	more   []bot.Block // what a list ends with
	ending bool        // the command pauses or removes an order, which its owner always may
}

// private says that only the asker shall see the answer.
func (q *request) private() bool {
	return q.Via == bot.ViaSlash || q.Via == bot.ViaButton || q.Via == bot.ViaForm || q.Via == bot.ViaMessage
}

// reply answers in words, privately where that is possible.
func (q *request) reply(ctx context.Context, text string) error {
	_, err := q.to.Reply(ctx, plain(text, q.private()))
	return err
}

// plain is a message of one paragraph.
func plain(text string, private bool) bot.Message {
	return bot.Message{Summary: text, Private: private, Blocks: []bot.Block{{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text(text)}}}}
}

// request is a command at this moment, in the asker's zone.
func (r *Router) request(c bot.Command, to bot.Responder) *request {
	q := &request{Router: r, Command: c, to: to, at: r.now(), loc: r.o.Zone, args: strings.TrimSpace(c.Text)}
	q.locate()
	return q
}

// locate takes the asker's zone, where it is known.
func (q *request) locate() {
	if z, err := time.LoadLocation(q.Actor.Zone); q.Actor.Zone != "" && q.Actor.Zone != "Local" && err == nil {
		q.loc = z
	}
}

// route finds what was meant and runs it.
func (r *Router) route(ctx context.Context, c bot.Command, to bot.Responder) error {
	q := r.request(c, to)
	q.adopt(ctx)
	if err := q.recognise(ctx); err != nil {
		return err
	}
	if err := q.run(ctx); !errors.Is(err, errAskedBack) {
		return err
	}
	return nil
}

func (q *request) run(ctx context.Context) error {
	r, c := q.Router, q.Command
	switch c.Via {
	case bot.ViaButton, bot.ViaForm:
		run, ok := r.buttons[c.Action]
		if !ok {
			return &bot.Error{Code: "old_button", Message: "This button is no longer known here. Ask again with /brief or /ask."}
		}
		return run(ctx, q)
	case bot.ViaMessage:
		return askAbout(ctx, q)
	case bot.ViaJoin:
		return welcome(ctx, q)
	case bot.ViaThread:
		return followUp(ctx, q)
	case bot.ViaHome:
		return home(ctx, q)
	case bot.ViaLeave:
		return left(ctx, q)
	}
	name := strings.ToLower(strings.TrimPrefix(c.Name, "/"))
	if c.Via == bot.ViaMention || c.Via == bot.ViaDirect {
		q.args = plainly(withoutSalute(q.args))
		c.Text = q.args
	}
	if name == "" {
		name, q.args = r.split(q.args)
	}
	if cmd, ok := r.find(name); ok {
		return cmd.run(ctx, q)
	}
	if c.Via == bot.ViaSlash || strings.HasPrefix(name, "/") {
		return unknown("command", "/"+strings.TrimPrefix(name, "/"), r.names("/"), "“/briefing help” tells all that can be asked.")
	}
	return r.guess(ctx, q, name, c.Text)
}

// guess runs what is meant by a text that begins with no command but with the word name.
func (r *Router) guess(ctx context.Context, q *request, name, text string) error {
	if q.args = strings.TrimSpace(text); q.args == "" {
		return help(ctx, q)
	}
	if meansPart(q.args) {
		return subcommand(ctx, q)
	}
	if near := r.mistyped(name, text); near != "" && smallTalk(text) == nil {
		return &bot.Error{Code: "unknown_command", Message: fmt.Sprintf("There is no command “%s”. Did you mean “%s”? For a question, write it as a whole sentence.", name, near)}
	}
	return ask(ctx, q)
}

// split takes the first word of what was said off, in lower case.
func (r *Router) split(text string) (word, rest string) {
	word, rest, _ = strings.Cut(text, " ")
	word = strings.ToLower(strings.TrimRight(word, ":,"))
	if _, ok := r.find(strings.TrimPrefix(word, "/")); ok {
		word = strings.TrimPrefix(word, "/")
	}
	return word, strings.TrimSpace(rest)
}

func (r *Router) find(name string) (command, bool) {
	for _, c := range r.commands {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

func (r *Router) names(prefix string) []string {
	var out []string
	for _, c := range r.commands {
		out = append(out, prefix+c.name)
	}
	return out
}
