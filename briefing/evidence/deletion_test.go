package evidence

import "testing"

// What may be left off the end of a sentence, and what says something else without it.
func TestEndsThatMayGo(t *testing.T) {
	for _, c := range []struct {
		name, whole, left string
		ok                bool
	}{
		{"what happened after", "Divers searched the wreck of the ferry Linnet, after the sea had calmed.", "Divers searched the wreck of the ferry Linnet.", false},
		{"without a comma", "Hundreds of guests left the island on Sunday amid heavy rain.", "Hundreds of guests left the island on Sunday.", false},
		{"apposition", "The bridge at Orlo fell on Monday, the longest of the coast.", "The bridge at Orlo fell on Monday.", false},
		{"a town", "The bridge fell in Orlo, a town on the coast.", "The bridge fell in Orlo.", true},
		{"of whom", "The flood drowned the cattle of Orlo, the mayor.", "The flood drowned the cattle of Orlo.", true},
		{"but not", "The council of Velden freed all the prisoners, but not the mayor.", "The council of Velden freed all the prisoners.", false},
		{"and not", "The council of Velden praised the firemen, and not the police.", "The council of Velden praised the firemen.", false},
		{"while", "The price of bread fell in the north, while the south paid double.", "The price of bread fell in the north.", false},
		{"unlike", "The port of Ansel stayed open all week, unlike the port of Tamm.", "The port of Ansel stayed open all week.", false},
		{"instead of", "The ferry took the northern route on Monday, instead of the southern route.", "The ferry took the northern route on Monday.", false},
		{"except", "All schools of the island opened on Monday, except the school of Orlo.", "All schools of the island opened on Monday.", false},
		{"restrictive", "The court in Velden jailed the sailors who had burned the mill.", "The court in Velden jailed the sailors.", false},
		{"why not", "The harbour of Port Ansel did not close because of the storm.", "The harbour of Port Ansel did not close.", false},
		{"since when not", "The harbour master of Orlo has not been seen, after he left for the island.", "The harbour master of Orlo has not been seen.", false},
		{"when it will", "The workers of the mill will be paid after the council has voted.", "The workers of the mill will be paid.", false},
		{"condition", "The workers of the mill get double pay, if the council agrees.", "The workers of the mill get double pay.", false},
		{"only the opening", "For the many sailors who hate cold weather, the harbour of Orlo offers a sauna.", "For the many sailors who hate cold weather.", false},
		{"after the opening", "On Tuesday, the harbour of Orlo opened a sauna for sailors, the first of its kind.", "On Tuesday, the harbour of Orlo opened a sauna for sailors.", false},
		{"waits for its verb", "The mayor of Velden, who had closed the mill for good, will fight the order of the court.", "The mayor of Velden, who had closed the mill for good.", false},
		{"no verb before it", "The first meeting of the new harbour council, an idea of the mayor of Orlo, was to be held in June.", "The first meeting of the new harbour council, an idea of the mayor of Orlo.", false},
		{"waits for the verb of its clause", "The cameras on the pier caught the moment when the mast, or what was left, fell.", "The cameras on the pier caught the moment when the mast.", false},
		{"waits for its noun", "The sailors of Port Ansel came home after a long, quiet night at sea.", "The sailors of Port Ansel came home after a long.", false},
		{"days after", "Days following the fire in the mill of Velden, the mayor of Orlo went to the coast.", "Days following the fire in the mill of Velden.", false},
		{"the comma of a date", "Lawyers of the town hall in Velden read the May 3, 2020, letter of the mayor.", "Lawyers of the town hall in Velden read the May 3, 2020.", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			an, d := spoken(c.whole, "", false)
			err := CheckPoint(an, pointOn(d, c.left), citing(d), shelf(d.Article))
			if (err == nil) != c.ok {
				t.Errorf("%q: %v", c.left, err)
			}
		})
	}
}

// What may be left out inside a sentence, and where the comma behind it belongs to something else.
func TestInsertionsThatMayGo(t *testing.T) {
	for _, c := range []struct {
		name, whole, left string
		ok                bool
	}{
		{"an apposition", "Ansel Bank, the largest of the coast, was sold on Monday to its rival.", "Ansel Bank was sold on Monday to its rival.", true},
		{"an item of a list", "The crews of Orlo, the divers, and the police of Velden, searched the wreck.", "The crews of Orlo searched the wreck.", false},
		{"what limits it", "The ferry Linnet, which may have been empty, has sunk off Velden.", "The ferry Linnet has sunk off Velden.", false},
		{"whose clause it is", "The clerks of Velden, the mayor said, were paid in full on Monday.", "The clerks of Velden were paid in full on Monday.", false},
		{"after what", "After a night of storms on the coast, Port Ansel opened its harbour again.", "Port Ansel opened its harbour again.", false},
		{"after what it will", "After a vote of the council in May, Port Ansel will open its harbour again.", "Port Ansel will open its harbour again.", false},
		{"after what not", "After a vote of the council in May, Port Ansel did not open its harbour.", "Port Ansel did not open its harbour.", false},
		{"on condition", "If the council of the town agrees, Port Ansel opens its harbour again.", "Port Ansel opens its harbour again.", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			an, d := spoken(c.whole, "", false)
			err := CheckPoint(an, pointOn(d, c.left), citing(d), shelf(d.Article))
			if (err == nil) != c.ok {
				t.Errorf("%q: %v", c.left, err)
			}
		})
	}
}
