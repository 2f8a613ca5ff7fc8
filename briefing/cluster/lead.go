package cluster

import (
	"time"

	"briefbot/briefing/text"
)

// leadSentences is how many sentences, after the title, say what an article is about.
const leadSentences = 3

// leadNames is how many names a lead must hold for what it does not share to mean anything.
const leadNames = 3

// lead is what a document says at its start: which places and things, and which days.
type lead struct {
	names []term         // rare names, persons apart, in order, with their rarity
	days  [7]bool        // by weekday: the days that are spoken of
	all   map[int32]bool // every term of the whole document
	// head are the words of the title, or of the first sentence where there is none, names apart: what
	// happened.
	head []term
	// title are the names and the other words of the title, or of the line that stands for it.
	titleNames, titleWords map[int32]bool
}

// lead reads a document's lead. Persons are left out: the same official announces both of two
// look-alike events. So are numbers: a day later one story has other numbers, too.
func (lx *lexicon) lead(d *text.Document, counts map[int32]float64, t tuning) lead {
	l := lead{all: make(map[int32]bool, len(counts)), titleNames: map[int32]bool{}, titleWords: map[int32]bool{}}
	for id := range counts {
		l.all[id] = true
	}
	seen := map[int32]bool{}
	read := func(s *text.Sentence) {
		for _, x := range s.Times {
			if x.To.Sub(x.From) == 24*time.Hour {
				l.days[x.From.Weekday()] = true
			}
		}
		for _, tok := range s.Tokens {
			if day, ok := weekdays[tok.Norm]; ok {
				l.days[day] = true
				continue
			}
			id, ok := lx.ids[tok.Stem]
			if !ok || seen[id] || !lx.named(id) || lx.idfs[id] < t.factRarity || tok.Text[0] <= '9' || person(s, tok) {
				continue
			}
			seen[id] = true
			l.names = append(l.names, term{id, lx.idfs[id]})
		}
	}
	read(&d.Title)
	for _, tok := range d.Title.Tokens {
		id, ok := lx.ids[tok.Stem]
		switch {
		case !ok || tok.Stop || !tok.Word || tok.Text[0] <= '9':
		case lx.named(id) && lx.idfs[id] >= t.factRarity && tok.Text[0] < 'a':
			if !person(&d.Title, tok) {
				l.titleNames[id] = true
			}
		default:
			l.titleWords[id] = true
		}
	}
	head := &d.Title
	if len(head.Tokens) == 0 && len(d.Sentences) > 0 {
		head = &d.Sentences[0]
	}
	told := map[int32]bool{}
	for _, tok := range head.Tokens {
		if id, ok := lx.ids[tok.Stem]; ok && tok.Word && !ordinary(tok) && !told[id] && l.all[id] && !lx.named(id) {
			told[id] = true
			l.head = append(l.head, term{id, lx.idfs[id]})
		}
	}
	for i := range min(leadSentences, len(d.Sentences)) {
		read(&d.Sentences[i])
	}
	return l
}

// weekdays by their folded English names.
var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday,
	"friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
}

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
func (l lead) agreement(o lead, t tuning) float64 {
	if l.lookAlike(o) && l.otherDays(o) {
		return -1 // what speaks for one event speaks against it: other likenesses must outweigh it
	}
	if len(l.names) < leadNames || len(o.names) < leadNames {
		return 1
	}
	apart := min(l.unshared(o), o.unshared(l))
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
func (l lead) lookAlike(o lead) bool {
	words := 0
	for id := range l.titleWords {
		if o.titleWords[id] {
			words++
		}
	}
	for id := range l.titleNames {
		if o.titleNames[id] {
			return false
		}
	}
	return words >= 2 && len(l.titleNames) >= 2 && len(o.titleNames) >= 2
}

// unshared is the share of l's names, by rarity, that o's document does not mention.
func (l lead) unshared(o lead) float64 {
	sum, alone := 0.0, 0.0
	for _, x := range l.names {
		sum += x.weight
		if !o.all[x.id] {
			alone += x.weight
		}
	}
	return alone / sum
}

// otherDays reports whether both leads speak of days, and of none in common.
func (l lead) otherDays(o lead) bool {
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
func (l lead) mentions(o lead) float64 {
	sum, shared := 0.0, 0.0
	for _, x := range l.head {
		sum += x.weight
		if o.all[x.id] {
			shared += x.weight
		}
	}
	if sum == 0 {
		return 1
	}
	return shared / sum
}

// headed is the factor that two headings put on their documents' likeness: of what has happened in the
// one the other has to speak, else two events have nothing in common but a place and its people. It
// means nothing across languages.
func (l lead) headed(o lead, t tuning) float64 {
	m := (l.mentions(o) + o.mentions(l)) / 2
	return 1 - t.unheaded*(1-min(1, m/t.headed))
}
