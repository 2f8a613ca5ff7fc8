package main

import (
	"fmt"
	"strings"
)

// Words of which articles are made that have little in common.
var (
	onsets  = strings.Fields("b br d dr f g gl h k kl l m n p r s st t tr v w z")
	vowels  = strings.Fields("a e i o u ai ea ou")
	closes  = strings.Fields("n r l m nd rk st th ven mar rin dal burg wick")
	matters = strings.Fields("bridge ferry school mill harbour library tram reservoir clinic orchard railway theatre quarry lighthouse market swimming-pool observatory bakery shipyard dam archive stadium greenhouse brewery cemetery tunnel aqueduct zoo parish-hall windfarm")
	deeds   = strings.Fields("opened closed flooded burned sold rebuilt inspected evacuated renamed moved insured surveyed painted drained leased auctioned")
	acted   = strings.Fields("visited praised photographed measured sketched remembered crossed avoided guarded swept described")
	reasons = []string{
		"because the beams below %s had rotted since the winter", "after a petition of the people of %s was handed to the clerk", "although the owner, %s, had offered to pay for the repair",
		"when the water in the river %s stood higher than in living memory", "so that the children of %s need not walk along the road any longer", "while the court in %s still hears the case of the contractor",
	}
)

// coined is an invented name, a different one for each number.
func coined(n int) string {
	n = n*7919 + 13
	name := ""
	for range 2 {
		name += onsets[n%len(onsets)] + vowels[n/len(onsets)%len(vowels)]
		n = n/7 + 31
	}
	name += closes[n%len(closes)]
	return strings.ToUpper(name[:1]) + name[1:]
}

// varied is an article that is about another matter than all others: its title, and a text that needs no page.
func varied(n int) (title, text string) {
	place, person, matter, deed := coined(n), coined(n*3+1)+" "+coined(n*5+2), matters[n%len(matters)], deeds[n/3%len(deeds)]
	title = fmt.Sprintf("%s of %s is %s", strings.ToUpper(matter[:1])+matter[1:], place, deed)
	var b strings.Builder
	fmt.Fprintf(&b, "<p>The %s of %s was %s on Tuesday, %s of the council of %s said.</p>", matter, place, deed, person, place)
	for i := range 6 {
		reason := fmt.Sprintf(reasons[(n+i)%len(reasons)], coined(n*11+i))
		fmt.Fprintf(&b, "<p>%s from %s %s the %s, %s. Nobody in %s had thought that the %s would ever be %s, and the %s was left as it stood.</p>",
			coined(n*13+i), coined(n*17+i), acted[(n+i*3)%len(acted)], matters[(n*7+i*5)%len(matters)], reason, coined(n*19+i), matters[(n*3+i*7)%len(matters)], deeds[(n+i)%len(deeds)], matters[(n+i*11)%len(matters)])
	}
	return title, b.String()
}
