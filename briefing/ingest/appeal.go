package ingest

// appeals are lines that speak to the reader, or to a machine that reads, and tell no news: calls to
// write in, to subscribe or to accept cookies, how a text came about, who its writer is, and text that
// gives orders to whoever processes it. They are matched like noises, after these.
var appeals = []noise{
	{whyNewsletter, 40, re(`^(to (continue|keep) reading|to read (more|the full)|this (article|content|story) is (only |exclusively |reserved |available )*(for|to) (our )?(paying )?(subscribers|members)|already a (subscriber|member)|you.ve? (have )?(reached|used|read) (your|all|the).{0,40}(limit|articles)|(subscribe|log in|sign in|register) (now )?(to|and) (continue|read|keep|unlock|get)|(please )?(log ?in|sign in|register) to (read|view|continue)|if you (value|enjoy|like|appreciate) .{1,60}(journalism|reporting|work|articles?|stor(y|ies))\b|(download|get) (our|the) (free )?(new )?(\S+ ){0,3}app\b.{0,50}$)`),
		[]string{"reading", "read", "subscri", "member", "log", "sign", "register", "if you", "app"}},
	{whyConsent, 60, re(`^((we|this (web)?site|our (web)?site)( and our( \d+)? partners)? (use|uses|store|stores|process|processes)\b.{0,60}\bcookies?\b|(accept|reject|allow|manage|decline)( (all|and close|my))? ?(cookies?|preferences|choices|settings|all)\W*$|(before you continue|your privacy( choices| matters)?|we (value|care about|respect) your privacy|manage (your )?(cookie|privacy)s? ?(settings|preferences)?|cookie (settings|preferences|consent|policy|notice))\W*$|to (view|see|show|play|watch) (this )?(content|video|post|tweet|embed).{0,60}(cookies?|consent|javascript)|(please |you need to |you must )?(enable|turn on|activate) (javascript|cookies)|javascript (is|must be|appears to be) (disabled|required|enabled)|this (content|video|post|tweet|embed) (is|could|can) ?not (be )?(available|displayed|loaded|shown)( (because|due to|until) .{0,80})?\W*$|.{0,40}cookies? (must be|have to be|are not) (accepted|enabled))`),
		[]string{"cookie", "privacy", "javascript", "accept", "reject", "before you", "available", "displayed", "loaded", "shown", "manage", "allow", "decline"}},
	{whyShare, 8, re(`^(social share|share( this)?:|\d+ (comments?|shares?|likes?|views?|reactions?|retweets?)|(an? )?\d+[ -]min(ute)?s?[ -](read|listen)|(\d+|an?) (min(ute)?s?|hours?|days?) ago|reading time:? .{1,12}|listen to this (article|story)|print this (page|article)|copy( the)? link( to clipboard)?|link copied|gift (this )?article|open in app|text size|font size)\W*$`),
		[]string{"share", "comment", "like", "view", "react", "retweet", "min", "ago", "reading", "listen", "print", "copy", "copied", "gift", "open", "size"}},
	{whyAppeal, 50, re(`^((do|did) you (have|know|want|work|see|live)|are you|were you|have you|got|have) .{2,120}(we want to hear|we.d like to hear|we would like to hear|tell us|get in touch|contact us|e-?mail us|e-?mail [^ ]+@|let us know|write to us|submit your|share your (story|stories|experience|views|questions)|send us)\b|^(we want to hear from you|tell us what you think|let us know (what|in)|what do you think\?|get in touch\b|send (us )?(your )?(tips|feedback|comments|questions|letters)|rsvp\b|(have|got) a (news |story )?tip\b|if you (have|see|spot|know) .{2,60}(contact|e-?mail|call|write to|get in touch with) (us|our|the newsroom)|note: (we|comments?) .{0,40}(moderat|closed)|(listen to|watch|tune in to) .{2,60}\b(weekdays|listen back|on catch-?up|wherever you get|on demand)\b|follow (us|the .{2,30}|our .{2,30}) on\b|(view|read|see) (our|the) (comments?|community) (policy|guidelines|standards))`),
		[]string{"you", "touch", "send", "rsvp", "tip", "note", "listen", "watch", "tune", "follow", "view", "comment"}},
	{whyByline, 45, re(`^(from )?staff (and wire )?(reports?|writers?)( and .{2,40})?\W*$|^(article|story|post|report|text|words|photos?|written|posted|published|reported|compiled|edited|produced) by:? [^.]{2,50}$|^to (reach|contact) (the )?(reporter|author|editor|writer|newsroom)|^(contact|e-?mail|reach) (the )?(reporter|author|writer|editor|newsroom)\b|^(this|the|our) (project|story|article|report|reporting|series|work|coverage|piece) (was|is) (produced|made possible|supported|funded|published|reported|co-published) (with|by|in|as part of|through) .{0,60}\b(support|grant|partnership|collaboration|fund|funding|fellowship|help|foundation|institute|center|centre|initiative)\b|^(contact|e-?mail|reach|follow) [^.]{3,60} (at|on|via)( (twitter|x|instagram|facebook))?:? ?\S*@\S+|^.{3,60}\bcan be (reached|contacted|e-?mailed|followed) (at|on|by|via)\b`),
		[]string{"staff", " by", "reach", "contact", "mail", "support", "grant", "partner", "fund", "collab", "follow", "help", "institute", "center", "centre", "initiative"}},
	// Orders to whoever reads or processes the page. They must stand at the beginning: an article may
	// well report that somebody wrote such a thing.
	{whyAppeal, 60, re(`^\W*(system|assistant|user|important|attention|note( to (the )?(ai|models?|assistants?|bots?|readers?))?|instructions?)?\W*(please |now |you must |always )?((ignore|disregard|forget|override|bypass)( (all|any|your|the|my|these|those|every|previous|prior|above|earlier|preceding|other|of)){0,4} (instructions?|prompts?|rules|guidelines|directions|directives|commands?)\b|you are (now )?(an? |the )?(ai|language model|assistant|chatbot|bot|dan)\b|(reveal|print|output|repeat|show|leak) (your |the )(system )?(prompt|configuration|instructions|access token|api key|password))`),
		[]string{"instruction", "prompt", "rule", "guideline", "direct", "command", "you are", "configuration", "token", "key", "password"}},
}

// bio is a line that tells who wrote the article, as stands at its end: "Ann Poe is a reporter for
// the Odrin Post."
var bio = re(`^(?:\p{Lu}[\p{L}.'’-]+ ){2,4}(?:is|was|covers|reports|writes) (?:(?:an?|the) (?:[\p{L}-]+ ){0,5}(?:reporter|writer|correspondent|columnist|contributor|editor|journalist|fellow|intern|author|producer|blogger)\b(?: (?:for|at|with|of|covering|who covers|based|and)\b.*|\.?$)|(?:on |about )?.{2,60} for (?:The |the )\p{Lu}.{2,40}$)`)

// bioLines is how many of an article's last lines can tell of its writer.
const bioLines = 3

// cleanBios leaves out, at the end of an article, who wrote it and how to reach him.
func cleanBios(lines []line) {
	left := bioLines
	for i := len(lines) - 1; i > 2 && left > 0; i-- {
		l := &lines[i]
		if l.why != "" {
			continue
		}
		left--
		if len(l.text) <= 400 && bio.MatchString(l.text) {
			l.why = whyByline
		}
	}
}
