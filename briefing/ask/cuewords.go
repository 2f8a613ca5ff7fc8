package ask

import "briefbot/briefing/lex"

// Lists of cues.
var (
	namingVerbs    = lex.Words("en/naming-verbs")
	quantityBounds = lex.Words("en/quantity-bounds")
	placeBefore    = lex.Words("en/place-prepositions")
	yesNoWords     = lex.Words("en/yes-no-verdicts")
	captionWords   = lex.Words("en/caption-words")
	furnitureWords = lex.Words("en/furniture-words")
	opinionWords   = lex.Words("en/opinion-words")
	contrastWords  = lex.Words("en/contrast-conjunctions")
)
