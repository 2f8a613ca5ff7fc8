package names

import "briefbot/briefing/text"

// InQuestion finds the names in the tokens of a question, those that the gazetteer or the aliases know
// and the writer gave no capital among them.
func (r *Reader) InQuestion(source string, tokens []text.Token) []text.Name {
	g, names := gazetteer(), r.Names(source, tokens)
	var out []text.Name
	k := 0
	for i := 0; i < len(tokens); {
		for k < len(names) && names[k].End <= tokens[i].Start() {
			out = append(out, names[k])
			k++
		}
		t := &tokens[i]
		if k < len(names) && tokens[i].End() > names[k].Start || !t.Word || t.Stop || text.IsCapital(t.Text) ||
			t.Is(text.Month|text.Role|text.BodyNoun) &&
				!longNames()[t.Norm] {
			i++
			continue
		}
		n, e := known(g, tokens, i)
		if n == 0 {
			n, e = r.Keys.aliasAt(tokens, i)
		}
		if n == 0 {
			i++
			continue
		}
		span := text.Span{Start: t.Start(), End: tokens[i+n-1].End()}
		name := text.Name{Span: span, Text: source[span.Start:span.End], Key: r.Keys.alias(e.key), Kind: e.kind}
		locate(&name)
		out = append(out, name)
		i += n
	}
	return append(out, names[k:]...)
}

// aliasAt gives the longest of the user's names that begins at token i.
func (ks *Keys) aliasAt(tokens []text.Token, i int) (int, entry) {
	if len(ks.known) == 0 {
		return 0, entry{}
	}
	for n := min(4, len(tokens)-i); n > 0; n-- {
		if key := ks.rawKey(tokens[i : i+n]); ks.known[key] {
			return n, entry{key: key, kind: text.Other}
		}
	}
	return 0, entry{}
}
