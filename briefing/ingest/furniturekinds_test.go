package ingest

import (
	"slices"
	"strings"
	"testing"
)

// prose is a report without any furniture.
var prose = []string{
	"The ferry between Norvik and Sund was laid up on Monday, the line's owner said. Its crew had asked for more pay since May.",
	"The county paid for a bus over the bridge at Orm, and some four hundred people took it, the harbour office said.",
	"Ada Lund, who chairs the council, called the strike a pity. She said the talks would go on.",
	"The union of the crews said that the owner had not made an offer since the spring.",
	"It would meet the owner on Thursday in Orm, its clerk said.",
	"A ferry from Sund brought mail to the islands in the evening.",
}

// among is the prose with a line put in, read.
func among(t *testing.T, l string, at int) (text string, dropped []string) {
	t.Helper()
	page := strings.Join(slices.Insert(slices.Clone(prose), at, l), "\n\n")
	for _, a := range plain(t, Page{Title: "Ferry at Norvik laid up", Body: []byte(page)}) {
		text += a.Text + "\n"
		for _, d := range a.Dropped {
			dropped = append(dropped, d.Text)
		}
	}
	return text, dropped
}

// TestFurnitureInVariety holds that the kinds of page furniture are left out in whatever words they come, and
// said to be, and that no paragraph goes with them.
func TestFurnitureInVariety(t *testing.T) {
	for kind, lines := range map[string][]string{
		"editor's notes": {"Editor's note: Follow our coverage of the storm here.",
			"Editor’s Note — This story is part of our series on the ferries.",
			"EDITOR'S NOTE: Sign up for our morning letter.", "(Editor's note: This article was first published in May.)",
			"Editor's note: Ida Holm is a former harbour master. The views in this piece are her own."},
		"sharing": {"Share this update", "Share this article on Facebook", "Share", "Copy link", "Link copied", "Email this story", "Share on X"},
		"live coverage": {"Join our live updates", "Follow our live coverage here", "Follow live updates on the strike",
			"For live updates, click here", "Our live coverage has ended.", "Catch up on our live blog"},
		"consent": {"We use cookies to give you the best experience on our site.", "This site uses cookies and similar technologies.",
			"By continuing to use this site, you agree to our terms of use.", "Accept all cookies", "Manage preferences", "We value your privacy"},
		"credits": {"Photo: Ida Holm/Norvik Photo", "(Photo by Ida Holm)", "Image credit: Ida Holm", "Foto: Ida Holm/dpa", "Picture by Ida Holm",
			"The ferry lies at the pier of Norvik. Photograph: Ida Holm/The Coast Herald", "Ida Holm/Getty Images"},
		"read more": {"READ MORE: Ferry strike enters third day", "Read more →", "Read next: Ferry strike enters third day",
			"RELATED: Ferry strike enters third day",
			"Also read: Ferry strike enters third day", "MORE FROM NORVIK: Ferry strike enters third day"},
		"glued stamps": {"Ann Poe10:45 a.m.", "By Ann PoePublished May 3, 2031", "Ann PoeMay 3, 2031",
			"Ann PoeUpdated 3 May 2031", "Ann Poe14:05"},
		"stamps": {"Ann Poe 3 hours ago", "Updated 3h ago", "Published 3 May 2031", "Last updated on May 3, 2031 10:45 am",
			"Posted on Monday, 3 May 2031", "First published on 3 May 2031"},
		"paths": {"Home > News > Norvik", "Home / News / Norvik", "Terms of use | Privacy policy", "Skip advert", "Skip to main content"},
	} {
		for _, l := range lines {
			for _, at := range []int{1, 3} {
				text, dropped := among(t, l, at)
				if strings.Contains(text, l) {
					t.Errorf("%s: %q stands in the text", kind, l)
				}
				if got := strings.Join(dropped, ""); got != l {
					t.Errorf("%s: of %q %q is said to be left out", kind, l, got)
				}
				for _, p := range prose {
					if !strings.Contains(text, p) {
						t.Errorf("%s: %q takes %q with it", kind, l, p)
					}
				}
			}
		}
	}
}

// TestProseWithTheWordsOfFurniture holds that a sentence of the news is none for its words.
func TestProseWithTheWordsOfFurniture(t *testing.T) {
	for _, l := range []string{
		"The editor’s note in the ledger said that the ferry had been sold in 1931.",
		"He shared the update with the council before the vote on Monday.",
		"Share prices of the line fell by nine per cent on the news.",
		"The owner uses cookies baked in Sund to thank his guests, the baker said.",
		"Norvik published 3 million tickets last year, the county said.",
		"“Read more slowly,” the judge told the clerk, and the room laughed.",
		"The photo: a boat in the mist, which the jury called the best of the year.",
		"Follow the river for nine miles and you come to Orm, where the mill stands.",
		"For more than an hour nobody answered the radio, the coast guard said on Monday.",
		"The strike began three hours ago, and the pier is empty, the harbour office said.",
		"Home is where the crew wants to be on Sundays, its clerk said.",
		"Posted to Sund in May, the captain never saw the new ferry.",
	} {
		if text, dropped := among(t, l, 3); !strings.Contains(text, l) {
			t.Errorf("%q is left out: %q", l, dropped)
		}
	}
}
