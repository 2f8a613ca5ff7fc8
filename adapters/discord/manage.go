package discord

import (
	"strconv"

	"github.com/bwmarrin/discordgo"
)

// Manage says who may decide for a channel.
type Manage string

// The rules.
const (
	ManageChannels Manage = ""         // who has Manage Channels there
	ManageServer   Manage = "server"   // who has Manage Server
	ManageEveryone Manage = "everyone" // everybody
)

// permission is what the rule asks for.
func (m Manage) permission() int64 {
	switch m {
	case ManageServer:
		return discordgo.PermissionManageGuild
	case ManageEveryone:
		return 0
	}
	return discordgo.PermissionManageChannels
}

// allows reports whether somebody with these permissions may decide. Permissions are a number in
// text; what is none allows nothing.
func (m Manage) allows(permissions string) bool {
	if m == ManageEveryone {
		return true
	}
	has, err := strconv.ParseInt(permissions, 10, 64)
	return err == nil && has&(m.permission()|discordgo.PermissionAdministrator) != 0
}
