package discord

import (
	"context"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// definition is a command as Discord registers it:
// https://discord.com/developers/docs/interactions/application-commands#application-command-object
type definition struct {
	Name        string   `json:"name"`
	Type        int      `json:"type"`
	Description string   `json:"description"`
	Options     []option `json:"options,omitempty"`
	// Contexts and IntegrationTypes say where the command can be used: servers and the bot's direct messages.
	Contexts         []int `json:"contexts"`
	IntegrationTypes []int `json:"integration_types"`
}

type option struct {
	Type        int      `json:"type"`
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Required    bool     `json:"required,omitempty"`
	MaxLength   int      `json:"max_length,omitempty"`
	Options     []option `json:"options,omitempty"`
}

// optionString is the type of a free text option.
const optionString = 3

// Definitions are the bot's slash commands.
func Definitions() any {
	everywhere := func(d definition) definition {
		d.Type, d.Contexts, d.IntegrationTypes = 1, []int{0, 1}, []int{0}
		return d
	}
	return []definition{
		everywhere(definition{Name: "brief", Description: "What is new, with sources", Options: []option{
			{Type: optionString, Name: "topic", Description: "Only stories about this", MaxLength: 200},
			{Type: optionString, Name: "since", Description: "How far back, as in 24h or 3d", MaxLength: 20},
		}}),
		everywhere(definition{Name: "ask", Description: "Ask the corpus a question", Options: []option{
			{Type: optionString, Name: "question", Description: "What you want to know", Required: true, MaxLength: 1000},
		}}),
		everywhere(definition{Name: "help", Description: "What the bot can do"}),
	}
}

// register replaces the application's global commands by Definitions.
func (p *Platform) register(ctx context.Context, app string) error {
	return p.call(ctx, http.MethodPut, discordgo.EndpointApplicationGlobalCommands(app), Definitions(), nil)
}
