// Package command answers what people ask of the bot: one file for each command, a router before
// them, and between the two what every command needs — each event is handled once, nobody may ask
// too often, a fault in one command harms no other, and every error says what to do next.
package command
