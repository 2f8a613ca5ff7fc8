package ask

import (
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// shortestPart is how many words each of two questions in one has at least: "what happened and why?" is one.
const shortestPart = 3

// parts splits a question that asks two things ("Who heads the coastguard and how many are missing?") before the "and"
// that opens the second; nil for any other.
func parts(question string) []string {
	tokens := text.Tokens(question)
	words := 0
	for i := 0; i+2 < len(tokens); i++ {
		if tokens[i].Word {
			words++
		}
		if tokens[i].Norm != "and" || words <= shortestPart || !asking.Has(tokens[i+1].Norm) || !asking.Has(tokens[0].Norm) {
			continue
		}
		rest := 0
		for _, t := range tokens[i+1:] {
			if t.Word {
				rest++
			}
		}
		if rest < shortestPart {
			return nil
		}
		first := strings.TrimRight(strings.TrimSpace(question[:tokens[i].Start()]), ",;")
		return []string{first + "?", question[tokens[i+1].Start():]}
	}
	return nil
}

// join puts the answers to two questions in one into one. What was found for either is told; where one part has no
// answer, its nearest passages stay.
func join(q briefing.Question, x, y briefing.Answer) briefing.Answer {
	if x.Status != briefing.Answered {
		x, y = y, x
	}
	if x.Status == briefing.Answered && y.Status == briefing.Answered {
		x.Confidence = min(x.Confidence, y.Confidence)
		for _, p := range y.Points {
			if len(x.Points) > maxPoints || strings.Contains(x.Text, p.Text) {
				break
			}
			cites := make([]int, len(p.Cites))
			for i, n := range p.Cites {
				c := y.Citations[n-1]
				c.N = len(x.Citations) + 1
				cites[i] = c.N
				x.Citations = append(x.Citations, c)
			}
			p.Cites = cites
			x.Points = append(x.Points, p)
		}
		x.Text = lines(x.Points)
	} else if x.Status == briefing.Answered {
		x.Nearest = y.Nearest
	}
	x.ID, x.Question = q.ID, q.Text
	return x
}
