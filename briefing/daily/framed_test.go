package daily

import (
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
)

// A speaker's role stands before the first of his words, and before what a disagreement shows too.
func TestRoleIsToldOnce(t *testing.T) {
	point := func(body string) briefing.Point {
		const frame = "Coastguard chief Nils Aderholt: "
		return briefing.Point{Text: frame + body, Frame: frame, Speaker: "Nils Aderholt"}
	}
	side := point("The pier is safe.")
	disputes := []briefing.Disagreement{{A: side, B: briefing.Point{Text: "The pier is unsafe."}}}
	x := &tailor{}
	for _, c := range []struct {
		p    briefing.Point
		want string
	}{
		{point("The sea is calm."), "Coastguard chief Nils Aderholt: The sea is calm."},
		{side, "Coastguard chief Nils Aderholt: The pier is safe."},
		{point("The boats are out."), "Nils Aderholt: The boats are out."},
		{briefing.Point{Text: "Ida Holm: No.", Frame: "Ida Holm: ", Speaker: "Ida Holm"}, "Ida Holm: No."},
		{briefing.Point{Text: "The pier fell."}, "The pier fell."},
	} {
		if got := x.framedAgain(c.p, disputes); got.Text != c.want || got.Frame != "" && got.Text[:len(got.Frame)] != got.Frame {
			t.Errorf("%q, frame %q; want %q", got.Text, got.Frame, c.want)
		}
	}
}

// What is shortened so is still proven.
func TestShortenedFrameIsProven(t *testing.T) {
	a := article("Coast Radio", "Ferry Linnet sinks off Port Ansel", "The ferry Linnet sank off Port Ansel on Tuesday with 40 people aboard. "+
		"Coastguard chief Nils Aderholt leads the search. "+
		"He said nine sailors were killed when the engine exploded. "+
		"Divers of the navy found the wreck at a depth of 62 metres on Wednesday. "+
		"Aderholt told reporters that the owners had been warned of a fire on board in March.", noon.Add(-2*time.Hour))
	r := Request{AsOf: noon, Window: briefing.Window{From: noon.Add(-24 * time.Hour), To: noon.Add(time.Second)}}
	b := build([]briefing.Article{a}, []briefing.Story{story("s", "", "", a)}, r).Tailor(nil, briefing.Preferences{}, 0)
	prove(t, b, a)
	var frames []string
	for _, s := range b.Stories {
		for _, p := range s.Points {
			if p.Frame != "" {
				frames = append(frames, p.Frame)
			}
		}
	}
	if got := strings.Join(frames, "|"); got != "Coastguard chief Nils Aderholt: |Nils Aderholt: " {
		t.Errorf("frames %q in %+v", got, b.Stories)
	}
}
