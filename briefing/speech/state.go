package speech

import "briefbot/briefing/names"

// A state is what is known while the speakers of one article are read. It belongs to one goroutine.
type state struct {
	*names.Reader
	marks    []quoteMark           // per sentence: is it inside a quotation where it begins and ends
	bodies   []body                // named bodies, in the order in which they are met
	office   string                // the role of the last speaker who was given by role only
	officeAt int                   // the sentence of that
	voices   []voice               // who speaks, sentence by sentence, as far as it was read
	cued     [][]cue               // per sentence: its cues and an empty one, once they were read
	told     map[*names.Person]int // how many sentences have named somebody so far
	heard    [][]heard             // per sentence: its cues with who was understood
}

// A body is an organisation or government as the article has named it.
type body struct {
	name, key string
	words     []string // folded
	sentence  int
}

// quoteMark says how a sentence stands to quotation marks.
type quoteMark struct {
	open bool // a quotation was open when it began
	ends bool // one is open where it ends
	in   int  // bytes of words inside quotation marks
	out  int  // and outside
}
