package summary

import (
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/claim"
	"briefbot/briefing/evidence"
	"briefbot/briefing/text"
)

// maxDisagreements is how many disagreements one summary shows: the clearest ones.
const maxDisagreements = 2

// disagreements adds the clearest disputes to the summary; no claim is shown in two of them.
func (n *notes) disagreements(an *annotate.Analyzer, all []claim.Dispute) {
	shown := map[string]bool{}
	for _, d := range all {
		if len(n.out.Disagreements) == maxDisagreements {
			return
		}
		if shown[d.A.Text()] || shown[d.B.Text()] || d.About != "" && shown[strings.ToLower(d.About)] {
			continue
		}
		x, ca, cb, ok := sides(an, d.A, d.B)
		if !ok {
			continue
		}
		if x.About = d.About; !evidence.Names(x) {
			x.About = "" // the words were left out of the points
		}
		shown[d.A.Text()], shown[d.B.Text()], shown[strings.ToLower(d.About)] = true, true, true
		x.A, x.B = n.point(x.A, ca), n.point(x.B, cb)
		n.out.Disagreements = append(n.out.Disagreements, x)
	}
}

// sides makes the two points of a disagreement with their citations.
func sides(an *annotate.Analyzer, a, b *claim.Claim) (d briefing.Disagreement, ca, cb []briefing.Citation, ok bool) {
	if d.A, ca, ok = evidence.MakeAlone(an, a.Doc, a.Sentence); !ok {
		return
	}
	d.B, cb, ok = evidence.MakeAlone(an, b.Doc, b.Sentence)
	return
}

// maxDisputing is how many documents are compared, the last ones given: the newest of a story.
const maxDisputing = 60

// disputes compares the claims of docs with each other and with those of others, clearest first.
func disputes(docs, others []*text.Document) []claim.Dispute {
	newest := func(docs []*text.Document) []*claim.Claim {
		return claim.Read(docs[max(0, len(docs)-maxDisputing):], furniture)
	}
	return claim.Disputes(newest(docs), newest(others))
}
