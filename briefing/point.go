package briefing

// Point is one statement of a briefing, summary or answer.
//
// Text is obtainable from the quotes of its citations by deletions alone, apart from Frame, with
// which it begins when the quotes do not name the speaker in the words that were kept.
type Point struct {
	Text string `json:"text"`
	// Speaker is who makes the claim; empty where the outlet says it in its own voice.
	Speaker string `json:"speaker"`
	// Frame is the leading part of Text that names the speaker ("Dmitry Peskov: "), or empty.
	Frame string `json:"frame,omitempty"`
	// Cites are the numbers (Citation.N) of the citations that carry the point, best first.
	Cites []int `json:"cites"`
}

// Citation is a piece of evidence: a quote, and where exactly it stands.
type Citation struct {
	// N is the citation's number within its briefing, summary or answer, from 1.
	N        int       `json:"n"`
	Article  ArticleID `json:"article"`
	Revision Revision  `json:"revision"`
	Origin   string    `json:"origin"`
	Source   string    `json:"source"`
	Title    string    `json:"title"`
	URL      string    `json:"url"`
	// Published is the cited article's publication time.
	Published PubTime `json:"published"`
	// Field is the part of the revision that is quoted. Empty, as in what was saved before there was
	// the field, means its text.
	Field Field `json:"field"`
	// Quote is Field[Start:End] of that revision, byte for byte: a sentence or two, or a headline.
	Quote string `json:"quote"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	// Paragraph is the quote's paragraph in the text, from 1: where a reader without a link looks. 0 is
	// the headline.
	Paragraph int `json:"paragraph"`
	// SHA256 is the lower-case hex hash of the revision's whole field.
	SHA256 string `json:"sha256"`
}

// Field is a part of an article's revision that can be quoted.
type Field string

// The fields. A headline is evidence only where a sentence of its own article makes the same claim.
const (
	FieldText  Field = "text"
	FieldTitle Field = "title"
)

// Of returns the field's content in an article; the empty Field is the text.
func (f Field) Of(a Article) string {
	if f == FieldTitle {
		return a.Title
	}
	return a.Text
}

// Same reports whether two citations quote one range of one revision.
func (c Citation) Same(o Citation) bool {
	return c.Article == o.Article && c.Revision == o.Revision && (c.Field == FieldTitle) == (o.Field == FieldTitle) &&
		c.Start == o.Start && c.End == o.End
}

// Cite makes the citation of a.Text[start:end]; the number is given by whoever collects citations.
func Cite(a Article, start, end int) Citation {
	paragraph := 1
	for i := 0; i < start; i++ {
		if a.Text[i] == '\n' {
			paragraph++
		}
	}
	return Citation{
		Article: a.ID, Revision: a.Revision, Origin: a.Origin, Source: a.Source, Title: a.Title, URL: a.URL,
		Published: a.Published, Field: FieldText, Quote: a.Text[start:end], Start: start, End: end, Paragraph: paragraph,
		SHA256: TextSHA256(a.Text),
	}
}

// CiteTitle makes the citation of a.Title[start:end], as Cite does of the text.
func CiteTitle(a Article, start, end int) Citation {
	return Citation{
		Article: a.ID, Revision: a.Revision, Origin: a.Origin, Source: a.Source, Title: a.Title, URL: a.URL,
		Published: a.Published, Field: FieldTitle, Quote: a.Title[start:end], Start: start, End: end,
		SHA256: TextSHA256(a.Title),
	}
}

// Disagreement is two claims about one thing that cannot both hold.
type Disagreement struct {
	// About names the thing in dispute in words that stand side by side in one of the claims, or
	// as "the number of" what they count; empty where no such words name it well.
	About string `json:"about"`
	A     Point  `json:"a"`
	B     Point  `json:"b"`
}
