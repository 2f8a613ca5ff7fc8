package command

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"briefbot/bot"
)

// The limits of an order's outlets.
const (
	maxOutlets = 20
	// outletsKnown is how many outlets are looked through, outletsNamed how many an error names.
	outletsKnown = 500
	outletsNamed = 6
)

// outlets are the names of the outlets that there is something from, most articles first; nil where
// the engine does not tell them.
func (r *Router) outlets(ctx context.Context) []string {
	teller, ok := r.engine.(bot.Outlets)
	if !ok {
		return nil
	}
	all, err := teller.Outlets(ctx, outletsKnown)
	if err != nil {
		r.lg.Warn("the outlets could not be read", "err", err)
		return nil
	}
	return all
}

// takeSources takes the outlets out of what was said: "from Harbour Herald, Coast Radio". What follows
// the last of them after a comma is a topic. "exports from Norway" is one too, unless there is an
// outlet of that name; "from" as the first word is always meant so.
func takeSources(said, outlets []string) (rest, sources []string, err error) {
	for i, word := range said {
		first := i == 0 || said[i-1] == ","
		if !strings.EqualFold(word, "from") && !(first && strings.EqualFold(word, "sources")) {
			continue
		}
		found, to := outletsAt(said, i+1, outlets, first)
		switch {
		case len(found) > maxOutlets:
			return nil, nil, errManySources()
		case len(found) > 0:
			return slices.Concat(said[:i], []string{","}, said[to:]), found, nil
		case first && i+1 < len(said):
			return nil, nil, unknownOutlet(strings.Join(said[i+1:leadAfter(said, i+1)], " "), outlets)
		}
	}
	return said, nil, nil
}

// outletsAt reads outlets with commas between them, and says where what follows them begins.
func outletsAt(said []string, to int, outlets []string, sure bool) (found []string, end int) {
	for to < len(said) {
		end := leadAfter(said, to)
		names, ok := matchOutlets(strings.Join(said[to:end], " "), outlets, sure)
		if !ok {
			break
		}
		found = append(found, names...)
		if to = end; to+1 >= len(said) || said[to] != "," || isLead(said[to+1]) {
			break
		}
		to++
	}
	return found, to
}

// leadAfter is where the next word that leads to something else stands, from a place on.
func leadAfter(said []string, from int) int {
	for from < len(said) && !isLead(said[from]) {
		from++
	}
	return from
}

func errManySources() error {
	return &bot.Error{Code: "many_sources", Message: fmt.Sprintf("That is more than %d sources. Leave the filter out, or name fewer.", maxOutlets)}
}

// parseSources reads outlets with commas between them; "all" is none.
func parseSources(text string, outlets []string) ([]string, error) {
	if isAll(text) {
		return nil, nil
	}
	var sources []string
	for s := range strings.SplitSeq(text, ",") {
		if s = strings.Join(strings.Fields(s), " "); s == "" || isAll(s) {
			continue
		}
		names, ok := matchOutlets(s, outlets, true)
		if !ok {
			return nil, unknownOutlet(s, outlets)
		}
		for _, n := range names {
			if !hasFold(sources, n) {
				sources = append(sources, n)
			}
		}
	}
	if len(sources) > maxOutlets {
		return nil, errManySources()
	}
	return sources, nil
}

// matchOutlets finds the outlet that is meant by a name, or two with "and" between them. free takes
// any name where the outlets are not known.
func matchOutlets(name string, outlets []string, free bool) ([]string, bool) {
	name, _ = unmarked(strings.Trim(name, `"`))
	if name == "" || len(name) > maxTopic {
		return nil, false
	}
	if len(outlets) == 0 {
		return []string{name}, free
	}
	if one, ok := matchOutlet(name, outlets); ok {
		return []string{one}, true
	}
	var found []string
	for part := range strings.SplitSeq(strings.ReplaceAll(name, " & ", " and "), " and ") {
		one, ok := matchOutlet(part, outlets)
		if !ok {
			return nil, false
		}
		found = append(found, one)
	}
	return found, true
}

// shortestOutlet is how much of an outlet's name has to be written for it to be meant.
const shortestOutlet = 4

// matchOutlet finds an outlet by its name, whatever the case and without "The"; or by the only one
// whose name begins so.
func matchOutlet(name string, outlets []string) (string, bool) {
	key := strings.TrimPrefix(folded(name), "the ")
	begun, n := "", 0
	for _, o := range outlets {
		has := strings.TrimPrefix(folded(o), "the ")
		if has == key {
			return o, true
		}
		if strings.HasPrefix(has, key) {
			begun, n = o, n+1
		}
	}
	return begun, n == 1 && len(key) >= shortestOutlet
}

func unknownOutlet(name string, outlets []string) error {
	next := "/briefing sources lists what there is."
	if n := min(outletsNamed, len(outlets)); n > 0 {
		next = "There are for example: " + strings.Join(outlets[:n], ", ") + ". " + next
	}
	return unknown("source", short(name), outlets, next)
}
