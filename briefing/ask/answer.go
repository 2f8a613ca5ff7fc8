package ask

import (
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// minConfidence is the default of Options.MinConfidence.
const minConfidence = 0.5

// Sizes of an answer.
const (
	maxPoints   = 3
	maxKeywords = 5 // points of an answer to bare keywords
	maxNearest  = 3
)

// answer makes the reply from ranked candidates.
func (a *Answerer) answer(r *reading, all []candidate) briefing.Answer {
	out := briefing.Answer{ID: r.question.ID, Question: r.question.Text, Status: briefing.NoAnswer}
	all = distinct(all)
	out.Confidence = r.confidence(all)
	if len(all) == 0 || out.Confidence < a.options.MinConfidence || r.kind == chatter {
		for i, c := range all[:min(maxNearest, len(all))] {
			cite := citation(c)
			cite.N = i + 1
			out.Nearest = append(out.Nearest, cite)
		}
		out.Text = "The corpus does not say. Try other words, or name the person, place or day you mean."
		return out
	}
	out.Status = briefing.Answered
	limit := maxPoints
	if r.kind == keywords {
		limit = maxKeywords
	}
	var lines []string
	for _, c := range all[:min(limit, len(all))] {
		cite := citation(c)
		cite.N = len(out.Citations) + 1
		p := point(c)
		p.Cites = []int{cite.N}
		out.Citations = append(out.Citations, cite)
		out.Points = append(out.Points, p)
		lines = append(lines, p.Text)
	}
	out.Text = strings.Join(lines, "\n")
	return out
}

// citation cites a candidate.
func citation(c candidate) briefing.Citation {
	s := c.Doc.Sentences[c.Sentence]
	return briefing.Cite(c.Doc.Article, s.Start, s.End)
}

// point tells a candidate as a point.
func point(c candidate) briefing.Point {
	s := &c.Doc.Sentences[c.Sentence]
	p := briefing.Point{Text: c.Doc.Article.Text[s.Start:s.End], Speaker: s.Speaker}
	if s.Speaker != "" && !s.SpeakerNamed {
		p.Frame = s.Speaker + ": "
		p.Text = p.Frame + p.Text
	}
	return p
}

// distinct leaves out what says the same as something better.
func distinct(all []candidate) []candidate {
	seen := map[string]bool{}
	var out []candidate
	for _, c := range all {
		k := key(&c.Doc.Sentences[c.Sentence])
		if !seen[k] {
			seen[k] = true
			out = append(out, c)
		}
	}
	return out
}

// key is equal for sentences of the same words.
func key(s *text.Sentence) string {
	var b strings.Builder
	for i := range s.Tokens {
		if s.Tokens[i].Word {
			b.WriteString(s.Tokens[i].Norm)
			b.WriteByte(' ')
		}
	}
	return b.String()
}
