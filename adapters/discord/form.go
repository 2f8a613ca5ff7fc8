package discord

import (
	"slices"
	"strings"

	"briefbot/bot"
)

// Forms are Discord's modals: https://docs.discord.com/developers/components/using-modal-components
const (
	// maxTitle and maxQuestions bound a modal:
	// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
	maxTitle     = 45
	maxQuestions = 5
	// maxQuestion is a label's characters, maxHint those of its description and of a line's
	// placeholder, maxEntry those of a line: https://docs.discord.com/developers/components/reference
	maxQuestion = 45
	maxHint     = 100
	maxEntry    = 4000
)

// Component types that forms have besides those of messages, and a line's styles, of the same page.
const (
	typeLine          = 4
	typeChannelSelect = 8
	typeLabel         = 18

	styleShort, styleLong = 1, 2
)

// channelTypes are those that a briefing can go to: text, announcements, and the threads of both.
var channelTypes = []int{0, 5, 10, 11, 12}

// modal is a form as Discord shows it.
type modal struct {
	CustomID   string     `json:"custom_id"`
	Title      string     `json:"title"`
	Components []question `json:"components"`
}

// question is one field with its label.
type question struct {
	Type        int    `json:"type"`
	Label       string `json:"label"`
	Description string `json:"description,omitempty"`
	Component   entry  `json:"component"`
}

// entry is what a field is filled in with: a line, or a select.
type entry struct {
	Type         int            `json:"type"`
	CustomID     string         `json:"custom_id"`
	Style        int            `json:"style,omitempty"`
	Placeholder  string         `json:"placeholder,omitempty"`
	Value        string         `json:"value,omitempty"`
	MaxLength    int            `json:"max_length,omitempty"`
	Required     bool           `json:"required"` // Discord's default is true
	Options      []selectOption `json:"options,omitempty"`
	MinValues    *int           `json:"min_values,omitempty"`
	MaxValues    int            `json:"max_values,omitempty"`
	ChannelTypes []int          `json:"channel_types,omitempty"`
	Default      []defaultValue `json:"default_values,omitempty"`
}

// defaultValue is a channel that is chosen at first.
type defaultValue struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// show is a form as a modal. ref is what it is kept under; at is the channel that it is opened in.
func show(f bot.Form, ref string, at bot.Destination) modal {
	m := modal{CustomID: customID(f.ID, f.Value) + "#" + ref, Title: label(f.Title, maxTitle, "A few questions")}
	for _, field := range askable(f.Fields, at) {
		q := question{Type: typeLabel, Label: label(field.Label, maxQuestion, field.ID), Component: field.entry(at)}
		if whole := bot.PlainText(field.Label); q.Label != whole {
			q.Description = clip(whole, maxHint)
		}
		m.Components = append(m.Components, q)
	}
	return m
}

// label is a text that must not be empty.
func label(s string, n int, other string) string {
	if s = clip(bot.PlainText(s), n); strings.TrimSpace(s) == "" {
		return clip(other, n)
	}
	return s
}

// askable are the fields that a modal can show: no channel where there is but one, and not more than
// fit; optional ones are left out first, the last first.
func askable(fields []bot.Field, at bot.Destination) []fieldAsked {
	var out []fieldAsked
	for _, f := range fields {
		if f.Kind == bot.FieldChannel && at.Tenant == "" {
			continue
		}
		out = append(out, fieldAsked{f})
	}
	for i := len(out) - 1; i >= 0 && len(out) > maxQuestions; i-- {
		if out[i].Optional {
			out = slices.Delete(out, i, i+1)
		}
	}
	return out[:min(len(out), maxQuestions)]
}

// fieldAsked is a field that is asked.
type fieldAsked struct{ bot.Field }

// entry is what the field is filled in with.
func (f fieldAsked) entry(at bot.Destination) entry {
	e := entry{CustomID: f.ID, Required: !f.Optional, Placeholder: clip(bot.PlainText(f.Hint), maxHint)}
	options := f.options() // a select needs one at least; without any the field is a line of text
	switch {
	case f.Kind == bot.FieldChannel:
		e.Type, e.ChannelTypes, e.MaxValues = typeChannelSelect, channelTypes, 1
		if channel := f.Value; snowflake(channel) {
			e.Default = []defaultValue{{channel, "channel"}}
		} else if snowflake(at.Channel) {
			e.Default = []defaultValue{{at.Channel, "channel"}}
		}
	case len(options) > 0:
		e.Type, e.MaxValues, e.Options = typeSelect, 1, options
		if f.Kind == bot.FieldChoices {
			e.MaxValues = len(e.Options)
		}
		least := 1
		if f.Optional {
			least = 0
		}
		e.MinValues = &least
	default:
		e.Type, e.Style, e.MaxLength = typeLine, styleShort, maxEntry
		if f.Kind == bot.FieldLong {
			e.Style = styleLong
		}
		e.Value = clip(f.Value, maxEntry)
	}
	return e
}

// options are what a field can be chosen from, as far as Discord takes it.
func (f fieldAsked) options() []selectOption {
	switch f.Kind {
	case bot.FieldChoice:
		return choices(f.Options, []string{f.Value})
	case bot.FieldChoices:
		return choices(f.Options, strings.Split(f.Value, ","))
	}
	return nil
}

// choices are a select's options, those that are chosen marked.
func choices(options []bot.Option, chosen []string) []selectOption {
	var out []selectOption
	for _, o := range options {
		if len(out) == maxOptions {
			break
		}
		if o.Value == "" || length(o.Value) > maxOptionText || slices.ContainsFunc(out, func(x selectOption) bool { return x.Value == o.Value }) {
			continue
		}
		x := selectOption{Label: label(o.Label, maxOptionText, o.Value), Value: o.Value}
		x.Default = slices.ContainsFunc(chosen, func(s string) bool { return strings.TrimSpace(s) == o.Value })
		out = append(out, x)
	}
	return out
}
