package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"briefbot/briefing"
)

// DeliveryKey names one slot of one subscription: the unit that arrives once.
type DeliveryKey struct {
	Subscription SubscriptionID `json:"subscription"`
	// Slot is the local day and the slot's number in it ("2024-05-01/1"), not the hour: after a
	// schedule was edited, the day's first slot is still the day's first slot.
	Slot string `json:"slot"`
}

// OutOfTurn begins the slots of deliveries that no schedule asks for; see Deliverer.
const OutOfTurn = "run/"

// String is the key as a log shows it.
func (k DeliveryKey) String() string { return string(k.Subscription) + "@" + k.Slot }

// Shown names what the slot shows, the same at every attempt.
func (k DeliveryKey) Shown() string {
	sum := sha256.Sum256([]byte(k.String()))
	return hex.EncodeToString(sum[:9])
}

// DeliveryState is how far a delivery is.
type DeliveryState string

// The states of a delivery. The last three are final.
const (
	Claimed DeliveryState = "claimed" // somebody builds it
	Sending DeliveryState = "sending" // its parts are fixed
	Sent    DeliveryState = "sent"
	Failed  DeliveryState = "failed"
	Skipped DeliveryState = "skipped" // too late, or overtaken by a later slot
)

// Final says that nothing more happens to a delivery in state s.
func (s DeliveryState) Final() bool { return s == Sent || s == Failed || s == Skipped }

// Delivery is the record of one slot.
type Delivery struct {
	Key DeliveryKey `json:"key"`
	To  Destination `json:"to"`
	// At is when the slot was due; Window is what its briefing covers.
	At     time.Time       `json:"at"`
	Window briefing.Window `json:"window"`
	State  DeliveryState   `json:"state"`
	// Reason says in words why it failed or was skipped.
	Reason string `json:"reason,omitempty"`
	// Late says that it was sent noticeably after its time.
	Late bool `json:"late,omitempty"`
	// Parts are fixed before the first is sent.
	Parts []PartRecord `json:"parts,omitempty"`
	// Token is the fencing token of whoever works on it: each claim raises it, and what comes with
	// an older one is refused with ErrLost.
	Token  int64     `json:"token"`
	Holder string    `json:"holder,omitempty"`
	Until  time.Time `json:"until,omitzero"`
	// Done is when it became final.
	Done time.Time `json:"done,omitzero"`
}

// PartState is how far a part is.
type PartState string

// The states of a part.
const (
	PartWaiting PartState = "waiting"
	PartSending PartState = "sending" // the request may be on its way: after a crash, unknown
	PartSent    PartState = "sent"
	PartUnknown PartState = "unknown" // it may have arrived
	PartFailed  PartState = "failed"
)

// PartRecord is one part of a delivery and what became of it.
type PartRecord struct {
	Part
	// Key is the part's own, the same at every attempt.
	Key   string     `json:"key"`
	State PartState  `json:"state"`
	Ref   MessageRef `json:"ref,omitzero"`
	// Attempts counts the sends that were begun.
	Attempts int `json:"attempts,omitempty"`
	// Duplicate says that it was sent again without knowing whether the one before had arrived, and
	// Again how often.
	Duplicate bool   `json:"duplicate,omitempty"`
	Again     int    `json:"again,omitempty"`
	Reason    string `json:"reason,omitempty"`
	// Tried is when the last send was begun.
	Tried time.Time `json:"tried,omitzero"`
	// Open is when the first send was begun whose outcome is not known.
	Open time.Time `json:"open,omitzero"`
}

// MayStand reports whether the part was sent or may have arrived.
func (p PartRecord) MayStand() bool {
	switch p.State {
	case PartSent, PartSending, PartUnknown:
		return true
	}
	return !p.Open.IsZero()
}

// MayStand reports whether a part of the delivery was sent or may have arrived.
func (d Delivery) MayStand() bool { return slices.ContainsFunc(d.Parts, PartRecord.MayStand) }

// Ledger keeps the deliveries. It is safe for concurrent use, by several replicas too; that one of
// them works on a slot at a time rests on it alone. Times are the callers': replicas' clocks may
// differ by much less than a lease lasts. A lease that ends more than two leases from now was taken by
// a clock that has gone back since, and counts as lapsed.
type Ledger interface {
	// Claim takes a slot for holder until now+lease. For a slot that nobody claimed it creates the
	// record from d's Key, To, At and Late. For one that was left behind by a holder whose lease has
	// lapsed it returns the record as it was left, parts and all. ErrDone says that the slot is
	// final, ErrTaken that somebody else works on it.
	Claim(ctx context.Context, d Delivery, holder string, now time.Time, lease time.Duration) (Delivery, error)
	// Extend moves the end of the lease. ErrLost says that the token is no longer the slot's, or that
	// there is nothing to hold: the slot failed or was skipped.
	Extend(ctx context.Context, key DeliveryKey, token int64, until time.Time) error
	// Fix records the parts and the window and makes the state Sending. Parts that are fixed already
	// stay once one of them may stand somewhere, else the new ones take their place: the record that
	// holds is returned. ErrLost as for Extend.
	Fix(ctx context.Context, key DeliveryKey, token int64, w briefing.Window, parts []PartRecord) (Delivery, error)
	// PutPart records what became of part n, counted from 0; its Message is not changed. ErrLost as for Extend.
	PutPart(ctx context.Context, key DeliveryKey, token int64, n int, p PartRecord) error
	// Finish makes the delivery final and, in the same transaction, remembers facts as told at its
	// destination. ErrLost as for Extend. Final deliveries of the same subscription that were due
	// longer than DeliveredFor before the outcome are forgotten, but for the one that LastSent gives.
	Finish(ctx context.Context, key DeliveryKey, token int64, o Outcome) error
	// Skip records a slot that will not be delivered. A slot that has a record keeps it.
	Skip(ctx context.Context, d Delivery, reason string, now time.Time) error
	// Unskip removes the records of slots that were skipped, or given up with nothing of them standing
	// anywhere, later than now: by a clock that was wrong. When their time comes they are due. It
	// returns how many there were.
	Unskip(ctx context.Context, now time.Time) (int, error)
	// Delivery returns a record, or ErrNotFound.
	Delivery(ctx context.Context, key DeliveryKey) (Delivery, error)
	// Deliveries lists a subscription's records, latest due first, at most limit.
	Deliveries(ctx context.Context, id SubscriptionID, limit int) ([]Delivery, error)
	// LastDue returns the subscription's latest delivery that was due by now, of those that are not out
	// of turn, or ErrNotFound. Its parts may be left out.
	LastDue(ctx context.Context, id SubscriptionID, now time.Time) (Delivery, error)
	// LastSent returns the subscription's latest sent delivery by the end of its window, or
	// ErrNotFound. Its parts may be left out.
	LastSent(ctx context.Context, id SubscriptionID) (Delivery, error)
	// Unfinished lists the deliveries that are not final and whose lease has lapsed at now: what a
	// crash left behind. A lease that ends further off than two of the given length was taken by a clock
	// that has gone back since, and counts as lapsed.
	Unfinished(ctx context.Context, now time.Time, lease time.Duration) ([]Delivery, error)
	// UnfinishedAt lists the deliveries that are not final and go to the same place as at (see
	// Destination.Place), whether their leases have lapsed or not, earliest due first.
	UnfinishedAt(ctx context.Context, at Destination) ([]Delivery, error)

	// SentSince lists the sent deliveries that were due at or after since, earliest first. Their parts
	// may be left out.
	SentSince(ctx context.Context, since time.Time) ([]Delivery, error)
	// Reopen takes a sent delivery for holder until now+lease, so that its parts can be corrected, and
	// returns it with its parts. It stays Sent. ErrTaken says that somebody else is at it, ErrNotFound
	// that it is not, or no longer, a sent one. Extend keeps it, and gives it back.
	Reopen(ctx context.Context, key DeliveryKey, holder string, now time.Time, lease time.Duration) (Delivery, error)
	// Amend records what part n of a reopened delivery says now and, in the same transaction,
	// remembers facts as told at its destination. ErrLost as for Extend.
	Amend(ctx context.Context, key DeliveryKey, token int64, n int, m Message, told []briefing.Fact, at time.Time) error
}

// Outcome is how a delivery ended.
type Outcome struct {
	State  DeliveryState
	Reason string
	At     time.Time
	// Told are the facts of the parts that were sent.
	Told []briefing.Fact
}
