package cluster

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// leadSentences is how many sentences, after the title, say what an article is about.
const leadSentences = 3

// leadNames is how many names a lead must hold for what it does not share to mean anything.
const leadNames = 3

// lead is what a document says at its start: which places and things, and which days.
type lead struct {
	names []term  // rare names, persons apart, in order, with their rarity
	days  [7]bool // by weekday: the days that are spoken of
	all   []int32 // every term of the whole document, ascending
	// head are the words of the title, or of the first sentence where there is none, names apart: what
	// happened.
	head []term
	// titleNames and titleWords are the names and the other words of the title.
	titleNames, titleWords []int32
	// whose are the names of the places, firms and persons of the title and of the first sentence, each by its
	// rarest word, which tell the event from another one of its kind.
	whose []term
}

// lead reads a document's lead. Persons are left out: the same official announces both of two
// look-alike events. So are numbers: a day later one story has other numbers, too.
func (lx *lexicon) lead(d *text.Document, counts map[int32]float64, t tuning) lead {
	l := lead{all: make([]int32, 0, len(counts))}
	for id := range counts {
		l.all = append(l.all, id)
	}
	slices.Sort(l.all)
	lx.leadSentence(&l, &d.Title, t)
	lx.leadTitle(&l, &d.Title, t)
	lx.leadHead(&l, d)
	lx.leadWhose(&l, d, t)
	for i := range min(leadSentences, len(d.Sentences)) {
		lx.leadSentence(&l, &d.Sentences[i], t)
	}
	return l
}

// leadSentence reads the days and the names of a sentence.
func (lx *lexicon) leadSentence(l *lead, s *text.Sentence, t tuning) {
	for _, x := range s.Times {
		if x.To.Sub(x.From) == 24*time.Hour {
			l.days[x.From.Weekday()] = true
		}
	}
	for _, tok := range s.Tokens {
		if day, ok := weekday(tok.Norm); ok {
			l.days[day] = true
			continue
		}
		id, ok := lx.ids[tok.Stem]
		if !ok || !lx.named(id) || lx.idfs[id] < t.factRarity || tok.Text[0] <= '9' || person(s, tok) {
			continue
		}
		if !slices.ContainsFunc(l.names, func(x term) bool { return x.id == id }) {
			l.names = append(l.names, term{id, float32(lx.idfs[id])})
		}
	}
}

// leadTitle reads the names and the other words of a title.
func (lx *lexicon) leadTitle(l *lead, title *text.Sentence, t tuning) {
	for _, tok := range title.Tokens {
		id, ok := lx.ids[tok.Stem]
		switch {
		case !ok || tok.Stop || !tok.Word || tok.Text[0] <= '9':
		case lx.named(id) && lx.idfs[id] >= t.factRarity && tok.Text[0] < 'a':
			if !person(title, tok) {
				l.titleNames = append(l.titleNames, id)
			}
		default:
			l.titleWords = append(l.titleWords, id)
		}
	}
	for _, list := range []*[]int32{&l.titleNames, &l.titleWords} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// leadHead reads what the heading says.
func (lx *lexicon) leadHead(l *lead, d *text.Document) {
	head := &d.Title
	if len(head.Tokens) == 0 && len(d.Sentences) > 0 {
		head = &d.Sentences[0]
	}
	for _, tok := range head.Tokens {
		id, ok := lx.ids[tok.Stem]
		if !ok || !tok.Word || ordinary(tok) || lx.named(id) || !l.has(id) {
			continue
		}
		if !slices.ContainsFunc(l.head, func(x term) bool { return x.id == id }) {
			l.head = append(l.head, term{id, float32(lx.idfs[id])})
		}
	}
}

// has reports whether the document holds a term.
func (l *lead) has(id int32) bool {
	_, ok := slices.BinarySearch(l.all, id)
	return ok
}

// weekday is the day of the week that a folded word names; ok is false where it names none.
func weekday(norm string) (day time.Weekday, ok bool) {
	if !weekdays.Has(norm) {
		return 0, false
	}
	for !strings.EqualFold(day.String(), norm) {
		day++
	}
	return day, true
}

var weekdays = lex.Words("en/weekdays")

// person reports whether a token is part of a person's name.
func person(s *text.Sentence, tok text.Token) bool {
	for _, n := range s.Names {
		if n.Kind == text.Person && tok.Start() >= n.Start && tok.End() <= n.End {
			return true
		}
	}
	return false
}

// agreement is the factor that two leads put on their documents' likeness. It is 1 unless each
// names much that the other document never mentions; and it is small when the two also speak of
// different days, as two look-alike events do, of which there is one on each day.
func (l *lead) agreement(o *lead, t tuning) float64 {
	if l.lookAlike(o) && l.otherDays(o) {
		return -1 // what speaks for one event speaks against it: other likenesses must outweigh it
	}
	if len(l.names) < leadNames || len(o.names) < leadNames {
		return 1
	}
	apart := min(o.missing(l.names), l.missing(o.names))
	switch {
	case apart <= t.apart:
		return 1
	case apart >= t.otherDay && l.otherDays(o):
		return t.otherEvent
	}
	return 1 - t.disagreement*(apart-t.apart)/(1-t.apart)
}

// lookAlike reports whether two titles say the same of other names: "Three convoys reach A and B",
// "Three convoys leave for C and D".
func (l *lead) lookAlike(o *lead) bool {
	return len(l.titleNames) >= 2 && len(o.titleNames) >= 2 &&
		common(l.titleWords, o.titleWords) >= 2 && common(l.titleNames, o.titleNames) == 0
}

// common is how many numbers stand in both of two ascending lists.
func common[T cmp.Ordered](a, b []T) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// missing is the share of terms, by rarity, that the document does not hold; 0 where there are none.
func (l *lead) missing(terms []term) float64 {
	sum, alone := 0.0, 0.0
	for _, x := range terms {
		sum += float64(x.weight)
		if !l.has(x.id) {
			alone += float64(x.weight)
		}
	}
	if sum == 0 {
		return 0
	}
	return alone / sum
}

// otherDays reports whether both leads speak of days, and of none in common.
func (l *lead) otherDays(o *lead) bool {
	mine, theirs := false, false
	for day := range l.days {
		if l.days[day] && o.days[day] {
			return false
		}
		mine, theirs = mine || l.days[day], theirs || o.days[day]
	}
	return mine && theirs
}

// mentions is the share of what l's heading says, by rarity, that o's document mentions.
func (l *lead) mentions(o *lead) float64 {
	return 1 - o.missing(l.head)
}

// headed is the factor that two headings put on their documents' likeness: of what has happened in the
// one the other has to speak, else two events have nothing in common but a place and its people. It
// means nothing across languages.
func (l *lead) headed(o *lead, t tuning) float64 {
	m := (l.mentions(o) + o.mentions(l)) / 2
	return 1 - t.unheaded*(1-min(1, m/t.headed))
}
