package summary

import (
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// Disagreements are the clearest pairs of claims of docs, or of docs and others, that cannot both hold and
// that no later report has settled, with the citations that they name.
func Disagreements(an *annotate.Analyzer, docs, others []*text.Document, o Options) ([]briefing.Disagreement, []briefing.Citation) {
	out := briefing.Summary{}
	if len(docs) == 0 {
		return nil, nil
	}
	n := &notes{out: &out}
	n.disagreements(an, slices.DeleteFunc(disputes(docs, others), newStory(docs, o).settled))
	return out.Disagreements, out.Citations
}
