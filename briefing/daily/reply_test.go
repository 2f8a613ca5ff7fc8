package daily

import (
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/cluster"
	"briefbot/briefing/text"
)

// An accusation and what is answered to it are told together or not at all, whatever room there is.
func TestBothSidesOrNone(t *testing.T) {
	for _, c := range [][2]string{
		{"Pupils said teacher Otto Gram had hit a boy in Velden on Monday.", "Gram denied it."},
		{"A nurse, Ana Brun, said one man had died waiting for an operation in the Velden hospital.",
			"The ministry denied that anyone had died."},
		{"Guards beat inmate Ivo Marr in Orlo prison on Monday, his lawyer said.", "The prison said Marr had fallen down the stairs."},
		{"The Tribune reported on Monday that mayor Ida Holm had sold a bridge to a firm.", "Holm said she would sue."},
		{"An inquiry report says guards in Orlo beat inmates for years.", "The governor called the report a novel."},
	} {
		a := article("Post", "News of the day", c[0]+"\n"+c[1], noon.Add(-2*time.Hour))
		an := annotate.New(annotate.Options{})
		docs := []*text.Document{an.Analyze(a)}
		e := Build(an, docs, cluster.NewGrouper(nil).Update(docs, nil, nil), Request{AsOf: noon, Window: window})
		for words := 10; words <= 80; words += 5 {
			b := e.Tailor(nil, briefing.Preferences{}, words)
			prove(t, b, a)
			var told strings.Builder
			for _, s := range b.Stories {
				for _, p := range s.Points {
					told.WriteString(p.Text + " ")
				}
			}
			if len(b.Stories) == 0 || strings.Contains(told.String(), c[0]) && !strings.Contains(told.String(), c[1]) {
				t.Errorf("%d words, want both sides or none: %s", words, told.String())
			}
		}
	}
}

// What was held back is not chosen again before it is released, and then it is: the choice comes to its end whatever
// there is no room for.
func TestHeldFactsEnd(t *testing.T) {
	an := annotate.New(annotate.Options{})
	docs := []*text.Document{
		an.Analyze(article("Post", "Bus hits school",
			"Five people died when a bus hit a school in Velden on Monday.\nThe hills round Velden look green, a sight that many a visitor likes.",
			noon.Add(-2*time.Hour))),
		an.Analyze(article("Tribune", "Ferry strikes pier",
			"A ferry struck the pier of Orlo on Monday.\nFive people were hurt in Orlo.", noon.Add(-2*time.Hour))),
	}
	for _, thorough := range []bool{false, true} {
		e := Build(an, docs, cluster.NewGrouper(nil).Update(docs, nil, nil), Request{AsOf: noon, Window: window})
		e.thorough = thorough
		x := &tailor{e: e, words: 60, out: briefing.Briefing{}}
		c := newChoice(x, x.plans(briefing.Preferences{}))
		_, first := c.best(c.plans)
		slices.Reverse(c.plans)
		for p, f := c.best(c.plans); f != nil; p, f = c.best(c.plans) {
			if c.heldBack[f] {
				t.Fatalf("thorough %v: sentence %d is chosen though it is held", thorough, f.sentence)
			}
			c.heldBack[f], p.looked = true, looked{}
			if len(c.heldBack) == 1 {
				c.best(c.plans)
				c.release()
				if _, again := c.best(c.plans); again != first {
					t.Errorf("thorough %v: what is released is not chosen again", thorough)
				}
				c.heldBack[first] = true
			}
		}
		if len(c.heldBack) < 3 {
			t.Errorf("thorough %v: %d facts were chosen, want more", thorough, len(c.heldBack))
		}
	}
}
