package briefing

// StoryID names a story across days.
type StoryID string

// Story is one event and what followed from it, as told by one or more articles.
type Story struct {
	ID    StoryID `json:"id"`
	Title string  `json:"title"`
	// Topic names the wider matter that several stories share.
	Topic string `json:"topic"`
	// First and Last are the publication times of the story's oldest and newest article.
	First PubTime `json:"first"`
	Last  PubTime `json:"last"`
	// Articles are the story's members, oldest first.
	Articles []StoryArticle `json:"articles"`
}

// StoryArticle is an article's place in a story.
type StoryArticle struct {
	ID     ArticleID `json:"id"`
	Origin string    `json:"origin"`
	// CopyOf is the article that this one copies or rewrites, or empty. Copies of one text
	// count as one newsroom.
	CopyOf ArticleID `json:"copy_of,omitempty"`
}

// Summary is a story told in a few points: what summarising one set of articles gives.
type Summary struct {
	ID            string         `json:"id"`
	Title         string         `json:"title"`
	TitleCites    []int          `json:"title_cites"`
	Points        []Point        `json:"points"`
	Disagreements []Disagreement `json:"disagreements"`
	Citations     []Citation     `json:"citations"`
}
