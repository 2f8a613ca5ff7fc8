package bot

import (
	"context"
	"time"

	"briefbot/briefing"
)

// SourceHealth tells how one input of the corpus fares: a folder, a file, a feed.
type SourceHealth struct {
	Name string `json:"name"`
	// LastRead is when it was last read without an error; LastNew when it last brought an article.
	LastRead time.Time `json:"last_read,omitzero"`
	LastNew  time.Time `json:"last_new,omitzero"`
	// Problem says in words what is wrong now, or is empty.
	Problem  string `json:"problem,omitempty"`
	Articles int    `json:"articles"`
	// Failures counts the looks in a row that gave nothing but an error.
	Failures int `json:"failures,omitempty"`
	// Again is when it is looked at next, where that is not all the time.
	Again time.Time `json:"again,omitzero"`
	// Of is the tenant that it belongs to, by whose command it was added: others do not hear of it. The
	// zero value is whoever runs the bot.
	Of Destination `json:"of,omitzero"`
}

// Concerns says that who is in a place may hear of the source.
func (h SourceHealth) Concerns(at Destination) bool {
	return h.Of == Destination{} || h.Of == at.Tenancy()
}

// Tenancy is the tenant that a place lies in; where a platform's direct messages lie in none, the person.
func (d Destination) Tenancy() Destination {
	if d.Tenant == "" && d.User != "" {
		return Destination{Platform: d.Platform, User: d.User}
	}
	return Destination{Platform: d.Platform, Tenant: d.Tenant}
}

// SourceStates keep how far each source was read, so that another replica goes on from there. They are
// safe for concurrent use.
type SourceStates interface {
	Health
	// KeepSource is PutSource that, in the same transaction, keeps the source's state; a nil state leaves
	// the one that is kept.
	KeepSource(ctx context.Context, h SourceHealth, state briefing.SourceState) error
	// SourceState returns the state that was kept last under a name, or none.
	SourceState(ctx context.Context, name string) (briefing.SourceState, error)
	// DropSource forgets a source's health and state. An unknown name is no error.
	DropSource(ctx context.Context, name string) error
}

// ChosenSource is a source that was added by command, in chat or by whoever runs the bot.
type ChosenSource struct {
	// ID is short and typed by people.
	ID string `json:"id"`
	// Of is whose it is: a platform's tenant. The zero value is whoever runs the bot.
	Of   Destination `json:"of,omitzero"`
	URL  string      `json:"url"`
	Name string      `json:"name"`
	// Paused says that it is not read, Proposed that it was found and shown and that nobody has said yet
	// that it is wanted.
	Paused   bool      `json:"paused,omitempty"`
	Proposed bool      `json:"proposed,omitempty"`
	AddedBy  string    `json:"added_by,omitempty"` // the platform's id
	AddedAt  time.Time `json:"added_at,omitzero"`
	// Version counts the changes, from 1. The store sets it.
	Version int64 `json:"version"`
}

// ChosenSources keep the sources that were added by command. They are safe for concurrent use, by
// several replicas too.
type ChosenSources interface {
	// PutChosen stores s: as a new one where Version is 0, else in place of that version. ErrConflict
	// says that somebody changed, removed or created it in between. It returns s with its new version.
	PutChosen(ctx context.Context, s ChosenSource) (ChosenSource, error)
	// Chosen lists them by id.
	Chosen(ctx context.Context) ([]ChosenSource, error)
	// RemoveChosen removes one. An unknown id is no error.
	RemoveChosen(ctx context.Context, id string) error
}

// FoundSource is what stands at an address that somebody typed, before anything is kept of it.
type FoundSource struct {
	// URL is the feed's own, or the page's where there is no feed.
	URL, Title string
	// Kind says in a word or two what it is: "feed", "page".
	Kind string
	// Latest are its latest entries, newest first, a few.
	Latest []FoundEntry
}

// FoundEntry is an entry of a source in a list.
type FoundEntry struct {
	Title, URL string
	Published  time.Time // zero where it is not known
}

// SourceDesk is where managers decide what is read. It is safe for concurrent use.
type SourceDesk interface {
	ChosenSources
	// FindSource looks what stands at an address that somebody typed. What is wrong with it is a *Error.
	FindSource(ctx context.Context, address string) (FoundSource, error)
	// Named is what a chosen source is called in SourceHealth.
	Named(s ChosenSource) string
}
