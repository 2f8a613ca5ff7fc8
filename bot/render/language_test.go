package render

import (
	"testing"

	"briefbot/briefing"
)

func TestAQuestionInAnotherLanguageIsToldSo(t *testing.T) {
	for text, want := range map[string]string{
		briefing.OtherLanguage:  briefing.OtherLanguage,
		"The corpus is silent.": "The sources hold no answer to this question.",
	} {
		if got := Answer(briefing.Answer{Status: briefing.NoAnswer, Text: text}, Options{}).Summary; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
