package ingest

import "testing"

func TestIsLabel(t *testing.T) {
	for _, s := range []string{
		"Advertisement", "READ MORE: Bridge at Orm to close", "Photo: Edda Quill", "Comments", "Comments (14)", "Newsletter", "© 2031 Orm Courier",
		"For breaking news download\u00a0the Courier app for Android.", "Already a subscriber? Log in", "We may earn a commission when you buy through links.",
		"Email Edda Quill at quill@courier.example", "Sie müssen sich einloggen, um zu kommentieren.", "Pour lire la suite, achetez un accès.", "***",
	} {
		if !isLabel(s) {
			t.Errorf("%q is a label", s)
		}
	}
	for _, s := range []string{
		"Contact with the ferry was lost on Monday night, the coast guard said.",
		"Vell is already a member of the fishing union.",
		"Families of the sailors may receive compensation.",
		"The town asked residents to download the state's tracing app for iOS or Android before the fair.",
		"Travellers must register at the border, the ministry said.",
		"Comments by the mayor drew criticism.",
		"Loading of the ships stopped at noon.",
		"Wer kostenlos getestet werden will, muss sich im Rathaus registrieren.",
		"„Das ist nuestro canal“, sagte der Fischer in Vell.",
	} {
		if isLabel(s) {
			t.Errorf("%q is no label", s)
		}
	}
}
