package bot

import (
	"context"

	"briefbot/briefing"
)

// Briefer builds briefings: the engine, as the bot needs it. It is safe for concurrent use.
type Briefer interface {
	// Edition builds the ranked candidates of a window, the same for everybody who asks for them.
	// The caller keeps it for all destinations that do.
	Edition(ctx context.Context, r EditionRequest) (Edition, error)
	// Topics lists the corpus' present topics, largest first, for suggestions; at most limit.
	Topics(ctx context.Context, limit int) ([]string, error)
	// Sources tells how each input fares.
	Sources(ctx context.Context) ([]SourceHealth, error)
	// Corrected reads again what a briefing rests on. Stories that rest on a quote which no longer
	// stands in its article's newest revision are told anew from the newest revisions, in the state
	// Corrected, or left out where nothing of them stands; changed names both. All others stay as
	// they are, and with no change b is returned as it was given.
	Corrected(ctx context.Context, b briefing.Briefing) (now briefing.Briefing, changed []briefing.StoryID, err error)
}

// Outlets is the ability of a Briefer to name the outlets that its articles are from, as
// EditionRequest.Sources takes them.
type Outlets interface {
	// Outlets lists them, the one with most articles first; at most limit.
	Outlets(ctx context.Context, limit int) ([]string, error)
}

// Linked is the ability of an Answerer to know its articles by their addresses.
type Linked interface {
	// Linked are the articles at a web address, whatever is added to it for counting clicks, and the title of the
	// first; none where it is not known.
	Linked(ctx context.Context, address string) (articles []briefing.ArticleID, title string)
}

// EditionRequest says what an edition is for.
type EditionRequest struct {
	Window briefing.Window
	Topics []string
	// Sources limit it to these outlets, by name whatever the case; none means all.
	Sources []string
	// Without are outlets whose articles are left out, by name whatever the case.
	Without []string
}

// Edition is a window's candidates. It is immutable and safe for concurrent use.
type Edition interface {
	// Tailor selects for one destination; words is the length of all points
	// and of both sides of disagreements; 0 is the default.
	Tailor(told briefing.Told, p briefing.Preferences, words int) briefing.Briefing
}

// Answerer answers questions: the engine, as the bot needs it. It is safe for concurrent use.
type Answerer interface {
	Ask(ctx context.Context, q briefing.Question) (briefing.Answer, error)
}
