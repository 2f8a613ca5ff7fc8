package discord

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// others matches the mention of somebody, of a role, or of all.
var others = regexp.MustCompile(`<@[!&]?\d+>|@everyone|@here`)

// said decodes a message that asks something of the bot: a direct message, a mention, or a reply to
// the bot that pings it. ok is false for all others, the bot's own and other bots' among them, and for what
// names somebody else: it speaks to him.
func said(m message, self string) (c bot.Command, ok bool) {
	if !m.byPerson(self) || m.GuildID != "" && !m.names(self) {
		return c, false
	}
	via, about := bot.ViaDirect, bot.MessageRef{}
	if m.GuildID != "" {
		via = bot.ViaMention
	}
	text := strings.NewReplacer("<@"+self+">", " ", "<@!"+self+">", " ").Replace(m.Content)
	from := bot.Destination{Platform: Name, Tenant: m.GuildID, Channel: m.ChannelID, User: m.Author.ID}
	if m.GuildID != "" {
		if others.MatchString(text) {
			return c, false
		}
		about = bot.MessageRef{To: from, ID: m.ChannelID} // a thread has the id of the message that it begins at
	}
	if r := m.Referenced; r != nil && r.ID != "" && r.Author != nil && r.Author.ID == self {
		about = bot.MessageRef{To: from, ID: r.ID}
	}
	return bot.Command{
		About: about,
		ID:    "message-" + m.ID, Via: via, Text: strings.TrimSpace(text), From: from,
		Actor:   bot.Actor{ID: m.Author.ID, Name: m.Author.name()}, // what he may do is asked for later: see manages
		Message: bot.MessageRef{To: from, ID: m.ID},
	}, true
}

// byPerson reports whether a whole message was written by somebody who is no bot.
func (m *message) byPerson(self string) bool {
	by := m.Author
	return by != nil && by.ID != "" && !by.Bot && by.ID != self && m.WebhookID == "" && m.ChannelID != "" && m.ID != ""
}

// names reports whether a message mentions the bot.
func (m *message) names(self string) bool {
	return self != "" && slices.ContainsFunc(m.Mentions, func(u *user) bool { return u != nil && u.ID == self })
}

// command decodes an interaction: a slash command, a message command, a button, a select, a form, or
// typing into an option, which has the Via of its command.
func (p *Platform) command(i interaction) (c bot.Command, ok bool) {
	if i.ID == "" || i.Token == "" {
		return c, false
	}
	who := i.User
	permissions := ""
	if i.Member != nil {
		who, permissions = i.Member.User, i.Member.Permissions
	}
	if who == nil || who.ID == "" {
		return c, false
	}
	c = bot.Command{
		ID: "interaction-" + i.ID, From: bot.Destination{Platform: Name, Tenant: i.GuildID, Channel: i.ChannelID, User: who.ID},
		Actor: bot.Actor{ID: who.ID, Name: who.name(), Locale: i.Locale, CanManage: i.GuildID == "" || p.options.Manage.allows(permissions)},
	}
	c.Barred = barred(i)
	if i.Message != nil && i.Message.ID != "" {
		c.Message = bot.MessageRef{To: c.From, ID: i.Message.ID}
	}
	d := i.Data
	switch i.Kind {
	case kindCommand, kindTyping:
		if d.Type == commandMessage {
			return asked(c, i)
		}
		c.Via, c.Name, c.Text = bot.ViaSlash, d.Name, strings.TrimSpace(words(d.Options))
		p.aim(&c, d.Options, d.Resolved.Channels)
		return c, d.Name != ""
	case kindComponent:
		c.Via = bot.ViaButton
		c.Action, c.Value, _ = parseCustomID(d.CustomID)
		if len(d.Values) > 0 {
			c.Value = d.Values[0]
		}
		return c, c.Action != ""
	case kindForm:
		c.Via = bot.ViaForm
		c.Action, c.Value, _ = parseCustomID(d.CustomID)
		c.Fields = map[string]string{}
		p.fill(&c, d.Components, d.Resolved.Channels)
		return c, c.Action != ""
	}
	return c, false
}

// barred says in words why the bot cannot post in an interaction's channel, or "": it can, or it is not told.
func barred(i interaction) string {
	if i.GuildID == "" || i.May == "" {
		return ""
	}
	kind := kinds[i.Channel.Type]
	if kind != "" {
		return "This is " + kind + ", where I cannot post briefings. Order it in a text channel, an announcement channel or a thread, or in " +
			"a direct message with me."
	}
	may := bits(i.May)
	if may&discordgo.PermissionAdministrator != 0 {
		return ""
	}
	for _, n := range needed {
		if n.bit != discordgo.PermissionReadMessageHistory && needs(n.bit, isThread(i.Channel.Type)) && may&n.bit == 0 {
			return fmt.Sprintf("I may not post in this channel: I lack “%s”. Somebody who manages it gives me that under Edit Channel, "+
				"Permissions; then order again. In a direct message I can post already.", n.name)
		}
	}
	return ""
}

// asked decodes "Ask about this" on a message.
func asked(c bot.Command, i interaction) (bot.Command, bool) {
	m := i.Data.Resolved.Messages[i.Data.TargetID]
	if m == nil {
		return c, false
	}
	c.Via, c.Quoted, c.Links = bot.ViaMessage, m.text(), m.links()
	c.Message = bot.MessageRef{To: c.From, ID: i.Data.TargetID}
	return c, true
}

// fill takes a form's entries. A channel that was chosen is where the command is for, and what its
// actor may do there counts.
func (p *Platform) fill(c *bot.Command, components []*entered, channels map[string]*resolvedChannel) {
	for _, e := range components {
		if e == nil {
			continue
		}
		if e.Component != nil {
			p.fill(c, []*entered{e.Component}, channels)
		}
		p.fill(c, e.Components, channels)
		if e.CustomID == "" {
			continue
		}
		c.Fields[e.CustomID] = e.Value
		if e.Values != nil {
			c.Fields[e.CustomID] = strings.Join(e.Values, ",")
		}
		if e.Type == typeChannelSelect && len(e.Values) > 0 && c.From.Tenant != "" {
			p.into(c, e.Values[0], channels)
		}
	}
}

// Kinds of options: https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type
const (
	optionSub                                = 1
	optionGroup                              = 2
	optionString                             = 3
	optionBoolean, optionChannel, optionRole = 5, 7, 8
)

// into makes a chosen channel the command's, and judges there what its actor may do.
func (p *Platform) into(c *bot.Command, chosen string, channels map[string]*resolvedChannel) {
	if chosen == c.From.Channel {
		return
	}
	c.From.Channel, c.Barred = chosen, "" // it is looked at when the command is worked on
	at := channels[chosen]
	c.Actor.CanManage = p.options.Manage == ManageEveryone || at != nil && p.options.Manage.allows(at.Permissions)
}

// aim takes from a slash command's options the channel that it is for and the role that is notified.
func (p *Platform) aim(c *bot.Command, options []*argument, channels map[string]*resolvedChannel) {
	for _, o := range options {
		if o == nil {
			continue
		}
		switch id := o.text(); {
		case o.Type == optionSub:
			p.aim(c, o.Options, channels)
		case o.Type == optionChannel && snowflake(id) && c.From.Tenant != "":
			p.into(c, id, channels)
		case o.Type == optionRole && snowflake(id):
			c.Fields = map[string]string{o.Name: id}
		}
	}
}

// spelled is how an option stands in a command's text, in the order in which a user would type it.
var spelled = []struct{ name, before string }{
	{"id", ""}, {"url", ""}, {"change", ""}, {"question", ""}, {"when", ""}, {"topic", ""}, {"topics", "about "}, {"sources", "from "},
	{"zone", "zone "}, {"since", "since "},
	{"length", "length "}, {"silent", ""},
}

// words spells a slash command's options as the text that a user would have typed after it.
func words(options []*argument) string {
	var out []string
	given := map[string]string{}
	for _, o := range options {
		if o == nil {
			continue
		}
		switch o.Type {
		case optionSub, optionGroup:
			out = append(out, strings.TrimSpace(o.Name+" "+words(o.Options)))
		case optionString:
			given[o.Name] = strings.TrimSpace(o.text())
		case optionBoolean:
			if string(o.Value) == "true" {
				given[o.Name] = o.Name
			}
		}
	}
	for _, s := range spelled {
		if given[s.name] != "" {
			out = append(out, s.before+given[s.name])
		}
	}
	return strings.Join(out, " ")
}
