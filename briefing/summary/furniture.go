package summary

import (
	"regexp"
	"strings"

	"briefbot/briefing/text"
)

// furniture reports whether a sentence speaks to the reader about the page and tells no news.
func furniture(d *text.Document, x *text.Sentence) bool {
	s := text.Fold(d.Article.Text[x.Start:x.End])
	if line := d.Article.Text[x.Start:x.End]; glued.MatchString(line) || credit.MatchString(line) {
		return true
	}
	if end := strings.TrimRight(s, "\"') ]"); end == "" || !strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "!") {
		return true // a heading, a link, a label, a question
	}
	if ofItself(d, x, s) {
		return true
	}
	if x.Speaker == "" && dated.MatchString(s) && !narrated.MatchString(s) {
		return true // a caption
	}
	if almanac.MatchString(s) || programme.MatchString(s) || pointer.MatchString(s) {
		return true
	}
	if x.Speaker == "" && author.MatchString(s) {
		return true
	}
	if verbless(x.Tokens) {
		return true // a caption, an item of a list
	}
	for _, w := range furnitureWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// ofItself reports whether a sentence speaks of its own outlet or of the picture beside it: "Coast
// Radio is supported by its listeners", "The photo shows …". s is the folded sentence.
func ofItself(d *text.Document, x *text.Sentence, s string) bool {
	if w := pictured.FindString(s); w != "" {
		return true
	}
	name := text.Fold(d.Article.Source)
	rest, ok := strings.CutPrefix(strings.TrimPrefix(s, "the "), strings.TrimPrefix(name, "the ")+" ")
	if name == "" || !ok || x.Speaker != "" {
		return false
	}
	verb, _, _ := strings.Cut(rest, " ")
	return ownDoings[verb]
}

// ownDoings are the verbs with which an outlet speaks of its own business.
var ownDoings = words(`is relies depends receives may does uses participates earns welcomes asks invites offers needs`)

// pictured matches the beginnings of sentences that describe a picture.
var pictured = regexp.MustCompile(`^(the|this|these|a|an) (\w+ )?(photo|photos|photograph|photographs|picture|pictures|image|images|video|videos|clip|footage|map|graphic|screenshot) (below |above |here )?(shows?|showed|depicts?|captures?|illustrates?)\b|^(in )?(photos?|pictures?|videos?|gallery|watch|read|listen|live)( updates)?:`)

// author matches sentences that present who wrote a piece.
var author = regexp.MustCompile(`^\S+ \S+( \S+)? is (a|an|the) ([\w-]+ ){0,4}(columnist|contributor|fellow|professor|lecturer|commentator|author|host) (of|at|for|to|in|with|and)\b`)

var (
	// almanac matches an item of what happened on this day in other years: "1918 — …".
	almanac = regexp.MustCompile(`^(in )?(1[5-9]|20)\d\d ?(—|–|--|-|:) `)
	// glued matches a label that stands against what it leads to, as links in mid-article do: "Gold rush:Prices …".
	glued = regexp.MustCompile(`^[^.“"]{0,70}[\pL?!]:[\pL‘“'"]|^[^.“"]{3,70}\d:[A-Z‘“'"]`)
	// item matches the number of an item in a list: "3. Power cuts".
	item = regexp.MustCompile(`^\d{1,2}[.)] `)
	// credit matches a photographer and his agency before a caption.
	credit = regexp.MustCompile(`^[A-Z][^.,:“"]{2,40}/ ?(AP|AFP|EPA|Reuters|Getty|Bloomberg|Xinhua|Zuma|Shutterstock|Pool|[A-Z][A-Za-z]+ (Images|Press|News))\b`)
	// dated matches a sentence that ends with a whole date, as a caption does; narrated one that tells
	// of the past.
	dated    = regexp.MustCompile(`\b(on|in) ([a-z]+, )?[a-z]{3,9}\.? \d{1,2}, (19|20)\d\d\W*(in [^,.]+\W*)?$`)
	narrated = regexp.MustCompile(`\b(was|were|had|said|says|has|have|will|died|began|announced|ruled|filed|voted|signed)\b`)
	// programme matches sentences that announce what a broadcast or a letter to subscribers holds.
	programme = regexp.MustCompile(`\b(on|in) (today's|this week's|the latest|this) (episode|edition|show|podcast|issue|newsletter)\b|\bpodcast\b.{0,40}[:,]|^this week on |\bwinning numbers\b|\btickets are sold (in|at|online)\b|\b(first appeared|is part of|was first published) (in|on) |\bhit play\b|\bin your inbox\b|\bhow to (watch|stream)\b|^(plus|elsewhere|also),? (in today|today)`)
	// pointer matches a line that leads to another piece: "More: …", "From Velden: …".
	pointer = regexp.MustCompile(`^(more|previously|related|read|see also|recap|explainer|opinion|analysis|fact check|what we know|who is [^:]{3,40}|from [^\s:]+( [^\s:]+)?|live updates|exclusive|the latest|background|follow the money|just watched|must watch)\s?\??:`)
)

var furnitureWords = []string{"sign up", "newsletter", "subscribe", "click here", "read more", "follow us", "editor's note",
	"contributed to this", "photo credit", "getty images", "all rights reserved", "share this", "download the app",
	"story has been updated", "article has been updated", "here's what you need to know", "here are the latest", "listen to",
	"watch:", "hide caption", "photos:", "photo:", "video:", "view more opinion", "views expressed", "need to know to get up to speed", "for more on", "@", "http"}

// verbless reports whether no word can be a finite verb; those of a title or saying that is quoted in
// the sentence do not count.
func verbless(tokens []text.Token) bool {
	quoted := false
	if len(tokens) > 0 && quotationMarks(tokens[0].Text) > 0 {
		return false // somebody's words, which need not be a sentence
	}
	for _, t := range tokens {
		if quotationMarks(t.Text) > 0 {
			quoted = !quoted
		}
		if !t.Word || quoted || startsUpper(t.Text) && t.Start != tokens[0].Start {
			continue
		}
		if finite[t.Norm] || speech[t.Norm] || coloured[t.Norm] || strings.HasSuffix(t.Norm, "ed") || strings.HasSuffix(t.Norm, "s") && !strings.HasSuffix(t.Norm, "ss") {
			return false
		}
	}
	return true
}

// finite are auxiliaries and the pasts of irregular verbs; regular forms show in their endings.
var finite = words(`am beat cast is are was were be been has have had will would can could may might must shall should do does did
	became began bent bit bled blew bought broke brought built burnt burst came caught chose cost cut dealt drew drove
	fed fell felt fled flew forbade forgave forgot fought found froze gave got grew heard held hid hit hung hurt kept
	knew laid lay led left lent let lit lost made meant met outdid overcame overthrew paid put quit ran rang read rode
	rose sank sang sat saw sent set shook shot shut sold sought spent split spoke spread sprang stood stole struck stuck
	sued swept swore swung taught thought threw took tore understood undertook won went withdrew woke wore wrote
	say want continue remain agree become seem appear include`)
