package command

import "testing"

func TestPlainly(t *testing.T) {
	for said, want := range map[string]string{
		"Order a briefing":                                          "schedule",
		"order a briefing on weekdays at 8:30":                      "schedule on weekdays at 8:30",
		"set up a daily briefing at 7 in Paris":                     "schedule daily at 7 in Paris",
		"I'd like a briefing every weekday at 8":                    "schedule every weekday at 8",
		"send me a briefing":                                        "brief",
		"Give us the briefing on gas prices.":                       "brief gas prices",
		"brief me every weekday at 8":                               "schedule every weekday at 8",
		"Can you brief me on Zhelny?":                               "brief Zhelny",
		"could you please post a briefing every day at 8?":          "schedule every day at 8",
		"can you send me news every day at 9?":                      "schedule every day at 9",
		"post the news here every weekday at 8":                     "schedule every weekday at 8",
		"Can you send us the headlines in this channel daily at 9?": "schedule daily at 9",
		"every day at 9 on gas":                                     "schedule every day at 9 on gas",
		"Daily at 9":                                                "schedule Daily at 9",
		"every day at 9 people die":                                 "every day at 9 people die",
		"subscribe":                                                 "schedule",
		"12":                                                        "12",
		"give me the news":                                          "brief",
		"make headlines":                                            "make headlines",
		"can you confirm that he resigned?":                         "can you confirm that he resigned?",
		"subscribe me to briefings":                                 "schedule",
		"brief me on the ferry":                                     "brief the ferry",
		"I want to know what happened":                              "I want to know what happened",
		"give me the briefing of the ministry":                      "give me the briefing of the ministry",
		"start a briefing of the press":                             "start a briefing of the press",
		"order of the briefing at the White House":                  "order of the briefing at the White House",
		"Who gave the briefing every weekday at eight?":             "Who gave the briefing every weekday at eight?",
	} {
		if got := plainly(said); got != want {
			t.Errorf("%q is taken for %q, want %q", said, got, want)
		}
	}
}

func TestWithoutSaluteAndCourtesy(t *testing.T) {
	for said, want := range map[string]string{
		": list": "list", ", brief please": "brief", "- list": "list", "Who owns the Sula? Thank you!": "Who owns the Sula?",
		"hey, what is new, thanks in advance": "what is new", "thank you very much": "thank you very much", "please": "please",
		"Who said thanks": "Who said", "what did he say about Costa": "what did he say about Costa", "…": "…",
	} {
		if got := withoutSalute(said); got != want {
			t.Errorf("%q is taken for %q, want %q", said, got, want)
		}
	}
}

func TestDisputedIsAsked(t *testing.T) {
	for said, topic := range map[string]string{
		"What do sources dispute?": "", "what do the sources disagree on?": "", "What is disputed?": "", "Where do the sources differ?": "",
		"what do sources dispute about the ferry?": "the ferry", "show me the disagreements on gas prices": "gas prices",
		"What's disputed about Zhelny": "Zhelny", "disputes": "",
	} {
		m := disputed.FindStringSubmatch(said)
		if m == nil || m[1]+m[2] != topic {
			t.Errorf("%q: %q, want the topic %q", said, m, topic)
		}
	}
	for _, said := range []string{"What did the union dispute?", "Who disputes the count?", "disputes between the unions",
		"What is the dispute about?"} {
		if m := disputed.FindStringSubmatch(said); m != nil {
			t.Errorf("%q is taken for a question about all disagreements", said)
		}
	}
}
