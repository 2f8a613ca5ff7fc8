package summary

import (
	"briefbot/briefing/claim"
	"briefbot/briefing/text"
)

// Readers want the state of things: a count that a later report of the same story has raised is superseded.

// count notes the counts of people that an independent document gives.
func (s *story) count(d *text.Document) {
	for i := range d.Sentences {
		if len(claim.Tolls(&d.Sentences[i])) > 0 {
			s.tolls = append(s.tolls, claim.Of(d, i))
		}
	}
}

// hasOutgrown reports whether a later report updates what a sentence of a document counts.
func (s *story) hasOutgrown(d *text.Document, sentence int) bool {
	return len(claim.Tolls(&d.Sentences[sentence])) > 0 && s.updated(claim.Of(d, sentence))
}

func (s *story) updated(c *claim.Claim) bool {
	for _, o := range s.tolls {
		if claim.Updates(o, c) {
			return true
		}
	}
	return false
}

// titleOutgrown is hasOutgrown of a document's headline.
func (s *story) titleOutgrown(d *text.Document) bool {
	return len(claim.Tolls(&d.Title)) > 0 && s.updated(claim.OfTitle(d))
}

// settled reports whether a dispute is over counts of which a later report confirms one, or gives more.
func (s *story) settled(d claim.Dispute) bool {
	for _, o := range s.tolls {
		if claim.Settles(o, d.A, d.B) {
			return true
		}
	}
	return false
}
