package daily

import (
	"strings"

	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// matches reports whether the story is about a topic: all its words, or the names they denote,
// stand in the story's title or topic, or in the beginnings of its articles, or again and again in
// the text of one.
func (c *candidate) matches(an *annotate.Analyzer, topic string) bool {
	var want []string
	for _, t := range text.Tokens(topic) {
		if t.Word && !t.Stop {
			want = append(want, t.Stem)
		}
	}
	key := an.NameKey(topic)
	if len(want) == 0 {
		return false
	}
	if all(want, counts(text.Tokens(c.story.Title+" "+c.story.Topic)), 1) {
		return true
	}
	for _, d := range c.docs {
		head, whole, named := counts(d.Title.Tokens), counts(nil), 0
		for i := range d.Sentences {
			s := &d.Sentences[i]
			for _, t := range s.Tokens {
				if t.Word {
					if i < 4 {
						head[t.Stem]++
					}
					whole[t.Stem]++
				}
			}
			for _, n := range s.Names {
				if n.Key == key {
					named++
				}
			}
		}
		if all(want, head, 1) || all(want, whole, 3) || named >= 2 {
			return true
		}
	}
	return false
}

func counts(tokens []text.Token) map[string]int {
	out := map[string]int{}
	for _, t := range tokens {
		if t.Word {
			out[t.Stem]++
		}
	}
	return out
}

func all(want []string, have map[string]int, least int) bool {
	for _, w := range want {
		if have[w] < least {
			return false
		}
	}
	return true
}

// suggestions are the distinct topics of candidates, in their order, at most ten.
func suggestions(candidates []candidate) []string {
	var out []string
	known := map[string]bool{}
	for _, c := range candidates {
		t := strings.TrimSpace(c.story.Topic)
		if t == "" || known[text.Fold(t)] || len(out) == 10 {
			continue
		}
		known[text.Fold(t)] = true
		out = append(out, t)
	}
	return out
}
