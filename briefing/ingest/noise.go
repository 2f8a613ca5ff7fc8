package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// noise is a kind of line that pages carry beside the news.
type noise struct {
	why string
	// words is how long a line of this kind can be; a sentence of the news that happens to hold
	// the same words is longer, or does not match from its beginning.
	words   int
	pattern *regexp.Regexp
	// needs are the substrings of which one occurs in every line of this kind: a cheap first look.
	// None means that the pattern is tried on every line.
	needs []string
}

// noises are matched against the folded line (see fold), in order. They are the stock phrases of
// publishing systems; the languages are those in which the phrases were known to the writer.
var noises = []noise{
	{whyComment, 30, re(`^(leave a (reply|comment)|post a comment|add a comment|comments are closed|be the first to comment|join the (conversation|discussion)|(log|sign) in to (reply|comment)|you must be logged in|your email address will not be published|required fields are marked|cancel reply|schreiben sie einen kommentar|deja (un|tu) comentario|laisser un commentaire|save my name, email)`), []string{"comment", "reply", "conversation", "discussion", "email", "required", "logged", "coment", "save my"}},
	{whyShare, 16, re(`send this page to someone via email|^(click to )?share (this|on|via|with|article|story)\b|^share this (item|article|story|page|post)|^(share|facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|email|e-mail|copy link|print)([ ,|/·•]+(x|facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|email|e-mail|copy link|print|share))*$|^(share|print|comment|save|listen|teilen|partager|compartir|поделиться|поділитися)( \d+)?$|^follow .{1,40} on (facebook|twitter|instagram|x)\b|^tweet this`), []string{"share", "send", "face", "twit", "link", "what", "tele", "redd", "pint", "mail", "copy", "print", "comment", "save", "listen", "teil", "part", "comp", "поді", "поде", "follow", "tweet"}},
	{whyAd, 8, re(`^\W*((story|article|content) continues (below|after)( this)?( advertisement| ad)?|(scroll|skip) (to continue|past|advertisement).{0,30}|advertisements?|advertisement - .*|ad feedback|ad|sponsored( content)?|paid content|promoted|anzeige|werbung|publicit[eé]|publicidad|pubblicit[aà]|publicidade|реклама|reklama|reklame|advertentie)\W*$`), nil},
	{whyNewsletter, 32, re(`^(please )?(subscribe|sign up|register|get|stay|receive|join|want|enjoy|like)\b.*\b(newsletters?|inbox|daily briefing|morning brief|email alerts?|mailing list)\b|^stay (updated|informed|up to date|tuned|connected) (with|on|to)\b.{0,60}\bnews\b|^(subscribe|sign up)( now| here| today)?( to| for)?.{0,50}[.!:]?$|newsletter (abonnieren|sign-?up)|^(s.abonner|inscrivez-vous|suscr[ií]bete|jetzt abonnieren|подпис(аться|ывайтесь)|підпис(атися|уйтесь))\b.{0,60}$`), []string{"newsl", "inbox", "brief", "alert", "mailing", "news", "subscr", "sign", "abon", "inscri", "suscr", "подпис", "підпис"}},
	{whyNewsletter, 32, re(`^(are you )?(enjoy|lik|lov)(e|ed|ing)? (this|our|what)\b.{0,60}\b(subscribe|sign up|donat|support|follow|share)|^subscribe to .{1,60} for (only |just )?.{1,20}\b(a|per) (week|month|year)\b|^(get|receive) .{1,60}\b(newsletters?|inbox|(every|each) (day|week|morning|evening|(mon|tues|wednes|thurs|fri|satur|sun)day)|once a (day|week))\W*$|^(get|receive) (the )?(latest|daily|weekly|breaking|top)\b.{0,40}\bnews\b|^continue reading\b.{0,40}\b(subscri|account|for free|in (the|our) app)|^by (providing|submitting|entering|signing|clicking|subscribing|registering|continuing|joining)\b.{0,90}\b(agree|consent|accept|acknowledge)`), []string{"enjoy", "like", "liking", "love", "loving", "subscri", "get ", "receive", "continue", "by "}},
	{whyAd, 24, re(`^.{3,40}\b(is|are) (made possible|supported|funded|financed|paid for) by (its|our|your|the generous|listeners|readers|viewers|members|donations)\b|^(donate|support (us|our (work|journalism|newsroom|station))|become a (member|supporter|subscriber|patron)|make a (donation|gift))\b.{0,60}$`), []string{"by ", "donat", "support", "become", "make"}},
	{whyNavigation, 14, re(`^(skip to (main |primary )?(content|navigation)|skip navigation|return to (menu|top)|back to (top|home|menu)|jump to .{0,30}|menu|search|home|close|toggle navigation|(show|see|load|view) (more|all)( comments| stories| articles)?|next( article| story| up)?|previous( article| story)?|up next|continue reading|most (read|popular|viewed)|trending( now)?|top stories|latest (news|stories)|more (from|on|stories|news|coverage)\b.{0,50}|related (stories|articles|topics|content|coverage|news)?:?|recommended( for you)?|you may (also )?like|here.s what (to|you need to|we) know:?|what (to|you need to) know:?|table of contents|click here for\b.*|all rights reserved.*|(privacy|cookies?|terms|imprint|impressum|datenschutz|contact|advertise|accessibility|sitemap|newsletter)( (policy|notice|settings|of (use|service)|us|and conditions|statement))?|(©|copyright)\b.*)$`), nil},
	{whyNavigation, 40, re(`\bclick here (for|to) (more|updates|the latest|see|read|yesterday|previous|live)`), []string{"click here"}},
	{whyLink, 16, re(`^(more (on |from |about )?[^:?!]{2,60}|[^:?!]{2,60} (website|coverage|page|hub|site))\s*:\s*(https?://|www\.)\S+( and (https?://|www\.)\S+)*\W*$`), []string{"http", "www."}},
	{whyLink, 30, re(`^(read (the )?(full|whole|entire|original) (article|story|report|piece|text)|original (link|article|source|story)\s*:|(this )?(article|story|post) (was )?(originally|first) (appeared|published)|source( link)?\s*: *(http|www)|(read|see|learn|view|find out) more( here| at| on| about)?\W*$|read more\b.{0,12}:|read more about:?|\W*(read|see|also|story|video|related|more|watch|listen|don.t miss|must read|recommended)( also| more| read| now| story| stories| video| coverage)?\s*[:»|>]\s*\S|also read\b|read also\b|see also\b|lesen sie auch|mehr (zum thema|dazu)|lire aussi|à lire aussi|(leer|lea|lee) (tambi[eé]n|m[aá]s)|leggi anche|leia (tamb[eé]m|mais)|lees ook|читайте (также|також|ещ[её])|czytaj (te[zż]|tak[zż]e|wi[eę]cej))`), []string{"read", "original", "source", "see", "more", "find out", "learn", "article", "related", "watch", "listen", "must", "recommended", "miss", "mehr", "lire", "lee", "lesen", "legg", "leia", "чит", "czyt", "story:", "video:"}},
	{whyVideo, 40, re(`^video ad feedback\b|^(watch( live| now)?|now playing|video( duration)?|play video|video player|this video|listen|live tv|watch the video.*)\s*(:|\d|$)|^(video|media) (could not|cannot|unable|is not).*|^to view this video.*|^your browser does not support`), []string{"video", "watch", "playing", "live tv", "browser", "media"}},
	{whyByline, 45, re(`\b(contributed|contributing) (to (this|the) (report|story|article|post)|reporting|from )|^\W*with (files|reporting|additional reporting) (from|by)\b|^\(?(additional )?(reporting|writing|editing) by\b|^\(?reporting (and|by) |^\(?with (input|inputs|agency input|reports?) from\b|^\W*by (the )?(associated press|reuters|afp|staff|news desk|.{0,20} staff)\W*$`), []string{"contribut", "reporting", "with ", "writing", "editing", "by "}},
	{whyCaption, 80, re(`^(view image in full ?screen|view (gallery|photos?)|(file )?(photo|image|picture|foto|bild)( credit| by| courtesy)?\s*:|image (source|caption|credit|copyright)\b|click to (enlarge|expand|zoom)|enlarge( this)? image|hide caption|toggle caption|(see|view) (more )?photos)`), []string{"view", "photo", "image", "picture", "foto", "bild", "click", "enlarge", "caption", "file"}},
}

// stockLines are all lines that are known by their words.
var stockLines = slices.Concat(noises, appeals)

func re(s string) *regexp.Regexp { return regexp.MustCompile(s) }

// stock names the reason for which a line is a publishing system's stock phrase, or "".
func stock(folded string, words int) string {
	if words > 80 {
		return ""
	}
	for _, n := range stockLines {
		if words <= n.words && anyIn(folded, n.needs) && n.pattern.MatchString(folded) {
			return n.why
		}
	}
	return ""
}

// anyIn reports whether one of parts occurs in s, or there are no parts.
func anyIn(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return len(parts) == 0
}

// byline is a line that only names its writers: "By Ann Poe and Jo Roe", "— Ann Poe".
var byline = re(`^(?:By|BY|Von|Par|Por)\s+\p{Lu}[\p{L}.'’-]*(?:(?:,|\s+and|\s+AND|\s+und|\s+et|\s+y|\s+of|\s*\||\s*/)?\s+[\p{Lu}][\p{L}.'’-]*){1,14}(?:\s*[,|•·–-]\s*.{0,40})?$|^[—–-]+\s*(?:By\s+)?\p{Lu}[\p{L}.'’-]+(?:(?:,|,? and|,? &)?\s+\p{Lu}[\p{L}.'’-]*){1,12}(?:,\s+[\p{L} ]{2,30})?$`)

// agency is the name of a picture agency, or the form in which one is credited.
var agency = re(`(?i)\b(getty( images)?|afp|reuters|associated press|anadolu( agency)?|shutterstock|epa(-efe)?|efe|bloomberg|alamy|zuma( press)?|xinhua|imago|dpa|maxar( technologies)?|planet labs|sipa|abaca(press)?|nurphoto|pa wire|pa images|istock|unsplash|pool|flickr|wikimedia( commons)?|usa today sports|imagn)\b`)

// credited is a line's end that credits a picture.
var credited = re(`(?i)\((?:[a-z ]*(?:photo|image|picture|video)s?(?: credits?)?|credits?|file photo|foto|bild)\s*(?:by|courtesy|[:/])[^()]*\)\.?$|\((?:ap|afp|epa|reuters) (?:photo|via)[^()]*\)|\bap photo/|\breuters/\p{L}|\b(?:via|/)\s*(?:getty(?: images)?|ap|afp|reuters)\W*$|/getty(?: images)?\W*$|(?:©|\(c\))\s*(?:19|20)\d\d\b.{0,40}$|\b(?:photo|image|photograph) (?:by|credit:?|courtesy(?: of)?:?)\s+\p{Lu}.{0,50}$`)

// creditNeeds is the first look before credited.
var creditNeeds = []string{"(", "/", "©", "photo", "image", "via "}

// posed is how a caption tells its picture.
var posed = re(`(?i)^(?:a|an|the|this)?\s*(?:\p{L}+ ){0,3}(?:view|photo(?:graph)?|image|picture|map|footage|screenshot|combination|satellite (?:image|imagery|photo))\b.{0,60}\b(?:shows?|showing|taken|released|provided|posted|of)\b|\((?:c|l|r|left|right|center|centre)\)|\b(?:is|are|was|were) (?:seen|pictured|shown)\b|\b(?:left|right|center|pictured),`)

// creditOnly reports a line that holds a picture credit and nothing else.
func creditOnly(s string, words int) bool {
	if words > 12 {
		return false
	}
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && credited.MatchString(s) {
		return true
	}
	if !agency.MatchString(s) {
		return false
	}
	return strings.Contains(s, "/") && !strings.ContainsAny(s, ".?!“”\"") || words <= 5 && allCapitalised(s)
}

// allCapitalised reports that every word of s begins with no lower-case letter, "via" and "for" apart.
func allCapitalised(s string) bool {
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		if lower(r) && w != "via" && w != "for" {
			return false
		}
	}
	return true
}
