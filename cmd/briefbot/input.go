package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"briefbot/bot"
)

// inputNames are what the paths of the corpus are called where people read of them: as much of each
// path's end as tells it from the others, since the folders above are nobody's business in a channel.
func inputNames(paths []string) []string {
	parts := make([][]string, len(paths))
	most := 1
	for i, p := range paths {
		parts[i] = strings.Split(strings.Trim(filepath.ToSlash(filepath.Clean(p)), "/"), "/")
		most = max(most, len(parts[i]))
	}
	names := make([]string, len(paths))
	for n := 1; n <= most; n++ {
		seen := map[string]bool{}
		for i, p := range parts {
			names[i] = strings.Join(p[max(0, len(p)-n):], "/")
			seen[names[i]] = true
		}
		if len(seen) == len(paths) {
			break
		}
	}
	return names
}

// sourcesOf tells how the sources fare that are read now; those that an earlier configuration named are
// left out. Where none is read here it is all that the database knows.
func sourcesOf(health bot.Health, read func(context.Context) ([]watched, error)) func(context.Context) ([]bot.SourceHealth, error) {
	return func(ctx context.Context) ([]bot.SourceHealth, error) {
		now, err := read(ctx)
		if err != nil {
			return nil, err
		}
		names := map[string]bool{}
		for _, s := range now {
			names[s.Name()] = true
		}
		all, err := health.Sources(ctx)
		if len(names) > 0 {
			all = slices.DeleteFunc(all, func(h bot.SourceHealth) bool { return !names[h.Name] })
		}
		return all, err
	}
}
