package cluster_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/cluster"
	"briefbot/briefing/text"
)

// article makes a document of a dated text; its id is also its origin.
func article(id, source, day, title, body string) *text.Document {
	published, err := briefing.ParsePubTime(day)
	if err != nil {
		panic(err)
	}
	return analyzer.Analyze(briefing.Article{
		ID: briefing.ArticleID(id), Revision: briefing.RevisionOf(title, body), Origin: id, Source: source,
		Title: title, Text: body, Published: published,
	})
}

var analyzer = text.New(text.Options{})

const (
	ferry = `HARROWMOUTH (Reuters) - A passenger ferry carrying 212 people ran aground on Teller Reef, 14 kilometres off Harrowmouth, in thick fog on Tuesday evening, and all aboard were taken off by midnight, the coastguard said.
"We had nine boats around her within the hour, and nobody so much as wet their feet," said Captain Maribel Oduya of the Harrowmouth coastguard.
The Sea Lantern, operated by Pellam Line, had left the island of Skerrow at 5:40 p.m. with 187 passengers and 25 crew.
Transport Minister Joris Haldane ordered an inquiry and said the vessel, built in 1994, had passed an inspection in March.
Eleven passengers were treated at St Brannock Hospital for bruises. Pellam Line said it would refund all fares and that services to Skerrow were suspended until Friday.
It was the third grounding on Teller Reef since 2016, according to records of the Northern Pilots Association.`

	// ferryRewritten tells ferry sentence by sentence in other words, as rewriting programs do.
	ferryRewritten = `A boat transporting 212 individuals got stuck on Teller Reef, some 14 kilometres from Harrowmouth, amid dense mist during Tuesday night, with everybody evacuated before twelve, per the coastguard.
Captain Maribel Oduya from Harrowmouth's coastguard stated that they brought 9 vessels near the ship in sixty minutes and not a single person became wet.
Run by Pellam Line, the Sea Lantern departed Skerrow island around 5:40 p.m., holding 187 travellers plus 25 staff.
An investigation was commanded by Transport Minister Joris Haldane, who added the craft constructed during 1994 cleared a check in March.
Some 11 travellers received care for minor injuries inside St Brannock Hospital. All tickets will be paid back, Pellam Line announced, while Skerrow trips stay halted till Friday.
This marks a third such accident at Teller Reef following 2016, the Northern Pilots Association's archives show.`

	// ferryWitness is another newsroom's own report of the same evening.
	ferryWitness = `Holidaymakers described how they waited in lifejackets and sang after the Skerrow ferry struck rocks in fog.
Tamsin Byrd, 34, was on the car deck with her two children when the Sea Lantern shuddered. "It was like a lorry braking," she told the Harrow Courier at the quay on Wednesday morning.
Retired teacher Oskar Lunde, who was bound for Harrowmouth to see his sister, said the crew handed out blankets and tea. He praised the lifeboat volunteers from Dunmarsh and Pike Bay.
The owners, Pellam Line, had been warned about fog procedures by the seafarers' union last autumn, its secretary Ines Corrado said. The company declined to comment on that.
The coastguard says all 212 people aboard are safe. Divers will look at the hull on Teller Reef on Thursday if the weather allows, harbour master Fred Quill said.`
)

func TestCopies(t *testing.T) {
	const day, next = "2031-05-06", "2031-05-07"
	own := article("own", "Harrow Courier", next, "Ferry passengers tell of wait on the reef", ferryWitness)
	trimmed := ferry[:len(ferry)*2/3]
	tests := []struct {
		name string
		docs []*text.Document
		want map[briefing.ArticleID]briefing.ArticleID
	}{
		{"an independent report is no copy",
			[]*text.Document{article("wire", "Reuters", day, "Ferry aground off Harrowmouth", ferry), own},
			map[briefing.ArticleID]briefing.ArticleID{}},
		{"a text printed elsewhere, cut short",
			[]*text.Document{article("wire", "Reuters", day, "Ferry aground off Harrowmouth", ferry),
				article("print", "Valley Herald", day, "All safe after ferry grounding", trimmed), own},
			map[briefing.ArticleID]briefing.ArticleID{"print": "wire"}},
		{"a text told again in other words",
			[]*text.Document{article("wire", "Reuters", day, "Ferry aground off Harrowmouth", ferry),
				article("again", "Daily Scoop Hub", next, "Boat stuck near Harrowmouth", ferryRewritten), own},
			map[briefing.ArticleID]briefing.ArticleID{"again": "wire"}},
		{"the agency's own page is the original, though it was dated later",
			[]*text.Document{article("a-print", "Valley Herald", day, "Ferry aground", ferry),
				article("wire", "Reuters", next, "Ferry aground off Harrowmouth", ferry)},
			map[briefing.ArticleID]briefing.ArticleID{"a-print": "wire"}},
		{"of undated prints the most complete is the original",
			[]*text.Document{article("short", "Valley Herald", "", "Ferry aground", trimmed),
				article("whole", "Coast Post", "", "Ferry aground", ferry)},
			map[briefing.ArticleID]briefing.ArticleID{"short": "whole"}},
		{"texts of a few words prove nothing",
			[]*text.Document{article("a", "", day, "Weather", "Rain in Harrowmouth on Tuesday."), article("b", "", day, "Weather", "Rain in Harrowmouth on Tuesday.")},
			map[briefing.ArticleID]briefing.ArticleID{}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, cluster.Copies(tc.docs)); diff != "" {
				t.Errorf("copies (-want +got):\n%s", diff)
			}
			slices.Reverse(tc.docs)
			if got := cluster.Copies(tc.docs); !maps.Equal(got, tc.want) {
				t.Errorf("in another order: %v, want %v", got, tc.want)
			}
		})
	}
}
