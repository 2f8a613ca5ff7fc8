package text

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"time"

	"briefbot/briefing"
)

// Encoding is the version of what Append writes: it grows with every change of Document, of what it holds, or
// of how it is written.
const Encoding = 2

// ErrDamaged says that bytes are no document as Append writes it.
var ErrDamaged = errors.New("the bytes are no document")

// Append appends d in a form that Read reads back whole. What is known of words by their looks is not in it: Read
// looks it up.
func Append(out []byte, d *Document) []byte {
	c := &codec{out: out}
	c.document(d)
	return c.out
}

// Read reads what Append wrote. The error is ErrDamaged.
func Read(data []byte) (*Document, error) {
	c := &codec{reads: true, data: string(data)} // every text of the document is a part of this one
	d := &Document{}
	if c.document(d); c.bad || c.data != "" {
		return nil, ErrDamaged
	}
	return d, nil
}

// ReadArticle reads the article of a document that Append wrote; its texts are parts of data. The error is ErrDamaged.
func ReadArticle(data string) (a briefing.Article, err error) {
	c := &codec{reads: true, data: data}
	if c.article(&a); c.bad {
		return a, ErrDamaged
	}
	return a, nil
}

// codec goes through a document, field by field, and writes each or reads it: numbers as varints, texts behind their
// lengths. Once something is wrong with what it reads all is empty.
type codec struct {
	out   []byte // what is written
	reads bool
	data  string // what is left to be read
	bad   bool
}

func (c *codec) document(d *Document) {
	c.article(&d.Article)
	c.sentence(&d.Title, d.Article.Title)
	list(c, &d.Sentences, func(s *Sentence) { c.sentence(s, d.Article.Text) })
	list(c, &d.Voices, func(v *Voice) {
		str(c, &v.Name)
		str(c, &v.Key)
	})
}

func (c *codec) article(a *briefing.Article) {
	own(c, &a.ID)
	str(c, &a.Revision)
	own(c, &a.Origin)
	for _, s := range []*string{&a.Source, &a.URL, &a.Title, &a.Text} {
		str(c, s)
	}
	str(c, &a.PublishedFrom)
	str(c, &a.Language)
	str(c, &a.Kind)
	number(c, &a.Position)
	c.time(&a.Published.Time)
	c.bool(&a.Published.DayOnly)
	c.time(&a.FirstSeen)
	list(c, &a.Dropped, func(d *briefing.Dropped) {
		str(c, &d.Text)
		str(c, &d.Why)
	})
}

// sentence goes through a sentence of a text.
func (c *codec) sentence(s *Sentence, of string) {
	number(c, &s.Start)
	number(c, &s.End)
	number(c, &s.Paragraph)
	str(c, &s.Speaker)
	str(c, &s.Stance)
	c.bool(&s.Quoted)
	c.tokens(&s.Tokens, of)
	list(c, &s.Names, func(n *Name) {
		c.span(&n.Span)
		for _, s := range []*string{&n.Text, &n.Key, &n.Role, &n.Country} {
			str(c, s)
		}
		number(c, &n.Kind)
		c.bool(&n.Nation)
	})
	list(c, &s.Numbers, func(n *Number) {
		c.span(&n.Span)
		c.float(&n.Value)
		for _, s := range []*string{&n.Unit, &n.Currency, &n.Noun, &n.Bound} {
			str(c, s)
		}
	})
	list(c, &s.Times, func(t *Time) {
		c.span(&t.Span)
		c.time(&t.From)
		c.time(&t.To)
	})
	list(c, &s.Speech, func(x *Speech) {
		number(c, &x.Voice)
		number(c, &x.Cue)
		c.reach(&x.Who)
		str(c, &x.Stance)
	})
	list(c, &s.Events, func(e *Event) {
		number(c, &e.Verb)
		number(c, &e.Count)
		c.reach(&e.Who)
		c.reach(&e.Whom)
		c.bool(&e.Negated)
		number(c, &e.Modality)
		c.bool(&e.Passive)
	})
	str(c, &s.SpeakerKey)
	number(c, &s.Introduced)
	c.bool(&s.SpeakerNamed)
	c.bool(&s.Heading)
	c.bool(&s.Dangling)
}

// tokens goes through the tokens of a text: how far each is from the one before, its flags, and its length.
func (c *codec) tokens(all *[]Token, of string) {
	end := 0
	list(c, all, func(t *Token) {
		word := ""
		if !c.reads {
			word = t.Text
		}
		gap, length := t.Start()-end, len(word)
		number(c, &gap)
		start := end + gap
		c.byte((*byte)(&t.flags))
		if !c.reads && (start < 0 || length > len(of)-start || of[start:start+length] != word) {
			length = -1 // it is not as it stands
		}
		switch number(c, &length); {
		case length < 0:
			str(c, &word)
		case c.reads && (start < 0 || length > len(of)-start):
			c.fail()
		case c.reads:
			word = of[start : start+length]
		}
		if c.reads && !c.bad {
			t.Lexeme, t.start = Lookup(word), int32(start)
		}
		end = start + len(word)
	})
}

func (c *codec) span(s *Span) {
	length := s.End - s.Start
	number(c, &s.Start)
	number(c, &length)
	if c.reads {
		s.End = s.Start + length
	}
}

func (c *codec) reach(r *Range) {
	number(c, &r.From)
	number(c, &r.To)
}

// time goes through a time with its zone.
func (c *codec) time(t *time.Time) {
	seconds, nanoseconds, zoned := t.Unix(), t.Nanosecond(), t.Location() != time.UTC
	number(c, &seconds)
	number(c, &nanoseconds)
	c.bool(&zoned)
	zone, offset := t.Zone()
	if zoned {
		own(c, &zone)
		number(c, &offset)
	}
	if !c.reads {
		return
	}
	if *t = time.Unix(seconds, int64(nanoseconds)).UTC(); zoned {
		*t = t.In(time.FixedZone(zone, offset))
	}
}

// list goes through a list, of which each part takes a byte at least; one without parts is nil.
func list[T any](c *codec, all *[]T, one func(*T)) {
	n := len(*all)
	if number(c, &n); c.reads {
		if n < 0 || n > len(c.data) {
			c.fail()
		}
		if n == 0 || c.bad {
			return
		}
		*all = make([]T, n)
	}
	for i := range *all {
		if one(&(*all)[i]); c.bad {
			*all = nil
			return
		}
	}
}

// number goes through a whole number.
func number[T ~int | ~int16 | ~int32 | ~int64 | ~uint8](c *codec, n *T) {
	if !c.reads {
		c.out = binary.AppendVarint(c.out, int64(*n))
		return
	}
	x := c.uint()
	*n = T(int64(x>>1) ^ -int64(x&1))
}

// str goes through a text.
func str[T ~string](c *codec, s *T) {
	if !c.reads {
		c.out = append(binary.AppendUvarint(c.out, uint64(len(*s))), *s...)
		return
	}
	*s = T(c.take(c.uint()))
}

// own goes through a text that does not hold the document: of what is kept of it longer.
func own[T ~string](c *codec, s *T) {
	if str(c, s); c.reads {
		*s = T(strings.Clone(string(*s)))
	}
}

func (c *codec) bool(on *bool) {
	b := byte(0)
	if *on {
		b = 1
	}
	if c.byte(&b); c.reads {
		*on = b == 1
	}
}

func (c *codec) byte(b *byte) {
	if !c.reads {
		c.out = append(c.out, *b)
	} else if s := c.take(1); s != "" {
		*b = s[0]
	}
}

func (c *codec) float(f *float64) {
	if !c.reads {
		c.out = binary.LittleEndian.AppendUint64(c.out, math.Float64bits(*f))
	} else if s := c.take(8); s != "" {
		*f = math.Float64frombits(binary.LittleEndian.Uint64([]byte(s)))
	}
}

// uint reads a number that is not negative.
func (c *codec) uint() (x uint64) {
	for i := 0; i < len(c.data) && i < binary.MaxVarintLen64; i++ {
		b := c.data[i]
		x |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			c.data = c.data[i+1:]
			return x
		}
	}
	c.fail()
	return 0
}

// take reads so many bytes as they stand.
func (c *codec) take(n uint64) (s string) {
	if n > uint64(len(c.data)) {
		c.fail()
		return ""
	}
	s, c.data = c.data[:n], c.data[n:]
	return s
}

// fail notes that something is wrong.
func (c *codec) fail() { c.bad, c.data = true, "" }
