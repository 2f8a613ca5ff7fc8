package speech

import "strings"

// postSieve gives the words of an embedded post to the one who signs below: "— Ana Brun (@brun) May 5".
var postSieve = voiceSieve{"post", []string{
	"It rained.\nI was in Odrin today. Good bread.\n— Ana Brun (@anabrun) May 5, 2024\nThe shop is closed. => |Ana Brun|Ana Brun|Ana Brun|",
}, readPost}

func readPost(r *state, i int) voice {
	j := i + 1
	for j < len(r.voices) && r.Doc.SameParagraph(j) {
		j++
	}
	if j >= len(r.voices) || r.Doc.Sentences[i].Heading || !r.voices[j].signed {
		return voice{}
	}
	s := &r.Doc.Sentences[j]
	if !strings.Contains(r.Doc.Article.Text[s.Start:s.End], "(@") {
		return voice{}
	}
	return r.voices[j].inherited(j)
}
