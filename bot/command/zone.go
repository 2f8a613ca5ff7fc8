package command

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"briefbot/bot"
	"briefbot/bot/schedule"
)

// zoneNames are the names of the time zone database's zones, one a line: https://www.iana.org/time-zones (zone.tab).
//
//go:embed zones.txt
var zoneNames string

// place is a name under which a time zone is known.
type place struct {
	name string // as people write it
	key  string // as it is looked up
	zone string // its IANA zone
}

// places are the cities after which zones are named, and cities beside them, in alphabetical order.
var places = sync.OnceValue(func() []place {
	var out []place
	for zone := range strings.FieldsSeq(zoneNames) {
		name := strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " ")
		out = append(out, place{name, folded(name), zone})
	}
	for zone, names := range cities {
		for name := range strings.SplitSeq(names, ", ") {
			out = append(out, place{name, folded(name), zone})
		}
	}
	slices.SortFunc(out, func(a, b place) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.zone, b.zone)) })
	return out
})

// byPlace finds the zones by a place's key. A name that two zones have is in neither.
var byPlace = sync.OnceValue(func() map[string]string {
	zones, twice := map[string]string{}, map[string]bool{}
	for _, p := range places() {
		if other, ok := zones[p.key]; ok && other != p.zone {
			twice[p.key] = true
		}
		zones[p.key] = p.zone
	}
	for key := range twice {
		delete(zones, key)
	}
	return zones
})

// folded is a name without its case, its accents and its marks between words.
func folded(name string) string {
	return strings.Join(strings.FieldsFunc(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == '_' || r == '-' || r == '.' || r == '\'' || r == '’':
			return ' '
		case r == 'ß':
			return 's'
		case r == 'ø' || r == 'Ø':
			return 'o'
		case r == 'ł' || r == 'Ł':
			return 'l'
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(name)), unicode.IsSpace), " ")
}

// zoneOf reads a time zone as people name it: by the zone's own name, by a city's ("Munich"), or by
// what its time is called ("CET", "Berlin time", "Eastern time").
func zoneOf(name string) (*time.Location, error) {
	name, _ = unmarked(strings.Join(strings.Fields(strings.Trim(name, `"`)), " "))
	key := folded(name)
	called, isTime := strings.CutSuffix(key, " time")
	zone, ok := byPlace()[called]
	if !ok {
		called = strings.TrimPrefix(called, "the ")
		zone, ok = byPlace()[called]
	}
	if !ok {
		zone, ok = clocks[strings.ToUpper(called)]
	}
	if !ok && isTime {
		zone, ok = spokenClocks[called]
	}
	if ok {
		name = zone
	} else if isTime {
		name = strings.TrimSpace(name[:len(name)-len(" time")])
	}
	z, err := schedule.Zone(name)
	if err == nil {
		return z, nil
	}
	if near := nearest(key, placeNames()); near != "" {
		return nil, &bot.Error{Code: "unknown_zone", Message: fmt.Sprintf("“%s” is not a time zone or city that is known here. Did you mean “%s”? Else write region and city, such as Europe/Paris or America/New_York, or UTC.", bot.CutText(name, maxTopic, utf8.RuneCountInString), near)}
	}
	return nil, err
}

var placeNames = sync.OnceValue(func() []string {
	var names []string
	for _, p := range places() {
		names = append(names, p.name)
	}
	return names
})

// clocks are the short names that people in a zone have for its time. They are meant with summer time:
// who writes EST in July looks at a clock in New York. Names that two regions share are left out.
var clocks = map[string]string{
	"CET": "Europe/Brussels", "CEST": "Europe/Brussels", "EET": "Europe/Athens", "EEST": "Europe/Athens",
	"BST": "Europe/London", "MSK": "Europe/Moscow",
	"EST": "America/New_York", "EDT": "America/New_York", "CST": "America/Chicago", "CDT": "America/Chicago",
	"MST": "America/Denver", "MDT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
	"JST": "Asia/Tokyo", "KST": "Asia/Seoul", "HKT": "Asia/Hong_Kong", "SGT": "Asia/Singapore", "SAST": "Africa/Johannesburg",
	"AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
}

// spokenClocks are names of times that are meant as such with the word "time" behind them only.
var spokenClocks = map[string]string{
	"et": "America/New_York", "eastern": "America/New_York", "ct": "America/Chicago", "central": "America/Chicago",
	"mt": "America/Denver", "mountain": "America/Denver", "pt": "America/Los_Angeles", "pacific": "America/Los_Angeles",
	"central european": "Europe/Brussels", "eastern european": "Europe/Athens", "uk": "Europe/London", "british": "Europe/London",
	"japan": "Asia/Tokyo", "indian": "Asia/Kolkata", "india": "Asia/Kolkata", "china": "Asia/Shanghai",
}
