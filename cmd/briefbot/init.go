package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"briefbot/adapters/feed"
	"briefbot/bot/schedule"
	"briefbot/briefing"
)

// initCmd sets the program up: it asks for what no flag says, tests each answer, writes the configuration
// file, and shows the first briefing.
type initCmd struct {
	Feed  []string `help:"Address of a feed or a site to read; may be repeated." placeholder:"URL"`
	To    string   `help:"Where the briefing goes: slack:CHANNEL, discord:CHANNEL or terminal." placeholder:"PLACE"`
	When  string   `help:"When, as \"weekdays 8:30\"." placeholder:"WHEN"`
	Write string   `help:"The configuration file to write." default:"briefbot.yaml" placeholder:"FILE"`
	Force bool     `help:"Write over a file that is there."`
	Brief bool     `help:"Show the first briefing at the end." default:"true" negatable:""`
}

// mostAsked is how often a question is asked again after an answer that will not do.
const mostAsked = 5

// wizard asks.
type wizard struct {
	*program
	in *bufio.Scanner
}

// ask asks until an answer will do. given is what a flag says, and has to do at once; with no more input
// the fallback is taken.
func (w *wizard) ask(question, given, fallback string, check func(string) error) (string, error) {
	if given != "" {
		return given, check(given)
	}
	for range mostAsked {
		hint := ""
		if fallback != "" {
			hint = " [" + fallback + "]"
		}
		fmt.Fprintf(w.out, "%s%s ", question, hint)
		answer := ""
		if w.in.Scan() {
			answer = strings.TrimSpace(w.in.Text())
		} else if fallback == "" {
			return "", usagef("there is nobody to ask: %s Say it with flags, see \"briefbot init --help\"", question)
		} else {
			fmt.Fprintln(w.out)
		}
		if answer == "" {
			answer = fallback
		}
		err := check(answer)
		if err == nil {
			return answer, nil
		}
		fmt.Fprintln(w.out, "  "+w.redact(err.Error()))
	}
	return "", errors.New("none of the answers would do; nothing was written")
}

// Run asks, tests, writes and shows.
func (c *initCmd) Run(ctx context.Context, p *program) error {
	if _, err := os.Stat(c.Write); err == nil && !c.Force {
		return usagef("%s is there already; change it with an editor, name another with --write, or write over it with --force", c.Write)
	}
	w := &wizard{program: p, in: bufio.NewScanner(p.in)}
	client, err := p.feedClient(p.now)
	if err != nil {
		return err
	}
	defer client.Close()
	feeds, err := w.feeds(ctx, client, c.Feed)
	if err != nil {
		return err
	}
	to, err := w.ask("Where to? slack:CHANNEL, discord:CHANNEL or terminal:", c.To, "terminal", func(s string) error {
		_, err := place(s)
		return err
	})
	if err != nil {
		return err
	}
	given := p.Zone
	if given == "UTC" {
		given = "" // the default of the flag
	}
	p.Zone, err = w.ask("In which time zone? As in Europe/Berlin:", given, localZone(), func(s string) error {
		_, err := (&cli{Zone: s}).location()
		return err
	})
	if err != nil {
		return err
	}
	when, err := w.ask("When? As in weekdays 8:30, or every day at 7 and 17:", c.When, "weekdays 8:30", func(s string) error {
		_, err := schedule.Parse(s)
		return err
	})
	if err != nil {
		return err
	}
	if err := w.database(ctx); err != nil {
		return err
	}
	if err := c.write(p, feeds, to, when); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s is written.\n", c.Write)
	if c.Brief {
		if err := p.firstBriefing(ctx, feeds); err != nil {
			return err
		}
	}
	return c.next(p, to)
}

// feeds finds each feed and shows its latest entries.
func (w *wizard) feeds(ctx context.Context, client *feed.Client, given []string) (out []feed.Found, err error) {
	look := func(s string) error {
		f, err := client.Find(ctx, s)
		if err != nil {
			return fmt.Errorf("%s: %w", withoutQuery(s), err)
		}
		showFound(w.program, f)
		out = append(out, f)
		return nil
	}
	if len(given) > 0 {
		for _, s := range given {
			if err := look(s); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	for {
		question := "Which site or feed shall be read? Its address:"
		if len(out) > 0 {
			question = "Another one? Its address, or nothing:"
		}
		done := false
		_, err := w.ask(question, "", map[bool]string{true: "no more"}[len(out) > 0], func(s string) error {
			if s == "" && len(out) == 0 {
				return errors.New("one is needed at least")
			}
			if done = s == "no more"; done {
				return nil
			}
			return look(s)
		})
		if err != nil || done {
			return out, err
		}
	}
}

// database tests that there is, or can be, a database.
func (w *wizard) database(ctx context.Context) error {
	store, err := w.openStore(ctx)
	if err != nil {
		return err
	}
	return store.Close()
}

// write writes the configuration file, which others need not read.
func (c *initCmd) write(p *program, feeds []feed.Found, to, when string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Written by \"briefbot init\"; \"briefbot --help\" lists all settings.\nzone: %s\n", p.Zone)
	if p.DB != "briefbot.db" {
		fmt.Fprintf(&b, "db: %q\n", p.DB)
	}
	if len(p.FeedAllow) > 0 {
		fmt.Fprintf(&b, "feed_allow: [%s]\n", strings.Join(p.FeedAllow, ", "))
	}
	b.WriteString("feeds:\n")
	for _, f := range feeds {
		name := ""
		if f.Title != "" && f.Kind == "feed" {
			name = fmt.Sprintf(", name: %q", f.Title)
		}
		fmt.Fprintf(&b, "  - {url: %q%s}\n", f.URL, name)
	}
	fmt.Fprintf(&b, "briefings:\n  - {to: %q, when: %q, words: 300}\n", to, when)
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if c.Force {
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(c.Write, flags, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return usagef("%s is there already", c.Write)
	}
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, b.String())
	return errors.Join(err, f.Close())
}

// firstBriefing reads the feeds into the database and shows what they hold of the last days.
func (p *program) firstBriefing(ctx context.Context, feeds []feed.Found) error {
	var addresses []string
	for _, f := range feeds {
		addresses = append(addresses, f.URL)
	}
	n, err := p.open(ctx, addresses)
	if errors.Is(err, briefing.ErrEmpty) {
		fmt.Fprintln(p.out, "There is nothing to tell from it yet.")
		return nil
	}
	if err != nil {
		return err
	}
	asOf, err := p.asOf(n, "")
	if err != nil {
		return err
	}
	b, err := n.brief(ctx, asOf, 3*24*time.Hour, nil, 300, nil)
	if err != nil {
		return err
	}
	return p.show(p.briefingMessage(b))
}

// next says what is still to be done.
func (c *initCmd) next(p *program, to string) error {
	at, err := place(to)
	if err != nil {
		return err
	}
	steps := map[string]string{
		"slack": "set BRIEFBOT_SLACK_BOT_TOKEN and BRIEFBOT_SLACK_APP_TOKEN (the README's \"Slack in five minutes\" " +
			"tells where they are), /invite the bot, and say",
		"discord": "set BRIEFBOT_DISCORD_TOKEN (the README's \"Discord in five minutes\" tells where it is), and say",
	}[at.Platform]
	if steps == "" {
		steps = "say"
	}
	config := ""
	if c.Write != defaultConfig {
		config = " --config " + c.Write
	}
	_, err = fmt.Fprintf(p.out, "Next: %s \"briefbot serve%s\". \"briefbot doctor%s\" tells what is missing.\n", steps, config, config)
	return err
}

// localZone is this machine's time zone, or UTC.
func localZone() string {
	for _, name := range []string{os.Getenv("TZ"), linkedZone()} {
		if _, err := time.LoadLocation(name); err == nil && name != "" && name != "Local" {
			return name
		}
	}
	return "UTC"
}

// linkedZone is the zone that /etc/localtime leads to.
func linkedZone() string {
	path, err := filepath.EvalSymlinks("/etc/localtime")
	if err != nil {
		return ""
	}
	_, zone, _ := strings.Cut(filepath.ToSlash(path), "/zoneinfo/")
	return zone
}
