// Command fit fits the models of the engine to data sets, for developers:
//
//	go run ./cmd/fit TASK DATA
//
// TASK is seam or furniture; DATA is the folder that holds the sets, a folder each. The weights are
// written into the room that uses them.
package main

import (
	"fmt"
	"io"
	"os"
)

// env is what a task runs with.
type env struct{ out io.Writer }

type task interface{ Run(e *env) error }

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go run ./cmd/fit seam|furniture DATA")
		os.Exit(2)
	}
	tasks := map[string]task{"seam": seamTask{os.Args[2], "briefing/ingest/weights/seam.json"}}
	t, ok := tasks[os.Args[1]]
	if !ok {
		fmt.Fprintf(os.Stderr, "fit: no task %q\n", os.Args[1])
		os.Exit(2)
	}
	if err := t.Run(&env{os.Stdout}); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}
