// Command compare searches generated news with Bleve and with SQLite's FTS5, for comparison: it reads what
//
//	BRIEFBOT_TEST_NEWS=FOLDER go test ./briefing/newstest
//
// has written, indexes every sentence, and prints how long the questions take. It imports nothing of briefbot.
//
//	go run . FOLDER
package main

import (
	"bufio"
	"database/sql"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	_ "modernc.org/sqlite"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: compare FOLDER")
	}
	passages, questions, err := read(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(passages), "passages,", len(questions), "questions")
	for _, engine := range []struct {
		name string
		open func([]string) (search func(string) error, err error)
	}{{"bleve", withBleve}, {"fts5", withFTS5}} {
		began := time.Now()
		search, err := engine.open(passages)
		if err != nil {
			log.Fatal(engine.name, ": ", err)
		}
		built := time.Since(began)
		var took []time.Duration
		for _, q := range questions {
			began := time.Now()
			if err := search(q); err != nil {
				log.Fatal(engine.name, ": ", err)
			}
			took = append(took, time.Since(began))
		}
		slices.Sort(took)
		fmt.Printf("%-6s built %v  p50 %v  p99 %v\n", engine.name, built.Round(time.Millisecond), took[len(took)/2], took[len(took)*99/100])
	}
}

// read reads the passages, a line of text each, and the questions.
func read(folder string) (passages, questions []string, err error) {
	b, err := os.ReadFile(filepath.Join(folder, "questions.json"))
	if err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(b, &questions); err != nil {
		return nil, nil, err
	}
	f, err := os.Open(filepath.Join(folder, "articles.jsonl"))
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, nil, err
		}
		passages = append(passages, strings.Split(row.Text, "\n")...)
	}
	return passages, questions, lines.Err()
}

func withBleve(passages []string) (func(string) error, error) {
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer = "en"
	folder, err := os.MkdirTemp("", "compare")
	if err != nil {
		return nil, err
	}
	ix, err := bleve.New(filepath.Join(folder, "bleve"), mapping)
	if err != nil {
		return nil, err
	}
	const many = 20_000
	for from := 0; from < len(passages); from += many {
		batch := ix.NewBatch()
		for i, p := range passages[from:min(from+many, len(passages))] {
			if err := batch.Index(fmt.Sprint(from+i), map[string]string{"text": p}); err != nil {
				return nil, err
			}
		}
		if err := ix.Batch(batch); err != nil {
			return nil, err
		}
	}
	return func(q string) error {
		_, err := ix.Search(bleve.NewSearchRequestOptions(bleve.NewMatchQuery(q), 10, 0, false))
		return err
	}, nil
}

func withFTS5(passages []string) (func(string) error, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`CREATE VIRTUAL TABLE passages USING fts5(text, tokenize = 'porter unicode61')`); err != nil {
		return nil, err
	}
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	for _, p := range passages {
		if _, err := tx.Exec(`INSERT INTO passages VALUES ($1)`, p); err != nil {
			return nil, err
		}
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	return func(q string) error {
		words := strings.FieldsFunc(q, func(r rune) bool { return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9') })
		for i, w := range words {
			words[i] = `"` + w + `"`
		}
		rows, err := db.Query(`SELECT rowid FROM passages WHERE passages MATCH $1 ORDER BY rank LIMIT 10`, strings.Join(words, " OR "))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
		}
		return rows.Err()
	}, nil
}
