package discord

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// said decodes a message that asks something of the bot: a direct message, a mention, or a reply to
// the bot. ok is false for all others, the bot's own and other bots' among them.
func said(m *discordgo.MessageCreate, self string) (c bot.Command, ok bool) {
	if m == nil || m.Message == nil || m.Author == nil || m.Author.Bot || m.Author.ID == self || m.WebhookID != "" || m.ChannelID == "" || m.ID == "" {
		return c, false
	}
	via := bot.ViaDirect
	if m.GuildID != "" {
		via = ""
		for _, u := range m.Mentions {
			if u != nil && u.ID == self && self != "" {
				via = bot.ViaMention
			}
		}
		if r := m.ReferencedMessage; via == bot.ViaMention && r != nil && r.Author != nil && r.Author.ID == self && !strings.Contains(m.Content, "<@") {
			via = bot.ViaThread
		}
		if via == "" {
			return c, false
		}
	}
	text := strings.NewReplacer("<@"+self+">", " ", "<@!"+self+">", " ").Replace(m.Content)
	from := bot.Destination{Platform: Name, Tenant: m.GuildID, Channel: m.ChannelID, User: m.Author.ID}
	return bot.Command{
		ID: "message-" + m.ID, Via: via, Text: strings.TrimSpace(text), From: from,
		Actor:   bot.Actor{ID: m.Author.ID, Name: m.Author.Username, CanManage: m.GuildID == ""},
		Message: bot.MessageRef{To: from, ID: m.ID},
	}, true
}

// command decodes an interaction: a slash command, a button, a select.
func command(i *discordgo.InteractionCreate) (c bot.Command, ok bool) {
	if i == nil || i.Interaction == nil || i.ID == "" || i.Token == "" {
		return c, false
	}
	user, canManage := i.User, i.GuildID == ""
	if i.Member != nil {
		user = i.Member.User
		const manage = discordgo.PermissionManageChannels | discordgo.PermissionAdministrator
		canManage = i.Member.Permissions&manage != 0
	}
	if user == nil || user.ID == "" {
		return c, false
	}
	c = bot.Command{
		ID: "interaction-" + i.ID, From: bot.Destination{Platform: Name, Tenant: i.GuildID, Channel: i.ChannelID, User: user.ID},
		Actor: bot.Actor{ID: user.ID, Name: user.Username, Locale: string(i.Locale), CanManage: canManage},
	}
	if i.Message != nil {
		c.Message = bot.MessageRef{To: c.From, ID: i.Message.ID}
	}
	switch d := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		c.Via, c.Name, c.Text = bot.ViaSlash, d.Name, strings.TrimSpace(words(d.Options))
		return c, d.Name != "" && i.Type == discordgo.InteractionApplicationCommand
	case discordgo.MessageComponentInteractionData:
		c.Via = bot.ViaButton
		c.Action, c.Value, _ = parseCustomID(d.CustomID)
		if len(d.Values) > 0 {
			c.Value = d.Values[0]
		}
		return c, c.Action != ""
	}
	return c, false
}

// spelled is how an option stands in a command's text, in the order in which a user would type it.
var spelled = []struct{ name, before string }{
	{"id", ""}, {"change", ""}, {"question", ""}, {"when", ""}, {"topic", ""}, {"topics", "about "}, {"zone", ""}, {"since", "since "},
}

// words spells a slash command's options as the text that a user would have typed after it.
func words(options []*discordgo.ApplicationCommandInteractionDataOption) string {
	var out []string
	given := map[string]string{}
	for _, o := range options {
		if o == nil {
			continue
		}
		switch o.Type {
		case discordgo.ApplicationCommandOptionSubCommand, discordgo.ApplicationCommandOptionSubCommandGroup:
			out = append(out, strings.TrimSpace(o.Name+" "+words(o.Options)))
		case discordgo.ApplicationCommandOptionString:
			s, _ := o.Value.(string)
			given[o.Name] = strings.TrimSpace(s)
		}
	}
	for _, s := range spelled {
		if given[s.name] != "" {
			out = append(out, s.before+given[s.name])
		}
	}
	return strings.Join(out, " ")
}
