package dispatch

import (
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"briefbot/bot"
	"briefbot/briefing"
)

// silence is why the channels get no news: how people are told, and by what the incident is remembered.
type silence struct {
	title, text, incident string
	since                 time.Time
	source                string // that is missing, or "" where all are
}

// noticeStory is the story that notices are remembered under; no real story's id holds a space.
const noticeStory briefing.StoryID = "notice of sources"

// notices are what the channel that would have had the news is told of a corpus that is empty, and of
// sources that fail or have fallen silent. Each incident is told once: it is remembered with what the
// part told that it stood in.
func (w *work) notices(ctx context.Context, told briefing.Told) ([]bot.Block, error) {
	sources, err := w.editions.briefer.Sources(ctx)
	if err != nil {
		return nil, err
	}
	none, err := w.empty(ctx)
	if err != nil {
		return nil, err
	}
	sources = slices.DeleteFunc(slices.Clone(sources), func(h bot.SourceHealth) bool { return !h.Concerns(w.record.To) })
	var fresh []silence
	for _, s := range silences(sources, none, w.o.Now(), w.o.Stall) {
		if !slices.ContainsFunc(told, func(f briefing.Fact) bool { return f.Story == noticeStory && f.Text == s.fact().Text }) {
			fresh = append(fresh, s)
		}
	}
	var blocks []bot.Block
	for _, s := range gathered(fresh) {
		blocks = append(blocks, bot.Block{Kind: bot.Note, Facts: s.facts,
			Spans: []bot.Span{bot.Bold(s.title + " "), bot.Text(s.text + " /briefing sources shows how each fares.")}})
	}
	return blocks, nil
}

// fact is by what it is remembered that a silence was told.
func (s silence) fact() briefing.Fact {
	return briefing.Fact{Story: noticeStory, Text: fmt.Sprintf("%s since %s", s.incident, s.since.UTC().Format(time.RFC3339))}
}

// mostMissing is how many missing sources are told of one by one, and missingNamed how long the list of
// their names is where there are more, in characters: a network that is down makes all of them fail at once.
const mostMissing, missingNamed = 3, 300

// noticed is what is told of one silence or of many.
type noticed struct {
	title, text string
	facts       []briefing.Fact
}

// gathered tells of each silence by itself, or of the missing sources together where they are many.
func gathered(all []silence) []noticed {
	var out []noticed
	var names []string
	together := noticed{}
	for _, s := range all {
		if s.source == "" {
			out = append(out, noticed{s.title, s.text, []briefing.Fact{s.fact()}})
			continue
		}
		names, together.facts = append(names, s.source), append(together.facts, s.fact())
	}
	if len(names) > mostMissing {
		together.title = fmt.Sprintf("%d sources are missing.", len(names))
		together.text = bot.CutList(names, ", ", missingNamed, utf8.RuneCountInString, func(n int) string { return fmt.Sprintf("and %d more", n) }) +
			" cannot be read or have brought nothing new for long."
		return append(out, together)
	}
	for _, s := range all {
		if s.source != "" {
			out = append(out, noticed{s.title, s.text, []briefing.Fact{s.fact()}})
		}
	}
	return out
}

// silences are what is wrong with the corpus now. A source that never brought anything is not silent,
// it is new.
func silences(sources []bot.SourceHealth, none bool, now time.Time, stall time.Duration) []silence {
	var out []silence
	if none {
		s := silence{title: "There is nothing to read.", text: "The sources were read and hold no article.", incident: "corpus: empty"}
		read := false
		for _, h := range sources {
			read = read || !h.LastRead.IsZero()
			if h.LastNew.After(s.since) {
				s.since = h.LastNew
			}
		}
		switch {
		case len(sources) == 0:
			s.text = "No source is set up; whoever runs the bot names folders and files in its configuration."
		case !read:
			s.text = "No source could be read yet, so there are no briefings until one can."
		}
		out = append(out, s)
	}
	for _, h := range sources {
		switch {
		case h.Problem != "":
			out = append(out, silence{"A source is missing.", fmt.Sprintf("%s cannot be read: %s.", h.Name, h.Problem), h.Name + ": unreadable",
				h.LastNew, h.Name})
		case !h.LastNew.IsZero() && now.Sub(h.LastNew) >= stall:
			words := fmt.Sprintf("%s has brought nothing new for %d hours.", h.Name, int(now.Sub(h.LastNew)/time.Hour))
			out = append(out, silence{"A source is missing.", words, h.Name + ": silent", h.LastNew, h.Name})
		}
	}
	return out
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
