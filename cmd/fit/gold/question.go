package gold

// NewsQuestion is a question of a weekly news quiz.
type NewsQuestion struct {
	ID       string   `json:"id"`
	Week     string   `json:"week"` // the day of the quiz, 20220617
	Source   string   `json:"source"`
	Question string   `json:"question"`
	Answers  []string `json:"answers"`
	Choices  []string `json:"choices"`
	Evidence string   `json:"evidence"`
	// Answerable is false where the question is about an event after the corpus' end.
	Answerable bool     `json:"answerable"`
	Relevant   []string `json:"relevant_docs"` // pages out of the fortnight that hold an answer
	Retrieved  []string `json:"retrieved_docs,omitempty"`
	Stale      []string `json:"stale_docs_with_answer,omitempty"`
	Frequency  int      `json:"answer_docfreq,omitempty"`
}

// Day is the quiz's day as a date.
func (q NewsQuestion) Day() string { return day(q.Week) }

func day(week string) string { return week[:4] + "-" + week[4:6] + "-" + week[6:8] }

// dated is a page as most sets write it.
type dated struct {
	ID    string `json:"id"`
	URL   string `json:"url"`
	Title string `json:"title"`
	Date  string `json:"date"`
	Text  string `json:"text"`
}

func (p dated) row() Row { return Row{p.ID, p.URL, p.Title, p.Date, p.Text} }

// News is a dated corpus of uncleaned pages with quiz questions.
type News struct {
	Corpus                   []Row
	Answerable, Unanswerable []NewsQuestion
}

// News reads rtqa_news.
func (d Data) News() (News, error) {
	var n News
	pages, err := lines[dated](d.path("rtqa_news", "dev", "corpus.jsonl"))
	if err != nil {
		return n, err
	}
	for _, p := range pages {
		n.Corpus = append(n.Corpus, p.row())
	}
	if n.Answerable, err = quiz(d.path("rtqa_news", "dev", "questions_answerable.jsonl")); err != nil {
		return n, err
	}
	n.Unanswerable, err = quiz(d.path("rtqa_news", "dev", "questions_unanswerable.jsonl"))
	return n, err
}

// quiz reads questions whose week is a day.
func quiz(file string) ([]NewsQuestion, error) {
	questions, err := lines[NewsQuestion](file)
	for i, q := range questions {
		if !isDay(q.Week) {
			return nil, &Error{file, i + 1, errDay(q.Week)}
		}
	}
	return questions, err
}

// PageQuestion is a question about a few pages that lie beside the data.
type PageQuestion struct {
	ID         string     `json:"id"`
	Question   string     `json:"question"`
	AsOf       string     `json:"as_of"`
	Category   string     `json:"category"`
	Answerable *bool      `json:"answerable"` // nil: a false premise, not scored
	Answer     [][]string `json:"answer"`
	Short      string     `json:"short_answer"`
	Support    []struct {
		Origin   string `json:"origin"` // the page's file
		Sentence string `json:"sentence"`
	} `json:"support"`
}

// Pages reads the questions on five pages; the pages are no part of the set.
func (d Data) Pages() ([]PageQuestion, error) {
	return lines[PageQuestion](d.path("pages", "questions.jsonl"))
}
