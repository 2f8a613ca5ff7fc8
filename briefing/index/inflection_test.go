package index

import (
	"testing"
)

// A page in another language is found by other forms of its words, and not by its function words.
func TestOtherLanguages(t *testing.T) {
	for _, c := range []struct{ language, body, other, query string }{
		{"de", "Die Brücken über den Fluss wurden im Juni gesperrt.", "Der Rat von Odrin hat die Steuer gesenkt.",
			"Wann wird die Brücke gesperrt?"},
		{"de-AT", "Der Minister verkaufte die Häuser am See.", "Die Ernte war in diesem Jahr gut.", "Wer hat das Haus am See verkauft?"},
		{"fr", "Les pêcheurs ont quitté le port lundi.", "La mairie a baissé les impôts.", "Pourquoi le pêcheur quitte-t-il le port ?"},
		{"es", "Los puentes del valle fueron cerrados el lunes.", "El alcalde bajó los impuestos.", "¿Cuándo se cerró el puente?"},
		{"it", "I ponti della valle sono stati chiusi lunedì.", "Il sindaco ha ridotto le tasse.", "Quando è stato chiuso il ponte?"},
		{"pt", "As pontes do vale foram fechadas na segunda-feira.", "O prefeito baixou os impostos.", "Quando a ponte foi fechada?"},
		{"nl", "De bruggen over de rivier werden maandag gesloten.", "De raad verlaagde de belasting.", "Wanneer werd de brug gesloten?"},
		{"sv", "Broarna över ån stängdes i måndags.", "Rådet sänkte skatten i dag.", "Varför har bron stängts av?"},
		{"no", "Fiskerne forlot havnen på mandag.", "Rådet senket skatten i dag.", "Hvorfor forlater fisken havna?"},
		{"hu", "A hidakat a völgyben hétfőn lezárták.", "A tanács csökkentette az adót.", "Miért van zárva a híd a völgyben?"},
		{"tr", "Köprüler pazartesi günü kapatıldı.", "Meclis vergiyi düşürdü.", "Bu köprü ne zaman ve niye kapandı?"},
	} {
		first, second := page("first", 3, "", c.body), page("second", 4, "", c.other)
		first.Article.Language, second.Article.Language = c.language, c.language
		got := search(t, filled(first, second), question{Text: c.query, Limit: 1})
		if len(got) != 1 || got[0] != c.body {
			t.Errorf("%s: %s: found %q", c.language, c.query, got)
		}
	}
}

// Forms of other languages are of no concern to pages in English.
func TestFormsStayInTheirLanguage(t *testing.T) {
	ix := filled(papers...)
	for _, s := range ix.segments {
		if len(s.forms) > 0 {
			t.Errorf("forms of %d languages", len(s.forms))
		}
	}
	german := page("german", 3, "", "Die Kräne am Hafen stehen still.")
	german.Article.Language = "de"
	ix.Add(german)
	if got := search(t, ix, question{Text: "Who tore the cranes from the quay?", Limit: 1}); len(got) != 1 ||
		got[0] == "Die Kräne am Hafen stehen still." {
		t.Errorf("found %q", got)
	}
}
