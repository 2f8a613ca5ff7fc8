package discord

// otherLocale is the language that commands are told in besides English. A further one is a field of
// term, a column of germanNames, and an entry of both functions below.
// https://docs.discord.com/developers/reference#locales
const otherLocale = "de"

// term is a description in each language.
type term struct{ en, de string }

// others are the descriptions in languages other than English.
func (t term) others() map[string]string { return map[string]string{otherLocale: t.de} }

// germanNames are the names of commands and options. What a user gives comes back under its English
// name, whatever he sees.
var germanNames = map[string]string{
	"length": "länge", "channel": "kanal", "silent": "still", "ping": "ping",
	"brief": "überblick", "ask": "frage", "briefing": "briefing", "help": "hilfe",
	"schedule": "planen", "list": "liste", "edit": "ändern", "pause": "anhalten", "resume": "fortsetzen", "remove": "entfernen", "add": "hinzufügen", "url": "adresse",
	"run": "ausführen", "preview": "vorschau", "home": "übersicht", "follow": "folgen", "unfollow": "entfolgen", "mute": "ausblenden", "unmute": "einblenden",
	"sources": "quellen", "status": "status",
	"topic": "thema", "topics": "themen", "since": "seit", "question": "frage", "when": "wann", "zone": "zeitzone", "id": "kennung", "change": "änderung",
}

// german is a name in languages other than English.
func german(name string) map[string]string { return map[string]string{otherLocale: germanNames[name]} }
