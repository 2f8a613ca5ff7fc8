package main

import (
	"fmt"
	"os"
	"path/filepath"

	"briefbot/cmd/fit/gold"
)

// windowTask takes a window of news into the repository: its gold, with places for sentences.
type windowTask struct {
	Data   string `arg:"" help:"The folder of data sets." type:"existingdir"`
	Folder string `arg:"" help:"The window's folder: corpus.jsonl, briefing.json, qa.json, stories.json." type:"existingdir"`
	Out    string `help:"Where to write." default:"cmd/fit/gold/own"`
}

func (t windowTask) Run(e *env) error {
	data, err := gold.Open(t.Data)
	if err != nil {
		return err
	}
	b, err := data.Pack(t.Folder)
	if err != nil {
		return err
	}
	file := filepath.Join(t.Out, filepath.Base(t.Folder)+".json")
	fmt.Fprintln(e.out, file)
	return os.WriteFile(file, b, 0o644)
}
