package text

// Range is a run of tokens of one sentence, From included and To not. The zero Range is empty.
type Range struct{ From, To int16 }

// Empty says that the range has no token.
func (r Range) Empty() bool { return r.From >= r.To }

// Has says that the token at k lies in the range.
func (r Range) Has(k int) bool { return int(r.From) <= k && k < int(r.To) }

// In gives the tokens of the range.
func (r Range) In(tokens []Token) []Token { return tokens[r.From:r.To] }

// Span gives the bytes that the range covers, as its tokens count them; the zero Span for an empty one.
func (r Range) Span(tokens []Token) Span {
	if r.Empty() {
		return Span{}
	}
	return Span{tokens[r.From].Start(), tokens[r.To-1].End()}
}
