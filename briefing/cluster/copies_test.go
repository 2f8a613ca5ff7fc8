package cluster_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
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

var analyzer = annotate.New(annotate.Options{})

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

	budget = `The city council of Lornholm voted 17 to 12 on Thursday to close its last coal plant two years early, in 2033, after a debate of nine hours.
"We are done breathing it," said Mayor Sunniva Aske, whose Green Alliance brought the motion together with the Farmers' List.
The plant at Kranvik employs 340 people. Its operator, Nordmark Varme, says the closure will cost 1.2 billion crowns and wants compensation from the state.
Union leader Bo Ravn called the vote "a slap for Kranvik" and announced a march to the town hall on Saturday.
Energy Minister Petra Lindqvist said in Harvik that her government would pay for retraining but not for lost profits.`

	budgetRewritten = `On Thursday, Lornholm's city councillors decided by 17 against 12 that their final coal station should shut in 2033, some two years sooner, following nine hours of arguments.
According to Mayor Sunniva Aske, citizens have had enough of inhaling it; her Green Alliance had tabled the proposal jointly with the Farmers' List.
340 workers have jobs at the Kranvik facility. Operator Nordmark Varme puts the price of closing at 1.2 billion crowns, seeking damages from the authorities.
Bo Ravn, who heads the union, described the decision as an insult for Kranvik, and plans a protest heading to the town hall this Saturday.
In Harvik, Energy Minister Petra Lindqvist stated the government pays for schooling workers, though never for missing gains.`

	// budgetReport has the same quotations and figures from the same meeting, told by another reporter.
	budgetReport = `Workers at the Kranvik coal plant reacted with anger after the Lornholm council decided that it must close in 2033.
Bo Ravn, who leads the union there, spoke of "a slap for Kranvik". On Saturday he wants to march with colleagues from Sandby, Olden and Trask as well.
The vote fell late on Thursday, 17 to 12, with two members of the Harbour Party abstaining. "We are done breathing it," Mayor Sunniva Aske told them.
Pia Holt, 52, has driven a crane at the plant for thirty years. She says nobody from the Green Alliance ever visited Kranvik.
Energy Minister Petra Lindqvist offered money for retraining. Her predecessor, Jan Moe, had promised the plant would run until 2040.`
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
		{"another text told again, beside a report of its own on the same meeting",
			[]*text.Document{article("first", "Lorn Dagblad", day, "Council closes coal plant early", budget),
				article("again", "Daily Scoop Hub", day, "Lornholm to shut coal station", budgetRewritten[:len(budgetRewritten)*4/5]),
				article("own", "Kranvik Times", day, "Anger at the plant", budgetReport)},
			map[briefing.ArticleID]briefing.ArticleID{"again": "first"}},
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

// A rewriting program that keeps the names and swaps everything else, figures too, is still a copy of
// what it rewrote; a short report by somebody else is none.
func TestSpunTextIsACopy(t *testing.T) {
	const spun = `A traveller boat transporting 121 individuals got stuck close to the harbour town of Harrowmouth at the start of the week, as indicated by the coast watch.
Captain Maribel Oduya, who leads the coast watch of Harrowmouth, remarked that nine craft had been dispatched.
The Sea Lantern, property of Pellam Line, had set off from Skerrow isle toward evening.
Joris Haldane, the minister of transport, commanded an investigation.
Bruised travellers were conveyed to St Brannock Hospital. Pellam Line declared that money would be handed back, and that nothing would go to Skerrow for days.
Teller Reef has seen comparable mishaps, as the archive of the Northern Pilots Association shows.`
	const brief = `The Sea Lantern ran aground on Teller Reef off Harrowmouth in fog on Tuesday evening, the coastguard said. All 212 people aboard were taken off.
Transport Minister Joris Haldane ordered an inquiry. Pellam Line suspended its services to Skerrow until Friday.`
	got := cluster.Copies([]*text.Document{
		article("wire", "Reuters", "2031-03-04", "Ferry runs aground off Harrowmouth", ferry),
		article("spun", "Mill News", "2031-03-05", "Boat Mishap Near Harrowmouth", spun),
		article("brief", "Coast Radio", "2031-03-05", "Ferry aground", brief),
	})
	if got["spun"] != "wire" || len(got) != 1 {
		t.Errorf("copies: %v", got)
	}
}
