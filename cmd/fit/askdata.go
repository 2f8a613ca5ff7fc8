package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/index"
	"briefbot/briefing/ingest"
	"briefbot/briefing/text"
)

// askSet is a corpus with questions on it.
type askSet struct {
	name      string
	index     *index.Index
	questions []askCase
}

// askCase is a question with what is right.
type askCase struct {
	id, category string
	question     briefing.Question
	answerable   bool
	premise      bool       // it takes for granted what the corpus contradicts
	support      []string   // sentences that answer
	strings      [][]string // of each part of the answer, the ways to write it
	holds        []string   // where no sentence is known: what an answer must hold
}

// qaRow is a question as the data has it.
type qaRow struct {
	ID         string     `json:"id"`
	Category   string     `json:"category"`
	Question   string     `json:"question"`
	AsOf       string     `json:"as_of"`
	Week       string     `json:"week"`
	Answerable *bool      `json:"answerable"`
	Answer     [][]string `json:"answer"`
	Answers    []string   `json:"answers"`
	Support    []struct {
		Sentence string `json:"sentence"`
	} `json:"support"`
}

// askSets reads all sets below a folder.
func askSets(dir string) ([]askSet, error) {
	var out []askSet
	days, err := filepath.Glob(filepath.Join(dir, "windows", "d*", "qa.json"))
	if err != nil || len(days) == 0 {
		return nil, fmt.Errorf("%s: no windows (want windows/d1/qa.json)", dir)
	}
	for _, f := range days {
		s, err := windowSet(filepath.Dir(f))
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	for _, read := range []func(string) (askSet, error){newsSet, pagesSet} {
		s, err := read(dir)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// windowSet reads a window of a few days.
func windowSet(dir string) (askSet, error) {
	var days struct {
		Days []struct {
			AsOf string `json:"asof"`
		} `json:"days"`
	}
	var rows []qaRow
	if err := errors.Join(readJSON(filepath.Join(dir, "briefing.json"), &days), readJSON(filepath.Join(dir, "qa.json"), &rows)); err != nil {
		return askSet{}, err
	}
	ix, err := indexOf(filepath.Join(dir, "corpus.jsonl"))
	if err != nil {
		return askSet{}, err
	}
	s := askSet{name: filepath.Base(dir), index: ix}
	for _, r := range rows {
		r.AsOf = days.Days[0].AsOf
		c, err := r.read()
		if err != nil {
			return s, fmt.Errorf("%s: %w", dir, err)
		}
		s.questions = append(s.questions, c)
	}
	return s, nil
}

// newsSet reads the public quiz questions.
func newsSet(dir string) (askSet, error) {
	dir = filepath.Join(dir, "rtqa_news", "dev")
	rows, err := readRows[newsPage](filepath.Join(dir, "corpus.jsonl.gz"))
	if err != nil {
		return askSet{}, err
	}
	tmp, err := os.MkdirTemp("", "fit")
	if err != nil {
		return askSet{}, err
	}
	defer os.RemoveAll(tmp)
	corpus := filepath.Join(tmp, "corpus.jsonl")
	if err := writePages(corpus, rows); err != nil {
		return askSet{}, err
	}
	ix, err := indexOf(corpus)
	if err != nil {
		return askSet{}, err
	}
	s := askSet{name: "news", index: ix}
	yes, err := readRows[qaRow](filepath.Join(dir, "questions_answerable.jsonl"))
	if err != nil {
		return s, err
	}
	no, err := readRows[qaRow](filepath.Join(dir, "questions_unanswerable.jsonl"))
	if err != nil {
		return s, err
	}
	last := slices.MaxFunc(yes, func(a, b qaRow) int { return strings.Compare(a.Week, b.Week) }).Week
	for i, r := range append(yes, no...) {
		answerable := i < len(yes)
		if !answerable {
			r.ID, r.Week = "u"+r.ID, last
		}
		r.Answerable, r.AsOf = &answerable, r.Week[:4]+"-"+r.Week[4:6]+"-"+r.Week[6:8]
		c, err := r.read()
		if err != nil {
			return s, err
		}
		c.holds = r.Answers
		s.questions = append(s.questions, c)
	}
	return s, nil
}

// newsPage is a page as the public set has it.
type newsPage struct {
	ID    string `json:"id"`
	URL   string `json:"url"`
	Title string `json:"title"`
	Date  string `json:"date"`
	Text  string `json:"text"`
}

func writePages(file string, pages []newsPage) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	for _, p := range pages {
		if err := enc.Encode(map[string]string{"id": p.ID, "url": p.URL, "title": p.Title, "published": p.Date, "text": p.Text}); err != nil {
			return err
		}
	}
	return f.Close()
}

// pagesSet reads the questions on the five pages beside the data.
func pagesSet(dir string) (askSet, error) {
	ix, err := indexOf(filepath.Join(dir, "..", "..", "corpus"))
	if err != nil {
		return askSet{}, err
	}
	s := askSet{name: "pages", index: ix}
	rows, err := readRows[qaRow](filepath.Join(dir, "pages", "questions.jsonl"))
	if err != nil {
		return s, err
	}
	for _, r := range rows {
		c, err := r.read()
		if err != nil {
			return s, err
		}
		if c.premise {
			continue
		}
		s.questions = append(s.questions, c)
	}
	return s, nil
}

// read makes a case of a row.
func (r qaRow) read() (askCase, error) {
	day, err := time.Parse(time.DateOnly, r.AsOf)
	if err != nil {
		return askCase{}, fmt.Errorf("%s: %w", r.ID, err)
	}
	c := askCase{
		id: r.ID, category: r.Category, strings: r.Answer,
		question: briefing.Question{ID: r.ID, Text: r.Question, AsOf: day.Add(24*time.Hour - time.Second)},
		premise:  r.Answerable == nil, answerable: r.Answerable != nil && *r.Answerable,
	}
	for _, s := range r.Support {
		c.support = append(c.support, s.Sentence)
	}
	return c, nil
}

// indexOf reads a corpus as the program does.
func indexOf(path string) (*index.Index, error) {
	articles, failures, err := ingest.New(ingest.Options{}).Paths(path)
	if err != nil {
		return nil, err
	}
	if len(articles) == 0 {
		return nil, fmt.Errorf("%s: no articles (%v)", path, failures)
	}
	ix := index.New(analyzer)
	for _, a := range articles {
		ix.Add(analyzer.Analyze(a))
	}
	return ix, nil
}

var analyzer = text.New(text.Options{})

func readJSON(file string, into any) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// readRows reads a .jsonl file, also a zipped one.
func readRows[T any](file string) ([]T, error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) && strings.HasSuffix(file, ".gz") {
		f, err = os.Open(strings.TrimSuffix(file, ".gz"))
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(f.Name(), ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	var out []T
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		out = append(out, row)
	}
	return out, lines.Err()
}

var wordRE = regexp.MustCompile(`[a-z0-9]+`)

// bare is a text as two texts are compared: words in lower case, numbers without commas.
func bare(s string) []string {
	s = strings.ToLower(text.Fold(s))
	s = commaRE.ReplaceAllString(s, "$1$2")
	s = commaRE.ReplaceAllString(s, "$1$2")
	return wordRE.FindAllString(s, -1)
}

var commaRE = regexp.MustCompile(`(\d),(\d)`)

// clipped is the first words of a quote, those that count.
func clipped(s string) string {
	f := strings.Fields(s)
	return strings.Join(f[:min(60, len(f))], " ")
}

// sameSentence reports whether a quote holds a sentence, or most of it.
func sameSentence(gold, got string) bool {
	g, s := bare(gold), bare(got)
	count := map[string]int{}
	for _, w := range g {
		count[w]++
	}
	both := 0
	for _, w := range s {
		if count[w] > 0 {
			count[w]--
			both++
		}
	}
	if len(g) == 0 || len(s) == 0 {
		return false
	}
	n, m := float64(both)/float64(len(g)), float64(both)/float64(len(s))
	return n >= .8 && m >= .33 || m >= .85 && n >= .5
}

// holdsWords reports whether a text holds a phrase as whole words.
func holdsWords(phrase, s string) bool {
	flat := func(s string) string {
		return " " + strings.Join(wordRE.FindAllString(strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(s)), -1), " ") + " "
	}
	return strings.Contains(flat(s), flat(phrase))
}

// right reports whether a quote answers the question.
func (c *askCase) right(quote string) bool {
	if len(c.holds) > 0 {
		return slices.ContainsFunc(c.holds, func(a string) bool { return holdsWords(a, quote) })
	}
	return slices.ContainsFunc(c.support, func(s string) bool { return sameSentence(s, quote) })
}
