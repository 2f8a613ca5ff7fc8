package gold

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"
)

// own holds windows whose gold is part of this repository, a file each: pages by their ids in rtqa_news and
// rtqa_clusters, and sentences by their places, so that nothing of the pages' texts stands in them.
//
//go:embed own
var own embed.FS

// Own reports whether a window is of this repository.
func Own(window string) bool { return strings.HasPrefix(window, "e") }

// ownWindow is such a file.
type ownWindow struct {
	Day       Day                `json:"day"`
	Questions []Question         `json:"questions"`
	Stories   map[string]*string `json:"stories"`
}

// places are the supports of a window's gold.
func (w *ownWindow) places() (out []*Support) {
	add := func(list []Support) {
		for i := range list {
			out = append(out, &list[i])
		}
	}
	for _, s := range w.Day.Stories {
		for _, n := range s.Nuggets {
			add(n.Support)
		}
	}
	for _, c := range w.Day.Contradictions {
		add(c.A.Support)
		add(c.B.Support)
	}
	for _, q := range w.Questions {
		add(q.Support)
		for _, need := range q.Need {
			add(need)
		}
	}
	return out
}

// whole is what places in a page count from: its title, a newline and its text.
func (r Row) whole() string { return r.Title + "\n" + r.Text }

// ownPages are the pages that windows of the repository may hold, by their ids: those of rtqa_news, and what
// rtqa_clusters has besides, without the title that it repeats as the first line.
func (d Data) ownPages() (map[string]Row, error) {
	pages, err := lines[dated](d.path("rtqa_news", "dev", "corpus.jsonl"))
	if err != nil {
		return nil, err
	}
	rows := map[string]Row{}
	for _, p := range pages {
		rows[p.ID] = p.row()
	}
	if !d.Has("rtqa_clusters") {
		return rows, nil
	}
	stories, err := d.Stories()
	for _, p := range stories {
		if _, ok := rows[p.ID]; !ok {
			p.Text = strings.TrimPrefix(p.Text, p.Title+"\n")
			rows[p.ID] = p.Row
		}
	}
	return rows, err
}

// ownWindows reads the windows of the repository with their pages.
func (d Data) ownWindows() ([]Window, error) {
	names, err := own.ReadDir("own")
	if err != nil {
		return nil, err
	}
	rows, err := d.ownPages()
	if err != nil {
		return nil, err
	}
	var out []Window
	for _, entry := range names {
		file := path.Join("own", entry.Name())
		b, err := own.ReadFile(file)
		if err != nil {
			return nil, err
		}
		w, err := parse[ownWindow](file, b)
		if err != nil {
			return nil, err
		}
		read, err := w.window(strings.TrimSuffix(entry.Name(), ".json"), rows)
		if err != nil {
			return nil, &Error{file, 1, err}
		}
		out = append(out, read)
	}
	return out, nil
}

// window puts the pages' sentences in for their places.
func (w *ownWindow) window(name string, rows map[string]Row) (Window, error) {
	out := Window{Name: name}
	for _, ids := range [][]string{w.Day.NewFiles, w.Day.KnownFiles} {
		for _, id := range ids {
			r, ok := rows[id]
			if !ok {
				return out, fmt.Errorf("neither rtqa_news nor rtqa_clusters has a page %q", id)
			}
			out.Corpus = append(out.Corpus, r)
		}
	}
	for _, s := range w.places() {
		text := rows[s.File].whole()
		if s.From < 0 || s.To <= s.From || s.To > len(text) {
			return out, fmt.Errorf("page %q has no bytes %d to %d", s.File, s.From, s.To)
		}
		s.Sentence, s.From, s.To = text[s.From:s.To], 0, 0
	}
	out.Day, out.Questions, out.Stories = w.Day, w.Questions, events(w.Stories)
	_, err := out.check()
	return out, err
}

// Pack reads a window's folder (corpus.jsonl, briefing.json, qa.json, stories.json) and gives the file that
// stands for it below gold/own. Each of its pages must be one of rtqa_news or rtqa_clusters, with the same text.
func (d Data) Pack(folder string) ([]byte, error) {
	read, err := Data{folder}.windowIn(".")
	if err != nil {
		return nil, err
	}
	w := ownWindow{Day: read.Day, Questions: read.Questions, Stories: map[string]*string{}}
	for page, event := range read.Stories {
		w.Stories[page] = nil
		if event != "" {
			w.Stories[page] = &event
		}
	}
	rows := map[string]Row{}
	for _, r := range read.Corpus {
		rows[r.ID] = r
	}
	for _, s := range w.places() {
		at := strings.Index(rows[s.File].whole(), s.Sentence)
		if at < 0 {
			return nil, fmt.Errorf("page %q does not hold %q", s.File, s.Sentence)
		}
		*s = Support{File: s.File, From: at, To: at + len(s.Sentence)}
	}
	same, err := d.ownPages()
	if err != nil {
		return nil, err
	}
	for _, r := range read.Corpus {
		if same[r.ID].whole() != r.whole() {
			return nil, fmt.Errorf("page %q is not the one of rtqa_news or rtqa_clusters", r.ID)
		}
	}
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	err = out.Encode(w)
	return b.Bytes(), err
}
