package speech

import "strings"

// postSieve gives the words of an embedded post to the one who signs below: "— Ana Brun (@brun) May 5".
var postSieve = voiceSieve{"post", []string{
	"It rained.\nI was in Odrin today. Good bread.\n— Ana Brun (@anabrun) May 5, 2024\nThe shop is closed. => |Ana Brun|Ana Brun|Ana Brun|",
}, readPost}

// postReach is how many sentences a post has at most: who signs is not looked for to the end of a page that is one
// paragraph.
const postReach = 40

func readPost(r *state, i int) voice {
	j, end := i+1, min(len(r.voices), i+postReach)
	for j < end && r.Doc.SameParagraph(j) {
		j++
	}
	if j >= end || r.Doc.Sentences[i].Heading || !r.voices[j].signed {
		return voice{}
	}
	s := &r.Doc.Sentences[j]
	if !strings.Contains(r.Doc.Article.Text[s.Start:s.End], "(@") {
		return voice{}
	}
	return r.voices[j].inherited(j)
}
