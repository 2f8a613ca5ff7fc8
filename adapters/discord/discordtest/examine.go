package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Discord's limits, told here a second time and on purpose:
// https://docs.discord.com/developers/resources/message#create-message
// https://docs.discord.com/developers/components/reference
// https://docs.discord.com/developers/interactions/application-commands
const (
	maxContent    = 2000
	maxEmbeds     = 6000 // the characters of all of them
	maxNonce      = 25
	maxRows       = 5
	maxRow        = 5
	maxCustomID   = 100
	maxLabel      = 80
	maxOptions    = 25
	maxOption     = 100
	maxLayout     = 40
	maxLayoutText = 4000
	maxChoices    = 25
	maxTitle      = 45
	maxQuestions  = 5
	maxName       = 32
	maxDescribed  = 100
	maxCommand    = 8000 // all names, descriptions and values of one command
)

// component is a part of a message or modal.
type component struct {
	Type       int         `json:"type"`
	CustomID   string      `json:"custom_id"`
	Label      string      `json:"label"`
	Value      string      `json:"value"` // of a line in a form
	Content    string      `json:"content"`
	Components []component `json:"components"`
	Component  *component  `json:"component"`
	Accessory  *component  `json:"accessory"`
	Options    []struct {
		Label   string `json:"label"`
		Value   string `json:"value"`
		Default bool   `json:"default"`
	} `json:"options"`
}

// problem is what Discord would complain of in a message, or "".
func (m sent) problem() string {
	content := ""
	if m.Content != nil {
		content = *m.Content
	}
	layout := m.Flags&flagLayout != 0
	switch {
	case layout && content != "":
		return "content: cannot be used with IS_COMPONENTS_V2"
	case length(content) > maxContent:
		return "content: must be 2000 or fewer in length"
	case strings.TrimSpace(content) == "" && len(m.Components) == 0:
		return "empty"
	case len(m.Nonce) > maxNonce:
		return "nonce: must be 25 or fewer in length"
	case !layout && len(m.Components) > maxRows:
		return "components: must be 5 or fewer rows"
	}
	for _, c := range m.Components {
		if c.Type != 1 && !layout {
			return fmt.Sprintf("components: %d cannot stand here", c.Type)
		}
	}
	count, characters, problem := examined(m.Components, map[string]bool{})
	if problem == "" && (count > maxLayout || characters > maxLayoutText) {
		return fmt.Sprintf("components: %d with %d characters", count, characters)
	}
	return problem
}

// examined counts components with those inside them and the characters of their texts, and says what
// Discord would complain of in one.
func examined(all []component, seen map[string]bool) (count, characters int, problem string) {
	for _, c := range all {
		inner := c.Components
		switch c.Type {
		case 1:
			if problem := rowProblem(c, seen); problem != "" {
				return 0, 0, problem
			}
			count, inner = count+len(c.Components), nil
		case 9:
			if c.Accessory == nil || len(c.Components) == 0 || len(c.Components) > 3 {
				return 0, 0, "section: 1 to 3 texts and an accessory are required"
			}
			if problem := rowProblem(component{Components: []component{*c.Accessory}}, seen); problem != "" {
				return 0, 0, problem
			}
			count++
		case 10:
			if strings.TrimSpace(c.Content) == "" {
				return 0, 0, "content: a text is required"
			}
		}
		n, m, problem := examined(inner, seen)
		if problem != "" {
			return 0, 0, problem
		}
		count, characters = count+1+n, characters+length(c.Content)+m
	}
	return count, characters, ""
}

func rowProblem(row component, seen map[string]bool) string {
	if len(row.Components) == 0 || len(row.Components) > maxRow {
		return "components: must be between 1 and 5 in length"
	}
	for _, c := range row.Components {
		if c.CustomID == "" || length(c.CustomID) > maxCustomID || length(c.Label) > maxLabel || len(c.Options) > maxOptions {
			return "custom_id, label or options: bad length"
		}
		if seen[c.CustomID] {
			return "custom_id: component custom id cannot be duplicated"
		}
		seen[c.CustomID] = true
		for _, o := range c.Options {
			if o.Value == "" || length(o.Value) > maxOption || o.Label == "" || length(o.Label) > maxOption {
				return "options: bad length"
			}
		}
	}
	return ""
}

func length(s string) int { return utf8.RuneCountInString(s) }

// pointers are where the vendor's schema has the bodies of requests.
var pointers = []struct {
	method  string
	parts   []string
	pointer string
}{
	{"POST", []string{"channels", "*", "messages"}, "#/components/schemas/MessageCreateRequest"},
	{"PATCH", []string{"channels", "*", "messages", "*"}, "#/components/schemas/MessageEditRequestPartial"},
	{"POST", []string{"webhooks", "*", "*"}, "#/components/schemas/IncomingWebhookRequestPartial"},
	{"PATCH", []string{"webhooks", "*", "*", "messages", "*"}, "#/components/schemas/IncomingWebhookUpdateRequestPartial"},
	{"POST", []string{"interactions", "*", "*", "callback"}, "#/paths/~1interactions~1{interaction_id}~1{interaction_token}~1callback/post/requestBody/content/application~1json/schema"},
	{"PUT", []string{"applications", "*", "commands"}, "#/paths/~1applications~1{application_id}~1commands/put/requestBody/content/application~1json/schema"},
}

// examine fails the test where a request of the adapter's is none that Discord documents.
func (s *Server) examine(r *http.Request, p []string, body []byte) {
	if !strings.HasPrefix(r.Header.Get("User-Agent"), "DiscordBot") {
		return // a test's own
	}
	if problem := broken(r, p, body); problem != "" {
		s.t.Errorf("%s %s: %s\n%.2000s", r.Method, r.URL.Path, problem, body)
	}
	for _, x := range pointers {
		if !route(r, p, x.method, x.parts...) {
			continue
		}
		if s.schema != nil {
			if why := s.schema.Check(x.pointer, body); why != "" {
				s.t.Errorf("%s %s breaks the vendor's schema: %s", r.Method, r.URL.Path, why)
			}
		}
	}
}

// broken checks a request against our own table of limits.
func broken(r *http.Request, p []string, body []byte) string {
	switch {
	case route(r, p, "PUT", "applications", "*", "commands"):
		return brokenCommands(body)
	case route(r, p, "POST", "interactions", "*", "*", "callback"):
		var c struct {
			Type int             `json:"type"`
			Data json.RawMessage `json:"data"`
		}
		if json.Unmarshal(body, &c) != nil {
			return "no JSON"
		}
		switch c.Type {
		case 4:
			return brokenMessage(c.Data)
		case 5, 6:
			return brokenMentions(c.Data)
		case 8:
			return brokenChoices(c.Data)
		case 9:
			return brokenModal(c.Data)
		}
		return "no such type of response"
	case route(r, p, "PATCH", "channels", "*"):
		if string(body) != `{"archived":false}` {
			return "a channel is changed"
		}
	case r.Method != "GET" && r.Method != "DELETE" && (p[0] == "channels" || p[0] == "webhooks"):
		return brokenMessage(body)
	}
	return ""
}

// brokenMessage checks the limits, and that nothing can ping but a role that is named.
func brokenMessage(body []byte) string {
	var m sent
	if err := json.Unmarshal(body, &m); err != nil {
		return err.Error()
	}
	if problem := m.problem(); problem != "" {
		return problem
	}
	return brokenMentions(body)
}

func brokenMentions(body []byte) string {
	var m struct {
		Mentions *struct {
			Parse *[]string `json:"parse"`
			Roles []string  `json:"roles"`
		} `json:"allowed_mentions"`
		Embeds []json.RawMessage `json:"embeds"`
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return err.Error()
	}
	if m.Mentions == nil || m.Mentions.Parse == nil || len(*m.Mentions.Parse) > 0 || len(m.Mentions.Roles) > 1 {
		return "allowed_mentions let something ping"
	}
	sum := 0
	for _, e := range m.Embeds {
		sum += length(string(e))
	}
	if sum > maxEmbeds {
		return "embeds: too long"
	}
	return ""
}

func brokenChoices(body []byte) string {
	var d struct {
		Choices []struct {
			Name  string `json:"name"`
			Value string `json:"value"`
		} `json:"choices"`
	}
	if err := json.Unmarshal(body, &d); err != nil || d.Choices == nil || len(d.Choices) > maxChoices {
		return "choices: bad number"
	}
	for _, c := range d.Choices {
		if c.Name == "" || c.Value == "" || length(c.Name) > maxOption || length(c.Value) > maxOption {
			return "choices: bad length"
		}
	}
	return ""
}

func brokenModal(body []byte) string {
	var d struct {
		CustomID   string      `json:"custom_id"`
		Title      string      `json:"title"`
		Components []component `json:"components"`
	}
	if err := json.Unmarshal(body, &d); err != nil || d.CustomID == "" || length(d.CustomID) > maxCustomID || d.Title == "" || length(d.Title) > maxTitle {
		return "custom_id or title: bad length"
	}
	if len(d.Components) == 0 || len(d.Components) > maxQuestions {
		return "components: between 1 and 5"
	}
	for _, c := range d.Components {
		if c.Type != 18 || c.Component == nil || c.Label == "" || length(c.Label) > maxTitle {
			return "components: labels are needed"
		}
		if problem := rowProblem(component{Components: []component{*c.Component}}, map[string]bool{}); problem != "" {
			return problem
		}
	}
	return ""
}

// named is the pattern of names of slash commands and options, in every language:
// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming
var named = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// described is a command or an option.
type described struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations"`
	Options      []described       `json:"options"`
	Required     bool              `json:"required"`
}

func brokenCommands(body []byte) string {
	var list []described
	if err := json.Unmarshal(body, &list); err != nil {
		return err.Error()
	}
	kinds := map[int]int{}
	for _, c := range list {
		if kinds[c.Type]++; c.Type == 3 {
			if length(c.Name) == 0 || length(c.Name) > maxName || c.Description != "" || len(c.Options) > 0 || kinds[3] > 5 {
				return "command of a message: " + c.Name
			}
			continue
		}
		if problem := brokenDescription(c); problem != "" {
			return problem
		}
		if n := c.weight(); n > maxCommand {
			return fmt.Sprintf("/%s: %d characters", c.Name, n)
		}
	}
	if kinds[1] > 100 {
		return "more than 100 commands"
	}
	return ""
}

func brokenDescription(c described) string {
	names := map[string]bool{}
	optional := false
	for _, name := range append(values(c.Names), c.Name) {
		if !named.MatchString(name) || name != strings.ToLower(name) {
			return fmt.Sprintf("%q is no name", name)
		}
	}
	for _, text := range append(values(c.Descriptions), c.Description) {
		if text == "" || length(text) > maxDescribed {
			return fmt.Sprintf("%q is no description", text)
		}
	}
	if len(c.Options) > 25 {
		return c.Name + ": more than 25 options"
	}
	for _, o := range c.Options {
		for _, name := range append(values(o.Names), o.Name+" in English") {
			if names[name] {
				return fmt.Sprintf("%s: two options are called %q", c.Name, name)
			}
			names[name] = true
		}
		if o.Required && optional {
			return c.Name + ": what is required comes first"
		}
		optional = optional || !o.Required
		if problem := brokenDescription(o); problem != "" {
			return problem
		}
	}
	return ""
}

// weight counts the characters of a command as Discord does: of each text, the longest language.
func (c described) weight() int {
	longest := func(s string, others map[string]string) (n int) {
		for _, x := range append(values(others), s) {
			n = max(n, length(x))
		}
		return n
	}
	n := longest(c.Name, c.Names) + longest(c.Description, c.Descriptions)
	for _, o := range c.Options {
		n += o.weight()
	}
	return n
}

func values(m map[string]string) (out []string) {
	for _, v := range m {
		out = append(out, v)
	}
	return out
}
