package command

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"briefbot/bot"
)

// maxSources is how many sources one tenant may add, and proposalLife how long one that was shown waits
// for the word that it is wanted.
const (
	maxSources   = 50
	proposalLife = 24 * time.Hour
)

// sourceParts are the parts of "/briefing sources".
var sourceParts map[string]func(context.Context, *request) error

func init() { // they lead back to sourceCommand
	sourceParts = map[string]func(context.Context, *request) error{
		"list": sources, "add": addSource, "remove": removeSource,
		"pause":  func(ctx context.Context, q *request) error { return pauseSource(ctx, q, true) },
		"resume": func(ctx context.Context, q *request) error { return pauseSource(ctx, q, false) },
	}
}

// sourceCommand finds and runs the part of "/briefing sources" that was meant.
func sourceCommand(ctx context.Context, q *request) error {
	word, rest, _ := strings.Cut(q.args, " ")
	if word == "" {
		return sources(ctx, q)
	}
	run, ok := sourceParts[strings.ToLower(word)]
	if !ok {
		return unknown("part of /briefing sources", word, []string{"list", "add", "pause", "resume", "remove"}, "Write /briefing sources add https://example.org, or /briefing sources alone for the list.")
	}
	q.args = strings.TrimSpace(rest)
	return run(ctx, q)
}

// concerning are the sources that who asks may hear of.
func (q *request) concerning(all []bot.SourceHealth) []bot.SourceHealth {
	return slices.DeleteFunc(slices.Clone(all), func(h bot.SourceHealth) bool { return !h.Concerns(q.From) })
}

// actionAddSource is the button that says that a source which was shown is wanted.
const actionAddSource = "source.add"

// manages refuses who may not decide what is read.
func (q *request) manages() error {
	if q.o.Sources == nil {
		return &bot.Error{Code: "no_sources", Message: "Sources cannot be added from here; whoever runs the bot names them in its configuration."}
	}
	if !q.Actor.CanManage {
		return &bot.Error{Code: "not_manager", Message: "Who manages this channel decides what is read. Ask one of them to write /briefing sources add and the address."}
	}
	return nil
}

// addSource shows what stands at an address, and keeps it when it is said again by its name, or by the
// button.
func addSource(ctx context.Context, q *request) error {
	if err := q.manages(); err != nil {
		return err
	}
	if q.args == "" {
		return &bot.Error{Code: "no_address", Message: "Which one? Write the address of a site or a feed: /briefing sources add https://example.org."}
	}
	mine, err := q.chosen(ctx)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(mine, func(s bot.ChosenSource) bool { return strings.EqualFold(s.ID, q.args) }); i >= 0 {
		return q.keepSource(ctx, mine[i])
	}
	if q.Via == bot.ViaButton {
		return &bot.Error{Code: "no_source", Message: "This is no longer at hand. Write /briefing sources add and the address again."}
	}
	found, err := q.o.Sources.FindSource(ctx, address(q.args))
	if err != nil {
		return err
	}
	s := bot.ChosenSource{Of: q.From.Tenancy(), URL: found.URL, Name: bot.CutText(found.Title, maxSourceName, units), Proposed: true, AddedBy: q.Actor.ID, AddedAt: q.at}
	for _, m := range mine {
		if m.URL == s.URL && !m.Proposed {
			return &bot.Error{Code: "same_source", Message: fmt.Sprintf("This is read already: it is source %s. /briefing sources tells how it fares.", m.ID)}
		}
	}
	if len(mine) >= maxSources {
		return &bot.Error{Code: "many_sources", Message: fmt.Sprintf("There are %d sources here already. Remove one first: /briefing sources shows them.", len(mine))}
	}
	if s, err = q.propose(ctx, s); err != nil {
		return err
	}
	_, err = q.to.Reply(ctx, foundMessage(q, found, s))
	return err
}

// maxSourceName is how long a source's name is at most, in UTF-16 units.
const maxSourceName = 60

// address is an address as somebody typed it, or as a platform marks it up.
func address(typed string) string {
	typed = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(typed), "<"), ">")
	typed, _, _ = strings.Cut(typed, "|")
	return typed
}

// foundMessage shows what was found, and asks whether it is wanted.
func foundMessage(q *request, found bot.FoundSource, s bot.ChosenSource) bot.Message {
	title := found.Title
	if title == "" {
		title = q.o.Sources.Named(s)
	}
	m := bot.Message{Summary: "Found: " + title, Private: q.private()}
	m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text("Found a " + found.Kind + ": "), bot.Link(title, found.URL), bot.Text(". Its latest:")}})
	for _, e := range found.Latest {
		spans := []bot.Span{bot.Link(bot.CutText(e.Title, 150, units), e.URL)}
		if e.URL == "" {
			spans = []bot.Span{bot.Text(bot.CutText(e.Title, 150, units))}
		}
		if !e.Published.IsZero() {
			spans = append(spans, bot.Text(" · "), bot.At(e.Published, e.Published.In(q.loc).Format("Mon 2 Jan 15:04 MST")))
		}
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Bullet, Spans: spans})
	}
	if len(found.Latest) == 0 {
		m.Blocks = append(m.Blocks, note("It has no entries at the moment."))
	}
	return withButtons(m, "Nothing is kept yet. Add it with the button, or with /briefing sources add "+s.ID+".", bot.Button{Label: "Add", Action: actionAddSource, Value: s.ID, Style: bot.Primary})
}

func withButtons(m bot.Message, words string, buttons ...bot.Button) bot.Message {
	m.Blocks = append(m.Blocks, note(words), bot.Block{Kind: bot.Actions, Buttons: buttons})
	return m
}

// propose stores what was found under a short name, so that any replica knows it when it is wanted.
func (q *request) propose(ctx context.Context, s bot.ChosenSource) (bot.ChosenSource, error) {
	for n := range 8 {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", s.Of.String(), s.URL, n))
		s.ID, s.Version = strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:5]), 0
		stored, err := q.o.Sources.PutChosen(ctx, s)
		if err == nil {
			return stored, nil
		}
		if !errors.Is(err, bot.ErrConflict) {
			return s, fmt.Errorf("storing the source: %w", err)
		}
		mine, err := q.chosen(ctx)
		if err != nil {
			return s, err
		}
		for _, m := range mine {
			if m.ID == s.ID && m.URL == s.URL { // it was shown before
				return m, nil
			}
		}
	}
	return s, errors.New("no free name for a source")
}

// keepSource has a source that was shown be read.
func (q *request) keepSource(ctx context.Context, s bot.ChosenSource) error {
	name := q.o.Sources.Named(s)
	if s.Proposed {
		s.Proposed = false
		if err := q.putSource(ctx, s); err != nil {
			return err
		}
	}
	return q.reply(ctx, fmt.Sprintf("%s is read from now on, as source %s. Its articles are in the next briefing; /briefing sources tells how it fares.", name, s.ID))
}

func (q *request) putSource(ctx context.Context, s bot.ChosenSource) error {
	_, err := q.o.Sources.PutChosen(ctx, s)
	if errors.Is(err, bot.ErrConflict) {
		return &bot.Error{Code: "conflict", Message: "Somebody else is changing this source. Look at /briefing sources and try again."}
	}
	if err != nil {
		return fmt.Errorf("storing the source: %w", err)
	}
	return nil
}

// chosen are the sources of the asker's tenant, those that were only shown included. What nobody wanted
// for a day is dropped.
func (q *request) chosen(ctx context.Context) ([]bot.ChosenSource, error) {
	all, err := q.o.Sources.Chosen(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the sources: %w", err)
	}
	var out []bot.ChosenSource
	for _, s := range all {
		switch {
		case s.Of != q.From.Tenancy():
		case s.Proposed && q.at.Sub(s.AddedAt) > proposalLife:
			if err := q.o.Sources.RemoveChosen(ctx, s.ID); err != nil {
				return nil, fmt.Errorf("dropping a source: %w", err)
			}
		default:
			out = append(out, s)
		}
	}
	return out, nil
}

// ownSources list what the tenant has added, with the names to change it by.
func (q *request) ownSources(ctx context.Context) ([]bot.Block, error) {
	if q.o.Sources == nil {
		return nil, nil
	}
	mine, err := q.chosen(ctx)
	if err != nil {
		return nil, err
	}
	var out []bot.Block
	for _, s := range mine {
		if s.Proposed {
			continue
		}
		spans := []bot.Span{{Text: s.ID, Code: true}, bot.Text(" " + q.o.Sources.Named(s) + ", added here")}
		if s.AddedBy != "" {
			spans = append(spans, bot.Text(" by "), q.who(s.AddedBy))
		}
		if s.Paused {
			spans = append(spans, bot.Text(" · paused"))
		}
		out = append(out, bot.Block{Kind: bot.Bullet, Spans: spans})
	}
	if len(out) > 0 {
		out = append(out, note("Change one: /briefing sources pause, resume or remove, and its name."))
	}
	return out, nil
}

// source finds the tenant's source that is named.
func (q *request) source(ctx context.Context) (bot.ChosenSource, error) {
	if err := q.manages(); err != nil {
		return bot.ChosenSource{}, err
	}
	mine, err := q.chosen(ctx)
	if err != nil {
		return bot.ChosenSource{}, err
	}
	var ids []string
	for _, s := range mine {
		if s.Proposed {
			continue
		}
		if strings.EqualFold(s.ID, q.args) || strings.EqualFold(s.URL, address(q.args)) || strings.EqualFold(q.o.Sources.Named(s), q.args) {
			return s, nil
		}
		ids = append(ids, s.ID)
	}
	switch {
	case len(ids) == 0:
		return bot.ChosenSource{}, &bot.Error{Code: "no_source", Message: "No source was added here. Those of the configuration are changed by whoever runs the bot; add one with /briefing sources add https://example.org."}
	case q.args == "":
		return bot.ChosenSource{}, &bot.Error{Code: "no_source", Message: "Which source? Write its name behind the command: " + strings.Join(ids, ", ") + "."}
	}
	return bot.ChosenSource{}, unknown("source", short(q.args), ids, "/briefing sources lists them.")
}

func pauseSource(ctx context.Context, q *request, paused bool) error {
	s, err := q.source(ctx)
	if err != nil {
		return err
	}
	words := " is read again."
	if paused {
		words = " is paused; what came of it stays. Go on with /briefing sources resume " + s.ID + "."
	}
	if s.Paused != paused {
		s.Paused = paused
		if err := q.putSource(ctx, s); err != nil {
			return err
		}
	}
	return q.reply(ctx, q.o.Sources.Named(s)+words)
}

func removeSource(ctx context.Context, q *request) error {
	s, err := q.source(ctx)
	if err != nil {
		return err
	}
	if err := q.o.Sources.RemoveChosen(ctx, s.ID); err != nil {
		return fmt.Errorf("removing the source: %w", err)
	}
	return q.reply(ctx, q.o.Sources.Named(s)+" is no longer read; what came of it stays.")
}
