package evidence

import (
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
)

// A headline that says itself whose claim it is gets no other speaker before it.
func TestHeadlineNamesItsOwnVoice(t *testing.T) {
	an := annotate.New(annotate.Options{})
	const title = "Odrin claims Brask shelled chemical plant, Brask denies"
	d := an.Analyze(briefing.Article{
		ID: "a", Title: title, Language: "en", Published: briefing.PubTime{Time: time.Date(2024, 5, 14, 8, 0, 0, 0, time.UTC)},
		Text: "Brask spokesman Igor Konash denied that Brask shelled the chemical plant.\nThe plant stands outside of Sumra.\n" +
			"It makes fertiliser.\nSirens went at three.\nThe leak was closed at noon.\nNobody was hurt.",
	})
	if d.Sentences[0].Speaker == "" {
		t.Fatal("the sentence has no speaker")
	}
	if got, ok := Headline(d); ok && got.Text != title {
		t.Errorf("%q is told as %q", title, got.Text)
	}
}

// A speaker stands before a headline by the name alone, without article and role.
func TestHeadlineFrameIsShort(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for _, tt := range []struct{ title, text, want string }{
		{"Fish Market To Close For Repairs", "The fish market will close for repairs on 1 June, the city council said on Wednesday.",
			"City council: Fish Market To Close For Repairs"},
		{"Mayor to open new bridge in Arvik", "Town hall spokeswoman Ida Holm said the mayor will open a new bridge in Arvik on Friday.",
			"Ida Holm: Mayor to open new bridge in Arvik"},
	} {
		d := an.Analyze(briefing.Article{ID: "a", Title: tt.title, Text: tt.text, Language: "en",
			Published: briefing.PubTime{Time: time.Date(2024, 5, 14, 8, 0, 0, 0, time.UTC)}})
		if got, ok := Headline(d); !ok || got.Text != tt.want {
			t.Errorf("%q, %v; want %q", got.Text, ok, tt.want)
		}
	}
}
