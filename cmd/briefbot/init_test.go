package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

// recent is a feed whose entries are of today by the machine's clock.
func recent(paper string, n int) string {
	return strings.ReplaceAll(rss(paper, n), morning, time.Now().UTC().Add(-time.Hour).Format(time.RFC1123Z))
}

// From nothing to the first briefing in one command, with flags and by answering.
func TestInit(t *testing.T) {
	w := newWeb(t)
	w.does("/", says(`<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>`))
	w.does("/rss", says(recent("Orlo Gazette", 5)))
	for _, c := range []struct {
		name, in string
		args     []string
	}{
		{"flags", "", []string{"--feed", w.URL, "--to", "slack:C0123ABCD", "--zone", "Europe/Berlin", "--when", "weekdays 8:30"}},
		{"answers", w.URL + "/none\n" + w.URL + "\n\nnowhere\nslack:C0123ABCD\nMars\nEurope/Berlin\nevery blue moon\nweekdays 8:30\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			t.Setenv("BRIEFBOT_FEED_ALLOW", "127.0.0.0/8")
			t.Setenv("TZ", "")
			var out bytes.Buffer
			if code := run(t.Context(), append([]string{"init"}, c.args...), strings.NewReader(c.in), &out, &out); code != exitDone {
				t.Fatalf("exit code %d:\n%s", code, &out)
			}
			for _, want := range []string{"found a feed: Orlo Gazette", "briefbot.yaml is written", "Briefing · ", "The bridge of Orlo was opened", "BRIEFBOT_SLACK_BOT_TOKEN", `"briefbot serve"`} {
				if !strings.Contains(out.String(), want) {
					t.Errorf("it does not say %q:\n%s", want, &out)
				}
			}
			b, err := os.ReadFile("briefbot.yaml")
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{"zone: Europe/Berlin\n", `{url: "` + w.URL + `/rss", name: "Orlo Gazette"}`, `{to: "slack:C0123ABCD", when: "weekdays 8:30", words: 300}`, "feed_allow: [127.0.0.0/8]"} {
				if !strings.Contains(string(b), want) {
					t.Errorf("the file lacks %q:\n%s", want, b)
				}
			}
			if info, err := os.Stat("briefbot.yaml"); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("the file's mode is %v, %v", info.Mode(), err)
			}
			out.Reset()
			if code := run(t.Context(), []string{"doctor"}, strings.NewReader(""), &out, &out); code != exitFailed ||
				!strings.Contains(out.String(), "feed Orlo Gazette: 5 entries") || !strings.Contains(out.String(), "no token is set") {
				t.Errorf("doctor: exit code %d:\n%s", code, &out)
			}
			if code := run(t.Context(), []string{"init"}, strings.NewReader(""), &out, &out); code != exitUsage || !strings.Contains(out.String(), "is there already") {
				t.Errorf("a second time: exit code %d:\n%s", code, &out)
			}
		})
	}
	t.Run("nobody to ask", func(t *testing.T) {
		t.Chdir(t.TempDir())
		var out bytes.Buffer
		if code := run(t.Context(), []string{"init"}, strings.NewReader(""), &out, &out); code != exitUsage || !strings.Contains(out.String(), "nobody to ask") {
			t.Errorf("exit code %d:\n%s", code, &out)
		}
		if _, err := os.Stat("briefbot.yaml"); err == nil {
			t.Error("a file was written")
		}
	})
}
