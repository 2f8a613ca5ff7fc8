package briefing

// Sentence is one sentence of an article's text, with who said it.
type Sentence struct {
	// Start and End are byte offsets into Article.Text; the range holds no leading or trailing space.
	Start, End int
	// Paragraph counts the text's paragraphs from 0.
	Paragraph int
	// Speaker is who the sentence's claim comes from, by the fullest name the article gives
	// ("Dmitry Peskov"), or by role where no name is given ("a Ukrainian official").
	// Empty means that the outlet says it in its own voice.
	Speaker string
	// Stance tells how the claim is put; empty where there is no speaker.
	Stance Stance
	// Quoted says that the sentence is, in the main, a direct quotation.
	Quoted bool
}

// Stance is how a speaker puts a claim.
type Stance string

// The stances. A verb such as "alleged" claims, "rejected" denies; every other verb of speech says.
const (
	Said    Stance = "said"
	Claimed Stance = "claimed"
	Denied  Stance = "denied"
)
