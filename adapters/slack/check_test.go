package slack

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
)

func TestCheckNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{Threads: true})
	if problems, err := f.p.Check(t.Context()); err != nil || len(problems) != 0 {
		t.Errorf("Check = %q, %v", problems, err)
	}
	all := slices.Concat(leastScopes, historyScopes)
	for _, scope := range all {
		f.fake.SetScopes(slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == scope })...)
		if problems, err := f.p.Check(t.Context()); err != nil || len(problems) != 1 || !strings.Contains(problems[0], "lacks the scope "+scope+", so that "+lost[scope]) || lost[scope] == "" {
			t.Errorf("without %s: %q, %v", scope, problems, err)
		}
	}
	f.fake.RefuseApp("invalid_auth")
	problems, err := f.p.Check(t.Context())
	if err != nil || len(problems) != 2 || !strings.Contains(problems[1], "connections:write") {
		t.Errorf("Check = %q, %v", problems, err)
	}
	f.fake.RefuseBot("account_inactive")
	if problems, err := f.p.Check(t.Context()); err != nil || len(problems) != 1 || !strings.Contains(problems[0], "account_inactive") {
		t.Errorf("Check = %q, %v", problems, err)
	}
	f.fake.RefuseBot("internal_error")
	if _, err := f.p.Check(t.Context()); err == nil {
		t.Error("Slack's own trouble is taken for a fault of the setup")
	}
}

func TestCheckAtSaysWhatToDo(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.AddChannel(slackfaketest.Channel{ID: "C0000AWAY", Name: "harbour", Away: true})
	f.fake.AddChannel(slackfaketest.Channel{ID: "C0000OLD", Name: "old", Archived: true})
	f.fake.AddChannel(slackfaketest.Channel{ID: "C0000GONE", Gone: true})
	for to, want := range map[bot.Destination]string{
		{Channel: "C0000NEWS"}: "", {User: "U0000ANA"}: "", {Channel: "D0000ANA", User: "U0000ANA"}: "",
		{Channel: "C0000AWAY"}:                     `not in #harbour (C0000AWAY): type "/invite @briefbot" there`,
		{Channel: "C0000OLD"}:                      "archived",
		{Channel: "C0000GONE"}:                     "there is no channel C0000GONE",
		{Channel: "C0000NEWS", Tenant: "T0000ELS"}: "workspace T0000ELS",
	} {
		to.Platform = Name
		got, err := f.p.CheckAt(t.Context(), to)
		if err != nil || want == "" && len(got) > 0 || !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("%s: %q, %v; want %q", to, got, err, want)
		}
	}
	f.fake.SetScopes("chat:write")
	if got, err := f.p.CheckAt(t.Context(), there); err != nil || len(got) != 1 || !strings.Contains(got[0], "a scope is missing") {
		t.Errorf("without the scope: %q, %v", got, err)
	}
	f.fake.Fail("conversations.info", slackfaketest.Fault{Error: "internal_error"})
	if _, err := f.p.CheckAt(t.Context(), there); err == nil {
		t.Error("Slack's own trouble is taken for a fault of the place")
	}
}

func TestWhoManages(t *testing.T) {
	t.Parallel()
	people := []slackfaketest.User{{ID: "U0MEMBER"}, {ID: "U0ADMIN", Admin: true}, {ID: "U0OWNER", Owner: true}, {ID: "U0GUEST", Guest: true, Admin: true}, {ID: "U0ELSE", Stranger: true, Owner: true}}
	for rule, want := range map[Manage]string{"": "U0MEMBER U0ADMIN U0OWNER", ManageMembers: "U0MEMBER U0ADMIN U0OWNER", ManageAdmins: "U0ADMIN U0OWNER", ManageNobody: "", "a mistake": ""} {
		f := listening(t, Options{Manage: rule})
		var may []string
		for _, u := range people {
			f.fake.AddUser(u)
			f.fake.Slash("C0000NEWS", u.ID, "/briefing list")
			if c := f.next().command; c.Actor.CanManage {
				may = append(may, c.Actor.ID)
			}
		}
		if got := strings.Join(may, " "); got != want {
			t.Errorf("%q: %s may, want %s", rule, got, want)
		}
		f.fake.Fail("users.info", slackfaketest.Fault{Status: 503})
		f.fake.AddUser(slackfaketest.User{ID: "U0LATE", Owner: true})
		f.fake.Slash("C0000NEWS", "U0LATE", "/briefing list")
		if c := f.next().command; c.Actor.CanManage {
			t.Errorf("%q: somebody of whom Slack tells nothing may", rule)
		}
	}
}

// The manifest's own limits: https://docs.slack.dev/reference/app-manifest/
func TestManifest(t *testing.T) {
	t.Parallel()
	golden(t, "manifest.golden.json", Manifest(false))
	golden(t, "manifest-history.golden.json", Manifest(true))
	for _, history := range []bool{false, true} {
		var m struct {
			Display struct {
				Name        string
				Description string
				Long        string `json:"long_description"`
				Color       string `json:"background_color"`
			} `json:"display_information"`
			Features struct {
				Home map[string]bool `json:"app_home"`
				Bot  struct {
					Name string `json:"display_name"`
				} `json:"bot_user"`
				Commands []struct {
					Command, Description string
					Hint                 string `json:"usage_hint"`
				} `json:"slash_commands"`
				Shortcuts []struct {
					Name, Type, Description string
					Callback                string `json:"callback_id"`
				}
			}
			OAuth    struct{ Scopes struct{ Bot []string } } `json:"oauth_config"`
			Settings struct {
				Events struct {
					Bot []string `json:"bot_events"`
				} `json:"event_subscriptions"`
				Interactivity map[string]any
				Socket        bool `json:"socket_mode_enabled"`
			}
		}
		if err := json.Unmarshal(Manifest(history), &m); err != nil {
			t.Fatal(err)
		}
		d := m.Display
		if d.Name == "" || len(d.Name) > 35 || len(d.Description) > 140 || len(d.Long) < 175 || len(d.Long) > 4000 || len(d.Color) != 7 || len(m.Features.Bot.Name) > 80 {
			t.Errorf("display %+v", d)
		}
		if h := m.Features.Home; !h["home_tab_enabled"] || !h["messages_tab_enabled"] || h["messages_tab_read_only_enabled"] {
			t.Errorf("home %v", h)
		}
		for _, c := range m.Features.Commands {
			if c.Command == "/help" || !strings.HasPrefix(c.Command, "/") || len(c.Command) > 32 || c.Description == "" || len(c.Description) > 2000 || len(c.Hint) > 1000 {
				t.Errorf("command %+v", c)
			}
		}
		for _, s := range m.Features.Shortcuts {
			if s.Type != "message" || s.Callback != AskAbout || len(s.Name) > 24 || len(s.Description) > 150 {
				t.Errorf("shortcut %+v", s)
			}
		}
		// Each event needs its scope, and no scope is asked for that nothing needs.
		needs := map[string]string{"app_mention": "app_mentions:read", "message.im": "im:history", "message.channels": "channels:history", "message.groups": "groups:history", "member_joined_channel": "channels:read", "app_home_opened": "",
			"assistant_thread_started": "assistant:write", "app_uninstalled": "", "tokens_revoked": ""}
		for _, e := range m.Settings.Events.Bot {
			if scope, ok := needs[e]; !ok || scope != "" && !slices.Contains(m.OAuth.Scopes.Bot, scope) {
				t.Errorf("the event %s without the scope %s", e, scope)
			}
		}
		if got := slices.Contains(m.Settings.Events.Bot, "message.channels"); got != history || slices.Contains(m.OAuth.Scopes.Bot, "channels:history") != history {
			t.Errorf("history %v: %v", history, m.OAuth.Scopes.Bot)
		}
		if !m.Settings.Socket || m.Settings.Interactivity["is_enabled"] != true {
			t.Errorf("settings %+v", m.Settings)
		}
	}
}
