// Command fit measures and fits the engine. It is for developers; the bot does not need it.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"briefbot/cmd/fit/gold"
	"briefbot/cmd/fit/measure"
)

// tasks are the command's tasks, one file each. A new one is a struct with a field Data and a method
// Run, and a line here.
type tasks struct {
	Score     scoreTask     `cmd:"" help:"Measure the engine on the data sets and print all figures."`
	Ablate    ablateTask    `cmd:"" help:"Measure what each feature of the models is worth."`
	Seam      seamTask      `cmd:"" help:"Fit the model that cuts a live blog without marks into its entries."`
	Ask       askTask       `cmd:"" help:"Fit the models that rank answers and refuse to answer."`
	Facts     factsTask     `cmd:"" help:"Fit the model that says which facts the editor of a day would tell."`
	Furniture furnitureTask `cmd:"" help:"Fit the model that tells an article's text from the furniture of its page."`
	Date      dateTask      `cmd:"" help:"Fit the model that chooses a page's day among those that its signs name."`
	Kind      kindTask      `cmd:"" help:"Fit the models that say what kind of page an article is, and cut pages of many matters."`
	Embedding embeddingTask `cmd:"" help:"Make the file of word vectors from GloVe's own."`
	Window    windowTask    `cmd:"" help:"Take the gold of a window of news into the repository, without the pages' texts."`
}

const about = `Measures the engine on data sets that people have labelled, and fits its weights.

DATA is the folder that holds the sets, a folder each: windows, rtqa_news, pages, polnear_quotes,
rtqa_clusters, ecbplus_stories, liveblog_split, rtqa_mds, article_extraction, trafilatura_eval,
htmldate_eval. Sets that are not there are left out. Their texts belong to their publishers and are no
part of this repository. A field that the shape does not have, an id that stands twice or a value of
another type stops with file and line.

How to improve something: "fit score DATA --save before.json", change it, "fit score DATA --against
before.json"; the second prints for each figure what it was, and how many cases ended better and worse.
Windows of news have names; "unread" is the mean of those whose misses nobody looks at, and is the
figure to report. "fit ablate DATA" says what each feature of each model is worth; one that moves fewer
than three cases in two sets has not earned its place.

Fits are deterministic and write a file of weights into the room that uses them; they print figures of
cases that were left out of the fit: a window at a time, other sets in five parts by question.`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// env is what a task runs with.
type env struct {
	context.Context
	out, err io.Writer
	engine   measure.Engine
}

// run is the whole command as a function: it returns the exit code.
func run(ctx context.Context, args []string, out, errw io.Writer) int {
	exited := -1
	var t tasks
	parser, err := kong.New(&t, kong.Name("fit"), kong.Description(about), kong.Writers(out, errw),
		kong.Vars{"sets": strings.Join(measure.Names(), ", ")},
		kong.ConfigureHelp(kong.HelpOptions{WrapUpperBound: 100}), kong.Exit(func(code int) { exited = code }))
	if err != nil {
		fmt.Fprintln(errw, "fit:", err)
		return 1
	}
	k, err := parser.Parse(args)
	if exited >= 0 { // --help
		return exited
	}
	if err != nil {
		fmt.Fprintf(errw, "fit: %v\nRun \"go run ./cmd/fit --help\" for the tasks.\n", err)
		return 2
	}
	e := &env{Context: ctx, out: out, err: errw, engine: measure.Engine{Now: time.Now()}}
	if err := k.Run(e); err != nil {
		fmt.Fprintln(errw, "fit:", err)
		return 1
	}
	return 0
}

// dataArg is the argument that every task has.
type dataArg struct {
	Data string `arg:"" help:"The folder that holds the data sets."`
}

func (d dataArg) open() (gold.Data, error) { return gold.Open(d.Data) }
