package discord

import (
	"strings"
	"testing"

	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
)

func TestCheckNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	check := func(wants ...string) {
		t.Helper()
		problems, err := f.p.Check(t.Context())
		if err != nil || len(problems) != len(wants) {
			t.Fatalf("Check = %q, %v", problems, err)
		}
		for i, want := range wants {
			if !strings.Contains(problems[i], want) {
				t.Errorf("%q does not say %q", problems[i], want)
			}
		}
	}
	check()
	f.fake.Put("applications/@me", map[string]any{"id": discordtest.Bot, "interactions_endpoint_url": "https://x.example", "bot_require_code_grant": true})
	check("clear it", "switch \"Requires OAuth2 Code Grant\" off")
	f.fake.Put("gateway/bot", map[string]any{"url": "wss://x.example", "session_start_limit": map[string]any{"total": 1000, "remaining": 0, "reset_after": 600000}})
	check("clear it", "switch", "11 minutes")
	f.fake.Fail("GET", "/applications/@me", discordtest.Fault{Status: 503})
	if problems, err := f.p.Check(t.Context()); err == nil {
		t.Errorf("Check while Discord is down = %q", problems)
	}
	f.p = New(f.p.lg, "another.token", Options{APIURL: f.fake.URL})
	check("copy it anew")
}

// What the bot and everybody may do, in the tests of permissions.
const (
	view, send, history, threads, administrator = "1024", "2048", "65536", "274877906944", "8"
	all                                         = "274877975552"
)

func TestCheckAtNamesEachMissingPermission(t *testing.T) {
	t.Parallel()
	over := func(id, allow, deny string) map[string]any {
		return map[string]any{"id": id, "type": 0, "allow": allow, "deny": deny}
	}
	for _, test := range []struct {
		name            string
		everybody, role string // permissions in the server
		kind            int
		overwrites      []any
		want            []string
	}{
		{"all by the role", "0", all, 0, nil, nil},
		{"all by everybody", all, "0", 5, nil, nil},
		{"administrator", "0", administrator, 0, []any{over(discordtest.Guild, "0", all)}, nil},
		{"nothing", "0", "0", 0, nil, []string{"View Channel"}},
		{"seen only", view, "0", 0, nil, []string{"Send Messages", "Read Message History"}},
		{"closed to everybody, open to the role", all, "0", 0, []any{over("5", view, "0"), over(discordtest.Guild, "0", view)}, nil},
		{"open to everybody, closed to the role", all, "0", 0, []any{over(discordtest.Guild, all, "0"), over("5", "0", send)}, []string{"Send Messages"}},
		{"given to the bot itself", "0", view, 0, []any{over("5", "0", all), over(discordtest.Bot, all, "0")}, nil},
		{"of another role", all, "0", 0, []any{over("6", "0", all)}, nil},
		{"a thread", view, history, 11, nil, []string{"Send Messages in Threads"}},
		{"a thread with all", view, all, 11, nil, nil},
		{"a category", all, all, 4, nil, []string{"cannot be posted"}},
		{"half a channel", "x", all, 0, []any{nil, map[string]any{"id": "5", "deny": "?"}}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := sender(t, Options{})
			at := map[string]any{"id": news, "guild_id": discordtest.Guild, "type": test.kind, "name": "news", "permission_overwrites": test.overwrites}
			if test.kind == 11 {
				at["parent_id"], at["permission_overwrites"] = "77", nil
				f.fake.Put("channels/77", map[string]any{"id": "77", "guild_id": discordtest.Guild, "permission_overwrites": test.overwrites})
			}
			f.fake.Put("channels/"+news, at)
			f.fake.Put("guilds/"+discordtest.Guild, map[string]any{"id": discordtest.Guild, "owner_id": "1", "roles": []any{
				map[string]any{"id": discordtest.Guild, "permissions": test.everybody}, map[string]any{"id": "5", "permissions": test.role}, map[string]any{"id": "6", "permissions": all}}})
			f.fake.Put("guilds/"+discordtest.Guild+"/members/"+discordtest.Bot, map[string]any{"roles": []any{"5"}})
			problems, err := f.p.CheckAt(t.Context(), there)
			if err != nil || len(problems) != len(test.want) {
				t.Fatalf("CheckAt = %q, %v, want %q", problems, err, test.want)
			}
			for i, want := range test.want {
				if !strings.Contains(problems[i], want) || !strings.Contains(problems[i], news) {
					t.Errorf("%q does not name %q", problems[i], want)
				}
			}
		})
	}
}

func TestCheckAtWhereThereIsNothingToSee(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	if problems, err := f.p.CheckAt(t.Context(), bot.Destination{Platform: Name, Channel: discordtest.Gone}); err != nil || len(problems) != 1 || !strings.Contains(problems[0], "cannot see it") {
		t.Errorf("CheckAt = %q, %v", problems, err)
	}
	if problems, err := f.p.CheckAt(t.Context(), bot.Destination{Platform: Name, User: ana}); err != nil || len(problems) != 0 {
		t.Errorf("CheckAt of direct messages = %q, %v", problems, err)
	}
	f.fake.Fail("GET", "/"+news, discordtest.Fault{Status: 503})
	if problems, err := f.p.CheckAt(t.Context(), there); err == nil {
		t.Errorf("CheckAt while Discord is down = %q", problems)
	}
}
