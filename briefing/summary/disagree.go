package summary

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/evidence"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// dispute is a pair of claims that cannot both hold.
type dispute struct {
	a, b  *claim
	about string
	score float64
}

// maxDisagreements is how many disagreements one summary shows: the clearest ones.
const maxDisagreements = 2

// maxDisputing is how many documents are compared, the last ones given: the newest of a story.
const maxDisputing = 60

// disputes compares the claims of docs with each other and with those of others, clearest first.
func disputes(docs, others []*text.Document) []dispute {
	mine := claims(docs[max(0, len(docs)-maxDisputing):])
	theirs := append(slices.Clone(mine), claims(others[max(0, len(others)-maxDisputing):])...)
	t := newTable(theirs)
	var out []dispute
	for i, a := range mine {
		for j, b := range theirs {
			if j <= i || a.doc == b.doc && (a.speaker == b.speaker || oneSpeaker(a, b)) || !a.near(b) {
				continue
			}
			if d, ok := t.twins(a, b); ok {
				out = append(out, d)
			} else if d, ok := t.opposed(a, b); ok {
				out = append(out, d)
			} else if d, ok := t.denied(a, b); ok {
				out = append(out, d)
			} else if d, ok := t.counted(a, b); ok {
				out = append(out, d)
			} else if d, ok := t.tolled(a, b); ok {
				out = append(out, d)
			} else if d, ok := t.contradicted(a, b); ok {
				out = append(out, d)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y dispute) int { return cmp.Compare(y.score, x.score) })
	return out
}

// oneSpeaker reports whether two claims' speakers are one person or body, by a fuller and a shorter name.
func oneSpeaker(a, b *claim) bool {
	if a.speaker == "" || b.speaker == "" {
		return false
	}
	return a.speaker == b.speaker || text.SameName(a.speaker, b.speaker) ||
		strings.HasSuffix(a.speaker, " "+b.speaker) || strings.HasSuffix(b.speaker, " "+a.speaker)
}

// opposed finds claims of two speakers that take opposite directions on one axis, about the same
// names and matter. Antonyms alone say little: the claims have to speak of much the same, or one has
// to answer what the other promised.
func (t *table) opposed(a, b *claim) (dispute, bool) {
	if a.speaker == "" || b.speaker == "" || a.speaker == b.speaker {
		return dispute{}, false
	}
	for _, x := range a.stands {
		for _, y := range b.stands {
			if !x.opposes(y) {
				continue
			}
			ax, same := axes()[x.axis], t.shared(a, b)
			answered := x.answers(y) || y.answers(x)
			if answered {
				same.weight++
			}
			if addressed(a, b) || addressed(b, a) {
				same.weight += 0.7
			}
			telling := ax.least <= 0.5 // the words themselves tell the matter
			if len(same.matter) == 0 || same.weight < ax.least || len(same.names) == 0 && !(telling && beside(a, b)) {
				continue
			}
			if alike := a.matter.cosine(b.matter); alike < 0.45 && !answered && !(telling && (len(same.names) > 1 || beside(a, b))) {
				continue
			}
			return dispute{a, b, t.about(a, b, ax.place(a.tokens())), same.weight / ax.least}, true
		}
	}
	return dispute{}, false
}

// denied finds a denial and what another speaker says of the same matter.
func (t *table) denied(a, b *claim) (dispute, bool) {
	x, y := &a.doc.Sentences[a.sentence], &b.doc.Sentences[b.sentence]
	if a.speaker == "" || b.speaker == "" || a.speaker == b.speaker || (x.Stance == briefing.Denied) == (y.Stance == briefing.Denied) {
		return dispute{}, false
	}
	if y.Stance != briefing.Denied || a.doc == b.doc && a.sentence > b.sentence {
		return dispute{}, false // what is denied stands before
	}
	tokens := b.tokens()
	k := slices.IndexFunc(tokens, func(w text.Token) bool { return w.Stem == "deni" })
	if k < 0 || negated(tokens, k) || k > 0 && tokens[k-1].Norm == "also" || slices.ContainsFunc(a.words, func(w text.Token) bool { return w.Stem == "deni" }) {
		return dispute{}, false // a request that was refused is no claim that was denied, nor does who "also denied" answer
	}
	if bare(tokens[k+1:]) && b.sentence-a.sentence == 1 && a.doc == b.doc {
		return dispute{a, b, t.about(a, b, -1), 1}, true
	}
	same := t.shared(a, b)
	for _, w := range tokens[k+1:] { // what is denied stands right after the verb
		if w.Norm == "," {
			break
		}
		if beside(a, b) && same.weight >= 0.6 && !accusation.Has(w.Norm) && a.matter.has(w.Stem) && b.matter.has(w.Stem) {
			return dispute{a, b, t.about(a, b, -1), same.weight}, true
		}
	}
	return dispute{}, false
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

// beside reports whether an article itself sets two claims against each other: they stand within two
// sentences.
func beside(a, b *claim) bool {
	return a.doc == b.doc && a.sentence-b.sentence <= 2 && b.sentence-a.sentence <= 2
}

// addressed reports whether b's sentence names a's speaker, or whom that one speaks for.
func addressed(a, b *claim) bool {
	for _, u := range text.Tokens(a.doc.Sentences[a.sentence].Speaker) {
		if !startsUpper(u.Text) {
			continue
		}
		for _, w := range b.words {
			if w.Norm == u.Norm && startsUpper(w.Text) {
				return true
			}
		}
	}
	return false
}

// counted finds figures of one thing that differ. A figure that was published later is an update
// of the earlier one; only figures of about the same hour, or of two named speakers, disagree.
func (t *table) counted(a, b *claim) (dispute, bool) {
	if !a.counts || !b.counts || !a.sameDay(b) {
		return dispute{}, false
	}
	sameVoice := a.speaker == b.speaker
	if sameVoice && (a.speaker != "" || a.doc.Article.Outlet() == b.doc.Article.Outlet()) {
		return dispute{}, false
	}
	if (sameVoice || a.speaker == "" || b.speaker == "") && !simultaneous(a, b) {
		return dispute{}, false
	}
	same := t.shared(a, b)
	if few := min(len(a.names), len(b.names)); len(same.names) < few || few == 0 && len(same.matter) < 4 || a.matter.cosine(b.matter) < 0.5 {
		return dispute{}, false
	}
	x, y := a.doc.Sentences[a.sentence].Numbers, b.doc.Sentences[b.sentence].Numbers
	for _, n := range x {
		if n.Noun == "" && n.Unit == "" || n.Noun != "" && !countable(a.tokens(), n) || (n.Unit != "" || amounts.Has(n.Noun)) && a.matter.cosine(b.matter) < 0.7 || holds(y, n) {
			continue
		}
		for _, o := range y {
			if n.Noun == o.Noun && n.Unit == o.Unit && !holds(x, o) && differ(n, o) && comparable(n, o) && framed(a.tokens(), n, b.tokens(), o) {
				return dispute{a, b, t.counting(a, b, n), same.weight + 1}, true
			}
		}
	}
	return dispute{}, false
}

// countable reports whether n counts things: its noun is no name ("5 PDT") and no mere measure.
func countable(tokens []text.Token, n text.Number) bool {
	for i := tokenAt(tokens, n.End); i < len(tokens); i++ {
		if tokens[i].Stem == n.Noun {
			return !startsUpper(tokens[i].Text) && !measures.Has(n.Noun)
		}
	}
	return false
}

// measures are nouns, as stems, that number or time things: they count nothing of their own.
var measures = stemsOf("en/measure-nouns")

// amounts are nouns, as stems, that measure something else: what is measured has to be the same.
var amounts = stemsOf("en/amount-nouns")

// framed reports whether two figures stand in the same words: a word of matter right before or after
// them is the same.
func framed(a []text.Token, n text.Number, b []text.Token, o text.Number) bool {
	x, y := around(a, n), around(b, o)
	for k := range x {
		if y[k] {
			return true
		}
	}
	return false
}

// around are the stems of the nearest words of matter before and after a figure and what it counts,
// marked by the side on which they stand.
func around(tokens []text.Token, n text.Number) map[string]bool {
	out := map[string]bool{}
	k := tokenAt(tokens, n.Start)
	for i := k - 1; i >= max(0, k-4); i-- {
		if w := tokens[i]; w.Word && !w.Stop && !hasDigit(w.Norm) && !numerals.Has(w.Norm) && !bounds.Has(w.Norm) {
			out["before "+w.Stem] = true
			break
		}
	}
	for i := tokenAt(tokens, n.End); i < min(len(tokens), k+7); i++ {
		if w := tokens[i]; w.Word && !w.Stop && w.Stem != n.Noun && !weekdays.Has(w.Norm) && !hasDigit(w.Norm) {
			out["after "+w.Stem] = true
			break
		}
	}
	return out
}

// simultaneous reports whether two claims were published so close together that neither updates the
// other.
func simultaneous(a, b *claim) bool {
	gap := a.published.Sub(b.published).Abs()
	precise := !a.doc.Article.Published.DayOnly && !b.doc.Article.Published.DayOnly
	return gap < 24*time.Hour && (!precise || gap <= 6*time.Hour)
}

// holds reports whether one of numbers agrees with n.
func holds(numbers []text.Number, n text.Number) bool {
	for _, o := range numbers {
		if o.Noun == n.Noun && o.Unit == n.Unit && !differ(n, o) {
			return true
		}
	}
	return false
}

// differ reports whether two figures exclude each other: "more than 80" and 85 do not, nor do 1,000
// and "about 1,030".
func differ(n, o text.Number) bool {
	if n.Bound == "+" && o.Value >= n.Value || o.Bound == "+" && n.Value >= o.Value || n.Bound == "-" && o.Value <= n.Value || o.Bound == "-" && n.Value <= o.Value {
		return false
	}
	tolerance := 0.0
	if n.Bound == "~" || o.Bound == "~" {
		tolerance = 0.1
	}
	return math.Abs(n.Value-o.Value) > tolerance*math.Max(math.Abs(n.Value), math.Abs(o.Value))
}

// comparable reports whether two figures can count one thing: figures far apart seldom do.
func comparable(n, o text.Number) bool {
	low, high := min(n.Value, o.Value), max(n.Value, o.Value)
	return low > 0 && high <= 5*low
}

// disagreements adds the clearest disputes to the summary; no claim is shown in two of them.
func (n *notes) disagreements(an *text.Analyzer, all []dispute) {
	shown := map[string]bool{}
	for _, d := range all {
		if len(n.out.Disagreements) == maxDisagreements {
			return
		}
		if shown[d.a.text()] || shown[d.b.text()] || d.about != "" && shown[strings.ToLower(d.about)] {
			continue
		}
		x, ca, cb, ok := sides(an, d.a, d.b)
		if !ok {
			continue
		}
		if x.About = d.about; !evidence.Names(x) {
			x.About = "" // the words were left out of the points
		}
		shown[d.a.text()], shown[d.b.text()], shown[strings.ToLower(d.about)] = true, true, true
		x.A, x.B = n.point(x.A, ca), n.point(x.B, cb)
		n.out.Disagreements = append(n.out.Disagreements, x)
	}
}
