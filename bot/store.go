package bot

import (
	"context"
	"time"

	"briefbot/briefing"
)

// Store is what the bot remembers. It is safe for concurrent use, by several replicas too.
// bottest.TestStore is its specification in code.
type Store interface {
	Subscriptions
	Ledger
	Memory
	// First reports whether the command with this id of this platform is seen for the first time,
	// and remembers it. Ids are forgotten after a day.
	First(ctx context.Context, platform, id string, now time.Time) (bool, error)
	// AddFeedback records an opinion. The latest of one actor about one thing holds.
	AddFeedback(ctx context.Context, f Feedback) error
	// Feedback lists the opinions about one thing that was shown, oldest first.
	Feedback(ctx context.Context, shown string) ([]Feedback, error)
}

// How long is remembered what was told at a destination, and what became of its deliveries.
const (
	ToldFor      = 90 * 24 * time.Hour
	DeliveredFor = 90 * 24 * time.Hour
)

// Memory is what was told and shown.
type Memory interface {
	// Told returns what a destination was told at or after since, oldest first.
	Told(ctx context.Context, at Destination, since time.Time) (briefing.Told, error)
	// Tell remembers facts as told at a destination. The same fact again only renews its time. After
	// ToldFor they are forgotten, there when others are told.
	Tell(ctx context.Context, at Destination, facts []briefing.Fact, now time.Time) error
	// Keep remembers what was shown, so that its buttons can be answered. The same ID again
	// replaces it. It is forgotten after thirty days.
	Keep(ctx context.Context, s Shown) error
	// Shown returns what was shown under an id, or ErrNotFound.
	Shown(ctx context.Context, id string) (Shown, error)
}

// Shown is a briefing or an answer as it was shown somewhere.
type Shown struct {
	// ID is at most 24 letters and digits, so that it fits a button's value beside a story's id.
	ID string      `json:"id"`
	To Destination `json:"to"` // its buttons work in this tenant only
	At time.Time   `json:"at"`
	// One of the two is set.
	Briefing *briefing.Briefing `json:"briefing,omitempty"`
	Answer   *briefing.Answer   `json:"answer,omitempty"`
	// First is the briefing as it was sent, where it was corrected since.
	First *briefing.Briefing `json:"first,omitempty"`
	// Corpus is a change of the corpus up to which the briefing is known to agree with its sources;
	// 0 is not known.
	Corpus briefing.Seq `json:"corpus,omitempty"`
	// Changing are the stories that a correction was about to edit when it was kept last. Where it did not
	// come to its end some messages may show them otherwise than Briefing tells them.
	Changing []briefing.StoryID `json:"changing,omitempty"`
}

// Feedback is one actor's opinion of something that was shown.
type Feedback struct {
	At    time.Time        `json:"at"`
	From  Destination      `json:"from"`
	Actor string           `json:"actor"`
	Shown string           `json:"shown"` // Shown.ID
	Story briefing.StoryID `json:"story,omitempty"`
	// Helpful is the opinion, Note what was written with it.
	Helpful bool   `json:"helpful"`
	Note    string `json:"note,omitempty"`
}

// Conversations remember what was asked in a thread, so that follow-ups can be understood. They
// are bounded: the oldest turns of a thread go first, and a thread that fell silent is forgotten.
type Conversations interface {
	// AddTurn appends to the thread's turns.
	AddTurn(ctx context.Context, at Destination, t Turn) error
	// Turns returns the thread's turns since a moment, oldest first. No turns is no error.
	Turns(ctx context.Context, at Destination, since time.Time) ([]Turn, error)
}

// Below is the conversation that a message of the bot's begins: the Shown of its first turn is what the
// message shows. Where a message stands may be told in several ways; its id is enough.
func Below(ref MessageRef) Destination {
	return Destination{Platform: ref.To.Platform, Thread: "below " + ref.ID}
}

// MaxTurns is how many turns a thread keeps.
const MaxTurns = 12

// Turn is one question of a conversation.
type Turn struct {
	At       time.Time `json:"at"`
	Actor    string    `json:"actor"`
	Question string    `json:"question"`
	// Shown is the id of the answer.
	Shown string `json:"shown,omitempty"`
}

// Leases let one replica at a time do what only one may.
type Leases interface {
	// Acquire takes the named lease for holder until now+ttl. Who holds it already extends it and
	// keeps the token; a change of holder raises the token. ErrTaken says that another holds it. One
	// that ends more than twice ttl from now was taken by a clock that has gone back: it has lapsed.
	Acquire(ctx context.Context, name, holder string, now time.Time, ttl time.Duration) (Lease, error)
	// Release gives a lease back. One that was lost meanwhile is no error.
	Release(ctx context.Context, l Lease) error
}

// Lease is the right to do something alone for a while.
type Lease struct {
	Name   string
	Holder string
	Token  int64
	Until  time.Time
}

// Stories keep which articles make which story, so that a story has the same id in every replica and
// after every restart. One replica at a time assigns them, under a lease.
type Stories interface {
	// PutStories puts a grouping of the whole corpus, as of the change upTo, in the place of the one
	// before. ErrLost says that somebody else holds the lease meanwhile, or that a later grouping is
	// there already; then nothing is changed.
	PutStories(ctx context.Context, l Lease, upTo briefing.Seq, stories []briefing.Story) error
	// Stories returns the grouping and the change that it is of, its stories in the order in which
	// they were put. Where it is of no later change than after, it returns after and no stories.
	Stories(ctx context.Context, after briefing.Seq) (upTo briefing.Seq, stories []briefing.Story, err error)
}

// Health keeps how each input fares, for several replicas to see.
type Health interface {
	// PutSource records an input's health in place of what was known of it.
	PutSource(ctx context.Context, h SourceHealth) error
	// Sources lists all inputs by name.
	Sources(ctx context.Context) ([]SourceHealth, error)
}

// Deliverer delivers a briefing out of turn.
type Deliverer interface {
	// Deliver delivers the subscription's briefing now under a slot name of its own (OutOfTurn and more): the
	// same name again delivers nothing. It returns when the delivery is final or refused.
	Deliver(ctx context.Context, id SubscriptionID, slot string) (Delivery, error)
}
