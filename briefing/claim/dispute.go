package claim

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/lex"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// Dispute is a pair of claims that cannot both hold.
type Dispute struct {
	A, B *Claim
	// Kind says how they exclude each other.
	Kind Kind
	// About names the thing in dispute in words that stand side by side in one of the claims, or as
	// NumberFrame and what is counted; empty where no words name it well.
	About string
	// Score is how clear it is, for comparing disputes with each other.
	Score float64
}

// Kind is a way in which two claims exclude each other.
type Kind string

// The kinds of disputes.
const (
	Wordings   Kind = "wordings"   // one sentence with another figure, day or name
	Directions Kind = "directions" // opposite directions on one matter: reduce, intensify
	Denial     Kind = "denial"     // the one denies what the other says
	Figures    Kind = "figures"    // other figures of one thing
	Counts     Kind = "counts"     // other counts of the same people
)

// NumberFrame is put before the counted thing to name a dispute about its number. It claims nothing.
const NumberFrame = "the number of "

// rules are the definitions of contradiction, the surest first.
var rules = []struct {
	kind Kind
	find func(*Table, *Claim, *Claim) (found, bool)
}{
	{Wordings, (*Table).wordings}, {Directions, (*Table).opposed}, {Denial, (*Table).denied},
	{Figures, (*Table).counted},
	{Counts, (*Table).tolled}, {Counts, (*Table).spared}, {Denial, (*Table).rebutted},
}

// found is what a rule finds: a name for what is in dispute, and how clear it is.
type found struct {
	about string
	score float64
}

// dispute reports whether two claims cannot both hold, with the way in which they exclude each other.
// The order matters: b is said of a, or after it. Nobody contradicts himself: a side of a disagreement is a
// voice of its own (promise: disagreement is shown, with both sides). A later figure is no contradiction:
// see Updates.
func (t *Table) dispute(a, b *Claim) (Dispute, bool) {
	if a.Voice() == b.Voice() || a.Doc == b.Doc && oneSpeaker(a, b) || !a.near(b) ||
		oneOffice(a.speaker(), b.speaker()) {
		return Dispute{}, false
	}
	for _, r := range rules {
		if f, ok := r.find(t, a, b); ok {
			if a.Doc != b.Doc && (Updates(a, b) || Updates(b, a)) {
				return Dispute{}, false
			}
			return Dispute{a, b, r.kind, f.about, f.score}, true
		}
	}
	return Dispute{}, false
}

// Disputes compares claims with each other and with those of others, clearest first.
func Disputes(mine, others []*Claim) []Dispute {
	theirs := append(slices.Clone(mine), others...)
	t := newTable(theirs)
	var out []Dispute
	for i, a := range mine {
		for _, b := range theirs[i+1:] {
			if d, ok := t.dispute(a, b); ok {
				out = append(out, d)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Dispute) int { return cmp.Compare(y.Score, x.Score) })
	return out
}

// oneSpeaker reports whether two claims' speakers are one person or body, by a fuller and a shorter name.
func oneSpeaker(a, b *Claim) bool {
	if a.Speaker == "" || b.Speaker == "" {
		return false
	}
	return a.Speaker == b.Speaker || names.SameName(a.Speaker, b.Speaker) ||
		strings.HasSuffix(a.Speaker, " "+b.Speaker) || strings.HasSuffix(b.Speaker, " "+a.Speaker)
}

// oneOffice reports whether two speakers without a name hold one office as far as a reader can tell: "the mayor
// of Zelny", "the town's mayor". Places that both name have to agree.
func oneOffice(x, y []text.Token) bool {
	office := func(t text.Token) bool { return t.Is(text.Role) && !text.StartsUpper(t.Text) }
	named := func(t text.Token) bool { return text.StartsUpper(t.Text) && !t.Stop }
	i := slices.IndexFunc(x, office)
	if i < 0 || !slices.ContainsFunc(y, func(t text.Token) bool { return office(t) && t.Stem == x[i].Stem }) {
		return false
	}
	holds := func(t text.Token) bool {
		return slices.ContainsFunc(y, func(u text.Token) bool { return u.Stem == t.Stem })
	}
	return !slices.ContainsFunc(x, named) || !slices.ContainsFunc(y, named) ||
		slices.ContainsFunc(x, func(t text.Token) bool { return named(t) && holds(t) })
}

// opposed finds claims of two speakers that tell opposite things of the same names and matter. Antonyms
// alone say little: the claims have to speak of much the same, or one has to answer what the other promised.
func (t *Table) opposed(a, b *Claim) (found, bool) {
	if a.Speaker == "" || b.Speaker == "" || a.Speaker == b.Speaker || !a.sameTime(b) {
		return found{}, false
	}
	x, y, ok := opposing(a.leans, b.leans)
	if !ok || !ownVoice(a.speaker()) || !ownVoice(b.speaker()) {
		return found{}, false
	}
	least, same := directions().axes[x.Axis].least, t.shared(a, b)
	if addressed(a, b) || addressed(b, a) {
		same.weight += addressedWeight
	}
	thing := a.toldOf(x.At)
	one := beside(a, b, sameQuarrel) && thing != "" && thing == b.toldOf(y.At) // "the door was open", "the door was shut"
	if !one && (same.weight < least || !alike(a, b, same, least <= tellingLeast)) {
		return found{}, false
	}
	return found{t.about(a, b, x.At), same.weight / least}, true
}

// ownVoice reports whether a speaker is one that others can differ from. A group without a name is none: "Park
// officials", "Yellowstone officials" and "aerial surveys" may say one and the same (promise: the two sides of a
// disagreement are two voices).
func ownVoice(words []text.Token) bool {
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return text.StartsUpper(last.Text) || !strings.HasSuffix(last.Norm, "s") || strings.HasSuffix(last.Norm, "ss")
}

const (
	// addressedWeight is what it counts that the one claim names the other's speaker.
	addressedWeight = 0.7
	// opposedMatter is the cosine of the matter of two claims that are opposed.
	opposedMatter = 0.45
	// tellingLeast is the least of an axis whose words themselves tell the matter.
	tellingLeast = 0.5
)

// sameQuarrel is how many sentences apart an article sets the two sides of a quarrel.
const sameQuarrel = 8

// alike reports whether two claims on opposite sides of an axis speak of much the same: they share matter and a
// name, and more where the axis does not tell the matter.
func alike(a, b *Claim, same common, telling bool) bool {
	if len(same.matter) == 0 || len(same.names) == 0 {
		return telling && len(same.matter) > 0 && beside(a, b, 2)
	}
	return telling && len(same.names) > 1 || a.Matter.Cosine(b.Matter) >= opposedMatter
}

// denied finds a denial and what another speaker says of the same matter.
func (t *Table) denied(a, b *Claim) (found, bool) {
	if a.Speaker == "" || b.Speaker == "" || a.Speaker == b.Speaker ||
		a.sentence().Stance == briefing.Denied || b.sentence().Stance != briefing.Denied {
		return found{}, false
	}
	k := b.denial()
	if k < 0 || a.denial() >= 0 {
		return found{}, false // what is denied stands before
	}
	after := b.tokens()[k+1:]
	if bare(after) && b.Sentence-a.Sentence == 1 && a.Doc == b.Doc {
		return found{t.about(a, b, -1), 1}, true
	}
	same := t.shared(a, b)
	if !beside(a, b, sameQuarrel) || same.weight < besideWeight {
		return found{}, false
	}
	if !points(after, a, b) {
		return found{}, false
	}
	return found{t.about(a, b, -1), same.weight}, true
}

// points reports whether what is denied, which stands right after the verb, is something that both claims tell of.
func points(after []text.Token, a, b *Claim) bool {
	for _, w := range after {
		if w.Norm == "," {
			return false
		}
		if !accusation.Has(w.Norm) && a.Matter.Has(w.Stem) && b.Matter.Has(w.Stem) {
			return true
		}
	}
	return false
}

// besideWeight is how much two claims beside each other share of which the one denies the other.
const besideWeight = 0.6

// denial is where a claim denies something in so many words, or -1. A request that was refused is no claim that
// was denied, nor does who "also denied" answer.
func (c *Claim) denial() int {
	for k, w := range c.tokens() {
		if w.Stem == "deni" {
			if w.Negated() || k > 0 && c.tokens()[k-1].Norm == "also" {
				return -1
			}
			return k
		}
	}
	return -1
}

// accusation are the words by which a denial points at what was said, whatever it was.
var accusation = lex.Words("en/accusation-anaphors")

// bare reports whether nothing but a pointer follows a denial: "denied the claims".
func bare(after []text.Token) bool {
	n := 0
	for _, w := range after {
		if !w.Word || w.Norm == "and" || w.Norm == "but" {
			break
		}
		if n++; !accusation.Has(w.Norm) {
			return false
		}
	}
	return n > 0
}

// beside reports whether an article itself sets two claims against each other, at most so many sentences apart.
func beside(a, b *Claim, sentences int) bool {
	return a.Doc == b.Doc && max(a.Sentence, b.Sentence)-min(a.Sentence, b.Sentence) <= sentences
}

// addressed reports whether b's sentence names a's speaker, or whom that one speaks for.
func addressed(a, b *Claim) bool {
	for _, u := range a.speaker() {
		if !text.StartsUpper(u.Text) {
			continue
		}
		for _, w := range b.words {
			if w.Norm == u.Norm && text.StartsUpper(w.Text) {
				return true
			}
		}
	}
	return false
}

// simultaneous reports whether two claims were published so close together that neither updates the
// other.
func simultaneous(a, b *Claim) bool {
	gap := a.Published.Sub(b.Published).Abs()
	precise := !a.Doc.Article.Published.DayOnly && !b.Doc.Article.Published.DayOnly
	return gap < 24*time.Hour && (!precise || gap <= 6*time.Hour)
}
