package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pkg is what "go list -json" tells of a package.
type pkg struct {
	ImportPath   string
	Dir          string
	GoFiles      []string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

func listPackages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports,TestImports,XTestImports", "briefbot/...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p pkg
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
	if len(pkgs) < 15 {
		t.Fatalf("go list found only %d packages", len(pkgs))
	}
	return pkgs
}

// language are the rooms that read a text; whoever stands above them may use all of them.
var language = []string{
	"briefing", "briefing/lex", "briefing/text", "briefing/names", "briefing/when", "briefing/quantity", "briefing/clause",
	"briefing/speech", "briefing/annotate", "briefing/rank", "briefing/embedding",
}

// above is language and further rooms.
func above(rooms ...string) []string { return slices.Concat(language, rooms) }

// stages are the rooms: one imports only rooms that its entry names.
var stages = map[string][]string{
	"briefing":           nil,
	"briefing/lex":       nil,
	"briefing/rank":      {"briefing"},
	"briefing/embedding": nil,
	"briefing/pack":      nil,
	"briefing/rank/fit":  {"briefing/rank"},
	"briefing/text":      {"briefing", "briefing/embedding", "briefing/lex"},
	"briefing/names":     {"briefing", "briefing/lex", "briefing/text"},
	"briefing/when":      {"briefing", "briefing/lex", "briefing/text"},
	"briefing/quantity":  {"briefing", "briefing/lex", "briefing/text"},
	"briefing/clause":    {"briefing", "briefing/lex", "briefing/text"},
	"briefing/speech":    {"briefing", "briefing/lex", "briefing/text", "briefing/names", "briefing/clause"},
	"briefing/annotate": {"briefing", "briefing/lex", "briefing/text", "briefing/names", "briefing/when", "briefing/quantity",
		"briefing/clause", "briefing/speech"},
	"briefing/ingest":   above(),
	"briefing/claim":    above(),
	"briefing/evidence": above("briefing/claim"),
	"briefing/index":    above("briefing/pack"),
	"briefing/cluster":  above("briefing/claim", "briefing/index", "briefing/pack"),
	"briefing/summary":  above("briefing/claim", "briefing/evidence"),
	"briefing/daily": above("briefing/claim", "briefing/evidence", "briefing/ingest", "briefing/index", "briefing/cluster",
		"briefing/summary"),
	"briefing/ask": above("briefing/claim", "briefing/evidence", "briefing/index", "briefing/summary"),
	"briefing/desk": above("briefing/pack", "briefing/claim", "briefing/evidence", "briefing/index", "briefing/cluster", "briefing/summary",
		"briefing/daily", "briefing/ask"),
	"bot":          {"briefing"},
	"bot/command":  {"briefing", "bot", "bot/agenda", "bot/render", "bot/schedule"},
	"bot/render":   {"briefing", "bot"},
	"bot/schedule": {"bot"},
	"bot/agenda":   {"bot", "bot/schedule"},
	"bot/dispatch": {"briefing", "bot", "bot/render", "bot/schedule"},
}

// sdks are the vendors' packages, and others that only one folder may know.
var sdks = map[string]string{
	"github.com/slack-go/slack":     "adapters/slack",
	"github.com/bwmarrin/discordgo": "adapters/discord",
	"modernc.org/sqlite":            "adapters/sqlstore",
	"github.com/jackc/pgx":          "adapters/sqlstore",
	"github.com/dlclark/regexp2":    "cmd/fit",
	"github.com/mmcdole/gofeed":     "adapters/feed",
	"github.com/pressly/goose":      "adapters/sqlstore",
	"github.com/prometheus":         "adapters/web",
}

func TestWalls(t *testing.T) {
	for _, p := range listPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, "briefbot/")
		double := strings.HasSuffix(name, "test")
		for _, imp := range p.Imports {
			ours := strings.TrimPrefix(imp, "briefbot/")
			switch {
			case ours == imp: // not ours
				if name == "briefing" && strings.Contains(strings.Split(imp, "/")[0], ".") {
					t.Errorf("%s imports %s; the vocabulary imports the standard library only", name, imp)
				}
				for sdk, home := range sdks {
					if (imp == sdk || strings.HasPrefix(imp, sdk+"/")) && !within(name, home) {
						t.Errorf("%s imports %s, which only %s may", name, imp, home)
					}
				}
			case strings.HasPrefix(ours, "cmd/fit/") && within(name, "cmd/fit"): // a command's own rooms
			case strings.HasPrefix(ours, "cmd/"):
				t.Errorf("%s imports %s; nobody imports cmd", name, ours)
			case strings.HasSuffix(ours, "test") && !double:
				t.Errorf("%s imports %s outside a test", name, ours)
			case double || strings.HasPrefix(name, "cmd/"):
			case strings.HasPrefix(name, "adapters/"):
				home := strings.Join(strings.Split(name, "/")[:2], "/")
				if ours != "briefing" && ours != "bot" && !within(ours, home) {
					t.Errorf("%s imports %s; an adapter imports the two roots only", name, ours)
				}
			default:
				allowed, known := stages[name]
				if !known {
					t.Errorf("%s has no place in the plan of the house: add it to stages", name)
				}
				if !slices.Contains(allowed, ours) {
					t.Errorf("%s imports %s, which lies uphill", name, ours)
				}
			}
		}
		if strings.HasPrefix(name, "briefing") || strings.HasPrefix(name, "bot") {
			for _, f := range p.GoFiles {
				noVendor(t, filepath.Join(p.Dir, f))
			}
		}
	}
}

func within(name, home string) bool { return name == home || strings.HasPrefix(name, home+"/") }

var (
	comment = regexp.MustCompile(`(?s)/\*.*?\*/|//[^\n]*`)
	vendor  = regexp.MustCompile(`(?i)slack|discord`)
)

func noVendor(t *testing.T, file string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if m := vendor.Find(comment.ReplaceAll(b, nil)); m != nil {
		t.Errorf("%s says %q outside a comment", file, m)
	}
}
