package ingest

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"briefbot/briefing"
)

func TestEncodingsAreGuessedAndSaid(t *testing.T) {
	for _, c := range []struct{ encoding, text string }{
		{"windows-1252", "Die Brücke über die Orr wird für eine Woche gesperrt, sagte der Bürgermeister. Schüler müssen früher aufstehen."},
		{"windows-1252", "Le maire a décidé de fermer le pont à la circulation dès lundi, après une réunion où il était présent."},
		{"windows-1252", "La alcaldía cerró el puente; según el ingeniero, la corrosión dañó más de la mitad de los pilares."},
		{"windows-1251", "Мост через Орр будет закрыт на неделю, сказал инженер. Школьные автобусы пойдут раньше, чем обычно."},
		{"windows-1251", "Міст через Орр буде закрито на тиждень, сказав інженер. Її слова підтвердила міська рада."},
		{"koi8-u", "Мост через Орр будет закрыт на неделю, сказал инженер. Школьные автобусы пойдут раньше, чем обычно."},
		{"windows-1250", "Most přes Orr bude na týden uzavřen, řekl inženýr. Školní autobusy pojedou dříve, než bylo zvykem."},
		{"iso-8859-2", "Most przez Orrę będzie zamknięty na tydzień, powiedział inżynier. Również autobusy szkolne pojadą wcześniej; już się śpieszą."},
		{"windows-1253", "Η γέφυρα θα κλείσει για μια εβδομάδα, είπε ο μηχανικός. Τα σχολικά λεωφορεία θα φύγουν νωρίτερα."},
		{"shift_jis", "橋は一週間閉鎖されると町の技師が手紙で述べた。スクールバスはいつもより早く出発する。"},
		{"euc-kr", "다리는 일주일 동안 폐쇄된다고 기술자가 말했다. 통학 버스는 평소보다 일찍 출발한다."},
		{"gb18030", "桥将关闭一周，镇上的工程师在信中说。校车将比平时更早出发。"},
		{"big5", "橋樑將關閉一週，鎮上的工程師在信中說。校車將比平時更早出發，學生們必須早起。"},
		{"euc-jp", "橋は一週間閉鎖されると町の技師が手紙で述べた。スクールバスはいつもより早く出発する。"},
	} {
		e, err := htmlindex.Get(c.encoding)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := e.NewEncoder().Bytes([]byte(c.text))
		if err != nil {
			t.Fatalf("%s: %v", c.encoding, err)
		}
		for _, kind := range []Kind{Plain, Markdown, HTML} {
			body := string(raw)
			if kind == HTML {
				body = "<html><title>x</title><body><p>" + body + "</p></body></html>"
			}
			articles, failures := New(Options{}).Articles(Page{Origin: "p", Kind: kind, Body: []byte(body)})
			if len(failures) > 0 || len(articles) != 1 || articles[0].Text != c.text {
				t.Errorf("%s, %s: %+v %v", c.encoding, kind, articles, failures)
				continue
			}
			said := false
			for _, d := range articles[0].Dropped {
				said = said || strings.Contains(d.Why, "not UTF-8")
			}
			if !said {
				t.Errorf("%s, %s: the guess is not said: %+v", c.encoding, kind, articles[0].Dropped)
			}
		}
	}
}

func TestWhatIsInNoEncodingIsNamed(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, 4000)
	for i := range b {
		b[i] = byte(0x80 + r.IntN(0x80))
		if i%7 == 0 {
			b[i] = ' '
		}
	}
	_, failures := New(Options{}).Articles(Page{Origin: "p", Kind: Plain, Body: b})
	if len(failures) != 1 || !errors.Is(failures[0].Err, briefing.ErrUnreadable) || !strings.Contains(failures[0].Err.Error(), "UTF-8") {
		t.Errorf("%v", failures)
	}
}

func TestAFewBrokenBytesLoseNothing(t *testing.T) {
	articles, _ := New(Options{}).Articles(Page{Origin: "p", Kind: Plain, Body: []byte("Die Brücke über die Orr, sagte er, wird gesperrt. Sie ist \x80 alt, f\xfcr immer.")})
	if len(articles) != 1 || !strings.Contains(articles[0].Text, "für immer") || !strings.Contains(articles[0].Text, "Brücke") {
		t.Errorf("%+v", articles)
	}
}

func BenchmarkGuess(b *testing.B) {
	e, _ := htmlindex.Get("windows-1251")
	raw, _ := e.NewEncoder().Bytes([]byte(strings.Repeat("Мост через Орр будет закрыт на неделю, сказал инженер.\n", 2000)))
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, name, err := guess(raw); err != nil || name != "windows-1251" {
			b.Fatal(name, err)
		}
	}
}
