package speech

// afterColonSieve gives what follows a sentence that ends with a colon to who speaks there.
var afterColonSieve = voiceSieve{"after a colon", []string{
	"Ana Brun said on Monday:\nThe bridge is old. => Ana Brun|Ana Brun",
}, readAfterColon}

func readAfterColon(r *state, i int) voice {
	if i > 0 && r.voices[i-1].core && endsWith(&r.Doc.Sentences[i-1], ":") {
		return r.voices[i-1].inherited(i - 1)
	}
	return voice{}
}
