package rank

import (
	"math"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	features := Features{"own", "near"}
	good := "{\n \"task\": \"t\",\n \"fitted\": [],\n \"bias\": 1,\n \"weights\": {\n  \"own\": 2,\n  \"near\": -1\n }\n}\n"
	m, err := parse([]byte(good), "m.json", features)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Score([]float64{3, 2}); got != 5 {
		t.Errorf("score %v, want 5", got)
	}
	if p := m.Parts([]float64{3, 2}); len(p) != 2 || p[0] != (Part{"own", 6}) || p[1] != (Part{"near", -2}) {
		t.Errorf("parts %v", p)
	}
	for _, c := range []struct{ from, to, want string }{
		{`"near"`, `"far"`, `m.json:5: no weight for the feature "near"`},
		{`"near": -1`, "\"near\": -1,\n  \"far\": 1", `m.json:8: the code has no feature "far"`},
		{`"bias"`, `"base"`, `m.json:`},
		{`2,`, `"two",`, `m.json:`},
	} {
		_, err := parse([]byte(strings.Replace(good, c.from, c.to, 1)), "m.json", features)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s -> %s: %v, want %q", c.from, c.to, err, c.want)
		}
	}
}

func TestEncodeRoundTrip(t *testing.T) {
	features := Features{"own", "near"}
	m, err := New("t", features, .5, []float64{1.25, -2}).WithTrees([]Tree{{Feature: "own", Above: 1, High: &Tree{Feature: "near", Add: [2]float64{3, 4}}, Add: [2]float64{-1, 0}}})
	if err != nil {
		t.Fatal(err)
	}
	m.Fitted = []Source{{Set: "invented", Cases: 3, SHA256: "ab"}}
	b, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	again, err := parse(b, "m.json", features)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range [][]float64{{0, 0}, {2, -1}, {2, 1}} {
		if m.Score(x) != again.Score(x) {
			t.Errorf("%v: %v, read back %v", x, m.Score(x), again.Score(x))
		}
	}
	if p := again.Probability([]float64{0, 0}); math.Abs(p-1/(1+math.Exp(.5))) > 1e-9 {
		t.Errorf("probability %v", p)
	}
}
