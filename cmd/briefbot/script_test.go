package main

import (
	"context"
	"flag"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){
		"briefbot": func() {
			os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
	})
}

// TestScripts runs the whole program as its users do: testdata/script/*.txtar.
func TestScripts(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "../../testdata/script",
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"tamper": tamper, "exits": exits, "bigfile": bigfile, "longquestion": longquestion},
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("TESTDATA", here+"/../../testdata")
			e.Setenv("BRIEFBOT_DB", e.WorkDir+"/briefbot.db")
			return nil
		},
	})
}
