package schedule

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // so that zones are known on machines without a zone database
	"unicode/utf8"

	"briefbot/bot"
)

// maxZone is how much of a name that is none is repeated, in characters.
const maxZone = 60

// Zone reads a time zone as people write it: an IANA name in any case ("europe/paris"), the name's
// last part ("Paris", "new york"), or UTC. Names without a region such as EST are refused: they are
// fixed offsets that know no summer time.
func Zone(name string) (*time.Location, error) {
	said := bot.CutText(strings.Join(strings.Fields(name), " "), maxZone, utf8.RuneCountInString)
	name = strings.Join(strings.Fields(name), "_")
	switch strings.ToUpper(name) {
	case "UTC", "GMT", "Z", "ETC/UTC":
		return time.UTC, nil
	}
	name = titled(name)
	if strings.Contains(name, "/") {
		if z, err := time.LoadLocation(name); err == nil {
			return z, nil
		}
	} else if name != "" {
		for _, region := range []string{"Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian"} {
			if z, err := time.LoadLocation(region + "/" + name); err == nil {
				return z, nil
			}
		}
	}
	return nil, &bot.Error{Code: "unknown_zone", Message: fmt.Sprintf("“%s” is not a time zone that is known here. Write region and city, such as Europe/Paris or America/New_York, or UTC.", said)}
}

// odd are the parts of zone names that are not simply capitalised words.
var odd = map[string]string{
	"dar_es_salaam": "Dar_es_Salaam", "dumontdurville": "DumontDUrville", "isle_of_man": "Isle_of_Man",
	"mcmurdo": "McMurdo", "port_of_spain": "Port_of_Spain", "port-au-prince": "Port-au-Prince", "comodrivadavia": "ComodRivadavia",
}

// titled writes each part of a zone name as the zone database does.
func titled(name string) string {
	parts := strings.Split(strings.ToLower(name), "/")
	for i, part := range parts {
		if whole, ok := odd[part]; ok {
			parts[i] = whole
			continue
		}
		up := true
		parts[i] = strings.Map(func(r rune) rune {
			if up && r >= 'a' && r <= 'z' {
				r -= 'a' - 'A'
			}
			up = r == '_' || r == '-'
			return r
		}, part)
	}
	return strings.Join(parts, "/")
}
