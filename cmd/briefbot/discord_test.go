package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefbot/adapters/discord/discordtest"
)

// TestDoctorDiscord names what the bot lacks in the channels that briefings go to, and prints the
// link by which it is taken in.
func TestDoctorDiscord(t *testing.T) {
	d := discordtest.New(t)
	const open, closed = "500000000000000001", "500000000000000002"
	for id, deny := range map[string]string{open: "0", closed: "65536"} { // Read Message History
		d.Put("channels/"+id, map[string]any{"id": id, "name": "news" + id[17:], "type": 0, "guild_id": discordtest.Guild,
			"permission_overwrites": []any{map[string]any{"id": discordtest.Guild, "allow": "0", "deny": deny}}})
	}
	d.Put("guilds/"+discordtest.Guild, map[string]any{"id": discordtest.Guild, "owner_id": "1", "roles": []any{map[string]any{"id": discordtest.Guild, "permissions": "274877975552"}}})
	d.Put("guilds/"+discordtest.Guild+"/members/"+discordtest.Bot, map[string]any{"roles": []any{}})
	dir := t.TempDir()
	file := filepath.Join(dir, "briefbot.yaml")
	config := `
discord: {api_url: "` + d.URL + `", manage: server}
briefings:
  - {to: "discord:` + open + `", when: "weekdays 8:30"}
  - {to: "discord:` + closed + `", when: "weekdays 8:30"}
  - {to: "discord:` + closed + `", when: "weekdays 18:30"}
`
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	args := []string{"doctor", "--config", file, "--db", filepath.Join(dir, "d.db"), "--discord-token", discordtest.Token}
	if code := run(t.Context(), args, nil, &out, &out); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	said := out.String()
	if strings.Count(said, "FAULT") != 1 || !strings.Contains(said, `#news2 (`+closed+`): the bot lacks "Read Message History"`) {
		t.Errorf("doctor says\n%s", said)
	}
	if !strings.Contains(said, "https://discord.com/oauth2/authorize?client_id="+discordtest.Bot) || strings.Contains(said, discordtest.Token) {
		t.Errorf("doctor says\n%s", said)
	}
}

// TestDiscordSettings reads who may decide from each place that a setting can stand in.
func TestDiscordSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "briefbot.yaml")
	if err := os.WriteFile(file, []byte("discord: {manage: server, restrict: true}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	commands := func(args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if code := run(t.Context(), append([]string{"commands", "discord"}, args...), nil, &out, &out); code != exitDone {
			t.Fatalf("exit code %d: %s", code, &out)
		}
		return out.String()
	}
	if s := commands("--config", file); strings.Count(s, `"default_member_permissions": 32`) != 1 {
		t.Errorf("by the file: %s", s)
	}
	if s := commands("--config", file, "--discord-manage", "channels"); strings.Count(s, `"default_member_permissions": 16`) != 1 {
		t.Errorf("by a flag: %s", s)
	}
	t.Setenv("BRIEFBOT_DISCORD_MANAGE", "everyone")
	if s := commands("--config", file); strings.Contains(s, `"default_member_permissions": 1`) || strings.Contains(s, `"default_member_permissions": 3`) {
		t.Errorf("by the environment: %s", s)
	}
	var out bytes.Buffer
	if code := run(t.Context(), []string{"commands", "discord", "--discord-manage", "nobody"}, nil, &out, &out); code != exitUsage {
		t.Errorf("a word that is none gives exit code %d: %s", code, &out)
	}
}
