package summary

import (
	"slices"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/claim"
	"briefbot/briefing/text"
)

// Options tunes a summary. The zero value is the default.
type Options struct {
	Words int       // budget for the points' text; 0 means 80
	AsOf  time.Time // newer sentences are preferred relative to it; zero means the newest article
	// CopyOf maps an article to the one it copies (cluster finds them): a copy is cited only
	// when its original does not carry the claim.
	CopyOf map[briefing.ArticleID]briefing.ArticleID
	// LeastGain is how much a further point has to add, as a share of the first point's score: words
	// left over are no reason to tell something. 0 means 0.6.
	LeastGain float64
	// Against are documents of neighbouring stories: no points are made of them, but their claims
	// can stand as the other side of a disagreement.
	Against []*text.Document
}

// Of tells the story of docs. Every point, title and side of a disagreement has passed Check.
// No documents, or none with a usable sentence, gives a summary without points. The points stand
// best first: the first tells what the title says happened. Their text is at most o.Words long, unless
// not even the shortest point that can stand first is.
func Of(an *annotate.Analyzer, docs []*text.Document, o Options) briefing.Summary {
	out := briefing.Summary{
		TitleCites: []int{}, Points: []briefing.Point{}, Disagreements: []briefing.Disagreement{}, Citations: []briefing.Citation{},
	}
	if len(docs) == 0 {
		return out
	}
	if o.Words <= 0 {
		o.Words = 80
	}
	s := newStory(docs, o)
	title := s.heading(an, docs)
	s.subject = claim.BagOf(text.Tokens(title.text))
	all := s.candidates(an)
	chosen := s.choose(slices.Clone(all), o.Words)
	if title.text == "" {
		title = s.cut(an, all, chosen)
	}
	notes := &notes{out: &out}
	for _, c := range chosen {
		out.Points = append(out.Points, notes.point(c.point, c.cites))
	}
	if len(out.Points) > 0 {
		notes.disagreements(an, slices.DeleteFunc(disputes(docs, o.Against), s.settled))
	}
	if title.text != "" && len(out.Points) > 0 {
		out.Title, out.TitleCites = title.text, []int{notes.cite(title.cite)}
	}
	return out
}

// notes numbers the citations of a summary.
type notes struct{ out *briefing.Summary }

func (n *notes) cite(c briefing.Citation) int {
	for _, have := range n.out.Citations {
		if have.Same(c) {
			return have.N
		}
	}
	c.N = len(n.out.Citations) + 1
	n.out.Citations = append(n.out.Citations, c)
	return c.N
}

func (n *notes) point(p briefing.Point, cites []briefing.Citation) briefing.Point {
	p.Cites = make([]int, 0, len(cites))
	for _, c := range cites {
		p.Cites = append(p.Cites, n.cite(c))
	}
	return p
}
