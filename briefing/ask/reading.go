package ask

import (
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/index"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// reading is a question as understood.
type reading struct {
	question briefing.Question
	asOf     time.Time // nothing later is looked at
	present  time.Time // what is fresh is measured from here
	sentence text.Sentence
	wanted
	subject
	voice
	office
	loss
	bag
}

// wanted is what an answer must be.
type wanted struct {
	kind     kind
	want     want
	focus    []text.Token    // the noun phrase that is asked about: "which former minister"
	class    map[string]bool // stems of the things that have no names and may answer: "which disease"
	named    bool            // a name is asked for in so many words: "what is the name of"
	country  bool            // a country is asked for, and no other place
	saying   bool            // the question asks of somebody's speaking: "when did X say"
	going    bool            // it asks where somebody goes or came to
	paying   bool            // it asks of money: "how much will X pay"
	broad    bool            // it asks for whatever there is to tell: "what happened to X"
	newest   bool            // it asks for the newest state: "latest", "now", "still"
	dayAsked bool            // it names a day or month of the calendar
	aboard   bool            // it asks who was on board
	verb     int             // the term that is the verb of "who did", or -1
	act      int             // the term that is the verb of "why did X do", or -1
	topic    []bool          // of each term, that it is of whom or what something is asked
	comment  []bool          // of each term, that it is of what is asked of the topic
	events   []askedEvent    // what it asks about, the asked clause first
	slot     slot            // which part of an event is asked for
}

// bag is the words of a question: what is looked for, and how much of it is found.
type bag struct {
	terms  []index.Term
	words  []*text.Lexeme // of each term, how it is asked
	rarity []float64      // of each term
	mass   float64        // their sum
	byStem map[string][]match
	// byKey, byWord and byCountry remember what names, words and peoples stand for.
	byKey, byCountry map[string][]match
	byWord           map[*text.Lexeme]meaning
	byMeaning        map[*text.Lexeme][]float64 // of each term, how near a word is to it
	// dateTerms are the terms that write a day: a sentence about that day holds them, however it is written.
	dateTerms []int
	focal     []bool // of each term, that it is a word of the asked noun
	// unknown says of each term that no article holds it.
	unknown []bool
}

// match is a term that a stem stands for.
type match struct {
	term   int
	weight float64
}

// meaning is which terms a word stands for, and which the country that it names.
type meaning struct{ terms, countries []match }

// questionStopwords are words that carry a question and not its matter.
var questionStopwords = lex.Words("en/question-stopwords")

// degrees follow "how" and only say that a number is asked for.
var degrees = lex.Words("en/degree-adjectives")

// placing are the words of "take place", which only says that something happened.
var placing = wordSet("place", "take", "taken", "takes", "taking", "took")

// toldWeight is the share of a term in what is told before the question itself is asked.
const toldWeight = 0.8

// Shares of a term that comes from an earlier question of the conversation.
const (
	contextWeight     = 0.5
	contextNameWeight = 0.8
	contextLesser     = 0.25 // of one that is no name, where the follow-up tells what is asked
)

// read works out what a question asks.
func (a *Answerer) read(q briefing.Question) reading {
	r := reading{question: q, asOf: q.AsOf, bag: bag{
		byStem: map[string][]match{}, byKey: map[string][]match{}, byCountry: map[string][]match{},
		byWord: map[*text.Lexeme]meaning{}, byMeaning: map[*text.Lexeme][]float64{},
	}}
	if r.asOf.IsZero() {
		r.asOf = a.ix.Newest()
	}
	r.present = r.asOf
	if newest := a.ix.Newest(); !newest.IsZero() && r.asOf.Sub(newest) > index.FreshDays*24*time.Hour {
		r.present = newest // the corpus ends there: that all of it is old says nothing about the question
	}
	q.Text = written(a.instead(q))
	r.sentence = a.an.AnalyzeQuestion(q.Text, r.asOf)
	r.sinceThen()
	words := lastSentence(r.sentence)
	r.kind = kindOf(words, strings.Contains(q.Text, "?"))
	r.focus = focusOf(words)
	r.broad = isBroad(words)
	r.addTerms(a, r.sentence, q.Text, 1, 1)
	for i := range r.terms {
		if len(words) > 0 && r.terms[i].Span.End < words[0].Start() {
			r.terms[i].Weight = toldWeight
		}
	}
	r.addContext(a, words)
	if r.kind == howMany {
		r.addAboard(words)
	}
	r.readWant(words)
	r.weigh(a.ix)
	r.readVerb(words)
	r.readSpeaker(words)
	r.readRole(words)
	if len(r.role) > 0 {
		r.verb = -1
	} else if r.verb < 0 {
		r.verb = r.kinTerm(words)
	}
	r.readSides(words)
	r.readAct(words)
	r.readTopic(words)
	r.readGist(a.ix)
	r.readSlot(words)
	r.readEvents(words)
	return r
}

// sinceThen lets a time behind "since" last until the question is asked: "since Monday" is no Monday.
func (r *reading) sinceThen() {
	times := slices.Clone(r.sentence.Times)
	for i := range times {
		first, _ := tokensOf(&r.sentence, times[i].Span)
		if norm(r.sentence.Tokens, first-1) == "since" && times[i].From.Before(r.asOf) && !times[i].From.IsZero() {
			times[i].To = r.asOf.Add(time.Second)
		}
	}
	r.sentence.Times = times
}

// addContext adds what a follow-up leaves to the question before it.
func (r *reading) addContext(a *Answerer, words []text.Token) {
	n := len(r.question.Context)
	if n == 0 || r.kind == chatter && len(r.terms) == 0 || !leans(words, len(r.terms)) {
		return
	}
	before := clip(r.question.Context[n-1], MaxQuestion)
	s := a.an.AnalyzeQuestion(before, r.asOf)
	if r.kind == keywords || r.kind == chatter {
		earlier := lastSentence(s)
		r.kind, r.focus = kindOf(earlier, strings.Contains(before, "?")), focusOf(earlier)
		if isBroad(earlier) && slices.ContainsFunc(r.terms, func(t index.Term) bool { return !t.Name }) {
			r.kind, r.focus = what, nil // "and the captain?" asks for no more than that of what happened
		}
	}
	word := contextWeight
	if slices.ContainsFunc(r.terms, func(t index.Term) bool { return !t.Name }) {
		word = contextLesser // "And how many are missing?" has a matter of its own
	}
	r.addTerms(a, s, before, word, contextNameWeight)
	if len(r.sentence.Times) == 0 {
		r.sentence.Times = s.Times
	}
}

// readWant works out what an answer must be.
func (r *reading) readWant(words []text.Token) {
	r.dayAsked = len(r.sentence.Times) > 0 && (hasAny(words, months) || endsInYear(words))
	for i, t := range words {
		r.named = r.named || (t.Norm == "name" || t.Norm == "title") && norm(words, i+1) == "of"
	}
	r.settleKind(words)
	if r.kind == what || r.kind == where || r.kind == when || r.kind == howMany && norm(words, 0) == "what" {
		r.class = classOf(r.focus)
	}
	r.saying = slices.ContainsFunc(words, func(t text.Token) bool { return speech.Has(t.Stem) })
	r.going = r.kind == where && slices.ContainsFunc(words, func(t text.Token) bool { return motion.Has(t.Stem) })
	r.paying = slices.ContainsFunc(words, func(t text.Token) bool { return payment.Has(t.Stem) })
	r.newest = hasAny(words, newestWords) || r.broad && hasAny(words, broadWords)
	r.country = r.want == aPlace && slices.ContainsFunc(r.focus, func(t text.Token) bool { return countryNouns.Has(t.Stem) })
}

// settleKind settles the kind of the question with what it wants: one may tell the other.
func (r *reading) settleKind(words []text.Token) {
	if r.broad && (r.kind == what || r.kind == definition || r.kind == keywords || r.kind == yesNo) {
		r.kind, r.focus = happened, nil
	}
	if be := norm(words, 1); r.kind == who && len(words) > 2 && len(words) <= 6 && (be == "is" || be == "was" || be == "'s") &&
		r.allNames() {
		r.kind = definition // "Who is Irena Volk?"
	}
	r.want = wantOf(r.kind, r.focus, words)
	switch {
	case r.kind == what && r.want == aPerson: // "which minister"
		r.kind = who
	case r.kind == what && r.want == aPlace:
		r.kind = where
	}
}

// endsInYear reports whether a question ends as in "in 2021".
func endsInYear(words []text.Token) bool {
	n := len(words)
	return n > 1 && words[n-2].Norm == "in" && yearLike(words[n-1].Norm)
}

// yearLike reports whether a word is a year of this century or the last.
func yearLike(w string) bool {
	return len(w) == 4 && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20"))
}

// weigh works out what each term of the question counts.
func (r *reading) weigh(ix *index.Index) {
	for i, t := range r.terms {
		for _, x := range r.sentence.Times {
			if !x.From.IsZero() && t.Span.Start >= x.Start && t.Span.End <= x.End && t.Weight >= toldWeight {
				r.dateTerms = append(r.dateTerms, i)
			}
		}
		w := ix.Rarity(t) * t.Weight
		r.rarity = append(r.rarity, w)
		r.mass += w
		r.unknown = append(r.unknown, !ix.Known(t))
		r.focal = append(r.focal, slices.ContainsFunc(r.focus, func(f text.Token) bool { return f.Stem == t.Words[0] }))
		for k, s := range t.Words {
			r.byStem[s] = append(r.byStem[s], match{i, t.Weights[k]})
		}
	}
}

// instead gives the question that a follow-up such as "what about Kostel?" means: the one before it, with the new
// name in the place of its last one. Any other question is given as it is.
func (a *Answerer) instead(q briefing.Question) string {
	if len(q.Context) == 0 {
		return q.Text
	}
	words := lastSentence(a.an.AnalyzeQuestion(q.Text, q.AsOf))
	if len(words) < 3 || len(words) > longestInstead || words[1].Norm != "about" || words[0].Norm != "what" && words[0].Norm != "how" {
		return q.Text
	}
	about := words[2:]
	if articles.Has(about[0].Norm) && len(about) > 1 {
		about = about[1:]
	}
	subject := q.Text[about[0].Start():about[len(about)-1].End()]
	before := clip(q.Context[len(q.Context)-1], MaxQuestion)
	s := a.an.AnalyzeQuestion(before, q.AsOf)
	if len(s.Names) == 0 {
		return q.Text
	}
	last := s.Names[len(s.Names)-1]
	return before[:last.Start] + subject + before[last.End:]
}

// longestInstead is how many words "what about" and a name may have.
const longestInstead = 7

// addTerms adds the terms of a question, at a weight for words and one for names.
func (r *reading) addTerms(a *Answerer, s text.Sentence, written string, word, name float64) {
	for _, t := range a.ix.Terms(s) {
		w := text.Fold(written[t.Span.Start:t.Span.End])
		if questionStopwords.Has(w) || r.kind == definition && (w == "stand" || w == "mean") || r.broad && broadWords.Has(w) ||
			placing.Has(w) && strings.Contains(text.Fold(written), " place") ||
			degrees.Has(w) && strings.HasSuffix(text.Fold(written[:t.Span.Start]), "how ") {
			continue
		}
		if slices.ContainsFunc(r.terms, func(o index.Term) bool { return o.Words[0] == t.Words[0] }) {
			continue
		}
		t.Weight = word
		if t.Name {
			t.Weight = name
		}
		if t.Corrected {
			t = withoutSpeech(t)
		}
		r.terms = append(r.terms, doer(a.ix, synonyms(inflected(t))))
		r.words = append(r.words, wordAt(&s, t.Span))
	}
}

// leans reports whether a question cannot be understood without the one before it: it has a pronoun
// where its subject should be, begins with "and", or is very short.
func leans(words []text.Token, terms int) bool {
	if len(words) == 0 || terms <= 1 {
		return true
	}
	switch words[0].Norm {
	case "and", "but", "so", "also":
		return true
	}
	if figuresOnly(words) {
		return true // "10 or 12?"
	}
	if len(words) > 2 && words[1].Norm == "about" && (words[0].Norm == "what" || words[0].Norm == "how") {
		return true
	}
	return hasAny(words, pronouns)
}

// figuresOnly reports whether a question holds nothing but figures.
func figuresOnly(words []text.Token) bool {
	return !slices.ContainsFunc(words, func(t text.Token) bool { return !t.Numerical() && t.Norm != "or" && t.Norm != "and" })
}

// pronouns point at somebody or something named earlier.
var pronouns = lex.Words("en/question-pronouns")

// months as they are written in questions.
var months = lex.Words("en/months")

var (
	// payment are stems of words that ask for money.
	payment = stemsIn("en/payment-words")
	// newestWords ask for the state of things now.
	newestWords = lex.Words("en/newest-words")
)

// known are the stems of those words that are terms of the question.
func (b *bag) known(words []text.Token) []string {
	var out []string
	for _, t := range words {
		if len(b.byStem[t.Stem]) > 0 {
			out = append(out, t.Stem)
		}
	}
	return out
}

func stemsOf(words []text.Token) []string {
	var out []string
	for _, t := range words {
		if t.Norm != "current" && t.Norm != "new" {
			out = append(out, t.Stem)
		}
	}
	return out
}

// lastSentence gives the words of a question's last sentence, or of all where that has no more than one.
func lastSentence(s text.Sentence) []text.Token {
	var all, last []text.Token
	for _, t := range s.Tokens {
		switch {
		case t.Word:
			all, last = append(all, t), append(last, t)
		case (t.Text == "." || t.Text == "!" || t.Text == "?" || t.Text == ";") && t.End() < s.End:
			last = nil
		}
	}
	if len(last) < 2 {
		return all
	}
	return last
}

// clip cuts s to at most n bytes, at a character's start.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
