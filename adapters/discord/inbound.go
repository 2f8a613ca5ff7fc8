package discord

import (
	"encoding/json"
	"errors"
)

// What Discord's events hold, as far as the bot reads it. Every part may be missing, null or of
// another kind than announced; whoever reads it looks first.

// read decodes JSON as far as it goes: a field of the wrong kind is as one that is missing. ok is
// false for what is no JSON at all.
func read(data json.RawMessage, v any) (ok bool) {
	err := json.Unmarshal(data, v)
	var kind *json.UnmarshalTypeError
	return err == nil || errors.As(err, &kind)
}

// user is https://docs.discord.com/developers/resources/user#user-object
type user struct {
	ID         string `json:"id"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"`
	Bot        bool   `json:"bot"`
}

// name is how the user is called.
func (u user) name() string {
	if u.GlobalName != "" {
		return u.GlobalName
	}
	return u.Username
}

// member is https://docs.discord.com/developers/resources/guild#guild-member-object
type member struct {
	User        *user    `json:"user"`
	Roles       []string `json:"roles"`
	Permissions string   `json:"permissions"` // in the channel; with interactions only
}

// message is https://docs.discord.com/developers/resources/message#message-object
type message struct {
	ID         string   `json:"id"`
	ChannelID  string   `json:"channel_id"`
	GuildID    string   `json:"guild_id"`
	WebhookID  string   `json:"webhook_id"`
	Content    string   `json:"content"`
	Author     *user    `json:"author"`
	Member     *member  `json:"member"` // the author's, without the user
	Mentions   []*user  `json:"mentions"`
	Referenced *message `json:"referenced_message"`
	Embeds     []struct {
		URL         string `json:"url"`
		Title       string `json:"title"`
		Description string `json:"description"`
	} `json:"embeds"`
	Components []*shownPart `json:"components"`
	// Snapshots are the messages that it forwards.
	Snapshots []struct {
		Message *message `json:"message"`
	} `json:"message_snapshots"`
}

// shownPart is a component of a message: a text, or what holds further ones.
type shownPart struct {
	Content    string       `json:"content"`
	Components []*shownPart `json:"components"`
}

// The kinds of interactions:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type
const (
	kindCommand   = 2
	kindComponent = 3
	kindTyping    = 4 // somebody is typing into an option
	kindForm      = 5
)

// The types of commands, where a command is given by a menu of a message:
// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-types
const (
	commandSlash   = 1
	commandMessage = 3
)

// interaction is https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
type interaction struct {
	ID            string `json:"id"`
	ApplicationID string `json:"application_id"`
	Kind          int    `json:"type"`
	Token         string `json:"token"`
	GuildID       string `json:"guild_id"`
	ChannelID     string `json:"channel_id"`
	Locale        string `json:"locale"`
	// May are the bot's own permissions in the channel, and Channel says what that is.
	May     string `json:"app_permissions"`
	Channel struct {
		Type int `json:"type"`
	} `json:"channel"`
	Member  *member  `json:"member"`
	User    *user    `json:"user"`
	Message *message `json:"message"`
	Data    struct {
		// Of a command, and of typing into one.
		Name     string      `json:"name"`
		Type     int         `json:"type"`
		Options  []*argument `json:"options"`
		TargetID string      `json:"target_id"`
		// Of a component, and of a form.
		CustomID   string     `json:"custom_id"`
		Values     []string   `json:"values"`
		Components []*entered `json:"components"`
		Resolved   struct {
			Messages map[string]*message         `json:"messages"`
			Channels map[string]*resolvedChannel `json:"channels"`
		} `json:"resolved"`
	} `json:"data"`
}

// resolvedChannel is a channel that was chosen, with the permissions there of who chose it.
type resolvedChannel struct {
	Permissions string `json:"permissions"`
}

// argument is an option of a command that was given, or a subcommand.
type argument struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Options []*argument     `json:"options"`
	Focused bool            `json:"focused"`
}

// text is a given option's value, where it is text.
func (a argument) text() string {
	var s string
	if json.Unmarshal(a.Value, &s) != nil {
		return ""
	}
	return s
}

// entered is a component of a submitted form: a label around a field, a row around one, or a field.
type entered struct {
	Type       int        `json:"type"`
	CustomID   string     `json:"custom_id"`
	Value      string     `json:"value"`
	Values     []string   `json:"values"`
	Component  *entered   `json:"component"`
	Components []*entered `json:"components"`
}
