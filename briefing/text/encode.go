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
	w := &writer{out: out}
	w.article(&d.Article)
	w.sentence(&d.Title, d.Article.Title)
	w.int(len(d.Sentences))
	for i := range d.Sentences {
		w.sentence(&d.Sentences[i], d.Article.Text)
	}
	w.int(len(d.Voices))
	for _, v := range d.Voices {
		w.string(v.Name)
		w.string(v.Key)
	}
	return w.out
}

// Read reads what Append wrote. The error is ErrDamaged.
func Read(data []byte) (*Document, error) {
	r := &reader{data: string(data)} // every text of the document is a part of this one
	d := &Document{Article: r.article()}
	d.Title = r.sentence(d.Article.Title)
	d.Sentences = make([]Sentence, r.count())
	for i := range d.Sentences {
		d.Sentences[i] = r.sentence(d.Article.Text)
	}
	d.Voices = list(r, func() Voice { return Voice{Name: r.string(), Key: r.string()} })
	if r.bad || r.data != "" {
		return nil, ErrDamaged
	}
	return d, nil
}

// ReadArticle reads the article of a document that Append wrote. The error is ErrDamaged.
func ReadArticle(data []byte) (briefing.Article, error) {
	r := &reader{data: string(data)}
	a := r.article()
	if r.bad {
		return a, ErrDamaged
	}
	return a, nil
}

// writer encodes: numbers as varints, texts behind their lengths.
type writer struct {
	out []byte
}

func (w *writer) int(n int) { w.out = binary.AppendVarint(w.out, int64(n)) }

func (w *writer) bool(on bool) {
	if on {
		w.out = append(w.out, 1)
	} else {
		w.out = append(w.out, 0)
	}
}

func (w *writer) string(s string) {
	w.out = binary.AppendUvarint(w.out, uint64(len(s)))
	w.out = append(w.out, s...)
}

// time writes a time with its zone.
func (w *writer) time(t time.Time) {
	w.int(int(t.Unix()))
	w.int(t.Nanosecond())
	if t.Location() == time.UTC {
		w.bool(false)
		return
	}
	w.bool(true)
	zone, offset := t.Zone()
	w.string(zone)
	w.int(offset)
}

func (w *writer) article(a *briefing.Article) {
	for _, s := range []string{string(a.ID), string(a.Revision), a.Origin, a.Source, a.URL, a.Title, a.Text, string(a.PublishedFrom),
		a.Language, string(a.Kind)} {
		w.string(s)
	}
	w.int(a.Position)
	w.time(a.Published.Time)
	w.bool(a.Published.DayOnly)
	w.time(a.FirstSeen)
	w.int(len(a.Dropped))
	for _, d := range a.Dropped {
		w.string(d.Text)
		w.string(d.Why)
	}
}

// sentence writes a sentence of a text.
func (w *writer) sentence(s *Sentence, of string) {
	w.int(s.Start)
	w.int(s.End)
	w.int(s.Paragraph)
	w.string(s.Speaker)
	w.string(string(s.Stance))
	w.bool(s.Quoted)
	w.tokens(s.Tokens, of)
	w.int(len(s.Names))
	for i := range s.Names {
		n := &s.Names[i]
		w.span(n.Span)
		w.string(n.Text)
		w.string(n.Key)
		w.string(n.Role)
		w.string(n.Country)
		w.int(int(n.Kind))
		w.bool(n.Nation)
	}
	w.int(len(s.Numbers))
	for i := range s.Numbers {
		n := &s.Numbers[i]
		w.span(n.Span)
		w.out = binary.LittleEndian.AppendUint64(w.out, math.Float64bits(n.Value))
		w.string(n.Unit)
		w.string(n.Currency)
		w.string(n.Noun)
		w.string(n.Bound)
	}
	w.int(len(s.Times))
	for i := range s.Times {
		w.span(s.Times[i].Span)
		w.time(s.Times[i].From)
		w.time(s.Times[i].To)
	}
	w.int(len(s.Speech))
	for _, x := range s.Speech {
		w.int(int(x.Voice))
		w.int(int(x.Cue))
		w.reach(x.Who)
		w.string(string(x.Stance))
	}
	w.int(len(s.Events))
	for _, e := range s.Events {
		w.int(int(e.Verb))
		w.int(int(e.Count))
		w.reach(e.Who)
		w.reach(e.Whom)
		w.bool(e.Negated)
		w.int(int(e.Modality))
		w.bool(e.Passive)
	}
	w.string(s.SpeakerKey)
	w.int(s.Introduced)
	w.bool(s.SpeakerNamed)
	w.bool(s.Heading)
	w.bool(s.Dangling)
}

func (w *writer) span(s Span) {
	w.int(s.Start)
	w.int(s.End - s.Start)
}

func (w *writer) reach(r Range) {
	w.int(int(r.From))
	w.int(int(r.To))
}

// tokens writes tokens: how far each is from the one before, its length, and its flags.
func (w *writer) tokens(all []Token, of string) {
	w.int(len(all))
	end := 0
	for i := range all {
		t := &all[i]
		w.int(t.Start() - end)
		end = t.End()
		here := t.Start() >= 0 && end <= len(of) && of[t.Start():end] == t.Text
		w.out = append(w.out, byte(t.flags))
		if here {
			w.int(len(t.Text))
		} else {
			w.int(-1) // it is not as it stands
			w.string(t.Text)
		}
	}
}

// reader decodes what writer wrote. Once something is wrong all is empty.
type reader struct {
	data string
	bad  bool
}

// fail notes that something is wrong.
func (r *reader) fail() { r.bad, r.data = true, "" }

func (r *reader) uint() uint64 {
	var n uint64
	for i := 0; i < len(r.data) && i < binary.MaxVarintLen64; i++ {
		c := r.data[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.data = r.data[i+1:]
			return n
		}
	}
	r.fail()
	return 0
}

func (r *reader) int() int {
	n := r.uint()
	return int(n>>1) ^ -int(n&1)
}

// count reads the length of a list, of which each part takes a byte at least.
func (r *reader) count() int {
	n := r.int()
	if n < 0 || n > len(r.data) {
		r.fail()
		return 0
	}
	return n
}

func (r *reader) byte() byte {
	if r.data == "" {
		r.fail()
		return 0
	}
	c := r.data[0]
	r.data = r.data[1:]
	return c
}

func (r *reader) bool() bool { return r.byte() == 1 }

func (r *reader) string() string {
	n := r.uint()
	if n > uint64(len(r.data)) {
		r.fail()
		return ""
	}
	s := r.data[:n]
	r.data = r.data[n:]
	return s
}

// own is a string that does not hold the document: of what is kept of it longer.
func (r *reader) own() string { return strings.Clone(r.string()) }

func (r *reader) time() time.Time {
	sec, nsec := r.int(), r.int()
	t := time.Unix(int64(sec), int64(nsec)).UTC()
	if r.bool() {
		zone := r.own()
		t = t.In(time.FixedZone(zone, r.int()))
	}
	return t
}

func (r *reader) article() briefing.Article {
	var a briefing.Article
	a.ID, a.Revision = briefing.ArticleID(r.own()), briefing.Revision(r.string())
	a.Origin, a.Source, a.URL, a.Title, a.Text = r.own(), r.string(), r.string(), r.string(), r.string()
	a.PublishedFrom, a.Language, a.Kind = briefing.PublishedFrom(r.string()), r.string(), briefing.Kind(r.string())
	a.Position = r.int()
	a.Published.Time = r.time()
	a.Published.DayOnly = r.bool()
	a.FirstSeen = r.time()
	a.Dropped = list(r, func() briefing.Dropped { return briefing.Dropped{Text: r.string(), Why: r.string()} })
	return a
}

// list reads a list; one without parts is nil.
func list[T any](r *reader, one func() T) []T {
	n := r.count()
	if n == 0 {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		if out[i] = one(); r.bad {
			return nil
		}
	}
	return out
}

// sentence reads a sentence of a text.
func (r *reader) sentence(of string) Sentence {
	var s Sentence
	s.Start, s.End, s.Paragraph = r.int(), r.int(), r.int()
	s.Speaker, s.Stance, s.Quoted = r.string(), briefing.Stance(r.string()), r.bool()
	s.Tokens = r.tokens(of)
	s.Names = list(r, func() Name {
		return Name{Span: r.span(), Text: r.string(), Key: r.string(), Role: r.string(), Country: r.string(), Kind: NameKind(r.int()),
			Nation: r.bool()}
	})
	s.Numbers = list(r, func() Number {
		return Number{Span: r.span(), Value: r.float(), Unit: r.string(), Currency: r.string(), Noun: r.string(), Bound: r.string()}
	})
	s.Times = list(r, func() Time { return Time{Span: r.span(), From: r.time(), To: r.time()} })
	s.Speech = list(r, func() Speech {
		return Speech{Voice: int32(r.int()), Cue: int16(r.int()), Who: r.reach(), Stance: briefing.Stance(r.string())}
	})
	s.Events = list(r, func() Event {
		return Event{Verb: int16(r.int()), Count: int16(r.int()), Who: r.reach(), Whom: r.reach(), Negated: r.bool(), Modality: Modality(r.int()),
			Passive: r.bool()}
	})
	s.SpeakerKey, s.Introduced = r.string(), r.int()
	s.SpeakerNamed, s.Heading, s.Dangling = r.bool(), r.bool(), r.bool()
	return s
}

func (r *reader) span() Span {
	start := r.int()
	return Span{start, start + r.int()}
}

func (r *reader) reach() Range { return Range{From: int16(r.int()), To: int16(r.int())} }

func (r *reader) float() float64 {
	if len(r.data) < 8 {
		r.fail()
		return 0
	}
	n := binary.LittleEndian.Uint64([]byte(r.data[:8]))
	r.data = r.data[8:]
	return math.Float64frombits(n)
}

// tokens reads tokens of a text.
func (r *reader) tokens(of string) []Token {
	n := r.count()
	if n == 0 {
		return nil
	}
	out := make([]Token, n)
	end := 0
	for i := range out {
		start := end + r.int()
		flags := flag(r.byte())
		word := ""
		if length := r.int(); length < 0 {
			word = r.string()
		} else if start < 0 || length > len(of)-start {
			r.fail()
		} else {
			word = of[start : start+length]
		}
		if r.bad {
			return nil
		}
		out[i] = Token{Lexeme: Lookup(word), start: int32(start), flags: flags}
		end = start + len(word)
	}
	return out
}
