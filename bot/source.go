package bot

import "time"

// SourceHealth tells how one input of the corpus fares: a folder, a file, a feed.
type SourceHealth struct {
	Name string `json:"name"`
	// LastRead is when it was last read without an error; LastNew when it last brought an article.
	LastRead time.Time `json:"last_read,omitzero"`
	LastNew  time.Time `json:"last_new,omitzero"`
	// Problem says in words what is wrong now, or is empty.
	Problem  string `json:"problem,omitempty"`
	Articles int    `json:"articles"`
}
