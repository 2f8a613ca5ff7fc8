package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"briefbot/adapters/discord/discordtest"
)

func TestCommandsAreRegisteredOnlyWhenTheyDiffer(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	register := func(o Options, want int) {
		t.Helper()
		f.p.options.Manage, f.p.options.Restrict = o.Manage, o.Restrict
		if err := f.p.register(t.Context(), discordtest.Bot); err != nil {
			t.Fatal(err)
		}
		if n := len(f.fake.WaitRequests(want, "PUT", "/commands")); n != want {
			t.Errorf("registered %d times, want %d", n, want)
		}
	}
	register(Options{}, 1)
	register(Options{}, 1) // what Discord fills in and the order in which it lists are no difference
	register(Options{Restrict: true}, 2)
	register(Options{Restrict: true}, 2)
	register(Options{Restrict: true, Manage: ManageServer}, 3)
	register(Options{Restrict: true, Manage: ManageEveryone}, 4) // which restricts nothing
	register(Options{}, 4)
	f.fake.SetCommands(strings.Replace(string(f.fake.Commands()), "überblick", "lage", 1)) // a word in one language only
	register(Options{}, 5)
	f.fake.SetCommands(`[]`)
	register(Options{}, 6)
}

func TestCommandsAreNotRegisteredOverWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.Fail("GET", "/commands", discordtest.Fault{Status: 503})
	if err := f.p.register(t.Context(), discordtest.Bot); err == nil {
		t.Error("nobody could say what is registered, and it was taken for nothing")
	}
	if n := len(f.fake.WaitRequests(0, "PUT", "/commands")); n != 0 {
		t.Errorf("registered %d times", n)
	}
}

func TestRegistrationIsTriedAgain(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.Fail("GET", "/commands", discordtest.Fault{Status: 429, RetryAfter: 0.05})
	f.listen(say())
	f.fake.WaitRequests(1, "PUT", "/commands")
}

func TestEveryNameAndDescriptionIsToldInEachLanguage(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	var look func(path string, list []option)
	look = func(path string, list []option) {
		for _, o := range list {
			used[o.Name] = true
			if o.Names[otherLocale] == "" || o.Descriptions[otherLocale] == "" {
				t.Errorf("%s %s has no %s", path, o.Name, otherLocale)
			}
			look(path+" "+o.Name, o.Options)
		}
	}
	for _, c := range definitions(Options{}) {
		used[c.Name] = true
		if c.Names[otherLocale] == "" || c.Type == commandSlash && c.Descriptions[otherLocale] == "" {
			t.Errorf("/%s has no %s", c.Name, otherLocale)
		}
		look("/"+c.Name, c.Options)
	}
	for name := range germanNames {
		if !used[name] {
			t.Errorf("%q is translated and names nothing", name)
		}
	}
}

func TestRestrictedCommandsNameTheirPermission(t *testing.T) {
	t.Parallel()
	for manage, want := range map[Manage]string{ManageChannels: "16", ManageServer: "32", ManageEveryone: "null"} {
		b, err := json.Marshal(Definitions(Options{Manage: manage, Restrict: true}))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(b), `"default_member_permissions":`+want); n != 1 && want != "null" || !strings.Contains(string(b), `"default_member_permissions":null`) {
			t.Errorf("%q: %s stands there %d times", manage, want, n)
		}
	}
}

func TestInviteLinkAsksForTheLeast(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	got, err := f.p.Invite(t.Context())
	if want := "https://discord.com/oauth2/authorize?client_id=" + discordtest.Bot + "&permissions=274877975552&scope=bot+applications.commands"; got != want || err != nil {
		t.Errorf("Invite = %s, %v", got, err)
	}
}
