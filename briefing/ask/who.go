package ask

// forPersons is for who did it, whom it was done to, and who somebody is.
var forPersons = []feature{
	{"role", func(x *view) float64 { return x.r.roled(x.d, x.i) }},
	{"role-owned", func(x *view) float64 { return when1(x.r.ownedHere(x.d, x.i)) }},
}
