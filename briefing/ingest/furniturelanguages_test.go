package ingest

import (
	"slices"
	"strings"
	"testing"
)

// foreignPages are reports in other languages, with the furniture of their pages, parted by strokes.
var foreignPages = map[string]struct {
	prose     []string
	furniture string
}{
	"de": {
		[]string{
			"Die Fähre zwischen Norvik und Sund liegt seit Montag still, sagte der Besitzer der Linie am Dienstag. Die " +
				"Mannschaft will seit Mai mehr Lohn.",
			"Der Kreis bezahlt einen Bus über die Brücke bei Orm, und etwa vierhundert Leute nahmen ihn, sagte das " +
				"Hafenamt.",
			"Ada Lund, die den Rat leitet, nannte den Streik bedauerlich. Sie sagte, die Gespräche gingen weiter.",
			"Am Abend brachte ein Boot aus Sund die Post zu den Inseln.",
		},
		"Anzeige|Mehr zum Thema|Lesen Sie auch: Streik im dritten Tag|Lesen Sie hier mehr|Teilen|Artikel teilen|" +
			"Auf Facebook teilen|Newsletter abonnieren|Jetzt Newsletter abonnieren|Zur Startseite|Foto: Ida Holm/dpa|" +
			"Quelle: dpa|Kommentare|Kommentar schreiben|Alle Rechte vorbehalten|Impressum|Datenschutz|" +
			"Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten.|Merken|Drucken|Artikel vorlesen|Von Ida Holm|" +
			"Nach oben|Zum Inhalt springen|Das könnte Sie auch interessieren|Meistgelesen|" +
			"Empfohlener redaktioneller Inhalt|Bitte aktivieren Sie JavaScript",
	},
	"fr": {
		[]string{
			"Le ferry entre Norvik et Sund est à quai depuis lundi, a dit mardi le propriétaire de la ligne. L'équipage " +
				"demande une hausse de salaire depuis mai.",
			"Le comté paie un bus par le pont d'Orm, et quelque quatre cents personnes l'ont pris, selon le bureau du port.",
			"Ada Lund, qui préside le conseil, a jugé la grève regrettable. Elle a dit que les discussions continuaient.",
			"Dans la soirée, un bateau de Sund a porté le courrier aux îles.",
		},
		"Publicité|Lire aussi : La grève entre dans son troisième jour|À lire aussi|Lire aussi|Partager|" +
			"Partager l'article|Partager sur Facebook|Abonnez-vous à notre newsletter|S'abonner|Je m'abonne|Retour en haut|" +
			"Photo : Ida Holm/AFP|Crédit photo : Ida Holm|Commentaires|Laisser un commentaire|Tous droits réservés|" +
			"Mentions légales|Nous utilisons des cookies pour améliorer votre expérience.|Imprimer|Par Ida Holm|" +
			"Aller au contenu|Sur le même sujet|Les plus lus|La suite après la publicité|Article réservé aux abonnés|" +
			"Il vous reste 70 % de cet article à lire.",
	},
	"es": {
		[]string{
			"El transbordador entre Norvik y Sund está parado desde el lunes, dijo el martes el dueño de la línea. La " +
				"tripulación pide más sueldo desde mayo.",
			"El condado paga un autobús por el puente de Orm, y unas cuatrocientas personas lo tomaron, dijo la oficina " +
				"del puerto.",
			"Ada Lund, que preside el consejo, lamentó la huelga. Dijo que las conversaciones siguen.",
			"Por la tarde un barco de Sund llevó el correo a las islas.",
		},
		"Publicidad|Lea también: La huelga entra en su tercer día|Lee también|Te puede interesar|Compartir|" +
			"Compartir en Facebook|Suscríbete a nuestro boletín|Suscríbase|Volver arriba|Foto: Ida Holm/EFE|Comentarios|" +
			"Deja un comentario|Todos los derechos reservados|Aviso legal|Utilizamos cookies para mejorar su experiencia.|" +
			"Imprimir|Por Ida Holm|Saltar al contenido|Más noticias|Lo más leído|Relacionado|Archivado en",
	},
	"it": {
		[]string{
			"Il traghetto tra Norvik e Sund è fermo da lunedì, ha detto martedì il proprietario della linea. L'equipaggio " +
				"chiede più soldi da maggio.",
			"La contea paga un autobus sul ponte di Orm, e circa quattrocento persone lo hanno preso, ha detto l'ufficio " +
				"del porto.",
			"Ada Lund, che guida il consiglio, ha definito lo sciopero un peccato. Ha detto che i colloqui continuano.",
			"In serata una barca di Sund ha portato la posta alle isole.",
		},
		"Pubblicità|Leggi anche: Lo sciopero entra nel terzo giorno|Leggi anche|Condividi|Condividi su Facebook|" +
			"Iscriviti alla newsletter|Abbonati|Torna su|Foto: Ida Holm/ANSA|Commenti|Lascia un commento|" +
			"Tutti i diritti riservati|Usiamo i cookie per migliorare la tua esperienza.|Stampa|Vai al contenuto|" +
			"I più letti|Riproduzione riservata",
	},
	"pl": {
		[]string{
			"Prom między Norvik a Sund stoi od poniedziałku, powiedział we wtorek właściciel linii. Załoga od maja chce " +
				"wyższej płacy.",
			"Powiat płaci za autobus przez most w Orm, a jechało nim około czterystu osób, podało biuro portu.",
			"Ada Lund, która kieruje radą, ubolewa nad strajkiem. Powiedziała, że rozmowy trwają.",
			"Wieczorem łódź z Sund przywiozła pocztę na wyspy.",
		},
		"Reklama|Czytaj także: Strajk trwa trzeci dzień|Czytaj też|Zobacz też|Udostępnij|Udostępnij na Facebooku|" +
			"Zapisz się do newslettera|Fot. Ida Holm/PAP|Komentarze|Dodaj komentarz|Wszelkie prawa zastrzeżone|Drukuj|" +
			"Najczęściej czytane",
	},
	"uk": {
		[]string{
			"Пором між Норвіком і Сундом стоїть від понеділка, сказав у вівторок власник лінії. Команда від травня хоче " +
				"більшої платні.",
			"Округ платить за автобус через міст в Ормі, і ним їхало близько чотирьохсот людей, повідомило управління " +
				"порту.",
			"Ада Лунд, яка очолює раду, шкодує про страйк. Вона сказала, що переговори тривають.",
			"Увечері човен із Сунда привіз пошту на острови.",
		},
		"Реклама|Читайте також: Страйк триває третій день|Читайте також|Поділитися|Підписуйтесь на наш Telegram-канал|" +
			"Фото: Іда Гольм|Коментарі|Залишити коментар|Усі права захищені|Друкувати|Найпопулярніше|Підписатися",
	},
}

// TestFurnitureOfOtherLanguages holds that their furniture is left out and said to be, and their prose kept.
func TestFurnitureOfOtherLanguages(t *testing.T) {
	for language, page := range foreignPages {
		for l := range strings.SplitSeq(page.furniture, "|") {
			body := strings.Join(slices.Insert(slices.Clone(page.prose), 2, l), "\n\n")
			text, dropped := "", ""
			for _, a := range plain(t, Page{Title: "Norvik, Sund", Body: []byte(body)}) {
				text += a.Text + "\n"
				for _, d := range a.Dropped {
					dropped += d.Text
				}
			}
			if dropped != l {
				t.Errorf("%s: of %q %q is left out", language, l, dropped)
			}
			for _, p := range page.prose {
				if !strings.Contains(text, p) {
					t.Errorf("%s: %q takes %q with it", language, l, p)
				}
			}
		}
	}
}
