// Package command answers what people ask of the bot: one file for each command, a router before
// them, and between the two what every command needs — each event is handled once, nobody may ask
// too often, a fault in one command harms no other, and every error says what to do next.
//
// An order is made and changed in words (order.go, edit.go), in a form (form.go) or by the buttons of
// the asker's own page (home.go); terms.go reads what people say behind a schedule, zone.go the places
// by which they mean a time zone. completion.go suggests what is being typed.
package command
