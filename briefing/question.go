package briefing

import "time"

// Question is what somebody asks of the corpus.
type Question struct {
	ID   string
	Text string
	// AsOf is the moment the asker speaks from: later articles are not used, and "today" is its day.
	// Zero means the newest article's time.
	AsOf time.Time
	// Context are the earlier questions of the conversation, oldest first: a follow-up such as
	// "and when?" takes its subject from them.
	Context []string
	// Articles limits the search to these when there are any ("Ask about this").
	Articles []ArticleID
}

// Status is how a question ended.
type Status string

// The statuses of an Answer.
const (
	Answered     Status = "answered"
	NoAnswer     Status = "no_answer"     // the corpus does not hold the answer
	FalsePremise Status = "false_premise" // the corpus contradicts what the question takes for granted
)

// OtherLanguage is the text of an answer to a question that is not in a language which is read.
const OtherLanguage = "Questions are read in English only. Ask again in English, or with the names of people and places."

// Answer is the reply to a Question. With NoAnswer it has no points; Nearest then shows the
// passages that came closest, as such.
type Answer struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	Status   Status `json:"status"`
	// Confidence is the estimated probability that the first point answers the question, in [0,1].
	Confidence float64 `json:"confidence"`
	// Text is the whole answer in words, for places that show no structure.
	Text      string     `json:"text"`
	Points    []Point    `json:"points"`
	Citations []Citation `json:"citations"` // best first
	Nearest   []Citation `json:"nearest"`
}
