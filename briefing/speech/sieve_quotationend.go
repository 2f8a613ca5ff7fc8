package speech

// quotationEndSieve gives a quotation the speaker who is named where it ends: “One. Two,” she said.
var quotationEndSieve = voiceSieve{"end of a quotation", []string{
	"“The road is long. We shall walk it,” Ana Brun said. => Ana Brun|Ana Brun",
	"“Why now?” Mrs. Brun asked. => Brun|Brun",
}, readQuotationEnd}

func readQuotationEnd(r *state, i int) voice {
	if !r.quoted(i) || r.somebody(i) || i+1 >= len(r.voices) || !r.sameQuotation(i, i+1) && !r.voices[i+1].signed && !r.tag(i+1) {
		return voice{}
	}
	return r.voices[i+1].inherited(i + 1)
}
