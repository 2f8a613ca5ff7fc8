package text

// questionNames finds the names in the tokens of a question, those that the gazetteer or the aliases know
// and the writer gave no capital among them.
func (r *nameReader) questionNames(source string, tokens []Token) []Name {
	g, names := gazetteer(), r.names(source, tokens)
	var out []Name
	k := 0
	for i := 0; i < len(tokens); {
		for k < len(names) && names[k].End <= tokens[i].Start {
			out = append(out, names[k])
			k++
		}
		t := &tokens[i]
		if k < len(names) && tokens[i].End > names[k].Start || !t.Word || t.Stop || isCapital(t.Text) || t.Is(Month|Role|BodyNoun) &&
			!longNames()[t.Norm] {
			i++
			continue
		}
		n, e := known(g, tokens, i)
		if n == 1 && t.Is(Title|Role|Utterance|AnySay|PeopleNoun|MaleName|FemaleName) && e.kind != Group {
			n = 0 // "may", "apple", "meta": a word like others
		}
		if n == 0 {
			n, e = r.keys.aliasAt(tokens, i)
		}
		if n == 0 {
			i++
			continue
		}
		span := Span{t.Start, tokens[i+n-1].End}
		name := Name{Span: span, Text: source[span.Start:span.End], Key: r.keys.alias(e.key), Kind: e.kind}
		locate(&name)
		out = append(out, name)
		i += n
	}
	return append(out, names[k:]...)
}

// aliasAt gives the longest of the user's names that begins at token i.
func (ks *nameKeys) aliasAt(tokens []Token, i int) (int, entry) {
	if len(ks.known) == 0 {
		return 0, entry{}
	}
	for n := min(4, len(tokens)-i); n > 0; n-- {
		if key := ks.rawKey(tokens[i : i+n]); ks.known[key] {
			return n, entry{key: key, kind: Other}
		}
	}
	return 0, entry{}
}
