package ingest

import (
	"regexp"
	"strings"
)

// labels are how lines begin that invite or administer and tell nothing; they count only for lines
// of at most twelve words, and a single word not for a whole sentence.
var labels = []string{
	"advertisement", "anzeige", "werbung", "share this", "share on", "share:", "teilen", "read more", "read also", "also read", "see also:",
	"read next", "related:", "related articles", "related stories", "more on this", "more:", "lesen sie auch", "mehr zum thema", "weiterlesen",
	"follow us", "follow @", "sign up", "subscribe", "newsletter", "click here", "continue reading", "story continues below",
	"article continues below", "image copyright", "media caption", "explore further", "citation:", "photo:", "photos:", "image:", "image credit", "photo credit", "foto:", "fotos:", "bild:", "credit:", "picture:",
	"tags:", "tagged", "filed under", "posted in", "categories:", "category:", "kategorie", "schlagw", "topics:", "print this", "email this",
	"leave a comment", "leave a reply", "no comments", "comments", "copyright ©", "©", "all rights reserved", "posted by", "posted on",
	"published:", "last updated", "updated:", "watch:", "video:", "listen:", "skip to", "back to top", "zurück", "nach oben", "load more",
	"view comments", "show comments", "join the conversation", "loading", "don't miss", "you may also like", "you might also like", "recommended",
	"javascript", "please enable", "your email address will not", "kommentare", "kommentar schreiben", "veröffentlicht am", "drucken",
	"lire aussi", "à lire aussi", "leer más", "lea también", "leggi anche", "leia também", "читайте также", "читайте також", "publicité", "publicidad", "pubblicità",
}

// credit matches captions by their picture credit, counters of galleries, and agencies' credits.
var credit = regexp.MustCompile(`(?i)\((?:image|photo|picture|pic|foto|bild|credit)s?:[^)]*\)\s*$|^image \d+ of \d+|^\(?(?:additional )?reporting by .*(?:editing|reporting)|^(?:our standards|follow \S+( \S+)? (?:on|at) )|^(?:email|contact|reach) (?:the )?(?:\S+ ){1,6}(?:at|on) \S*(?:[@0-9]|://)`)

// promotion matches the outlet's words to its readers about itself: subscriptions, apps, letters,
// shops. What could stand in news as well ("is already a member", "may receive compensation") is not
// among it.
var promotion = regexp.MustCompile(`(?i)^(?:please )?(?:subscribe|sign up|register|log in|download|click|tap) (?:now|here|to|for|the|our|below)\b|\b(?:download|get) our (?:\S+ ){0,5}apps?\b|news .{0,40}\bdownload .{0,40}\bapps?\b|(?:straight|directly|delivered) to your (?:phone|inbox|mailbox)|\balready a subscriber\b|to view the full story|\bwe (?:may|might) (?:earn|receive) (?:an? )?(?:\S+ )?(?:commission|compensation)|products from (?:one or more of )?our (?:advertisers|partners|editors)|(?:submit|send us) your (?:letter|tips|stories)|support (?:our|independent) journalism|all rights reserved|your email address`)

// promotionAbroad is promotion in German, French, Spanish, Portuguese and Italian.
var promotionAbroad = regexp.MustCompile(`(?i)(?:sich|sie) einloggen\b|eingeloggt sein|(?:möchten|wollen) sie weiterlesen|\bbin (?:bereits )?abonnent|benötige ein abo\b|zum weiterlesen|jetzt (?:abonnieren|anmelden|registrieren)\b|newsletter (?:abonnieren|anmelden|bestellen)|abonnieren sie|unterstütz(?:en sie|e) (?:uns|unsere)\b|partnerlinks|affiliate-?links|` +
	`^pour (?:lire la suite|accéder)|abonnez-vous|inscrivez-vous|créez (?:un|votre) compte|déjà abonné|` +
	`hazte (?:miembro|socio)|suscríbe(?:te|se)|suscríbase|regístrate|inicia sesión|` +
	`\b(?:nuestro|nosso|nostro) (?:canal|canale) (?:de|do|no|en|em|su|di) (?:youtube|whatsapp|telegram)|(?:assine|inscreva-se|cadastre-se)\b|\b(?:nuestra|nossa|nostra) newsletter|^(?:abbonati|iscriviti)`)

// labelHints are parts of lower-case text of which every line has one that credit, promotion or
// promotionAbroad matches; the expressions cost fifty times as much as looking for these.
var labelHints = []string{
	"photo", "image", "pic", "foto", "bild", "credit", "reporting by", "our standards", "follow ", "email ", "contact ", "reach ",
	"subscri", "sign up", "regist", "log in", "download", "click", "tap ", "get our", "to your ", "full story", "commission",
	"compensation", "products from", "submit your", "send us", "journalism", "all rights", "your email",
	"einlogg", "eingelogg", "weiterlesen", "abonn", "abo", "anmelden", "unterstütz", "partnerlink", "affiliate",
	"pour ", "abonnez", "inscrivez", "créez", "hazte ", "suscríb", "regíst", "inicia ", "canal", "assine", "inscreva", "cadastre",
	"newsletter", "abbonati", "iscriviti",
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// listHead matches the headings of lists of other stories.
var listHead = regexp.MustCompile(`(?i)^(?:most (?:read|popular|viewed|shared)|trending|(?:you (?:may|might) )?also (?:like|read)|you (?:may|might) |related|recommended|more (?:on|from|stories|in)\b|read (?:more|next|also)|don't miss|weitere (?:artikel|themen|beiträge)|mehr zum thema|lesen sie auch|leggi anche|lire aussi|à lire aussi|leia (?:também|mais)|veja também|lea también|le puede interesar|te puede interesar|читайте также|czytaj (?:też|także|również))`)

// authorLine matches lines that name the author or the reading time.
var authorLine = regexp.MustCompile(`(?i)^(?:by|von|por|par|di|door|av|text|words by|written by)[: ]|\b\d+ min(?:ute)?s?(?: read)?$`)

// isLabel reports whether a line is a label.
func isLabel(s string) bool {
	s = strings.ReplaceAll(s, "\u00a0", " ")
	low := strings.ToLower(s)
	if len(s) <= 400 && containsAny(low, labelHints) && (credit.MatchString(s) || promotion.MatchString(s) || len(s) <= 250 && promotionAbroad.MatchString(s)) {
		return true
	}
	if len(s) > 120 || countWords(s) > 12 {
		return false
	}
	if countWords(s) == 0 {
		return true
	}
	if listHead.MatchString(s) && !endsProse(s) {
		return true
	}
	sentence := strings.HasSuffix(s, ".") && countWords(s) >= 6
	for _, p := range labels {
		if strings.HasPrefix(low, p) && (!sentence || strings.ContainsAny(p, " :©")) {
			return true
		}
	}
	return false
}
