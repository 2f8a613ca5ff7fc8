package text

import (
	"time"

	"briefbot/briefing"
)

// Span is a byte range, End not included.
type Span struct{ Start, End int }

// Document is an article with everything that was read in it. It is immutable and safe to share.
type Document struct {
	Article briefing.Article
	// Title is Article.Title, analysed; its spans are offsets into the title.
	Title Sentence
	// Sentences cover Article.Text, in order; their spans are offsets into the text.
	Sentences []Sentence
	// Voices are those who speak in the article, each once, in the order in which they are met.
	Voices []Voice
}

// Sentence is a briefing.Sentence with its words and what they denote.
type Sentence struct {
	briefing.Sentence
	Tokens  []Token
	Names   []Name
	Numbers []Number
	Times   []Time
	// Speech holds who speaks in the sentence, by each cue that was understood. The first is the
	// sentence's own speaker (Speaker, Stance), if it has one; further ones speak within it ("Brun said
	// that Orlin had denied it"). It is empty for a title and a question.
	Speech []Speech
	// Events are what the sentence tells to have happened, to be happening or to come, verb by verb in
	// their order. Words inside quotations are read like others.
	Events []Event
	// SpeakerKey is the canonical key (Name.Key) of the speaker, for comparing; empty with no speaker.
	SpeakerKey string
	// Introduced is the index of the sentence that names the speaker when this one does not, or -1.
	Introduced int
	// SpeakerNamed says that this very sentence names the speaker, so that it can stand alone.
	SpeakerNamed bool
	// Heading marks a line that heads what follows and is no sentence of the running text.
	Heading bool
	// Dangling says that the sentence leans on what stands before it ("He", "That number", "The
	// group", "However, …"), so that a reader who sees it alone would not know who or what is meant,
	// or that it is said by a "they" whom the article does not let find.
	Dangling bool
}

// Token is a word, a number, or a mark where it stands. What is known of it by its looks is shared by all
// tokens that are written alike.
type Token struct {
	*Lexeme
	start int32 // a text has less than two gigabytes
	flags flag
}

// Start is the byte offset at which the token begins, in what was analysed.
func (t *Token) Start() int { return int(t.start) }

// End is the byte offset behind the token.
func (t *Token) End() int { return int(t.start) + len(t.Text) }

// Span gives the bytes of the token.
func (t *Token) Span() Span { return Span{t.Start(), t.End()} }

// NameKind tells what a name names, as far as the text shows it.
type NameKind uint8

// The kinds of names; 0 is none. Other is a name whose kind the text does not show.
const (
	Person NameKind = iota + 1
	Place
	Organization
	Group // a people, a party's followers: "Russians", "Democrats"
	Other
)

// String names the kind.
func (k NameKind) String() string {
	return [...]string{"none", "person", "place", "organization", "group", "other"}[k]
}

// Name is a mention of somebody or something by name.
type Name struct {
	Span
	Text string // as written, without title or role
	// Key is equal for all spellings of one name: aliases, transliterations, a surname that the
	// article has introduced in full.
	Key  string
	Role string // the role beside it, as written: "Kremlin spokesman"; may be empty
	// Country is the key of the country whose people ("Ukrainians"), capital ("Kyiv") or own name the
	// name is; else empty.
	Country string
	Kind    NameKind
	Nation  bool // the name is that of a country itself
}

// Number is a quantity.
type Number struct {
	Span
	Value float64
	Unit  string // "%", "USD", "km"; empty for a plain count
	// Currency is the ISO 4217 code of an amount of money, which Unit is then too; else empty.
	Currency string
	Noun     string // stem of the thing counted ("soldier"), or empty
	// Bound is "+" for at least ("more than 80"), "-" for at most, "~" for about, or empty.
	Bound string
}

// Time is a time expression, resolved against the article's publication time.
type Time struct {
	Span
	From, To time.Time // To not included; zero when it could not be resolved
}

// SameParagraph says that sentence i stands in the paragraph of the sentence before it.
func (d *Document) SameParagraph(i int) bool {
	return i > 0 && d.Sentences[i-1].Paragraph == d.Sentences[i].Paragraph
}
