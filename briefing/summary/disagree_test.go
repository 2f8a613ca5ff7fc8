package summary

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/claim"
	"briefbot/briefing/evidence"
	"briefbot/briefing/text"
)

// report is one newsroom's article, so many hours after the first.
type report struct {
	outlet string
	hours  int
	body   string
}

func disagreementsOf(t *testing.T, articles ...report) []briefing.Disagreement {
	t.Helper()
	an := annotate.New(annotate.Options{})
	var docs []*text.Document
	var all []briefing.Article
	for i, x := range articles {
		a := article("", x.body)
		a.Source, a.ID = x.outlet, briefing.ArticleID(fmt.Sprintf("a%d", i))
		a.Published.Time = published.Add(time.Duration(x.hours) * time.Hour)
		all = append(all, a)
		docs = append(docs, an.Analyze(a))
	}
	s := Of(an, docs, Options{Words: 200})
	for _, err := range evidence.CheckSummary(an, s, shelf(all...)) {
		t.Error(err)
	}
	return s.Disagreements
}

func TestDisagreements(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b report
		want bool
	}{
		{"opposite directions", report{"Post", 0, "The army of Velden said it would reduce its patrols on the road to Port Ansel."},
			report{"Wire", 5, "Patrols of the army on the road to Port Ansel have intensified since Monday, Mayor Ida Holm said."}, true},
		{"progress and none", report{"Post", 0, "The talks between Velden and Ansel brought real progress on the harbour dispute, Minister Ola Brandt said."},
			report{"Wire", 5, "There was no breakthrough in the talks between Velden and Ansel on the harbour dispute, said Ambassador Ida Holm."}, true},
		{"a denial beside the claim", report{"Post", 0, "The convoy for Velden was stopped at the bridge, driver Ola Brandt said. Minister Ida Holm denied that any convoy had been stopped."},
			report{"Wire", 5, "Rents for small shops in the old town have increased again."}, true},
		{"the same direction", report{"Post", 0, "The army of Velden said it would reduce its patrols on the road to Port Ansel."},
			report{"Wire", 5, "The patrols on the road to Port Ansel would be cut by half, Mayor Ida Holm said."}, false},
		{"one speaker", report{"Post", 0, "Mayor Ida Holm said the patrols on the road to Port Ansel would be reduced."},
			report{"Wire", 5, "Mayor Ida Holm said the patrols on the road to Port Ansel had increased in March."}, false},
		{"other matter", report{"Post", 0, "The army of Velden said it would reduce its patrols on the road to Port Ansel."},
			report{"Wire", 5, "Rents for small shops in the old town have increased again, Mayor Ida Holm said."}, false},
		{"a condition is no claim", report{"Post", 0, "The army of Velden said it would reduce its patrols on the road to Port Ansel."},
			report{"Wire", 5, "If the patrols on the road to Port Ansel increased, shops would close, Mayor Ida Holm said."}, false},
		{"two figures at one time", report{"Post", 0, "The landslide near Port Ansel killed 14 villagers on Monday, Mayor Ida Holm said."},
			report{"Wire", 2, "The landslide near Port Ansel killed 22 villagers on Monday, police chief Ola Brandt said."}, true},
		{"a later figure updates", report{"Post", 0, "The landslide near Port Ansel killed 14 villagers and cut the road to Velden."},
			report{"Wire", 30, "The landslide near Port Ansel killed 22 villagers and cut the road to Velden."}, false},
		{"at least is no other figure", report{"Post", 0, "The landslide near Port Ansel killed at least 14 villagers on Monday, Mayor Ida Holm said."},
			report{"Wire", 2, "The landslide near Port Ansel killed 22 villagers on Monday, police chief Ola Brandt said."}, false},
		{"twin sentences with two places", report{"Post", 0, "The final of the northern cup will be played in the harbour stadium of Velden in June."},
			report{"Wire", 1, "The final of the northern cup will be played in the harbour stadium of Ansel in June."}, true},
		{"the same sentence", report{"Post", 0, "The final of the northern cup will be played in the harbour stadium of Velden in June."},
			report{"Wire", 1, "The final of the northern cup will be played in the harbour stadium of Velden in June."}, false},
		{"opposite things of one subject", report{"Post", 0, "Minister Ida Holm said the sluice gate had not been shut before the flood. The town was warned late. Harbour chief Ola Brandt said the gate had been closed by noon."},
			report{"Wire", 5, "Rents for small shops in the old town have increased again."}, true},
		{"what is asserted and what is not there", report{"Post", 0, "Minister Ida Holm claimed that Harbour Bank had agreed to cancel the loans. The bank denied it. “There is no agreement and there will be no cancellation of loans,” said Ola Brandt, its chairman."},
			report{"Wire", 5, "Rents for small shops in the old town have increased again."}, true},
		{"two counts that the article sets side by side", report{"Post", 0, "“We have found four dead in the mine,” Mayor Ida Holm said. A hospital gave a higher figure. “Six bodies are here,” Ola Brandt said."},
			report{"Wire", 5, "Rents for small shops in the old town have increased again."}, true},
		{"two counts of two places", report{"Post", 0, "“We have found four dead in Velden,” Mayor Ida Holm said. “Six bodies are here,” Ola Brandt said by telephone."},
			report{"Wire", 5, "Rents for small shops in the old town have increased again."}, false},
		{"a part of the count", report{"Post", 0, "“We have found four dead in the mine,” Mayor Ida Holm said. The figure may rise. Two of the dead were children, Ola Brandt said."},
			report{"Wire", 5, "Rents for small shops in the old town have increased again."}, false},
		{"what a denial is about", report{"Post", 0, "Ola Brandt, the leader of the opposition, said the money would come from schools. “We are selling classrooms,” he said. The finance minister denied that schools would suffer."},
			report{"Wire", 5, "Rents for small shops in the old town have increased again."}, true},
		{"a denial of something else", report{"Post", 0, "Ola Brandt, the leader of the opposition, said the money would come from schools. The finance minister denied that the tax on fishing boats would rise."},
			report{"Wire", 5, "Rents for small shops in the old town have increased again."}, false},
		{"antonyms about different things", report{"Post", 0, "Mayor Ida Holm said the council of Velden had agreed on a new school for Port Ansel."},
			report{"Wire", 5, "Fishermen of Velden would refuse to sail from Port Ansel in winter, Ola Brandt said."}, false},
		{"two translations of one quotation", report{"Post", 0, "“We shall never give up the port of Ansel to anybody,” Minister Ola Brandt said."},
			report{"Wire", 1, "“We will not ever surrender the port of Ansel to anyone,” Minister Ola Brandt said."}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := disagreementsOf(t, c.a, c.b)
			if (len(d) > 0) != c.want {
				t.Fatalf("got %+v", d)
			}
			if c.want && (!strings.Contains(c.a.body+c.b.body, d[0].A.Text) || d[0].A.Text == d[0].B.Text) {
				t.Errorf("%+v", d[0])
			}
		})
	}
}

func TestAboutReadsAsAPhrase(t *testing.T) {
	rents := report{"Wire", 5, "Rents for small shops in the old town have increased again."}
	for want, body := range map[string]string{
		"the number of dead":              "“We have found four dead in the mine,” Mayor Ida Holm said. A hospital gave a higher figure. “Six bodies are here,” Ola Brandt said.",
		"the convoy for Velden":           "The convoy for Velden was stopped at the bridge, driver Ola Brandt said. Minister Ida Holm denied that any convoy had been stopped.",
		"progress on the harbour dispute": "Holm said there was no progress on the harbour dispute. Ola Brandt, by contrast, spoke of considerable progress.",
		"the sluice gate":                 "Minister Ida Holm said the sluice gate had not been shut before the flood. Harbour chief Ola Brandt said the gate had been closed by noon.",
	} {
		if d := disagreementsOf(t, report{"Post", 0, body}, rents); len(d) != 1 || d[0].About != want {
			t.Errorf("want %q, got %+v", want, d)
		}
	}
}

func TestOtherSideInANeighbouringStory(t *testing.T) {
	an := annotate.New(annotate.Options{})
	a := article("", "The army of Velden said it would reduce its patrols on the road to Port Ansel.")
	b := article("", "Patrols of the army on the road to Port Ansel have intensified since Monday, Mayor Ida Holm said.")
	b.ID, b.Source = "b", "Wire"
	s := Of(an, []*text.Document{an.Analyze(a)}, Options{Against: []*text.Document{an.Analyze(b)}})
	if len(s.Disagreements) != 1 || len(s.Points) != 1 {
		t.Fatalf("%+v", s)
	}
	for _, err := range evidence.CheckSummary(an, s, shelf(a, b)) {
		t.Error(err)
	}
}

func TestRepeats(t *testing.T) {
	for _, c := range []struct {
		told, now string
		want      bool
	}{
		{"The council of Velden raised the parking tax on Monday.", "On Monday the parking tax was raised by the council of Velden.", true},
		{"The storm killed 14 people in Port Ansel.", "The storm killed 22 people in Port Ansel.", false},
		{"The storm killed 14 people in Port Ansel.", "Shops in Velden opened late on Monday.", false},
	} {
		if got := claim.Repeats(c.told, c.now); got != c.want {
			t.Errorf("%q, %q: %v", c.told, c.now, got)
		}
	}
}
