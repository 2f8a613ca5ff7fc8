package main

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// Outlets implements bot.Outlets. Of pages that name none, what they are kept as is no outlet's name.
func (e *engine) Outlets(ctx context.Context, limit int) ([]string, error) {
	size := map[string]int{}
	for _, a := range e.desk.Articles() {
		if name := a.Source; name != "" {
			size[name]++
		}
	}
	names := slices.SortedFunc(maps.Keys(size), func(a, b string) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(a, b))
	})
	return names[:min(limit, len(names))], ctx.Err()
}
