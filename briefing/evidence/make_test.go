package evidence

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

func TestMake(t *testing.T) {
	for _, c := range []struct {
		name, body, speaker string
		named               bool
		want                string // empty: no point
	}{
		{"pronoun after the quotation", "“We will rebuild the pier before winter,” he said.", "Ola Brandt", false, "Ola Brandt: “We will rebuild the pier before winter”"},
		{"full stop outside", "The pier will be rebuilt before winter, she said.", "Ida Holm", false, "Ida Holm: The pier will be rebuilt before winter."},
		{"pronoun before", "He added that the pier would be rebuilt before winter.", "Ola Brandt", false, "Ola Brandt: the pier would be rebuilt before winter."},
		{"to whom and when", "She told reporters on Monday that the pier would be rebuilt.", "Ida Holm", false, "Ida Holm: the pier would be rebuilt."},
		{"to whom, in other words", "She told the council that the pier would be rebuilt.",
			"Ida Holm", false, "Ida Holm: the pier would be rebuilt."},
		{"to whom, without that", "She told reporters she would rebuild the pier before winter.", "Ida Holm", false, ""},
		{"to whom, as nobody knows", "She told the pilgrims the pier would be rebuilt.", "Ida Holm", false, ""},
		{"to nobody", "She told nobody that the pier would be rebuilt.", "Ida Holm", false, ""},
		{"to whom, with more of him", "She told Reuters, which first saw the plan, that it was dead.",
			"Ida Holm", false, ""},
		{"how it was said", "She said under torture that she had burnt the pier.", "Ida Holm", false, ""},
		{"how it was said, in one word", "She told reporters, wrongly, that the pier was safe.", "Ida Holm", false, ""},
		{"interrupted quotation", "“We will rebuild the pier,” he said, “before the winter storms come.”", "Ola Brandt", false, "Ola Brandt: “We will rebuild the pier, before the winter storms come.”"},
		{"interrupted sentence", "The pier, she said, was in a worse state than the harbour office knew.", "Ida Holm", false, "Ida Holm: The pier was in a worse state than the harbour office knew."},
		{"inherited quotation", "“The storms will come in November at the latest.”", "Ola Brandt", false, "Ola Brandt: “The storms will come in November at the latest.”"},
		{"named speaker", "The pier will be rebuilt, Mayor Ola Brandt said.", "Ola Brandt", true, "The pier will be rebuilt, Mayor Ola Brandt said."},
		{"surname alone", "Brandt said the pier would be rebuilt before winter.", "Ola Brandt", true, "Ola Brandt: the pier would be rebuilt before winter."},
		{"surname alone that coloured", "Brandt denied that the pier was unsafe in winter.", "Ola Brandt", true, "Brandt denied that the pier was unsafe in winter."},
		{"denial", "He denied that the pier was unsafe.", "Ola Brandt", false, ""},
		{"pronoun that stays", "It was a bad day for all of the island, he said.", "Ola Brandt", false, ""},
		{"no name for the speaker", "“We saw the pier break in two,” she said.", "she", false, ""},
		{"outlet's voice", "Meanwhile, Port Ansel counted its losses after the storm.", "", false, "Port Ansel counted its losses after the storm."},
		{"in an opening phrase", "In a letter to the council, Brandt said he had asked for a new pier.", "Ola Brandt", true, "In a letter to the council, Brandt said he had asked for a new pier."},
		{"more of the speaker behind", "“We came to see the pier again,” said Brandt, 68, who was a sailor once.", "Ola Brandt", true, "“We came to see the pier again,” said Brandt, 68, who was a sailor once."},
		{"joined to what was said", "But he warned that the pier would not stand another winter.", "Ola Brandt", false, ""},
		{"a second speaker", "The mayor said the pier would be rebuilt before winter.", "Ola Brandt", false, ""},
		{"his name in what is told", "It was in March that Brandt, a sailor, saw what the storm had done.", "Ola Brandt", false, ""},
		{"one spoken of before", "The pier will be rebuilt before winter, it said.", "the group", false, ""},
		{"one spoken of before, with a capital", "The pier will be rebuilt before winter, it said.", "The lawsuit", false, ""},
		{"a word put into a quotation", "“The day the storm came to (Port) Ansel was the worst of all,” he said.", "Ola Brandt", false, "Ola Brandt: “The day the storm came to (Port) Ansel was the worst of all”"},
		{"what the participle made", "Called the long winter, this left the harbour without a single boat.", "", false, ""},
		{"known as what", "Known on the coast as the Man of the Pier, he lived alone for thirty years.", "", false, ""},
		{"leaning", "That number rose to nine in the evening.", "", false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			an, d := spoken(c.body, c.speaker, c.named)
			if len(d.Sentences) != 1 {
				t.Fatalf("%d sentences", len(d.Sentences))
			}
			p, cites, ok := Make(an, d, 0)
			if ok != (c.want != "") || p.Text != c.want {
				t.Fatalf("got %q, want %q", p.Text, c.want)
			}
			if ok && (p.Speaker != c.speaker || len(cites) != 1 || cites[0].Quote != c.body) {
				t.Errorf("%+v %+v", p, cites)
			}
		})
	}
}

func TestPointOfLeaningSentenceTakesTheOneBefore(t *testing.T) {
	an := annotate.New(annotate.Options{})
	d := an.Analyze(article("", "The storm killed six people in Port Ansel on Monday. That number rose to nine in the evening."))
	p, cites, ok := Make(an, d, 1)
	if !ok || p.Text != d.Article.Text || len(cites) != 1 {
		t.Fatalf("%+v %v", p, ok)
	}
}

// sentence draws a newspaper sentence of the outlet's own voice.
func sentence(t *rapid.T) string {
	pick := func(name string, options ...string) string { return rapid.SampledFrom(options).Draw(t, name) }
	return pick("opening", "", "But ", "Meanwhile, ", "PORT ANSEL (Coastal Wire) — ", "VELDEN — ") +
		pick("who", "Divers of the navy", "The council of Velden", "Eleven crews", "Harbour Bank") +
		pick("aside", "", " (founded in 1902)", " [pictured]") +
		pick("not", " did not close", " will not sell", " never reached", " lost", " may raise") +
		pick("count", " 14", " about 300", " 2.5 million", " seven") +
		pick("what", " boats", " houses in the old town", " kilometres of road") +
		pick("when", " on Tuesday", " in 2031", "") +
		pick("tail", "", ", after a storm", ", officials said", " if the rain goes on", ", a record for the island") + "."
}

func TestEveryPointIsProvenAndNoMutationIs(t *testing.T) {
	an := annotate.New(annotate.Options{})
	rapid.Check(t, func(t *rapid.T) {
		a := article("", sentence(t)+" "+sentence(t))
		d := an.Analyze(a)
		i := rapid.IntRange(0, len(d.Sentences)-1).Draw(t, "sentence")
		p, cites, ok := Make(an, d, i)
		if !ok {
			return
		}
		if err := CheckPoint(an, p, cites, shelf(a)); err != nil {
			t.Fatal(err)
		}
		words := strings.Fields(strings.TrimPrefix(p.Text, p.Frame))
		k := rapid.IntRange(0, len(words)-2).Draw(t, "word")
		changed := append([]string{}, words...)
		switch kind := rapid.SampledFrom([]string{"swap", "insert", "foreign", "negation", "number"}).Draw(t, "kind"); kind {
		case "swap":
			if words[k] == words[k+1] {
				return
			}
			changed[k], changed[k+1] = words[k+1], words[k]
		case "insert":
			changed = append(changed[:k:k], append([]string{"not"}, words[k:]...)...)
		case "foreign":
			changed[k] = "xylophone"
		default:
			dropped := false
			for j, w := range words {
				if kind == "negation" && text.Denies(fold(w)) || kind == "number" && (text.HasDigit(w) && !strings.Contains(w, ")") || numerals.Has(fold(w))) {
					changed, dropped = append(changed[:j:j], words[j+1:]...), true
					break
				}
			}
			if !dropped {
				return
			}
		}
		q := p
		q.Text = p.Frame + strings.Join(changed, " ")
		if err := CheckPoint(an, q, cites, shelf(a)); err == nil {
			t.Fatalf("%q passed for %q", q.Text, p.Text)
		}
	})
}
