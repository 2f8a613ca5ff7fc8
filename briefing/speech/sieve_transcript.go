package speech

// transcriptSieve lets a label stand for its whole paragraph.
var transcriptSieve = voiceSieve{"transcript", []string{
	"Peter Orlin spoke.\nORLIN: I never saw it. Not once. => |Peter Orlin|Peter Orlin",
}, readTranscript}

func readTranscript(r *state, i int) voice {
	if r.Doc.SameParagraph(i) && r.voices[i-1].label {
		return r.voices[i-1].inherited(i - 1)
	}
	return voice{}
}
