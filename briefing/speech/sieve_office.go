package speech

import "briefbot/briefing/text"

// officeSieve reads "the governor": somebody whom the article has introduced with that role, or the body
// of that name.
var officeSieve = phraseSieve{"office", []string{
	"Governor Tomas Varga came early. The governor said the fire was out. => |Tomas Varga",
	"The Odrin Defence Ministry met. The ministry said it was late. => |Odrin Defence Ministry",
	"Mayor Peter Orlin was ill. The deputy mayor said it was late. => |The deputy mayor",
}, readOffice}

func readOffice(p *phraseReading) verdict {
	det, last := &p.s.Tokens[p.p.From], p.last()
	person := last.Is(text.Role) && (p.first == nil || det.Norm == "the" && p.first.Kind != text.Person) && (definite(det.Norm) ||
		det.Is(text.Role))
	if !person && !(p.first == nil && last.Is(text.BodyNoun)) {
		return pass
	}
	p.voice = p.r.byRole(p.i, p.headTokens(), p.s.Tokens[p.head:max(p.head, p.p.To)])
	if p.voice.name == "" {
		return pass
	}
	return found
}

// definite says that a determiner points to somebody who is known.
func definite(norm string) bool {
	switch norm {
	case "the", "that", "this", "his", "her", "its":
		return true
	}
	return false
}
