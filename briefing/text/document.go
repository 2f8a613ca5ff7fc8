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
}

// Sentence is a briefing.Sentence with its words and what they denote.
type Sentence struct {
	briefing.Sentence
	Tokens  []Token
	Names   []Name
	Numbers []Number
	Times   []Time
	// Heading marks a line that heads what follows and is no sentence of the running text.
	Heading bool
	// SpeakerKey is the canonical key (Name.Key) of the speaker, for comparing; empty with no speaker.
	SpeakerKey string
	// SpeakerNamed says that this very sentence names the speaker, so that it can stand alone.
	SpeakerNamed bool
	// Introduced is the index of the sentence that names the speaker when this one does not, or -1.
	Introduced int
	// Dangling says that the sentence leans on what stands before it ("He", "That number", "The
	// group", "However, …"), so that a reader who sees it alone would not know who or what is meant.
	Dangling bool
}

// Token is a word, a number, or a mark.
type Token struct {
	Span
	Text string // as written
	Norm string // folded: see Fold
	Stem string // Norm without inflection
	Stop bool   // a function word that carries no matter of its own
	Word bool   // a word or number, not a mark

	lex *lexeme
}

// NameKind tells what a name names, as far as the text shows it.
type NameKind string

// The kinds of names. Other is a name whose kind the text does not show.
const (
	Person       NameKind = "person"
	Place        NameKind = "place"
	Organization NameKind = "organization"
	Group        NameKind = "group" // a people, a party's followers: "Russians", "Democrats"
	Other        NameKind = "other"
)

// Name is a mention of somebody or something by name.
type Name struct {
	Span
	Text string // as written, without title or role
	// Key is equal for all spellings of one name: aliases, transliterations, a surname that the
	// article has introduced in full.
	Key  string
	Kind NameKind
	Role string // the role beside it, as written: "Kremlin spokesman"; may be empty
}

// Number is a quantity.
type Number struct {
	Span
	Value float64
	Unit  string // "%", "USD", "km"; empty for a plain count
	Noun  string // stem of the thing counted ("soldier"), or empty
	// Bound is "+" for at least ("more than 80"), "-" for at most, "~" for about, or empty.
	Bound string
}

// Time is a time expression, resolved against the article's publication time.
type Time struct {
	Span
	From, To time.Time // To not included; zero when it could not be resolved
}

// Analyzer reads articles. It is safe for concurrent use. The zero Options is the documented default.
type Analyzer struct {
	options Options
}

// Options tunes an Analyzer.
type Options struct {
	// Aliases are the user's own names for one thing, each line a set: "Kyiv = Kiev = Kyjiw".
	Aliases []string
}

// New returns an Analyzer.
func New(o Options) *Analyzer { return &Analyzer{options: o} }

// Analyze reads a. It never fails: what cannot be read is left empty.
func (an *Analyzer) Analyze(a briefing.Article) *Document {
	d := &Document{Article: a}
	d.Title = Sentence{Tokens: Tokens(a.Title), Introduced: -1}
	d.Title.End = len(a.Title)
	paragraph, last := 0, 0
	for _, s := range Sentences(a.Text) {
		for i := last; i < s.Start; i++ {
			if a.Text[i] == '\n' {
				paragraph++
			}
		}
		last = s.Start
		x := Sentence{Introduced: -1}
		x.Start, x.End, x.Paragraph = s.Start, s.End, paragraph
		x.Tokens = Tokens(a.Text[s.Start:s.End])
		for k := range x.Tokens {
			x.Tokens[k].Start += s.Start
			x.Tokens[k].End += s.Start
		}
		d.Sentences = append(d.Sentences, x)
	}
	return d
}

// AnalyzeQuestion reads a question as one sentence asked at a moment, which "today" and "last week"
// are resolved against.
func (an *Analyzer) AnalyzeQuestion(q string, asOf time.Time) Sentence {
	s := Sentence{Tokens: Tokens(q), Introduced: -1}
	s.End = len(q)
	return s
}

// NameKey returns the key under which a name is compared: equal for aliases and transliterations.
func (an *Analyzer) NameKey(name string) string { return Fold(name) }
