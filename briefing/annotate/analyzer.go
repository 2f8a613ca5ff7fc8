package annotate

import "briefbot/briefing/names"

// Analyzer reads articles. It is safe for concurrent use. The zero Options is the documented default.
type Analyzer struct {
	keys *names.Keys
}

// Options tunes an Analyzer.
type Options struct {
	// Aliases are the user's own names for one thing, each line a set: "Kyiv = Kiev = Kyjiw". What
	// follows a # is a remark; a line with fewer than two names says nothing.
	Aliases []string
}

// New returns an Analyzer.
func New(o Options) *Analyzer {
	return &Analyzer{keys: names.NewKeys(o.Aliases)}
}

// NameKey returns the key under which a name is compared: equal for aliases and transliterations,
// whatever titles and possessive endings it carries. Names that differ by a slip of transliteration
// beyond that are told by SameName.
func (an *Analyzer) NameKey(name string) string { return an.keys.NameKey(name) }
