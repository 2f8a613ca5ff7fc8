package summary

import (
	"strings"

	"briefbot/briefing/text"
)

// wordSet is a closed list of folded words.
type wordSet map[string]bool

func words(list string) wordSet {
	set := wordSet{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// The closed lists of function words that decide whether leaving words out changes a claim.
var (
	// negations turn a claim round.
	negations = words(`no not never none nobody nothing nowhere neither nor cannot without hardly barely
		scarcely isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't
		haven't hasn't hadn't mustn't needn't ain't fail failed fails deny denied denies refuse refused
		refuses reject rejected rejects false falsely`)
	// hedges limit how far, or on what condition, a claim holds.
	hedges = words(`may might could can would should must if unless until whether except only but although
		though despite however than allegedly alleged reportedly purportedly supposedly apparently probably
		possibly perhaps likely unlikely potentially presumably seemingly appears appear appeared seems seem
		seemed suspected unconfirmed claimed claim claims claiming believed believe believes thought expected
		expects planned plans pending almost nearly about around roughly approximately most some few
		partly partially some said says according accused convicted charged acquitted attempted
		suggests suggested hopes hope hoped fears feared fear rumors rumoured rumored falsely so-called`)
	// speech are verb forms that report what somebody says without colouring it: a frame can stand
	// for them. "Claimed", "denied" or "warned" colour, so they are never left out.
	speech = words(`said says say saying told tells added adds wrote writes tweeted posted stated states
		explained explains noted notes continued remarked commented replied answered recalled concluded`)
	// coloured are the other verb forms that make their subject a speaker.
	coloured = words(`claimed claims claiming denied denies denying alleged alleges warned warns warning vowed
		vows promised promises announced announces insisted insists argued argues accused accuses admitted
		admits acknowledged acknowledges suggested suggests hinted rejected rejects confirmed confirms
		reported reports declared declares urged urges called described estimates estimated predicted
		predicts complained asked asks thanked boasted threatened pledged demanded believes thinks`)
	// pronouns are the subjects that a frame can stand for.
	pronouns = words(`he she they it`)
	// leaning are the first words of a sentence that lean on what stands before it.
	leaning = words(`he she they it his her hers their theirs its this that these those such him them
		both another others neither either`)
	// connectives join a sentence to the one before; auxiliaries stand between a subject and its verb.
	connectives = words(`but and yet so however meanwhile moreover furthermore also additionally still
		separately later then earlier further nevertheless nonetheless instead`)
	bareConnectives = words(`but and`)
	auxiliaries     = words(`also has have had then later further again previously earlier repeatedly who`)
	// adjuncts open what may stand between "said" and "that": when, where, to whom.
	adjuncts = words(`in on at during to via by after before earlier later today yesterday reporters
		journalists monday tuesday wednesday thursday friday saturday sunday separately again`)
	// subordinators open a clause that can be left off the end of a sentence; hangers cannot be the
	// last word of what is left.
	subordinators = words(`after as when while amid following where who which since because during ahead`)
	hangers       = words(`that the a an of to in on at by for from with and or nor as is are was were be been
		being has have had its his her their this those these than so such very just which who whose when`)
	// temporal are the subordinators that may open such a clause without a mark before them; relative are
	// those that say more of a word before them.
	temporal = words(`after amid following during ahead`)
	relative = words(`where who which`)
	// contrasts set what follows against what stands before: without it the claim is a wider one.
	contrasts = words(`while whereas unlike instead rather versus compared apart excluding minus contrary opposed yet
		nor save barring regardless notwithstanding otherwise alone`)
	// ahead are words that make a claim one about the future, or a condition.
	ahead = words(`will would shall can could may might must should when once until plans plan expects expected`)
	// distances are measures that "after" or "before" completes.
	distances = words(`second seconds minute minutes hour hours day days night nights week weeks month months year years decade decades
		shortly soon moments just only right immediately long`)
	weekdays = words(`monday tuesday wednesday thursday friday saturday sunday today yesterday`)
)

// fold is the form in which a unit's core is looked up in a wordSet.
func fold(core string) string { return text.Fold(core) }
