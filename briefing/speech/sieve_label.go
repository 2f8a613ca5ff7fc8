package speech

import (
	"briefbot/briefing"
	"briefbot/briefing/text"
)

// labelSieve reads a label before words: "BRUN: I never saw it", "Poll: …".
var labelSieve = voiceSieve{"label", []string{
	"Peter Orlin spoke.\nORLIN: I never saw it. => |Peter Orlin",
	"Ana Brun: “It is late.” Zorvan Tesk: “It is not.” => Ana Brun|Zorvan Tesk",
	"The Odrin Poll: Brun leads by ten. => The Odrin Poll",
	"Four new cases trouble Brun: Ana Brun’s years in court.\nAna Brun slept. => |",
}, readLabel}

func readLabel(r *state, i int) voice {
	s := &r.Doc.Sentences[i]
	if s.Heading && len(s.Tokens) <= 4 {
		return voice{}
	}
	if v := r.paperLabel(i); v.name != "" {
		return v
	}
	if len(s.Names) == 0 || len(s.Tokens) < 4 {
		return voice{}
	}
	n := &s.Names[0]
	if n.Kind == text.Place || n.Kind == text.Group || n.Kind != text.Person && r.BySurname[n.Key] == nil && !r.turn(i) || !labels(s, n) {
		return voice{}
	}
	p := r.PersonOf(n.Key)
	if all := r.BySurname[n.Key]; p == nil && len(all) > 0 {
		p = all[0]
	}
	v := voice{name: n.Text, key: n.Key, named: true, intro: i, stance: briefing.Said}
	if p != nil {
		v = voiceOf(p, i)
	}
	v.label = true
	return v
}

// turn says that sentence i follows words behind a label, so that a name and a colon are the next label.
func (r *state) turn(i int) bool { return i > 0 && r.voices[i-1].label }

// paperLabel reads "Poll: …", "The Odrin Report: …".
func (r *state) paperLabel(i int) voice {
	s := &r.Doc.Sentences[i]
	for k := 1; k < 5 && k+2 < len(s.Tokens) && !s.Tokens[0].Is(text.Preposition); k++ {
		if last := &s.Tokens[k-1]; s.Tokens[k].Text == ":" && last.Is(text.Utterance) && last.Norm != "video" {
			name := r.Doc.Article.Text[s.Start:last.End()]
			return voice{name: name, key: r.Keys.NameKey(name), named: true, intro: i, stance: briefing.Said}
		}
	}
	return voice{}
}

// labels says that a colon follows the name, and that nothing but a role or a title stands before it.
func labels(s *text.Sentence, n *text.Name) bool {
	for k := 0; k < len(s.Tokens) && k <= 8; k++ {
		t, before := &s.Tokens[k], &s.Tokens[max(0, k-1)]
		switch {
		case t.Start() == n.Start && before.Word && !text.IsCapital(before.Text) &&
			!before.Is(text.Role|text.Title|text.Determiner|text.Preposition), t.Quoted():
			return false // "New cases trouble Brun: …"
		case t.Text == ":" && t.Start() >= n.End && t.Start() <= n.End+1:
			return true
		}
	}
	return false
}
