package schedule

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // so that zones are known on machines without a zone database
	"unicode/utf8"

	"briefbot/bot"
)

// maxZone is how much of a name that is none is repeated, in characters.
const maxZone = 60

// Zone reads a time zone as people write it: an IANA name in any case ("europe/paris"), the name's
// last part ("Paris", "new york"), UTC, or an offset from it ("UTC+5:30"). Names without a region such as EST are refused: they are
// fixed offsets that know no summer time.
func Zone(name string) (*time.Location, error) {
	said := bot.CutText(strings.Join(strings.Fields(name), " "), maxZone, utf8.RuneCountInString)
	name = strings.Join(strings.Fields(name), "_")
	switch strings.ToUpper(name) {
	case "UTC", "GMT", "Z", "ETC/UTC":
		return time.UTC, nil
	}
	if m := offsetPattern.FindStringSubmatch(name); m != nil {
		return offset(said, m)
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
	return nil, &bot.Error{Code: "unknown_zone", Message: fmt.Sprintf("“%s” is not a time zone that is known here. Write region and city, "+
		"such as Europe/Paris or America/New_York, or UTC.", said)}
}

// offsetPattern is an offset from UTC: UTC+5:30, GMT-3, +02:00, -0330.
var offsetPattern = regexp.MustCompile(`(?i)^(UTC|GMT)?_?([+−-])_?(\d{1,2})(?::?(\d{2}))?$`)

// offset is the zone of an offset. It knows no summer time.
func offset(said string, m []string) (*time.Location, error) {
	hours, _ := strconv.Atoi(m[3])
	minutes, _ := strconv.Atoi(m[4]) // "" is 0
	if total := hours*60 + minutes; total > 14*60 || minutes%15 != 0 || minutes > 45 || m[1] == "" && m[4] == "" {
		return nil, &bot.Error{Code: "unknown_zone", Message: fmt.Sprintf("“%s” is not the offset of a zone. Write it as UTC+5:30, or better "+
			"region and city, such as Asia/Kolkata.", said)}
	} else if total == 0 {
		return time.UTC, nil
	}
	sign, seconds := "+", (hours*60+minutes)*60
	if m[2] != "+" {
		sign, seconds = "-", -seconds
	}
	return time.FixedZone(fmt.Sprintf("UTC%s%02d:%02d", sign, hours, minutes), seconds), nil
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
