package cluster_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"briefbot/briefing"
	"briefbot/briefing/cluster"
	"briefbot/briefing/text"
)

// groups lists the ids of each story, stories and ids as they come.
func groups(stories []briefing.Story) [][]string {
	var out [][]string
	for _, s := range stories {
		var ids []string
		for _, a := range s.Articles {
			ids = append(ids, string(a.ID))
		}
		out = append(out, ids)
	}
	return out
}

// newspaper is a few days of an invented paper: two stories on each of two topics that look alike.
func newspaper() []*text.Document {
	return []*text.Document{
		article("quake-1", "Courier", "2031-02-03", "Earthquake of magnitude 6.1 strikes Vellmar coast",
			`A magnitude 6.1 earthquake struck the coast of Vellmar before dawn on Monday, killing at least nine people in the port of Ossendry.
Governor Talia Brekke declared an emergency and said 400 houses had collapsed in Ossendry. Rescue teams from the capital were on their way.
The Vellmar Geological Survey put the epicentre 12 km offshore and said there was no danger of a wave.`),
		article("quake-2", "Daily Post", "2031-02-04", "Ossendry digs for survivors after Vellmar quake",
			`Rescuers pulled a child from a collapsed school in Ossendry on Tuesday, a day after the Vellmar earthquake. The number of dead rose to 23.
Governor Talia Brekke said tents for 5,000 people would arrive in Ossendry by the evening. The Vellmar Geological Survey counted 40 aftershocks.`),
		article("quake-3", "Herald", "2031-02-04", "Tents and water reach quake-hit port of Ossendry",
			`Lorries with tents and drinking water reached Ossendry in Vellmar, where Monday's magnitude 6.1 earthquake destroyed hundreds of houses.
"We are sleeping in the harbour," said fisherman Emil Stroud. Governor Brekke promised that schools would open within a month.`),
		article("other-quake-1", "Courier", "2031-02-05", "Earthquake shakes Tarn valley in Kessia",
			`An earthquake of magnitude 5.4 shook the Tarn valley in southern Kessia on Wednesday, injuring 14 people and closing the Lowen tunnel.
Kessia's interior minister, Pavel Orsk, said the tunnel would be checked by engineers before trains could run to Dornmund again.`),
		article("other-quake-2", "Daily Post", "2031-02-05", "Trains to Dornmund halted after Kessia earthquake",
			`Train services to Dornmund were halted after an earthquake of magnitude 5.4 damaged the Lowen tunnel in Kessia's Tarn valley on Wednesday.
Interior minister Pavel Orsk told reporters that fourteen people were hurt, none of them badly.`),
		article("vote-1", "Courier", "2031-02-04", "Marsland parliament rejects fishing treaty",
			`The parliament of Marsland rejected the fishing treaty with its neighbours by 61 votes to 58 on Tuesday, a defeat for Prime Minister Ada Quist.
Opposition leader Rolf Tamm said the treaty would have cost Marsland half of its herring quota.`),
		article("vote-2", "Herald", "2031-02-05", "Quist to renegotiate fishing treaty after defeat in parliament",
			`Prime Minister Ada Quist said she would ask Marsland's neighbours for new talks on the fishing treaty, a day after parliament rejected it by 61 votes to 58.
Rolf Tamm, who leads the opposition, called on her to resign over the herring quota.`),
		article("lone", "Herald", "2031-02-04", "Museum in Pellworth shows bronze age boat",
			`A bronze age boat that farmers found in a ditch near Pellworth went on display in the town's museum. Curator Greta Holm expects 30,000 visitors.`),
	}
}

func TestStories(t *testing.T) {
	got := cluster.Stories(newspaper(), cluster.Options{})
	want := [][]string{
		{"quake-1", "quake-2", "quake-3"},
		{"lone"},
		{"vote-1", "vote-2"},
		{"other-quake-1", "other-quake-2"},
	}
	if diff := cmp.Diff(want, groups(got)); diff != "" {
		t.Fatalf("stories (-want +got):\n%s", diff)
	}
	first := got[0]
	if first.First.String() != "2031-02-03" || first.Last.String() != "2031-02-04" {
		t.Errorf("the story runs from %s to %s, want 2031-02-03 to 2031-02-04", first.First, first.Last)
	}
	titles := []string{}
	for _, d := range newspaper() {
		titles = append(titles, d.Article.Title)
	}
	for _, s := range got {
		if !slices.Contains(titles, s.Title) {
			t.Errorf("title %q is no member's heading", s.Title)
		}
		if s.Topic == "" {
			t.Errorf("story %q has no topic", s.Title)
		}
	}
}

// One official announces corridors on two days, from other places each day; the talks that both
// days report are one story.
func TestLookAlikeEventsOnTwoDays(t *testing.T) {
	corridors := []*text.Document{
		article("tue-1", "", "2031-03-04", "Three corridors to open on Tuesday", "Three humanitarian corridors will open on Tuesday to evacuate civilians from Belmark, Torvil and Sannet, Deputy Prime Minister Oksa Verran said.\nVerran said buses would leave Belmark for Zarn at 8 a.m."),
		article("tue-2", "", "2031-03-04", "Civilians to leave Belmark and Torvil by bus", "Evacuation corridors from Belmark, Torvil and Sannet were agreed for Tuesday, Deputy Prime Minister Oksa Verran said. Some 1,400 civilians are waiting in Belmark."),
		article("wed-1", "", "2031-03-05", "Three corridors to open on Wednesday", "Three humanitarian corridors will open on Wednesday to evacuate civilians from Melito, Harsk and Enderby, Deputy Prime Minister Oksa Verran said.\nVerran said convoys with aid would go to Melito from Zarn."),
		article("wed-2", "", "2031-03-05", "Corridors agreed from Melito and Harsk", "Deputy Prime Minister Oksa Verran said corridors to evacuate civilians from Melito, Harsk and Enderby were agreed for Wednesday. About 600 civilians are waiting in Harsk."),
	}
	talks := []*text.Document{
		article("talks-1", "", "2031-03-04", "Delegations meet in Port Alder for talks", "Negotiators of both countries met in Port Alder on Tuesday for the first talks in weeks, and chief negotiator Anton Relk called them constructive."),
		article("talks-2", "", "2031-03-05", "No breakthrough in Port Alder talks, president's office says", "A spokesman for the president said on Wednesday that the talks in Port Alder a day before had brought no breakthrough, though negotiator Anton Relk had called them constructive."),
	}
	tests := []struct {
		name string
		docs []*text.Document
		want [][]string
	}{
		{"two articles on each day", append(slices.Clone(corridors), talks...), [][]string{{"talks-1", "talks-2"}, {"tue-1", "tue-2"}, {"wed-1", "wed-2"}}},
		{"one article on each day", []*text.Document{corridors[0], corridors[2]}, [][]string{{"tue-1"}, {"wed-1"}}},
		{"a report and its follow-up", talks, [][]string{{"talks-1", "talks-2"}}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, groups(cluster.Stories(tc.docs, cluster.Options{}))); diff != "" {
				t.Errorf("stories (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStoriesOfStrangeInput(t *testing.T) {
	tests := []struct {
		name string
		docs []*text.Document
		want int
	}{
		{"nothing", nil, 0},
		{"empty articles", []*text.Document{article("a", "", "", "", ""), article("b", "", "", "", "")}, 2},
		{"no words", []*text.Document{article("a", "", "", "!!!", "... --- ...\n?"), article("b", "", "2031-01-01", "", "12")}, 2},
		{"one id twice", []*text.Document{article("a", "", "", "Harbour closed", "The harbour of Ossendry is closed."), article("a", "", "", "Museum opens", "Pellworth opens a museum today.")}, 2},
		{"a huge article", []*text.Document{article("a", "", "", "Log", strings.Repeat("The harbour log of Ossendry goes on and on. ", 20_000))}, 1},
		{"another language", []*text.Document{
			article("a", "", "2031-01-01", "Землетрус у Веллмарі", "Землетрус магнітудою 6,1 стався біля узбережжя Веллмару, загинули дев'ятеро людей у порту Оссендрі."),
			article("b", "", "2031-01-01", "У порту Оссендрі шукають живих", "Рятувальники шукають живих у порту Оссендрі після землетрусу магнітудою 6,1 біля узбережжя Веллмару.")}, 1},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			stories := cluster.Stories(tc.docs, cluster.Options{})
			if len(stories) != tc.want {
				t.Errorf("%d stories, want %d: %v", len(stories), tc.want, groups(stories))
			}
		})
	}
}

// A story ends seven days after its last article: the same subject after that is another story.
func TestStoryCloses(t *testing.T) {
	docs := newspaper()[:2]
	late := article("late", "Herald", "2031-02-14", "Ossendry digs for survivors after Vellmar quake", docs[1].Article.Text)
	got := groups(cluster.Stories(append(docs, late), cluster.Options{}))
	if diff := cmp.Diff([][]string{{"quake-1", "quake-2"}, {"late"}}, got); diff != "" {
		t.Errorf("stories (-want +got):\n%s", diff)
	}
}

func TestStoryKeepsItsID(t *testing.T) {
	docs := newspaper()
	monday := cluster.Stories(docs[:1], cluster.Options{})
	tuesday := cluster.Stories(docs[:3], cluster.Options{Known: monday})
	if tuesday[0].ID != monday[0].ID {
		t.Errorf("a story that gained articles is called %s, was %s", tuesday[0].ID, monday[0].ID)
	}
	// An older article that turns up late does not rename the story, and neither does the loss of its first.
	older := article("quake-0", "Wire", "2031-02-02", "Earthquake strikes Vellmar coast, Ossendry hit", docs[0].Article.Text+"\nNo more was known at first in Ossendry.")
	later := cluster.Stories([]*text.Document{older, docs[1], docs[2]}, cluster.Options{Known: tuesday})
	if later[0].ID != monday[0].ID || len(later) != 1 {
		t.Errorf("story %s of %d, want %s of 1", later[0].ID, len(later), monday[0].ID)
	}
	// What falls apart keeps the name on one side only.
	joined := tuesday[0]
	joined.Articles = append(joined.Articles, briefing.StoryArticle{ID: "vote-1", Origin: "vote-1"})
	apart := cluster.Stories(docs[:6], cluster.Options{Known: []briefing.Story{joined}})
	named := 0
	for _, s := range apart {
		if s.ID == joined.ID {
			named++
			if s.Articles[0].ID != "quake-1" {
				t.Errorf("the name went to %v, want the part with the most articles", groups([]briefing.Story{s}))
			}
		}
	}
	if named != 1 {
		t.Errorf("%d stories carry the known id, want 1", named)
	}
}

// documents draws a corpus of short made-up reports on a few subjects, dated or not.
func documents(t *rapid.T) []*text.Document {
	subjects := [][]string{
		{"harbour", "Ossendry", "ferry", "reef", "captain", "Oduya", "fog", "lifeboat"},
		{"parliament", "Marsland", "treaty", "herring", "Quist", "votes", "quota", "opposition"},
		{"museum", "Pellworth", "boat", "bronze", "Holm", "curator", "ditch", "farmers"},
	}
	n := rapid.IntRange(0, 12).Draw(t, "n")
	var docs []*text.Document
	for i := range n {
		words := rapid.SampledFrom(subjects).Draw(t, "subject")
		var b strings.Builder
		for range rapid.IntRange(0, 30).Draw(t, "length") {
			b.WriteString(rapid.SampledFrom(words).Draw(t, "word") + " ")
		}
		day := ""
		if d := rapid.IntRange(0, 20).Draw(t, "day"); d > 0 {
			day = fmt.Sprintf("2031-03-%02d", d)
		}
		docs = append(docs, article(fmt.Sprintf("d%02d", i), "", day, rapid.SampledFrom(words).Draw(t, "title"), b.String()))
	}
	return docs
}

// Whatever the input's order, the stories, their ids, members and order are the same, and every
// document is in exactly one, members and stories oldest first.
func TestStoriesAreAFunctionOfTheSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs := documents(t)
		got := cluster.Stories(docs, cluster.Options{})
		shuffled := slices.Clone(docs)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if diff := cmp.Diff(got, cluster.Stories(shuffled, cluster.Options{})); diff != "" {
			t.Fatalf("another order of the input gives other stories:\n%s", diff)
		}
		published := map[briefing.ArticleID]time.Time{}
		for _, d := range docs {
			published[d.Article.ID] = d.Article.Published.Time
		}
		seen := map[briefing.ArticleID]bool{}
		ids := map[briefing.StoryID]bool{}
		for _, s := range got {
			if ids[s.ID] || s.ID == "" {
				t.Fatalf("story id %q is empty or given twice", s.ID)
			}
			ids[s.ID] = true
			var last time.Time
			for _, a := range s.Articles {
				if seen[a.ID] {
					t.Fatalf("%s is in two stories", a.ID)
				}
				seen[a.ID] = true
				if at := published[a.ID]; !at.IsZero() {
					if at.Before(last) {
						t.Fatalf("story %s: %s stands after a newer article", s.ID, a.ID)
					}
					last = at
				}
			}
		}
		if len(seen) != len(docs) {
			t.Fatalf("%d of %d documents are in a story", len(seen), len(docs))
		}
		again := cluster.Stories(docs, cluster.Options{Known: got})
		if diff := cmp.Diff(got, again); diff != "" {
			t.Fatalf("knowing the stories changes them:\n%s", diff)
		}
	})
}

func TestUnrelatedArticleChangesNoID(t *testing.T) {
	before := cluster.Stories(newspaper(), cluster.Options{})
	unrelated := article("chess", "Courier", "2031-02-04", "Grandmaster wins chess final in Lunden",
		"Grandmaster Ilse Varga won the chess final in Lunden with a queen sacrifice on move 31, her third title in a row.")
	after := map[briefing.StoryID][]string{}
	for _, s := range cluster.Stories(append(newspaper(), unrelated), cluster.Options{}) {
		after[s.ID] = groups([]briefing.Story{s})[0]
	}
	for _, s := range before {
		if diff := cmp.Diff(groups([]briefing.Story{s})[0], after[s.ID]); diff != "" {
			t.Errorf("story %s (-before +after):\n%s", s.ID, diff)
		}
	}
	if len(after) != len(before)+1 {
		t.Errorf("%d stories, want %d", len(after), len(before)+1)
	}
}

func BenchmarkStories(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	var docs []*text.Document
	for i := range 5000 {
		var sb strings.Builder
		event := rng.IntN(1500)
		for w := range 400 {
			switch {
			case w%5 == 0:
				fmt.Fprintf(&sb, "Name%dx%d ", event, rng.IntN(40))
			case w%12 == 11:
				sb.WriteString("said. ")
			default:
				fmt.Fprintf(&sb, "word%d ", int(rng.ExpFloat64()*800))
			}
		}
		day := time.Date(2031, 1, 1+event%60, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		docs = append(docs, article(fmt.Sprint("d", i), "", day, fmt.Sprintf("Report on Name%dx1", event), sb.String()))
	}
	b.ResetTimer()
	for b.Loop() {
		cluster.Stories(docs, cluster.Options{})
	}
}
