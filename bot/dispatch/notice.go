package dispatch

import (
	"context"
	"fmt"
	"slices"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

// noticeStory is the story that notices are remembered under; no real story's id holds a space.
const noticeStory briefing.StoryID = "notice of sources"

// notices are what the channel that would have had the news is told of sources that fail or have
// fallen silent. Each incident is told once: it is remembered with what the part told that it stood
// in. A source that never brought anything is not silent, it is new.
func (w *work) notices(ctx context.Context, told briefing.Told) ([]bot.Block, error) {
	sources, err := w.editions.briefer.Sources(ctx)
	if err != nil {
		return nil, err
	}
	now := w.o.Now()
	var blocks []bot.Block
	for _, s := range sources {
		text, incident := "", ""
		switch {
		case s.Problem != "":
			text = fmt.Sprintf("%s cannot be read: %s.", s.Name, s.Problem)
			incident = "unreadable"
		case !s.LastNew.IsZero() && now.Sub(s.LastNew) >= w.o.Stall:
			text = fmt.Sprintf("%s has brought nothing new for %d hours.", s.Name, int(now.Sub(s.LastNew)/time.Hour))
			incident = "silent"
		default:
			continue
		}
		fact := briefing.Fact{Story: noticeStory, Text: fmt.Sprintf("%s: %s since %s", s.Name, incident, s.LastNew.UTC().Format(time.RFC3339))}
		if slices.ContainsFunc(told, func(f briefing.Fact) bool { return f.Story == noticeStory && f.Text == fact.Text }) {
			continue
		}
		blocks = append(blocks, bot.Block{Kind: bot.Note, Spans: []bot.Span{bot.Bold("A source is missing. "), bot.Text(text + " /briefing sources shows how each fares.")}, Facts: []briefing.Fact{fact}})
	}
	return blocks, nil
}

// news is what was told of stories, without the notices.
func news(told briefing.Told) briefing.Told {
	return slices.DeleteFunc(slices.Clone(told), func(f briefing.Fact) bool { return f.Story == noticeStory })
}

// withNotices puts notices below a briefing's title and the line about its window.
func withNotices(m bot.Message, notices []bot.Block) bot.Message {
	m.Blocks = slices.Insert(m.Blocks, min(2, len(m.Blocks)), notices...)
	return m
}
