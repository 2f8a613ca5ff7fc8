package dispatch

import (
	"context"
	"reflect"
	"slices"

	"briefbot/briefing"
)

// restored puts stories that were withdrawn or told anew back as they were told first, where their sources
// say again what they said then: a file may have been seen half-written, or a page while it was away. back
// are their ids. now is not touched.
func (d *Dispatcher) restored(ctx context.Context, first *briefing.Briefing, now briefing.Briefing) (out briefing.Briefing,
	back []briefing.StoryID, err error) {
	if first == nil {
		return now, nil, nil
	}
	asked := *first
	asked.Stories, asked.LeftOut = nil, nil
	for _, s := range first.Stories {
		if i := storyAt(now, s.ID); i < 0 || !sameWords(s, now.Stories[i]) {
			asked.Stories = append(asked.Stories, s)
		}
	}
	if len(asked.Stories) == 0 {
		return now, nil, nil
	}
	stands, fallen, err := d.editions.briefer.Corrected(ctx, asked)
	if err != nil {
		return now, nil, err
	}
	m := merger{numbers: map[briefing.Citation]int{}}
	out = now
	out.Stories, out.LeftOut = nil, nil
	for _, s := range first.Stories { // in the order in which they stand in the channel
		if i := storyAt(stands, s.ID); i >= 0 && storyAt(asked, s.ID) >= 0 && (!slices.Contains(fallen, s.ID) || storyAt(now, s.ID) < 0) {
			out.Stories = append(out.Stories, m.story(stands.Stories[i], stands.Citations))
			back = append(back, s.ID)
		} else if i := storyAt(now, s.ID); i >= 0 {
			out.Stories = append(out.Stories, m.story(now.Stories[i], now.Citations))
		}
	}
	if len(back) == 0 {
		return now, nil, nil
	}
	for _, l := range now.LeftOut {
		if !slices.Contains(back, l.ID) {
			l.TitleCites = m.cites(l.TitleCites, now.Citations)
			out.LeftOut = append(out.LeftOut, l)
		}
	}
	out.Citations = m.citations
	return out, back, nil
}

// storyAt is the place of a story in a briefing, or -1.
func storyAt(b briefing.Briefing, id briefing.StoryID) int {
	return slices.IndexFunc(b.Stories, func(s briefing.BriefingStory) bool { return s.ID == id })
}

// sameWords reports whether two tellings of a story read the same.
func sameWords(a, b briefing.BriefingStory) bool {
	words := func(s briefing.BriefingStory) (out []string) {
		out = append(out, s.Title, string(s.State))
		for _, p := range s.Points {
			out = append(out, p.Speaker, p.Text)
		}
		for _, d := range s.Disagreements {
			out = append(out, d.About, d.A.Speaker, d.A.Text, d.B.Speaker, d.B.Text)
		}
		return out
	}
	return reflect.DeepEqual(words(a), words(b))
}

// merger numbers the citations of stories from several briefings anew, in the order in which they come.
type merger struct {
	citations []briefing.Citation
	numbers   map[briefing.Citation]int // without its own number
}

func (m *merger) story(s briefing.BriefingStory, of []briefing.Citation) briefing.BriefingStory {
	points := func(all []briefing.Point) []briefing.Point {
		all = slices.Clone(all)
		for i := range all {
			all[i].Cites = m.cites(all[i].Cites, of)
		}
		return all
	}
	s.Points, s.TitleCites = points(s.Points), m.cites(s.TitleCites, of)
	s.Disagreements = slices.Clone(s.Disagreements)
	for i, d := range s.Disagreements {
		sides := points([]briefing.Point{d.A, d.B})
		s.Disagreements[i].A, s.Disagreements[i].B = sides[0], sides[1]
	}
	return s
}

func (m *merger) cites(numbers []int, of []briefing.Citation) []int {
	var out []int
	for _, n := range numbers {
		i := slices.IndexFunc(of, func(c briefing.Citation) bool { return c.N == n })
		if i < 0 {
			continue
		}
		c := of[i]
		c.N = 0
		if m.numbers[c] == 0 {
			named := c
			named.N = len(m.citations) + 1
			m.citations, m.numbers[c] = append(m.citations, named), named.N
		}
		out = append(out, m.numbers[c])
	}
	return out
}
