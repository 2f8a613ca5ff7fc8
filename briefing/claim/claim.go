package claim

import (
	"sync"
	"time"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Claim is what one sentence claims: who says it, of whom and what, how many, where and when, and whether
// it is said not to be or is yet to come. It is immutable and safe to share.
type Claim struct {
	// Doc and Sentence say where it stands.
	Doc      *text.Document
	Sentence int
	// Speaker is the key of who claims it; empty for the outlet's own voice.
	Speaker string
	// Matter are the stems of what it is about, names left out; All those of the whole sentence.
	Matter, All Bag
	// Names are the names in it, by key, as they are written; the speaker is not among them.
	Names map[string]string
	// Figures are the numbers that it gives of something.
	Figures []Figure
	// Published is its article's time; From and To are the day that it is about, zero where it names none.
	Published time.Time
	From, To  time.Time

	leans     []Lean
	words     []text.Token    // the sentence's words, marks left out
	places    []slot          // its identifying names
	countries []slot          // its nations
	figured   map[string]bool // its words that are figures

	retracting, rejecting, speaking sync.Once
	retraction, rejection           bool
	spoken                          []text.Token // its speaker's words
}

// Of reads what a sentence of a document claims.
func Of(d *text.Document, sentence int) *Claim {
	s := &d.Sentences[sentence]
	c := &Claim{
		Doc: d, Sentence: sentence, Speaker: s.SpeakerKey, Names: map[string]string{}, All: BagOf(s.Tokens), Figures: figuresOf(s),
		Published: d.Article.Published.Time, leans: leansOf(s.Tokens),
	}
	matter := map[string]float64{}
	for _, t := range s.Tokens {
		if t.Word {
			c.words = append(c.words, t)
		}
		if t.Word && !t.Stop && len(t.Norm) > 2 && !text.HasDigit(t.Norm) {
			matter[t.Stem] = 1
		}
	}
	for _, n := range s.Names {
		if n.Key == s.SpeakerKey {
			continue
		}
		c.Names[n.Key] = n.Text
		for _, t := range s.Tokens {
			if t.Start() >= n.Start && t.End() <= n.End {
				delete(matter, t.Stem)
			}
		}
	}
	for _, x := range s.Times {
		if !x.From.IsZero() && x.To.Sub(x.From) <= aboutADay {
			c.From, c.To = x.From, x.To
		}
	}
	c.Matter, c.figured = NewBag(matter), figures(s.Tokens)
	c.places, c.countries = c.identifying(), c.nations()
	return c
}

// aboutADay is the longest stretch of time that counts as a day that a claim names.
const aboutADay = 36 * time.Hour

// OfTitle reads what a document's headline claims.
func OfTitle(d *text.Document) *Claim {
	return Of(&text.Document{Article: d.Article, Sentences: []text.Sentence{d.Title}}, 0)
}

// mostClaims is how many sentences of one document are read.
const mostClaims = 200

// Read reads the claims of documents that can be compared with others: sentences of the running text,
// neither very short nor very long, of somebody whom another could contradict. skip leaves out
// sentences that tell no news; nil leaves out none.
func Read(docs []*text.Document, skip func(*text.Document, *text.Sentence) bool) []*Claim {
	var out []*Claim
	for _, d := range docs {
		for i := range d.Sentences[:min(len(d.Sentences), mostClaims)] {
			s := &d.Sentences[i]
			if s.Heading || len(s.Tokens) < 5 || len(s.Tokens) > 90 || vague.Has(s.SpeakerKey) || skip != nil && skip(d, s) {
				continue
			}
			c := Of(d, i)
			if len(c.leans) > 0 || len(s.Numbers) > 0 || len(s.Names) > 0 || s.Speaker != "" {
				out = append(out, c)
			}
		}
	}
	return out
}

// vague are speakers of whom nobody could say that another contradicts them.
var vague = lex.Words("en/indefinite-speakers")

// Text is the sentence as it stands in its article.
func (c *Claim) Text() string {
	s := c.sentence()
	return c.Doc.Article.Text[s.Start:s.End]
}

// Read is the sentence as it was read.
func (c *Claim) Read() *text.Sentence { return c.sentence() }

func (c *Claim) sentence() *text.Sentence { return &c.Doc.Sentences[c.Sentence] }

// speaker are the words by which its speaker is named.
func (c *Claim) speaker() []text.Token {
	c.speaking.Do(func() { c.spoken = text.Tokens(c.sentence().Speaker) })
	return c.spoken
}

func (c *Claim) tokens() []text.Token { return c.sentence().Tokens }

// near reports whether two claims were published within three days of each other.
func (c *Claim) near(o *Claim) bool {
	return c.Published.IsZero() || o.Published.IsZero() || c.Published.Sub(o.Published).Abs() <= 72*time.Hour
}

// sameDay reports whether the days that two claims are about, where they name one, do not exclude
// each other.
func (c *Claim) sameDay(o *Claim) bool {
	return c.From.IsZero() || o.From.IsZero() || c.From.Before(o.To) && o.From.Before(c.To)
}

// sameTime reports whether the times that two claims name, of whatever length, do not all exclude each other: "this
// spring" and "in 2029" do.
func (c *Claim) sameTime(o *Claim) bool {
	named := false
	for _, x := range c.sentence().Times {
		for _, y := range o.sentence().Times {
			if x.From.IsZero() || y.From.IsZero() {
				continue
			}
			if x.From.Before(y.To) && y.From.Before(x.To) {
				return true
			}
			named = true
		}
	}
	return !named
}
