package bot

import (
	"context"
	"strings"
	"time"

	"briefbot/briefing"
)

// SubscriptionID names a standing order: short, safe in a button's value, typed by people.
type SubscriptionID string

// Subscription is a standing order for briefings at one destination.
type Subscription struct {
	ID SubscriptionID `json:"id"`
	To Destination    `json:"to"`
	// Owner is the platform's id of who ordered it and is told when it stops. A subscription that was
	// declared in the configuration has none.
	Owner string `json:"owner,omitempty"`
	// When is the schedule in the normal form that package schedule writes, Zone its IANA time zone.
	When string `json:"when"`
	Zone string `json:"zone"`
	// Topics limit the briefing; none means everything. Words is the length of all its points
	// and of both sides of its disagreements; 0 is the default.
	Topics []string `json:"topics,omitempty"`
	Words  int      `json:"words,omitempty"`
	// Sources limit the briefing to these outlets; none means all.
	Sources []string `json:"sources,omitempty"`
	// Ping names a role or group that is notified, by the platform's id. Silent notifies nobody,
	// where the platform can.
	Ping   string `json:"ping,omitempty"`
	Silent bool   `json:"silent,omitempty"`
	// WhenEmpty says what comes where there is nothing new.
	WhenEmpty WhenEmpty `json:"when_empty,omitempty"`
	// ChangedBy is the platform's id of who ordered or last changed it, ChangedAt when; empty for
	// what was declared in the configuration.
	ChangedBy string    `json:"changed_by,omitempty"`
	ChangedAt time.Time `json:"changed_at,omitzero"`
	// Paused says in words why nothing is delivered; empty means active.
	Paused string `json:"paused,omitempty"`
	// Cause is why the program paused it by itself, or empty; Visible says that the platform could tell
	// then what is wrong, so that it can also tell when that has ended.
	Cause   Reason `json:"cause,omitempty"`
	Visible bool   `json:"visible,omitempty"`
	// Account is whose token delivers it (see Tenanted), or empty while that is not known.
	Account string `json:"account,omitempty"`
	// Since is when it was ordered, changed or resumed: no slot before it is due.
	Since time.Time `json:"since"`
	// Version counts the changes, from 1. The store sets it.
	Version int64 `json:"version"`
}

// WhenEmpty is what comes of an order for which there is nothing new. That something is wrong with the
// sources is told all the same.
type WhenEmpty string

// What comes.
const (
	EmptyUsual  WhenEmpty = ""       // a line, but of orders that are due every hour nothing
	EmptySilent WhenEmpty = "silent" // nothing
	EmptyLine   WhenEmpty = "line"   // a line with what was read
)

// ParseWhenEmpty reads what people write for it.
func ParseWhenEmpty(text string) (WhenEmpty, error) {
	switch w := WhenEmpty(strings.ToLower(strings.TrimSpace(text))); w {
	case EmptyUsual, EmptySilent, EmptyLine:
		return w, nil
	}
	return "", &Error{Code: "bad_when_empty",
		Message: "Where nothing is new there comes a line with what was read, or nothing: write line or silent."}
}

// Resume makes it go on from now on.
func (s *Subscription) Resume(now time.Time) {
	s.Paused, s.Cause, s.Visible, s.Since = "", "", false, now
}

// Active says that slots are delivered.
func (s Subscription) Active() bool { return s.Paused == "" }

// Subscriptions keeps the standing orders. It is safe for concurrent use, by several replicas too.
type Subscriptions interface {
	// PutSubscription stores s: as a new one where Version is 0, else in place of that version.
	// ErrConflict says that somebody changed, removed or created it in between: read it again.
	// It returns s with its new version.
	PutSubscription(ctx context.Context, s Subscription) (Subscription, error)
	// Subscription returns one, or ErrNotFound.
	Subscription(ctx context.Context, id SubscriptionID) (Subscription, error)
	// Subscriptions lists what lies in scope, ordered by id. The fields of scope that are not
	// empty must be equal; the zero Destination is everything.
	Subscriptions(ctx context.Context, scope Destination) ([]Subscription, error)
	// SubscriptionChanges counts the changes of subscriptions, by whomever they were made: as long as it gives the
	// same nothing has changed.
	SubscriptionChanges(ctx context.Context) (int64, error)
	// RemoveSubscription removes one, with its deliveries. An unknown id is no error.
	RemoveSubscription(ctx context.Context, id SubscriptionID) error

	// Preferences are a destination's standing wishes, each list in alphabetical order.
	Preferences(ctx context.Context, at Destination) (briefing.Preferences, error)
	// Prefer follows or mutes a topic at a destination, or with Neutral does neither any more.
	// Topics differ by their exact text; fold the case before.
	Prefer(ctx context.Context, at Destination, topic string, w Wish) error
}

// Wish is what a destination wants of a topic.
type Wish string

// The wishes.
const (
	Follow  Wish = "follow"
	Mute    Wish = "mute"
	Neutral Wish = ""
)

// OutletWish begins a wish about an outlet, in the place of a topic: no topic begins so.
const OutletWish = "outlet: "

// ByOutlet parts preferences into those about topics and the outlets that are muted.
func ByOutlet(p briefing.Preferences) (topics briefing.Preferences, muted []string) {
	topics = briefing.Preferences{Follow: p.Follow}
	for _, m := range p.Mute {
		if outlet, ok := strings.CutPrefix(m, OutletWish); ok {
			muted = append(muted, outlet)
		} else {
			topics.Mute = append(topics.Mute, m)
		}
	}
	return topics, muted
}

// Within reports whether d lies in scope: every field of scope that is not empty is equal.
func (d Destination) Within(scope Destination) bool {
	return (scope.Platform == "" || scope.Platform == d.Platform) &&
		(scope.Tenant == "" || scope.Tenant == d.Tenant) &&
		(scope.Channel == "" || scope.Channel == d.Channel) &&
		(scope.Thread == "" || scope.Thread == d.Thread) &&
		(scope.User == "" || scope.User == d.User)
}
