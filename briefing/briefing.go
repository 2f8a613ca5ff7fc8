package briefing

import "time"

// State is a story's standing with one destination.
type State string

// The states. A story of which nothing changed since it was told is left out.
const (
	New        State = "new"
	Developing State = "developing" // told before; only what is new is told now
	Corrected  State = "corrected"  // an article that was told from has changed what it says
)

// Briefing is what one destination is told for one window of time.
type Briefing struct {
	AsOf      time.Time       `json:"as_of"`
	Window    Window          `json:"window"`
	Coverage  Coverage        `json:"coverage"`
	Stories   []BriefingStory `json:"stories"`
	LeftOut   []LeftOut       `json:"left_out"`
	Citations []Citation      `json:"citations"`
	// Topics are the topics that were asked for; empty means everything.
	Topics []string `json:"topics,omitempty"`
	// Sources are the outlets that it is limited to; empty means all.
	Sources []string `json:"sources,omitempty"`
}

// Window is a stretch of time, From included and To not. A zero bound is open.
type Window struct {
	From time.Time `json:"from,omitzero"`
	To   time.Time `json:"to,omitzero"`
}

// Contains reports whether t lies in w.
func (w Window) Contains(t time.Time) bool {
	return (w.From.IsZero() || !t.Before(w.From)) && (w.To.IsZero() || t.Before(w.To))
}

// Coverage says what a briefing was made from, so that silence explains itself.
type Coverage struct {
	Articles int `json:"articles"` // in the window
	Sources  int `json:"sources"`  // outlets among them
	Feeds    int `json:"feeds"`    // inputs that were read: feeds, folders, files
	Failing  int `json:"failing"`  // of these, how many could not be read lately
	Stories  int `json:"stories"`  // in the window, told or not
	// Undated counts articles that no window holds: neither a page nor a feed says when they came out, and they
	// were read from a path, so that nothing says either when they came in.
	Undated int `json:"undated,omitempty"`
}

// BriefingStory is a story as one briefing tells it.
type BriefingStory struct {
	ID         StoryID `json:"id"`
	Title      string  `json:"title"`
	TitleCites []int   `json:"title_cites"`
	Topic      string  `json:"topic,omitempty"`
	State      State   `json:"state"`
	Score      float64 `json:"score"`
	Why        Why     `json:"why"`
	// Sources counts the outlets; IndependentSources counts copies of one text once.
	Sources            int            `json:"sources"`
	IndependentSources int            `json:"independent_sources"`
	Last               PubTime        `json:"last"`
	Points             []Point        `json:"points"`
	Disagreements      []Disagreement `json:"disagreements"`
	// Facts are what a destination will have been told once this story has been sent to it.
	Facts []Fact `json:"-"`
}

// Why keeps the parts of a story's score. Score is their product; each part is at least 0.
type Why struct {
	Sources  float64 `json:"sources"`  // independent newsrooms
	Recency  float64 `json:"recency"`  // 1 at the end of the window
	Position float64 `json:"position"` // how high the outlets themselves place it
	Weight   float64 `json:"weight"`   // what happened: deaths, decisions, agreements, actors
	Novelty  float64 `json:"novelty"`  // for this destination
	// Reasons say the same in words, most telling first.
	Reasons []string `json:"reasons,omitempty"`
}

// LeftOut is a story that was in the window and is not told, with the reason.
type LeftOut struct {
	ID    StoryID `json:"id"`
	Title string  `json:"title"` // empty where none can be proven
	// TitleCites are the citations that carry the title.
	TitleCites []int  `json:"title_cites,omitempty"`
	Why        string `json:"why"`
}
