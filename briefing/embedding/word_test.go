package embedding

import (
	"math"
	"testing"
)

func TestNear(t *testing.T) {
	for _, c := range []struct{ word, near, far string }{
		{"quake", "earthquake", "election"},
		{"killed", "dead", "opened"},
		{"resigned", "quit", "arrived"},
		{"boss", "manager", "river"},
		{"leukemia", "cancer", "storm"},
		{"purchase", "buy", "sail"},
		{"ceased", "shut", "blue"},
		{"verdict", "trial", "harvest"},
	} {
		word, near, far := Find(c.word), Find(c.near), Find(c.far)
		if word == None || near == None || far == None {
			t.Errorf("%+v: a word is not known", c)
		}
		if Near(word, near) < Near(word, far)+.2 {
			t.Errorf("%q is %.2f near to %q and %.2f to %q", c.word, Near(word, near), c.near, Near(word, far), c.far)
		}
		if Near(word, near) != Near(near, word) || Near(word, word) != 1 {
			t.Errorf("%q: nearness is the same from both sides, and 1 to itself", c.word)
		}
	}
}

func TestFind(t *testing.T) {
	for w := range Word(count) {
		if Find(w.String()) != w {
			t.Fatalf("word %d, %q, is found at %d", w, w, Find(w.String()))
		}
	}
	for _, unknown := range []string{"", "zhelny", "Quake", "10", "\xff", "zzzzzzzzzz"} {
		w := Find(unknown)
		if w != None || Near(w, Find("quake")) != 0 || w.String() != "" {
			t.Errorf("%q is not to be found", unknown)
		}
	}
}

func TestVector(t *testing.T) {
	sum := func(words ...string) *Vector {
		v := new(Vector)
		for _, w := range words {
			v.Add(Find(w), 1)
		}
		return v
	}
	quake, tremor := sum("quake", "destroyed", "houses"), sum("earthquake", "damaged", "homes", "zhelny")
	vote := sum("parliament", "passed", "bill")
	if quake.Near(tremor) < .7 || quake.Near(tremor) < quake.Near(vote)+.3 {
		t.Errorf("an earthquake is %.2f near to an earthquake and %.2f to a vote", quake.Near(tremor), quake.Near(vote))
	}
	if n := sum().Near(vote); n != 0 {
		t.Errorf("no words are %.2f near to a vote", n)
	}
	if n := vote.Near(vote); math.Abs(n-1) > 1e-6 {
		t.Errorf("a vote is %.2f near to itself", n)
	}
}

func BenchmarkNear(b *testing.B) {
	x, y := Find("quake"), Find("tremor")
	for b.Loop() {
		Near(x, y)
	}
}

func BenchmarkFind(b *testing.B) {
	for b.Loop() {
		Find("superintendent")
	}
}

func TestDirectionPointsWhereTheVectorDoes(t *testing.T) {
	var v, zero Vector
	v.Add(Find("earthquake"), 3)
	v.Add(Find("killed"), 1)
	d, none := v.Direction(), zero.Direction()
	dot, length, of := 0.0, 0.0, 0.0
	for i, x := range d.AppendTo(nil) {
		dot, length, of = dot+x*float64(v[i]), length+x*x, of+float64(v[i])*float64(v[i])
	}
	if cos := dot / math.Sqrt(length*of); cos < 0.999 || math.Abs(length-1) > 0.02 {
		t.Errorf("cosine %.4f to the vector, length² %.3f", cos, length)
	}
	for _, x := range none.AppendTo(nil) {
		if x != 0 {
			t.Fatalf("the direction of nothing has %v", x)
		}
	}
}
