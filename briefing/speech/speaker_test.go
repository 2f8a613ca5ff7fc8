package speech_test

import (
	"strings"
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"

	"github.com/google/go-cmp/cmp"
)

// Each case is a text, and for each of its sentences the speaker with a mark: "!" where the sentence
// names him itself, "-" for a denial, "?" for a claim; nothing where the outlet speaks.
func TestSpeakers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Peter Orlin said the dam was safe.", "Peter Orlin!"},
		{"“The dam is safe,” said Peter Orlin, the mayor of Odrin.", "Peter Orlin!"},
		{"The dam is safe, said Mayor Peter Orlin.", "Peter Orlin!"},
		{"Ana Brun, a baker from Odrin, said the plan would ruin her.", "Ana Brun!"},
		{"The leader of the union, Ana Brun, said the plan would ruin bakers.", "Ana Brun!"},
		{"Ana Brun on Friday called for a strike.", "Ana Brun!"},
		{"Prices rose, according to a report by the Bank of Odrin.", "a report by the Bank of Odrin!"},
		{"Peter Orlin denied that he had known.", "Peter Orlin!-"},
		{"Ana Brun alleged that the vote was bought.", "Ana Brun!?"},
		{"The Bank of Odrin said it would close. It was not clear when the bank would open again.", "Bank of Odrin!|"},
		{"The most telling statement came from Odrin, saying the dam would be shut.", ""},
		{"Mayor Peter Orlin opened the bridge. He said it would last. “It is strong,” he added.", "|Peter Orlin|Peter Orlin"},
		{"Ana Brun won. Orlin’s aides wept. “I am glad,” she said. “Very glad.”", "||Ana Brun|Ana Brun"},
		{"“The road is long. We shall walk it,” Ana Brun said. “All of us.”", "Ana Brun|Ana Brun!|Ana Brun"},
		{"Ana Brun spoke first:\n“We shall not sell.”", "Ana Brun!|Ana Brun"},
		{"“We shall not sell, Ana Brun said.\nRain fell on the town.", "|"},
		{"“We shall walk,” Ana Brun said. “It is far.\n“But we shall walk.”", "Ana Brun!|Ana Brun|Ana Brun"},
		{"Ukraine said it had taken the village.", "Ukraine!"},
		{"The White House said there was no deal.", "White House!"},
		{"Russia’s Foreign Ministry said on Tuesday that it would reply. The ministry said nothing more.",
			"Russia’s Foreign Ministry!|Russia’s Foreign Ministry"},
		{"A senior official said the talks had failed.", "A senior official!"},
		{"Governor Tomas Varga came early. The governor said the fire was out.", "|Tomas Varga"},
		{"“It is over,” Ana Brun was quoted as saying.", "Ana Brun!"},
		{"The Odrin Post cited Ana Brun as saying that it was over.", "Ana Brun!"},
		{"Peter Orlin spoke.\nORLIN: I never saw it. Not once.", "|Peter Orlin!|Peter Orlin"},
		{"“I never saw it.” — Ana Brun", "Ana Brun!"},
		{"The report was long. It rained.", "|"},
		// What only tells within a clause what somebody thought or did is not theirs.
		{"The crowd pushed on because they believed that the mayor had lied.", ""},
		{"(Odrin Radio) Bakers in Odrin walked out, saying the plan would ruin them.", "Bakers!"},
		{"General Mills said the plant would close.", "General Mills!"},
		{"Four new cases trouble Brun: Ana Brun’s years in court.\nAna Brun slept.", "|"},
		{"The police met the press. The ministry filed a letter in which it said it had paid.", "|The ministry!"},
		{"Ana Brun was convinced to give a speech.", ""},
		{"The agency that oversees the port said it was late.", "The agency!"},
		// One known by role only goes on speaking.
		{"Peter Orlin stayed away, Ivo Marr said. Orlin’s lawyer said it was late. He added that it was dark.",
			"Ivo Marr!|Orlin’s lawyer!|Orlin’s lawyer"},
		{"A truck driver from Pelm said he had slept. “You sleep, you eat,” he said.", "A truck driver from Pelm!|A truck driver"},
		{"Ana Brun chose the word. Odrin Press, which prints the book, has it as “what nobody needs and everybody buys”.", "|"},
		{"Ana Brun bought bread.", ""},
		{"Ana Brun told reporters on Monday that she would stay.", "Ana Brun!"},
		{"In a letter to the council, Ana Brun wrote that she would stay.", "Ana Brun!"},
		{"The bridge, Ana Brun said, celebrated its builders.", "Ana Brun!"},
		{"Kenyan Senator Ana Brun met Polish Senator Jan Wilk. The Polish senator said it was late.", "|Jan Wilk"},
		{"“One. Two.”\n— Ana Brun\n“Three. Four.”\n— Peter Orlin", "Ana Brun|Ana Brun|Ana Brun!|Peter Orlin|Peter Orlin|Peter Orlin!"},
		{"The town will fall, people close to the mayor say.", "people close to the mayor!"},
		{"“It will fall,” said one of the mayor’s advisers.", "one of the mayor’s advisers!"},
		{"Rep. Ana Brun, R-Odrin, a lawyer, said it was late.", "Ana Brun!"},
		{"Ana Brun vowed that Odrin would reply, according to the Odrin Post.", "Ana Brun!"},
		{"Ana Brun called for calm, according to the Odrin Post.", "Odrin Post!"},
		{"Ana Brun appeared to suggest that it was late.", "Ana Brun!"},
		{"Mayor Peter Orlin came. “It is late,” he said in a speech, according to a transcript.", "|Peter Orlin"},
		{"Odrin’s siege of the castle continues.", ""},
		{"The Kremlin denied any link.", "Kremlin!-"},
		{"Orlin said it was late. He yawned. “Very late,” he added.", "Orlin!||Orlin"},
		{"Standing in the rain, Ana Brun described the flood.", "Ana Brun!"},
		// An apposition names the one who is spoken of next.
		{"Mayor Peter Orlin resigned. His deputy, Anneke Strand, took over. She said it was late. “Very late,” she added.",
			"||Anneke Strand|Anneke Strand"},
		{"The mayor, Peter Orlin, and his deputy, Anneke Strand, met the press. She said it was late. He said nothing more.",
			"|Anneke Strand|Peter Orlin"},
		{"“We leave,” the pilot told reporters. A second pilot disagreed. “We stay,” he said.", "the pilot!||A second pilot"},
		{"Brun spokesman Peter Orlin said it was late. Brun supporters said it was early.", "Peter Orlin!|Brun supporters!"},
		// Nouns that look like verbs, and verbs that are no speech without a clause.
		{"Credit scores use data from credit reports, so why not make both free?", ""},
		{"The Odrin attacks shocked the country. The first four states that vote are small.", "|"},
		{"The figures include pledged delegates. The debate promised to be long.", "|"},
		{"The army attacked the village. Ukraine pushed back. It slammed into the coast.", "||"},
		{"Police found three bodies. Police found that three had died.", "|Police!"},
		{"Combat continued in Odrin, said the Odrin army.", "Odrin army!"},
		{"A man accused of theft was arrested, police said.", "police!"},
		{"The fire was out, records show. The fire, as some bakers hope, was the last.", "records!|some bakers!"},
		// Quotations that are given their speaker where they end, and before a colon.
		{"Ana Brun left. “The road is long. We shall walk it,” said Peter Orlin.", "|Peter Orlin|Peter Orlin!"},
		{"Ana Brun was brief: “No.”", "Ana Brun!"},
		{"“Why now?” Mrs. Brun asked.", "Brun|Brun!"},
		{"Ana Brun said the bridge was old, which was news, he said.", "Ana Brun!"},
		{"Jan Wilk, head of the harbour board, came. The head of the UN mission said it was late.", "|head of the UN mission!"},
		{"Jan Wilk, head of the harbour board, came. The head of the harbour board said it was late.", "|Jan Wilk"},
		{"Ana Brun said it was late. “Late,” she said.\n“One. Two. Three,” said Peter Orlin.",
			"Ana Brun!|Ana Brun|Peter Orlin|Peter Orlin|Peter Orlin!"},
		{"Odrin‘s bridge is old, Ana Brun said.", "Ana Brun!"},
		{"It rained.\nI was in Odrin today. Good bread.\n— Ana Brun (@anabrun) May 5, 2024\nThe shop is closed.",
			"|Ana Brun|Ana Brun|Ana Brun!|"},
		{"It did not surprise the baker Ana Brun: “No,” was all.\nFrom the report: “The bridge is old.”", "Ana Brun!|the report!"},
		// The ministry is not its spokesman.
		{"Ministry spokesman Jan Wilk came. The Odrin Defence Ministry said it was late. The ministry said no more.",
			"|Odrin Defence Ministry!|Odrin Defence Ministry"},
		{"A US official said it was late. The UN official said it was early.", "A US official!|UN official!"},
		{"The fire was first reported by the Odrin Post. It was set by Ana Brun.", "Odrin Post!|"},
		{"Odrin (AFP) – Mayor Ana Brun said it was late.", "Ana Brun!"},
		// Quotations over paragraphs, and a clause behind the name.
		{"Ana Brun said: “The road is long.\n“It is cold.\n“We shall walk.”\nThe town slept.", "Ana Brun!|Ana Brun|Ana Brun|"},
		{"\"We shall walk,\" Ana Brun said. \"It is far.\n\"But we shall walk. It is late.\"\nThe town slept.",
			"Ana Brun!|Ana Brun|Ana Brun|Ana Brun|"},
		{"“The road is long.\n“It is cold,” said Ana Brun.", "Ana Brun|Ana Brun!"},
		{"Ana Brun, whose shop burned down in May, said it was late.", "Ana Brun!"},
		{"Ana Brun (left), asked about the fire on Monday, said it was late.", "Ana Brun!"},
		// Names that are words of their own, and ones with marks in them.
		{"“It is late,” said Theresa May, the baker. May said no more.", "Theresa May!|Theresa May!"},
		{"Will Marr said it was late, and that he will go.", "Will Marr!"},
		{"“It is late,” said Peter “Pete” Brun, a baker. Brun left.", "Peter “Pete” Brun!|"},
		{"Peter “Pete” Brun was here. “It is late,” he said.", "|Peter “Pete” Brun"},
		{"Ursula von der Leyen spoke. Von der Leyen said it was late.", "|Ursula von der Leyen!"},
		{"At 7 a.m. President Ana Brun said it was late.", "Ana Brun!"},
	} {
		var got []string
		for _, s := range analyze(c.text).Sentences {
			x := s.Speaker
			if s.SpeakerNamed {
				x += "!"
			}
			x += map[string]string{"denied": "-", "claimed": "?"}[string(s.Stance)]
			got = append(got, x)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

func TestWhereASpeakerIsIntroduced(t *testing.T) {
	d := analyze("Mayor Peter Orlin opened the bridge.\nIt had cost little.\nHe said it would last.\n“It is strong,” he added.")
	for i, want := range []int{-1, -1, 0, 0} {
		if got := d.Sentences[i].Introduced; got != want {
			t.Errorf("sentence %d is introduced by %d, want %d", i, got, want)
		}
	}
	if d.Sentences[2].SpeakerKey != d.Sentences[0].Names[0].Key || d.Sentences[2].Quoted || !d.Sentences[3].Quoted {
		t.Errorf("got %+v", d.Sentences[2:])
	}
}

func analyze(s string) *text.Document {
	return annotate.New(annotate.Options{}).Analyze(briefing.Article{Text: s})
}
