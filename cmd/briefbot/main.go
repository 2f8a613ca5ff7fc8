package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	_ "time/tzdata" // zones on machines that have none

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitNoAnswer = 3 // the corpus does not hold the answer
)

// errNoAnswer ends the program with exitNoAnswer; what there is to say has been said.
var errNoAnswer = errors.New("no answer in the corpus")

// usageError is a mistake in the command line, found after parsing.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// program is what a command runs with: the streams, the settings, the clock.
type program struct {
	*cli
	in       io.Reader
	out, err io.Writer
	now      func() time.Time
	accounts map[string]string // by platform: whose token it has, as far as it is known
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program as a function: it returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errw io.Writer) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("briefbot"),
		kong.Description("Short, cited news briefings and answers from your own corpus, in Slack, Discord and the terminal."),
		kong.Vars{"version": version()},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, Summary: true}),
		kong.Writers(out, errw),
		kong.Exit(func(code int) { exited = code }),
		kong.Resolvers(&settings{}),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		fmt.Fprintln(errw, "briefbot:", err)
		return exitFailed
	}
	k, err := parser.Parse(args)
	if exited >= 0 { // --help or --version
		return exited
	}
	if config := (configError{}); errors.As(err, &config) {
		err = config.error
	}
	if err != nil {
		fmt.Fprintf(errw, "briefbot: %v\nRun \"briefbot --help\" for the commands and settings.\n", err)
		return exitUsage
	}
	p := &program{cli: &c, in: in, out: out, err: errw, now: time.Now}
	err = k.Run(p)
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errNoAnswer):
		return exitNoAnswer
	case errors.As(err, &usage):
		fmt.Fprintf(errw, "briefbot: %v\nRun \"briefbot %s --help\" for help.\n", err, k.Command())
		return exitUsage
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintln(errw, "briefbot: stopped")
		return exitFailed
	}
	fmt.Fprintln(errw, "briefbot:", c.redact(strings.TrimSpace(err.Error())))
	return exitFailed
}

// version is the module's version and revision, as the build recorded them.
func version() string {
	v := "briefbot (development build)"
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" && info.Main.Version != "(devel)" {
			v = "briefbot " + info.Main.Version
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v += " " + s.Value
			}
		}
	}
	return v
}
