package cluster

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"briefbot/briefing"
)

// identify gives every story its ID: that of the known story it goes on, else one that derives from
// its first article. Where several stories could go on one known story, the one with the most of
// its articles does; where one could go on several, it takes the one it shares the most with. used are the
// IDs that other stories have.
func identify(stories []briefing.Story, known []briefing.Story, used map[briefing.StoryID]bool) {
	type claim struct{ story, known, shared int }
	owner := map[briefing.ArticleID][]int{}
	for k, s := range known {
		for _, a := range s.Articles {
			owner[a.ID] = append(owner[a.ID], k)
		}
	}
	var claims []claim
	for i, s := range stories {
		shared := map[int]int{}
		for _, a := range s.Articles {
			for _, k := range owner[a.ID] {
				shared[k]++
			}
		}
		for k, n := range shared {
			claims = append(claims, claim{i, k, n})
		}
	}
	slices.SortFunc(claims, func(x, y claim) int {
		return cmp.Or(-cmp.Compare(x.shared, y.shared), x.story-y.story,
			known[x.known].First.Compare(known[y.known].First.Time), cmp.Compare(known[x.known].ID, known[y.known].ID))
	})
	for _, c := range claims {
		id := known[c.known].ID
		if stories[c.story].ID == "" && id != "" && !used[id] {
			stories[c.story].ID = id
			used[id] = true
		}
	}
	for i := range stories {
		if stories[i].ID == "" {
			stories[i].ID = newID(stories[i].Articles[0].ID, used)
		}
	}
}

// newID derives an unused ID from an article's.
func newID(a briefing.ArticleID, used map[briefing.StoryID]bool) briefing.StoryID {
	key := "story\x00" + string(a)
	for {
		sum := sha256.Sum256([]byte(key))
		id := briefing.StoryID(hex.EncodeToString(sum[:6]))
		if !used[id] {
			used[id] = true
			return id
		}
		key += "\x00"
	}
}
