package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"briefbot/briefing"
)

// matter is a thing that a page of many matters tells.
type matter struct{ heading, lead, more string }

// matters are invented; no two share a name.
var matters = []matter{
	{"Ferry to Sund sails again", "The ferry to Sund sailed again on Monday for the first time since the storm, its owner said.",
		"It had been laid up for nine weeks. The crew went home without pay, and the mail came by lorry over the bridge."},
	{"Council votes for a wider pier", "The council of Norvik voted by nine to two on Monday to widen its pier, Ada Lund, its chair, said.",
		"The work begins in May and costs four million crowns, of which the county pays a half and the port the rest."},
	{"Bakers end their strike", "The bakers of Orm went back to work on Tuesday after three weeks, their union said.",
		"They get six per cent more from June on. One Sunday in the month they work, and never two in a row."},
	{"Quake wakes Tamm", "An earthquake woke the town of Tamm at four on Tuesday morning; nobody was hurt, the fire brigade said.",
		"Two chimneys fell in the old quarter. Schools opened an hour late, and trains stood until the rails were seen to."},
	{"Holm wins the cup", "Holm beat Vell by two to nil in the final on Sunday, both goals by Jon Brandt in the last ten minutes.",
		"It is the first cup for the club since 1961. Some nine thousand people danced on the market until dawn."},
	{"Judge frees the painter", "A judge in Odrin freed the painter Ines Karlo on Monday, since no witness had seen her near the museum.",
		"She had been held since March. The stolen pictures were found in a barn, and the farmer has not said a word."},
}

// pageForms write matters as pages of many matters do.
var pageForms = map[string]struct {
	title string
	write func(ms []matter) string
}{
	"a round-up with headings": {"Norvik round-up: Tuesday's news", func(ms []matter) string {
		s := "Here's a round-up of what's happening. It was a week of much rain, and of more news than in most weeks of the spring."
		for _, m := range ms {
			s += "\n\n" + m.heading + "\n\n" + m.lead + "\n\n" + m.more
		}
		return s
	}},
	"a newsletter with labels": {"Ferry, pier, bread: Tuesday's news", func(ms []matter) string {
		s := "I'm Ida Holm, author of this newsletter. Here is the news to know Tuesday."
		for i, m := range ms {
			if i == 2 {
				s += "\n\nKeep scrolling"
			}
			s += "\n\n" + m.heading + "\n\n" + m.lead + " " + m.more
		}
		return s
	}},
	"numbered things": {"5 things to know for May 12: Ferry, pier, bread", func(ms []matter) string {
		s := "Here's what you need to know to get up to speed."
		for i, m := range ms {
			s += fmt.Sprintf("\n\n%d. %s\n\n%s\n\n%s", i+1, m.heading, m.lead, m.more)
		}
		return s
	}},
	"rules": {"The latest from Norvik: live updates", func(ms []matter) string {
		var parts []string
		for _, m := range ms {
			parts = append(parts, m.heading+"\n\n"+m.lead+"\n\n"+m.more)
		}
		return strings.Join(parts, "\n\n___\n\n")
	}},
	"times": {"Norvik strike: live updates", func(ms []matter) string {
		s := ""
		for i, m := range ms {
			s += fmt.Sprintf("%d:1%d p.m.\n\n%s\n\n%s\n\n%s\n\n", 9-i, i, m.heading, m.lead, m.more)
		}
		return s
	}},
	"a podcast's transcript": {"Ferry sails, pier grows: the morning podcast", func(ms []matter) string {
		var parts []string
		for _, m := range ms {
			parts = append(parts, "Ida Holm:\n\n"+m.lead+"\n\n"+m.more)
		}
		return "On today's episode, the ferry and the pier.\n\n" + strings.Join(parts, "\n\n♦\n\n")
	}},
}

// TestPagesOfManyMatters holds, for pages of every form and any matters in any order, that each matter is an
// item of its own that holds all of it and nothing of another, and that no word is lost.
func TestPagesOfManyMatters(t *testing.T) {
	for name, form := range pageForms {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				ms := rapid.Permutation(matters).Draw(t, "matters")[:rapid.IntRange(3, len(matters)).Draw(t, "how many")]
				got, failures := New(Options{}).Articles(Page{Origin: "p", Title: form.title, Body: []byte(form.write(ms))})
				if len(failures) > 0 {
					t.Fatal(failures)
				}
				ids := map[string]bool{}
				for _, m := range ms {
					at := slices.IndexFunc(got, func(a briefing.Article) bool { return strings.Contains(a.Text, m.lead) })
					if at < 0 || !strings.Contains(got[at].Text, m.more) {
						t.Fatalf("%q is not whole in an item", m.lead)
					}
					for _, other := range ms {
						if other != m && strings.Contains(got[at].Text, other.lead) {
							t.Fatalf("%q stands in one item with %q", m.lead, other.lead)
						}
					}
					if !strings.Contains(name, "podcast") && !strings.Contains(got[at].Title, m.heading) {
						t.Fatalf("%q has the title %q", m.heading, got[at].Title)
					}
					ids[string(got[at].ID)] = true
				}
				if len(ids) != len(ms) {
					t.Fatalf("%d items have %d identities", len(ms), len(ids))
				}
			})
		})
	}
}

// TestPagesOfManyMattersInMarkup holds the same for HTML, however the headings are marked.
func TestPagesOfManyMattersInMarkup(t *testing.T) {
	for name, form := range pageForms {
		for _, heading := range []string{"<h2>%s</h2>", "<p><strong>%s</strong></p>", "<p>%s</p>"} {
			var b strings.Builder
			fmt.Fprintf(&b, "<html><head><title>%s</title></head><body><main><article><h1>%[1]s</h1>", form.title)
			for _, l := range splitLines(form.write(matters[:4])) {
				switch isHeading := slices.ContainsFunc(matters, func(m matter) bool { return strings.HasSuffix(l.text, m.heading) }); {
				case isHeading:
					fmt.Fprintf(&b, heading, l.text)
				case l.text == "___", l.text == "♦":
					b.WriteString("<hr>")
				default:
					fmt.Fprintf(&b, "<p>%s</p>", l.text)
				}
			}
			b.WriteString("</article></main></body></html>")
			got, failures := New(Options{}).Articles(Page{Origin: "p", Kind: HTML, Body: []byte(b.String())})
			for i, m := range matters[:4] {
				at := slices.IndexFunc(got, func(a briefing.Article) bool { return strings.Contains(a.Text, m.lead) })
				if at < 0 || !strings.Contains(got[at].Text, m.more) || i > 0 && strings.Contains(got[at].Text, matters[i-1].lead) {
					t.Errorf("%s, %s: %q is no item of its own: %v", name, heading, m.heading, failures)
				}
			}
		}
	}
}

// TestAnOrdinaryArticleStaysOne holds that sub-headings, one rule, a list or a question cut no report.
func TestAnOrdinaryArticleStaysOne(t *testing.T) {
	paragraph := func(s string) string {
		return s + " The ferry between Norvik and Sund was laid up on Monday, its owner said, and four hundred people waited on the pier."
	}
	for name, page := range map[string]string{
		"sub-headings": paragraph("A first word.") + "\n\nNine weeks without pay\n\n" + paragraph("The crew has waited.") +
			"\n\nWhat the owner says\n\n" + paragraph("The owner of the ferry is patient.") + "\n\nA bridge at Orm\n\n" +
			paragraph("The ferry has a rival.") + "\n\nThe pier\n\n" + paragraph("Nobody sits on the pier."),
		"a rule before a note": paragraph("It began at dawn.") + "\n\n" + paragraph("It ended at noon.") + "\n\n___\n\n" +
			paragraph("The figures are those of the harbour office."),
		"questions": paragraph("It is a long strike.") + "\n\nWhy is the ferry laid up?\n\n" + paragraph("For its crew.") +
			"\n\nWho pays for the ferry?\n\n" + paragraph("The county.") + "\n\nWhen will the ferry sail?\n\n" + paragraph("In May."),
		"two times of day": paragraph("At 9:15 the ferry lay at the pier.") + "\n\n9:15\n\n" + paragraph("It lay there at noon.") +
			"\n\n12:00\n\n" + paragraph("It lay there in the evening."),
	} {
		if got := plain(t, Page{Title: "Ferry between Norvik and Sund laid up", Body: []byte(page)}); len(got) != 1 {
			t.Errorf("%s: %d articles", name, len(got))
		}
	}
}
