package slack

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// modal makes a form a modal: https://docs.slack.dev/surfaces/modals/
// Each field is an input block whose block and action have the field's id. ok is false where it
// cannot be shown: a form without fields, or a value that does not fit.
func modal(f bot.Form, o origin) (view slack.ModalViewRequest, ok bool) {
	o.Value = f.Value
	var inputs []slack.Block
	for _, x := range f.Fields {
		if len(inputs) == maxViewBlocks || x.ID == "" || len(x.ID) > maxID {
			return view, false
		}
		if x.Kind == bot.FieldChannel {
			o.Chooser = x.ID
		}
		label := bot.PlainText(x.Label)
		if strings.TrimSpace(label) == "" {
			label = x.ID
		}
		input := slack.NewInputBlock(x.ID, plain(label, maxLabel), nil, element(x, o))
		if hint := bot.PlainText(x.Hint); strings.TrimSpace(hint) != "" && !explained(input.Element) {
			input.Hint = plain(hint, maxHint)
		}
		input.Optional = x.Optional
		inputs = append(inputs, input)
	}
	private, ok := o.encode()
	if !ok || len(inputs) == 0 || f.ID == "" || len(f.ID) > maxID {
		return view, false
	}
	submit := f.Submit
	if strings.TrimSpace(submit) == "" {
		submit = "OK"
	}
	title := f.Title
	if strings.TrimSpace(title) == "" {
		title = "briefbot"
	}
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: f.ID, PrivateMetadata: private, Blocks: slack.Blocks{BlockSet: inputs},
		Title: plain(bot.PlainText(title), maxViewText), Submit: plain(bot.PlainText(submit), maxViewText), Close: plain("Cancel", maxViewText),
	}, true
}

// explained reports whether an element shows by itself what it takes. A hint is for whoever types.
func explained(e slack.BlockElement) bool {
	switch e := e.(type) {
	case *slack.TimePickerBlockElement, *slack.MultiSelectBlockElement:
		return true
	case *slack.SelectBlockElement:
		return e.Type == slack.OptTypeStatic
	}
	return false
}

// plain is a text object of at most max characters.
func plain(s string, max int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, clip(s, max), false, false)
}

// element is what a field is filled in with; what a kind cannot show is a line of text.
func element(x bot.Field, o origin) slack.BlockElement {
	switch x.Kind {
	case bot.FieldChoice:
		if options, chosen := choices(x); len(options) > 0 {
			s := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose", maxPlaceholder), x.ID, options...)
			if len(chosen) > 0 {
				s.InitialOption = chosen[0]
			}
			return s
		}
	case bot.FieldChoices:
		if options, chosen := choices(x); len(options) > 0 {
			s := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain("Choose", maxPlaceholder), x.ID, options...)
			s.InitialOptions = chosen
			return s
		}
	case bot.FieldTime:
		t := slack.NewTimePickerBlockElement(x.ID)
		if clockTime(x.Value) {
			t.InitialTime = x.Value
		}
		return t
	case bot.FieldSuggest:
		if utf8.RuneCountInString(x.Value) <= maxOptionValue {
			return suggested(x)
		}
	case bot.FieldChannel:
		s := slack.NewOptionsSelectBlockElement(slack.OptTypeConversations, plain("Choose a channel", maxPlaceholder), x.ID)
		s.Filter = &slack.SelectBlockElementFilter{Include: []string{"public", "private", "im"}}
		if s.InitialConversation = x.Value; x.Value == "" && o.Channel != "" {
			s.DefaultToCurrentConversation = true
		}
		return s
	}
	long := x.Kind == bot.FieldLong
	t := slack.NewPlainTextInputBlockElement(nil, x.ID)
	t.InitialValue, t.Multiline, t.MaxLength = initial(x.Value, long), long, maxInput
	return t
}

// initial is what a field of text holds at first: of one line, or of several.
func initial(s string, long bool) string {
	if !long {
		return clip(bot.PlainText(s), maxInput)
	}
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = bot.PlainText(lines[i])
	}
	return clip(strings.Join(lines, "\n"), maxInput)
}

// choices are a field's options, and those that are chosen at first. Past maxOptions the chosen stay
// and the last of the others go; an option whose value Slack cannot carry goes too.
func choices(x bot.Field) (options, chosen []*slack.OptionBlockObject) {
	values := []string{x.Value}
	if x.Kind == bot.FieldChoices {
		values = strings.Split(x.Value, ",")
	}
	for i := range values {
		values[i] = strings.TrimSpace(values[i])
	}
	known := map[string]bool{}
	for _, o := range x.Options {
		if made := option(o); made != nil && !known[o.Value] {
			known[o.Value] = true
			options = append(options, made)
			if slices.Contains(values, o.Value) {
				chosen = append(chosen, made)
			}
		}
	}
	for i := len(options) - 1; i >= 0 && len(options) > maxOptions; i-- {
		if !slices.Contains(chosen, options[i]) {
			options = slices.Delete(options, i, i+1)
		}
	}
	if len(options) > maxOptions { // more are chosen than can be shown
		options = options[:maxOptions]
		chosen = slices.DeleteFunc(chosen, func(o *slack.OptionBlockObject) bool { return !slices.Contains(options, o) })
	}
	return options, chosen
}

// option is one choice, or nil where its value is too long or empty.
func option(o bot.Option) *slack.OptionBlockObject {
	label := bot.PlainText(o.Label)
	if strings.TrimSpace(label) == "" {
		label = bot.PlainText(o.Value)
	}
	if o.Value == "" || utf8.RuneCountInString(o.Value) > maxOptionValue || strings.TrimSpace(label) == "" {
		return nil
	}
	return slack.NewOptionBlockObject(o.Value, plain(label, maxOptionText), nil)
}

// suggested is a select whose options the handler's Suggester finds: see Platform.suggest.
func suggested(x bot.Field) slack.BlockElement {
	at := 0 // suggest before anything is typed
	s := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, plain("Type to search", maxPlaceholder), x.ID)
	s.MinQueryLength = &at
	s.InitialOption = option(bot.Option{Label: x.Value, Value: x.Value})
	return s
}

// clockTime reports whether s is an hour as Slack writes it, 08:30.
func clockTime(s string) bool {
	if len(s) != 5 || s[2] != ':' {
		return false
	}
	digits := s[:2] + s[3:]
	return strings.Trim(digits, "0123456789") == "" && s[:2] < "24" && s[3:] < "60"
}
