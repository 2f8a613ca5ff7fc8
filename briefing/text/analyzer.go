package text

// Analyzer reads articles. It is safe for concurrent use. The zero Options is the documented default.
type Analyzer struct {
	aliases map[string]string // key -> the key that stands for it
	known   map[string]bool   // the keys of all aliases, before one stands for others
}

// Options tunes an Analyzer.
type Options struct {
	// Aliases are the user's own names for one thing, each line a set: "Kyiv = Kiev = Kyjiw". What
	// follows a # is a remark; a line with fewer than two names says nothing.
	Aliases []string
}

// New returns an Analyzer.
func New(o Options) *Analyzer {
	an := &Analyzer{}
	an.readAliases(o.Aliases)
	return an
}
