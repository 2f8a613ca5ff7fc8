package score

import "strings"

// porter stems a word of small letters by Porter's algorithm (Porter 1980, "An algorithm for suffix
// stripping", Program 14(3)). The library that the engine stems with knows only its successor.
func porter(w string) string {
	if len(w) <= 2 {
		return w
	}
	w = plural(w)
	w = past(w)
	if strings.HasSuffix(w, "y") && vowelIn(w[:len(w)-1]) {
		w = w[:len(w)-1] + "i"
	}
	w = longest(w, secondStep, 0)
	w = longest(w, thirdStep, 0)
	w = fourth(w)
	return fifth(w)
}

// consonant reports whether w[i] is one; y is one at the start and after a vowel.
func consonant(w string, i int) bool {
	switch w[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return false
	case 'y':
		return i == 0 || !consonant(w, i-1)
	}
	return true
}

// measure counts the changes from vowels to consonants.
func measure(w string) int {
	n := 0
	for i := 1; i < len(w); i++ {
		if consonant(w, i) && !consonant(w, i-1) {
			n++
		}
	}
	return n
}

func vowelIn(w string) bool {
	for i := range len(w) {
		if !consonant(w, i) {
			return true
		}
	}
	return false
}

// doubled reports a word that ends in twice the same consonant.
func doubled(w string) bool {
	n := len(w)
	return n > 1 && w[n-1] == w[n-2] && consonant(w, n-1)
}

// short reports a word that ends in consonant, vowel, consonant other than w, x and y.
func endsShort(w string) bool {
	n := len(w)
	return n >= 3 && consonant(w, n-3) && !consonant(w, n-2) && consonant(w, n-1) && !strings.ContainsRune("wxy", rune(w[n-1]))
}

// plural is step 1a.
func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ies"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ss"):
		return w
	}
	return strings.TrimSuffix(w, "s")
}

// past is step 1b.
func past(w string) string {
	if stem, ok := strings.CutSuffix(w, "eed"); ok {
		if measure(stem) > 0 {
			return stem + "ee"
		}
		return w
	}
	stem, ok := strings.CutSuffix(w, "ed")
	if !ok {
		stem, ok = strings.CutSuffix(w, "ing")
	}
	if !ok || !vowelIn(stem) {
		return w
	}
	switch {
	case strings.HasSuffix(stem, "at"), strings.HasSuffix(stem, "bl"), strings.HasSuffix(stem, "iz"):
		return stem + "e"
	case doubled(stem) && !strings.ContainsRune("lsz", rune(stem[len(stem)-1])):
		return stem[:len(stem)-1]
	case measure(stem) == 1 && endsShort(stem):
		return stem + "e"
	}
	return stem
}

// secondStep, thirdStep are the suffixes of steps 2 and 3 with what takes their place.
const (
	secondStep = "ational=ate tional=tion enci=ence anci=ance izer=ize bli=ble alli=al entli=ent eli=e ousli=ous " +
		"ization=ize ation=ate ator=ate alism=al iveness=ive fulness=ful ousness=ous aliti=al iviti=ive biliti=ble logi=log"
	thirdStep  = "icate=ic ative= alize=al iciti=ic ical=ic ful= ness="
	fourthStep = "ement= ance= ence= able= ible= ment= ant= ent= ism= ate= iti= ous= ive= ize= ion= al= er= ic= ou="
)

// longest puts another suffix in the place of the first of the table that w has, where what stands
// before it has more than least changes from vowels to consonants.
func longest(w, table string, least int) string {
	for entry := range strings.FieldsSeq(table) {
		suffix, with, _ := strings.Cut(entry, "=")
		if stem, ok := strings.CutSuffix(w, suffix); ok {
			if measure(stem) > least {
				return stem + with
			}
			return w
		}
	}
	return w
}

// fourth is step 4; -ion goes only behind s and t.
func fourth(w string) string {
	out := longest(w, fourthStep, 1)
	if stem, ok := strings.CutSuffix(w, "ion"); ok && out == stem && !strings.HasSuffix(stem, "s") && !strings.HasSuffix(stem, "t") {
		return w
	}
	return out
}

// fifth is step 5.
func fifth(w string) string {
	if stem, ok := strings.CutSuffix(w, "e"); ok {
		if m := measure(stem); m > 1 || m == 1 && !endsShort(stem) {
			w = stem
		}
	}
	if strings.HasSuffix(w, "ll") && measure(w) > 1 {
		w = w[:len(w)-1]
	}
	return w
}
