package ask_test

import (
	"context"
	"strings"
	"testing"

	"briefbot/briefing"
)

// Pages of which questions take for granted what they tell otherwise.
var premised = []briefing.Article{
	paper("tower", 8, "Sun Tower opens in Ostrand",
		"The Sun Tower in Ostrand opened on Wednesday after six years of work.\n"+
			"The Sun Tower cost 400 million crowns, the builder Halden Works said.\n"+
			"It has 52 floors and 1,800 windows.\n"+
			"Mayor Ilse Brandt cut the ribbon because the president was ill."),
	paper("minister", 8, "Prime minister fires Pell",
		"Prime Minister Jonas Rook fired the finance minister, Marta Pell, on Tuesday because of the budget gap.\n"+
			"Pell said she had not resigned and would fight the decision.\n"+
			"Rook named Otto Lind as the new finance minister."),
	paper("court", 9, "Verst convicted of fraud",
		"A court in Marlow convicted the shipowner Karl Verst of fraud on Thursday and sentenced him to four years in prison.\n"+
			"His accountant, Nele Brask, was acquitted of all charges.\n"+
			"Verst said he would appeal."),
	paper("bank", 9, "Central bank raises rate",
		"The central bank of Torvia raised its main rate to 4.5 percent on Thursday, the third increase this year.\n"+
			"The governor, Ida Sund, said prices were rising too quickly."),
	paper("cup", 9, "Rovers beat Tarn United",
		"Zhelny Rovers beat Tarn United 3-1 in the cup final in York on Thursday.\n"+
			"Milo Kern scored twice for Rovers.\n"+
			"Tarn United had won the cup the year before."),
	paper("mine", 7, "All miners out alive in Kessel",
		"All 14 miners who were trapped in the Kessel mine were rescued on Tuesday, and nobody was killed, the rescue service said.\n"+
			"The miners spent three days underground after a pump failed."),
	paper("airline", 7, "Norr Air drops deal",
		"Shareholders of Norr Air rejected a takeover by Velo Wings on Tuesday.\n"+
			"Velo Wings had offered 2 billion crowns.\n"+
			"Norr Air will stay independent, its chairwoman, Ulla Grau, said."),
	paper("plant", 8, "Council keeps the plant open",
		"The council of Greyhaven voted by 12 to 3 on Wednesday to keep the coal plant open until 2035.\n"+
			"The plant employs 600 people.\n"+
			"Councillor Finn Aske called the vote a mistake."),
	paper("vaccine", 8, "Agency approves vaccine",
		"The medicines agency of Belvaria approved the Corvax vaccine for children on Wednesday.\n"+
			"The first doses will be given in June."),
	paper("treaty", 9, "Belvaria signs fishing treaty",
		"Belvaria signed the fishing treaty with Torvia in Marlow on Thursday.\n"+
			"Foreign minister Oskar Lindqvist called it a good day for both fleets."),
	paper("match", 9, "Hanne Vik withdraws",
		"Hanne Vik has withdrawn from the Ostrand Open with a knee injury and will not play the semi-final against Lea Dorn.\n"+
			"Dorn will go straight to the final on Sunday."),
	paper("prize", 9, "Nominees for the Pearl Prize",
		"Ada Moss was not nominated for the Pearl Prize, though her film The Lamp took five nominations.\n"+
			"Ben Tallis was nominated for best actor for his part in The Lamp."),
}

// What questions take for granted, and a word of the sentence that says otherwise.
var premises = [][2]string{
	{"Why did the Sun Tower cost 900 million crowns?", "400 million"},
	{"Why did the Sun Tower in Ostrand cost 40 million crowns?", "400 million"},
	{"Why does the Sun Tower have 80 floors?", "52 floors"},
	{"When did Marta Pell resign?", "not resigned"},
	{"Why did Marta Pell resign as finance minister?", "not resigned"},
	{"When did finance minister Pell quit?", "not resigned"},
	{"Why was Karl Verst acquitted of fraud?", "convicted"},
	{"Why was Karl Verst cleared of fraud?", "convicted"},
	{"When was shipowner Karl Verst found not guilty?", "convicted"},
	{"Why was Nele Brask convicted?", "acquitted"},
	{"Why did the central bank of Torvia cut its main rate?", "raised its main rate"},
	{"When did the central bank of Torvia lower its rate?", "raised its main rate"},
	{"What made the central bank of Torvia cut its main rate?", "raised its main rate"},
	{"Why did Torvia's central bank raise its main rate to 9 percent?", "4.5 percent"},
	{"How did Tarn United beat Zhelny Rovers in the cup final?", "Rovers beat Tarn United"},
	{"Why did Tarn United beat Zhelny Rovers?", "Rovers beat Tarn United"},
	{"Why did the miners trapped in the Kessel mine die?", "rescued"},
	{"How many miners were killed in the Kessel mine?", "nobody was killed"},
	{"When did the trapped miners die in Kessel?", "rescued"},
	{"Why did the shareholders of Norr Air accept the takeover by Velo Wings", "rejected"},
	{"When did shareholders of Norr Air approve the takeover by Velo Wings?", "rejected"},
	{"What did Velo Wings pay after Norr Air accepted its takeover?", "rejected"},
	{"Why did the medicines agency of Belvaria reject the Corvax vaccine?", "approved the Corvax"},
	{"Why did Belvaria's medicines agency refuse to approve Corvax?", "approved the Corvax"},
	{"Why did Belvaria refuse to sign the fishing treaty with Torvia?", "signed the fishing treaty"},
	{"What happened after Belvaria rejected the fishing treaty with Torvia?", "signed the fishing treaty"},
	{"What did Ada Moss get nominated for the Pearl Prize for?", "not nominated"},
	{"Why was Ada Moss nominated for the Pearl Prize?", "not nominated"},
	{"Why did Mayor Ilse Brandt refuse to cut the ribbon?", "cut the ribbon"},
	{"Why did Halden Works say the Sun Tower cost 700 million crowns?", "400 million"},
}

// What takes an inference to contradict: no sentence but the one that says otherwise, where there is one, may be told against it.
var inferred = [][2]string{
	{"Why has the Sun Tower in Ostrand got 300 floors?", "52 floors"},
	{"Why did Marta Pell fire Jonas Rook?", "fired the finance minister"},
	{"When did Marta Pell fire the prime minister?", "fired the finance minister"},
	{"How long must Nele Brask go to prison after her conviction?", "acquitted"},
	{"Where did Tarn United win the cup final against Zhelny Rovers?", "Rovers beat Tarn United"},
	{"How did Zhelny Rovers lose the cup final to Tarn United?", "Rovers beat Tarn United"},
	{"Why did the council of Greyhaven vote to close the coal plant?", "keep the coal plant open"},
	{"When did the council of Greyhaven shut the coal plant?", "keep the coal plant open"},
	{"What was the score when Hanne Vik beat Lea Dorn in the semi-final?", "withdrawn"},
	{"Why did Lea Dorn withdraw from the Ostrand Open?", ""},
}

// What the same pages do answer: nothing contradicts it.
var answeredBeside = [][2]string{
	{"How much did the Sun Tower cost?", "400 million"},
	{"How many floors does the Sun Tower have?", "52"},
	{"Why did the prime minister fire Marta Pell?", "budget gap"},
	{"Who fired Marta Pell?", "Rook"},
	{"When was Marta Pell fired?", "Tuesday"},
	{"What did Pell say about resigning?", "not resigned"},
	{"When was Karl Verst convicted of fraud?", "Thursday"},
	{"Where was Karl Verst convicted?", "Marlow"},
	{"When did the central bank of Torvia raise its main rate?", "Thursday"},
	{"Who scored for Zhelny Rovers in the cup final?", "Milo Kern"},
	{"Where did Zhelny Rovers beat Tarn United?", "York"},
	{"How many miners were rescued from the Kessel mine?", "14"},
	{"When did the shareholders of Norr Air reject the takeover?", "Tuesday"},
	{"How many people does the coal plant in Greyhaven employ?", "600"},
	{"When was the Corvax vaccine approved for children?", "Wednesday"},
	{"Where did Belvaria sign the fishing treaty?", "Marlow"},
	{"Why did Hanne Vik withdraw from the Ostrand Open?", "knee injury"},
	{"What was Ben Tallis nominated for?", "best actor"},
	{"Why was the Sun Tower opened by Ilse Brandt and not by the president?", "ill"},
	{"Who is the new finance minister?", "Otto Lind"},
}

func TestWhatAQuestionTakesForGranted(t *testing.T) {
	bot := newAnswerer(premised...)
	asked := func(question string) briefing.Answer {
		a, err := bot.Ask(context.Background(), briefing.Question{Text: question, AsOf: may(10)})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, c := range premises {
		question, want := c[0], c[1]
		if a := asked(question); a.Status != briefing.FalsePremise || !strings.Contains(a.Text, want) {
			t.Errorf("%s: %s %.2f %q, want %q against it", question, a.Status, a.Confidence, a.Text, want)
		}
	}
	for _, c := range inferred {
		question, want := c[0], c[1]
		if a := asked(question); a.Status == briefing.FalsePremise && (want == "" || !strings.Contains(a.Text, want)) {
			t.Errorf("%s: %q is told against it", question, a.Text)
		}
	}
	for _, c := range answeredBeside {
		question, want := c[0], c[1]
		if a := asked(question); a.Status == briefing.FalsePremise || a.Status == briefing.Answered && !strings.Contains(a.Text, want) {
			t.Errorf("%s: %s %q, want %q", question, a.Status, a.Text, want)
		}
	}
}
