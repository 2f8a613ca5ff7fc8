package main

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/daily"
)

// recounting is a saved briefing compared with what its corpus gives anew: the newsrooms, the scores and
// their reasons, the coverage, and what was left out.
type recounting struct {
	faults   []error
	unproven map[string]bool
}

// What only the database that wrote a briefing knows.
const (
	unknownNewsrooms = "newsrooms, scores with their reasons, coverage and what was left out: name the files it was made from with --corpus"
	unknownReader    = "what its reader was told before, follows or mutes"
	unknownSureness  = "what was asked, how sure the answer is, and that none is better"
)

// deep and shallow are the lengths by which everything of a window is told, and nearly nothing.
const deep, shallow = 5000, 20

// recount builds a briefing's edition anew from the articles at hand and compares what does not depend on
// its length. With nothing at hand but the database it says what stays unproven.
func (n *newsroom) recount(ctx context.Context, b briefing.Briefing) (recounting, error) {
	r := recounting{unproven: map[string]bool{}}
	if late := b.Window.To.Sub(b.AsOf); late < 0 || late > time.Second {
		r.fault("it was made as of %s, and its window ends %s", b.AsOf, b.Window.To)
	}
	if n == nil {
		r.unproven[unknownNewsrooms] = true
		return r, nil
	}
	all, few, err := n.anew(ctx, daily.Request{
		AsOf: b.AsOf, Window: b.Window, Topics: b.Topics, Sources: b.Sources, Coverage: n.coverage,
	})
	if err != nil {
		return r, err
	}
	if b.Coverage != all.Coverage {
		r.fault("it was made from %+v; the articles give %+v", b.Coverage, all.Coverage)
	}
	here := map[briefing.StoryID]bool{}
	for _, s := range b.Stories {
		here[s.ID] = true
		r.story(s, all)
	}
	for _, l := range b.LeftOut {
		if here[l.ID] {
			r.fault("story %s is told and left out", l.ID)
		}
		here[l.ID] = true
		r.leftOut(l, all, few)
	}
	for _, id := range stories(all) {
		if !here[id] {
			r.fault("story %s is neither told nor left out", id)
		}
	}
	return r, nil
}

// anew builds the briefings of a request that tell everything and nearly nothing. Those of the last request are kept,
// as a file may hold many of one morning.
func (n *newsroom) anew(ctx context.Context, req daily.Request) (all, few briefing.Briefing, err error) {
	if n.last == nil || !reflect.DeepEqual(n.last.request, req) {
		edition, err := n.desk.Edition(ctx, req)
		if err != nil {
			return all, few, err
		}
		n.last = &recounted{
			req, edition.Tailor(nil, briefing.Preferences{}, deep), edition.Tailor(nil, briefing.Preferences{}, shallow),
		}
	}
	return n.last.all, n.last.few, nil
}

// recounted is what the articles give for a request: a briefing that tells everything, and one that tells nearly nothing.
type recounted struct {
	request  daily.Request
	all, few briefing.Briefing
}

func (r *recounting) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf(format+": %w", append(args, briefing.ErrEvidence)...))
}

// stories are the stories of a briefing's window.
func stories(b briefing.Briefing) []briefing.StoryID {
	var out []briefing.StoryID
	for _, s := range b.Stories {
		out = append(out, s.ID)
	}
	for _, l := range b.LeftOut {
		out = append(out, l.ID)
	}
	return out
}

// wished is the reason that a reader's wish gives.
const wished = "you follow this"

// story compares one story with the same in the briefing that tells everything.
func (r *recounting) story(s briefing.BriefingStory, all briefing.Briefing) {
	i := slices.IndexFunc(all.Stories, func(o briefing.BriefingStory) bool { return o.ID == s.ID })
	if i < 0 {
		r.fault("the articles give no story %s", s.ID)
		return
	}
	o := all.Stories[i]
	if s.Sources != o.Sources || s.IndependentSources != o.IndependentSources {
		r.fault("story %s: %d outlets, %d of them independent; the articles give %d and %d",
			s.ID, s.Sources, s.IndependentSources, o.Sources, o.IndependentSources)
	}
	if s.Topic != o.Topic || s.Last.String() != o.Last.String() {
		r.fault("story %s: topic %q, last report %s; the articles give %q, %s", s.ID, s.Topic, s.Last, o.Topic, o.Last)
	}
	if s.State != briefing.New {
		r.unproven[unknownReader] = true
		return
	}
	why := s.Why
	if slices.Contains(why.Reasons, wished) {
		why.Reasons = slices.DeleteFunc(slices.Clone(why.Reasons), func(x string) bool { return x == wished })
		r.unproven[unknownReader] = true
	}
	if s.Score != o.Score || !reflect.DeepEqual(why, o.Why) {
		r.fault("story %s: score %v, %+v; the articles give %v, %+v", s.ID, s.Score, why, o.Score, o.Why)
	}
}

// noRoom is the reason that the length of a briefing gives.
const noRoom = "no room: the briefing is full"

// leftOut compares why a story is not told with what the articles give at any length.
func (r *recounting) leftOut(l briefing.LeftOut, all, few briefing.Briefing) {
	known, reason := slices.Contains(stories(all), l.ID), false
	for _, b := range []briefing.Briefing{all, few} {
		for _, o := range b.LeftOut {
			reason = reason || o.Why == l.Why // which of these it is depends on the length
		}
	}
	if l.Why == noRoom { // what a briefing of any length tells is not told in a short one for its length only
		reason = reason || slices.ContainsFunc(all.Stories, func(s briefing.BriefingStory) bool { return s.ID == l.ID })
	}
	switch {
	case !known:
		r.fault("the articles give no story %s, which was left out", l.ID)
	case strings.HasPrefix(l.Why, "muted: ") || l.Why == "nothing new since it was told":
		r.unproven[unknownReader] = true
	case !reason:
		r.fault("left-out story %s: %q is not why it is not told", l.ID, l.Why)
	}
}
