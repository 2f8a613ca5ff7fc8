package gold

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Data is a folder of data sets.
type Data struct{ Folder string }

// Open names the folder that holds the sets, and says so where there is none.
func Open(folder string) (Data, error) {
	info, err := os.Stat(folder)
	if err != nil {
		return Data{}, fmt.Errorf("the data folder: %w", err)
	}
	if !info.IsDir() {
		return Data{}, fmt.Errorf("the data folder: %s is a file; name the folder that holds windows, rtqa_news and the others", folder)
	}
	return Data{folder}, nil
}

func (d Data) path(elem ...string) string {
	return filepath.Join(append([]string{d.Folder}, elem...)...)
}

// Has reports whether the folder holds a set.
func (d Data) Has(set string) bool {
	_, err := os.Stat(d.path(set))
	return err == nil
}

// Row is a page of a corpus.
type Row struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Text      string `json:"text"`
}

// Window is a few days of pages with the briefing of their last evening and questions.
type Window struct {
	Name      string // the folder's: "d1"
	Corpus    []Row
	Day       Day
	Questions []Question
	Stories   map[string]string // page -> event; "" is a round-up, an opinion or a page alone
}

// Unread reports whether a window is one of the six whose misses nobody looks at: the mean of a figure
// over them is the one to report.
func Unread(window string) bool {
	switch window {
	case "d4", "d5", "d6", "d10", "d11", "d12":
		return true
	}
	return false
}

// Day is the evening's briefing as an editor wants it.
type Day struct {
	AsOf           string          `json:"asof"` // a date
	Time           string          `json:"time"`
	NewFiles       []string        `json:"new_files"`
	KnownFiles     []string        `json:"known_files"` // stale pages
	Stories        []DayStory      `json:"stories"`
	Contradictions []Contradiction `json:"contradictions"`
	Attribution    []Attribution   `json:"attribution_checks"`
	Wrong          []Wrong         `json:"wrong"`
}

// Evening is the moment at which the briefing is read.
func (d Day) Evening() time.Time {
	t, _ := time.Parse(time.DateOnly, d.AsOf) // Windows has checked it
	return t.Add(23 * time.Hour)
}

// DayStory is a story of a Day. Tier 1 must lead, 2 belongs in, 3 is told if there is room.
type DayStory struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Tier    int      `json:"tier"`
	Nuggets []Nugget `json:"nuggets"`
}

// Gain is what a story of the tier is worth: 3, 2 or 1.
func (s DayStory) Gain() float64 { return float64(4 - s.Tier) }

// Nugget is a fact of a story, told where all patterns match one told sentence or two neighbouring
// ones. Who was not told a vital one does not know the story.
type Nugget struct {
	ID      string    `json:"id"`
	Text    string    `json:"text"`
	Vital   bool      `json:"vital"`
	Match   []Pattern `json:"match"`
	Support []Support `json:"support"`
}

// Support is a sentence of a page that carries a fact or an answer. A file of gold/own has its place
// instead: bytes of the page's title, a newline and its text.
type Support struct {
	File     string `json:"file"`
	Sentence string `json:"sentence,omitempty"`
	From     int    `json:"from,omitempty"`
	To       int    `json:"to,omitempty"`
}

// Contradiction is two claims of a window that cannot both hold.
type Contradiction struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Weight int    `json:"weight"` // 3 must be shown, 1 may be
	A      Side   `json:"side_a"`
	B      Side   `json:"side_b"`
}

// Side is one claim of a Contradiction.
type Side struct {
	Match   []Pattern `json:"match"`
	Support []Support `json:"support"`
}

// Attribution is a claim that must not stand without its speaker.
type Attribution struct {
	Trigger    Pattern `json:"trigger"`
	RequireAny Pattern `json:"require_any"`
	Why        string  `json:"why"`
}

// Wrong is what would be wrong or embarrassing to tell.
type Wrong struct {
	Pattern Pattern `json:"pattern"`
	Why     string  `json:"why"`
}

// Question is a question of a window.
type Question struct {
	ID       string `json:"id"`
	Category string `json:"category"`
	// Answerable is nil where the question rests on a false premise.
	Answerable *bool       `json:"answerable"`
	Question   string      `json:"question"`
	Answer     [][]string  `json:"answer"` // one variant of each group has to stand in the answer
	Short      string      `json:"short_answer"`
	Support    []Support   `json:"support"`
	Need       [][]Support `json:"need,omitempty"` // one sentence of each group makes a whole answer
}

// Windows reads the windows of news, d1 before d10, and with rtqa_news those of this repository, e1 before e10.
func (d Data) Windows() ([]Window, error) {
	found, err := filepath.Glob(d.path("windows", "*", "briefing.json"))
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s holds no window", d.path("windows"))
	}
	var out []Window
	for _, file := range found {
		w, err := d.windowIn("windows", filepath.Base(filepath.Dir(file)))
		if err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	if d.Has("rtqa_news") {
		w, err := d.ownWindows()
		if err != nil {
			return nil, err
		}
		out = append(out, w...)
	}
	slices.SortFunc(out, func(a, b Window) int {
		return cmp.Or(cmp.Compare(a.Name[:1], b.Name[:1]), cmp.Compare(number(a.Name), number(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return out, nil
}

func number(window string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(window, "abcdefghijklmnopqrstuvwxyz"))
	return n
}

// windowIn reads the window of a folder, whose last element is its name.
func (d Data) windowIn(folder ...string) (Window, error) {
	in := func(file string) string { return d.path(filepath.Join(folder...), file) }
	w := Window{Name: folder[len(folder)-1]}
	var err error
	if w.Corpus, err = lines[Row](in("corpus.jsonl")); err != nil {
		return w, err
	}
	days, err := document[struct {
		Days []Day `json:"days"`
	}](in("briefing.json"))
	if err != nil {
		return w, err
	}
	if len(days.Days) != 1 {
		return w, &Error{in("briefing.json"), 1, fmt.Errorf("%d days; a window is scored on one", len(days.Days))}
	}
	w.Day = days.Days[0]
	if w.Questions, err = document[[]Question](in("qa.json")); err != nil {
		return w, err
	}
	labels, err := document[map[string]*string](in("stories.json"))
	if err != nil {
		return w, err
	}
	w.Stories = events(labels)
	if file, err := w.check(); err != nil {
		return w, &Error{in(file), 1, err}
	}
	return w, nil
}

// events are the labels of pages, "" for null.
func events(labels map[string]*string) map[string]string {
	out := map[string]string{}
	for page, event := range labels {
		out[page] = ""
		if event != nil {
			out[page] = *event
		}
	}
	return out
}

// check refuses gold that names a page which the window does not have, a day that is none and a tier that is
// none, and says in which file it stands.
func (w Window) check() (file string, err error) {
	if _, err := time.Parse(time.DateOnly, w.Day.AsOf); err != nil {
		return "briefing.json", fmt.Errorf("asof: %w", err)
	}
	for _, s := range w.Day.Stories {
		if s.Tier < 1 || s.Tier > 3 {
			return "briefing.json", fmt.Errorf("story %s has tier %d; there are 1, 2 and 3", s.ID, s.Tier)
		}
	}
	pages := map[string]bool{}
	for _, r := range w.Corpus {
		pages[r.ID] = true
	}
	missing := func(page string) error { return fmt.Errorf("there is no page %q in corpus.jsonl", page) }
	for page := range w.Stories {
		if !pages[page] {
			return "stories.json", missing(page)
		}
	}
	for _, page := range slices.Concat(w.Day.NewFiles, w.Day.KnownFiles) {
		if !pages[page] {
			return "briefing.json", missing(page)
		}
	}
	for _, q := range w.Questions {
		for _, s := range q.Support {
			if !pages[s.File] {
				return "qa.json", missing(s.File)
			}
		}
	}
	return "", nil
}
