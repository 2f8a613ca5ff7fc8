package text_test

import (
	"testing"

	"briefbot/briefing/text"
)

func TestStemIn(t *testing.T) {
	for _, c := range [][4]string{
		{"de", "häuser", "haus", "hauses"}, {"fr", "maisons", "maison", "maison"}, {"es", "puentes", "puente", "puente"},
		{"it", "ponti", "ponte", "ponte"}, {"pt", "pontes", "ponte", "ponte"}, {"nl", "boeken", "boek", "boeken"},
		{"sv", "bilarna", "bil", "bilar"}, {"da", "fiskerne", "fisker", "fiskerne"}, {"nb", "husene", "hus", "husets"},
		{"fi", "taloissa", "talossa", "talossa"}, {"hu", "házakat", "házak", "házak"}, {"ro", "podurile", "podurilor", "podurilor"},
		{"tr", "köprüler", "köprü", "köprüleri"},
	} {
		a, b, d := text.StemIn(c[0], c[1]), text.StemIn(c[0], c[2]), text.StemIn(c[0], c[3])
		if a != b || b != d || a == "" {
			t.Errorf("%s: %q, %q, %q of %q, %q, %q", c[0], a, b, d, c[1], c[2], c[3])
		}
	}
	if got := text.StemIn("", "bridges"); got != "bridges" {
		t.Errorf("without a language: %q", got)
	}
}

func TestInflection(t *testing.T) {
	for tag, want := range map[string]string{"de": "de", "de-AT": "de", "DE": "de", "no": "nb", "nn-NO": "nb", "en": "", "en-GB": "", "uk": "",
		"": "", "pl": ""} {
		if got := text.Inflection(tag); got != want {
			t.Errorf("%q: %q, want %q", tag, got, want)
		}
	}
}

func TestAsked(t *testing.T) {
	for q, want := range map[string]string{
		"Wann wird die Brücke gesperrt?":            "de",
		"Pourquoi est-ce que le port a été fermé ?": "fr",
		"¿Cuándo se cerró el puente?":               "es",
		"Quando è stato chiuso il ponte?":           "it",
		"Wanneer werd de brug gesloten?":            "nl",
		"When will the bridge be closed?":           "",
		"Who is the mayor of Die, and where is he?": "",
		"bridge Odrin": "",
		"":             "",
		"What did der Spiegel say about the bridge?": "",
	} {
		if got := text.Asked(text.Tokens(q)); got != want {
			t.Errorf("%q: %q, want %q", q, got, want)
		}
	}
}

func FuzzStemIn(f *testing.F) {
	f.Add("de", "häuser")
	f.Add("tr", "\xff\xfe")
	f.Fuzz(func(t *testing.T, language, word string) {
		text.StemIn(text.Inflection(language), word)
		text.StopIn(language, word)
	})
}
