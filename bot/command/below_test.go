package command_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// posted keeps a briefing as a delivery would, with the message that shows it.
func (d *desk) posted(stories ...briefing.BriefingStory) bot.MessageRef {
	d.Helper()
	b := briefing.Briefing{AsOf: start, Stories: stories, Citations: []briefing.Citation{
		{N: 1, Article: "a1", Source: "Harbour Gazette", Title: "Bridge opens", Quote: "The bridge opened on Sunday.", Paragraph: 1}}}
	shown := bot.Shown{ID: "shown1", To: channel, At: start, Briefing: &b}
	if err := d.store.Keep(d.Context(), shown); err != nil {
		d.Fatal(err)
	}
	ref := bot.MessageRef{To: channel, ID: "m1"}
	if err := d.store.AddTurn(d.Context(), bot.Below(ref), bot.Turn{At: start, Shown: shown.ID}); err != nil {
		d.Fatal(err)
	}
	return ref
}

func story(n int) briefing.BriefingStory {
	title := []string{"The bridge opens", "The ferry is late", "The fair ends"}[n]
	return briefing.BriefingStory{ID: briefing.StoryID("s" + title[4:7]), Title: title, Why: briefing.Why{Reasons: []string{"reason for " + title}},
		Points: []briefing.Point{{Text: title + " today.", Cites: []int{1}}}}
}

// What is said below a briefing is about its stories; what is no question and names nobody is met with
// silence in a thread, and so is a question that has no answer there.
func TestBelowABriefing(t *testing.T) {
	one, three := []briefing.BriefingStory{story(0)}, []briefing.BriefingStory{story(0), story(1), story(2)}
	for _, c := range []struct {
		stories []briefing.BriefingStory
		via     bot.Via
		text    string
		want    string // "" is silence
	}{
		{one, bot.ViaMention, "why?", "reason for The bridge opens"},
		{one, bot.ViaMention, "Tell me more", "The bridge opened on Sunday."},
		{one, bot.ViaMention, "sources", "Harbour Gazette"},
		{three, bot.ViaMention, "2 why", "reason for The ferry is late"},
		{three, bot.ViaMention, "why 2?", "reason for The ferry is late"},
		{three, bot.ViaMention, "more on the second", "The ferry is late"},
		{three, bot.ViaMention, "the last one, sources", "Harbour Gazette"},
		{three, bot.ViaMention, "more on story 3", "The fair ends"},
		{three, bot.ViaMention, "more on the last", "The fair ends"},
		{three, bot.ViaMention, "why?", "Which story?"},
		{three, bot.ViaMention, "9 why", "has 3 stories"},
		{three, bot.ViaMention, "Who opened the bridge?", "On: Who opened the bridge?"},
		{three, bot.ViaMention, "list", "no briefing here yet"},
		{three, bot.ViaMention, "hey, what's new?", "Briefing"},
		{three, bot.ViaThread, "Who opened the bridge?", "On: Who opened the bridge?"},
		{three, bot.ViaThread, "why 1?", "reason for The bridge opens"},
		{three, bot.ViaThread, "good to see that", ""},
		{three, bot.ViaThread, "I was there on Sunday", ""},
		{three, bot.ViaThread, "lunch at noon? [nothing]", ""},
		{three, bot.ViaThread, "shall we meet at the bridge?", ""},
		{three, bot.ViaThread, "could you send me the file?", ""},
		{three, bot.ViaThread, "can you tell us who opened the bridge?", "On: can you"},
		{three, bot.ViaThread, "do we know who opened it?", "On: do we know"},
		{three, bot.ViaThread, "what did the US say?", "On: what did"},
		{three, bot.ViaThread, "2 why", "reason for The ferry is late"},
		{three, bot.ViaThread, "the last one, sources", "The fair ends\n"},
		{three, bot.ViaThread, "sources of mine", ""},
		{three, bot.ViaMention, "nobody knows [nothing]?", "hold no answer"},
	} {
		d := open(t)
		d.engine.Unknown = "[nothing]"
		ref := d.posted(c.stories...)
		got := said(d.do(bot.Command{Via: c.via, Text: c.text, Actor: member, From: channel, About: ref}))
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s %q: %q, want %q", c.via, c.text, got, c.want)
		}
	}
}

// A question below a briefing is first asked of what it cites.
func TestBelowABriefingItsArticlesAreAsked(t *testing.T) {
	d := open(t)
	ref := d.posted(story(0), story(1))
	d.do(bot.Command{Via: bot.ViaMention, Text: "how much will it cost?", Actor: member, From: channel, About: ref})
	if q := d.engine.Asked[0]; len(q.Articles) != 1 || q.Articles[0] != "a1" {
		t.Errorf("asked of %v", q.Articles)
	}
	elsewhere := bot.Destination{Platform: "fake", Tenant: "T2", Channel: "C9"}
	d.do(bot.Command{Via: bot.ViaMention, Text: "how much will it cost then?", Actor: member, From: elsewhere, About: ref})
	if q := d.engine.Asked[len(d.engine.Asked)-1]; len(q.Articles) != 0 {
		t.Errorf("another tenant's question was asked of %v", q.Articles)
	}
}

// A question that was asked for below a briefing is about it too: it leans on what it cites, and a story can be
// meant by its number.
func TestAskedBelowABriefing(t *testing.T) {
	d := open(t)
	d.posted(story(0), story(1))
	form := func(text string) string {
		c := bot.Command{Via: bot.ViaForm, Action: "question.form", Value: "shown1", Actor: member, From: channel}
		c.Fields = map[string]string{"question": text}
		return said(d.do(c))
	}
	d.want(form("2 why"), "reason for The ferry is late")
	d.slash(member, "ask Who opened the bridge?")
	d.want(form("how much will it cost?"), "On: how much")
	if q := d.engine.Asked[1]; len(q.Context) > 0 || len(q.Articles) != 1 || q.Articles[0] != "a1" {
		t.Errorf("asked of %v", q.Articles)
	}
}

// Whoever reads is never told that he reads too often.
func TestReadingHasNoLimit(t *testing.T) {
	d := open(t)
	d.posted(story(0))
	for range 100 {
		got := said(d.do(bot.Command{Via: bot.ViaButton, Action: render.ActionSources, Value: render.Value("shown1", story(0).ID), Actor: member, From: channel}))
		if strings.Contains(got, "too often") {
			t.Fatal(got)
		}
	}
}

// Many readers who press Follow or Mute at a time do not use up their channel.
func TestReadersDoNotUseUpTheirChannel(t *testing.T) {
	d := open(t)
	d.posted(story(0))
	for n := range 100 {
		reader := bot.Actor{ID: "R" + strconv.Itoa(n)}
		press := bot.Command{Via: bot.ViaButton, Action: render.ActionFollow, Actor: reader, From: channel}
		press.Value = render.Value("shown1", story(0).ID)
		if got := said(d.do(press)); strings.Contains(got, "too often") {
			t.Fatal(got)
		}
		d.now = start
	}
	d.want(said(d.do(bot.Command{Via: bot.ViaMention, Text: "Who opened the bridge?", Actor: member, From: channel})), "On: Who")
}

// whispering is a responder that can tell the asker alone.
type whispering struct {
	*bottest.Responder
	whispered []string
}

// Whisper implements bot.Whisperer.
func (w *whispering) Whisper(_ context.Context, m bot.Message) error {
	w.whispered = append(w.whispered, bottest.Words(m))
	return nil
}

// Questions are counted, by whatever way they come: whoever asks too many is told so alone, and a form with one
// stays open.
func TestQuestionsAreCountedAndToldPrivately(t *testing.T) {
	d := open(t)
	w := &whispering{Responder: &bottest.Responder{}}
	for n := range 30 {
		c := bot.Command{ID: "q" + strconv.Itoa(n), Via: bot.ViaMention, Text: "Who opened the bridge?", Actor: member, From: channel}
		_ = d.router.Handle(t.Context(), c, w)
	}
	if len(w.whispered) == 0 || !strings.Contains(w.whispered[0], "too often") || strings.Contains(said(w.Responder), "too often") {
		t.Errorf("whispered %q, said to all %q", w.whispered, said(w.Responder))
	}
	form := bot.Command{Via: bot.ViaForm, Action: "question.form", Actor: member, From: channel}
	form.Fields = map[string]string{"question": "Who?"}
	asked := len(d.engine.Asked)
	if got := said(d.do(form)); !strings.Contains(got, "too often") || len(d.engine.Asked) != asked {
		t.Errorf("a question in a form: %q", got)
	}
}

// In direct messages, where there is no thread, what was shown last is meant: for as long as a conversation lasts.
func TestWhatWasShownLastIsMeant(t *testing.T) {
	d := open(t)
	at := bot.Destination{Platform: "fake", Tenant: "T1", Channel: "D2", User: "U2"}
	say := func(text string) string {
		return said(d.do(bot.Command{Via: bot.ViaDirect, Text: text, Actor: member, From: at}))
	}
	d.engine.Unknown = "sources?"
	say("brief since 3h")
	d.want(say("1 why"), "Why: ")
	d.want(say("the second"), "Why it is told")
	say("Who opened the bridge?")
	d.want(say("sources?"), "What the sources say", "Who opened the bridge?")
	d.now = d.now.Add(time.Hour)
	if got := say("sources?"); strings.Contains(got, "What the sources say") {
		t.Errorf("an hour later: %q", got)
	}
}

// A follow-up that leans on what was said is asked of what the last answer rests on first, and of all pages where
// those do not say it; a whole question stands alone.
func TestFollowUpsKeepTheirSubject(t *testing.T) {
	d := open(t)
	d.engine.Unknown = "repaired"
	for _, c := range []struct {
		text     string
		articles string // of each time that it was asked
	}{
		{"Who opened the bridge?", "[]"}, {"and when did it open?", "[a]"}, {"How many people came?", "[]"}, {"is he the mayor?", "[a]"},
		{"and Who is Ilse Varn?", "[]"}, {"when will it be repaired?", "[a][]"}, {"Is it true that Halden denied it?", "[]"},
	} {
		before := len(d.engine.Asked)
		d.slash(member, "ask "+c.text)
		got := ""
		for _, q := range d.engine.Asked[before:] {
			got += fmt.Sprint(q.Articles)
		}
		if got != c.articles {
			t.Errorf("%q is asked of %s, want %s", c.text, got, c.articles)
		}
		d.now = d.now.Add(10 * time.Second)
	}
}

// Below a briefing a story's topic is followed or muted by the story's place, and an opinion may be said in words;
// the later one holds.
func TestWishesAndOpinionsBelowABriefing(t *testing.T) {
	d := open(t)
	one, two := story(0), story(1)
	one.Topic, two.Topic = "bridges", "ferries"
	ref := d.posted(one, two)
	say := func(text string) string {
		return said(d.do(bot.Command{Via: bot.ViaMention, Text: text, Actor: member, From: channel, About: ref}))
	}
	d.want(say("mute 2"), "“ferries” is left out for you")
	d.want(say("follow the first one"), "“bridges” comes first for you")
	d.want(say("mute this"), "Which story?")
	d.want(say("mute 7"), "The briefing has 2")
	own := bot.Destination{Platform: "fake", Tenant: "T1", User: "U2"}
	if p, _ := d.store.Preferences(t.Context(), own); strings.Join(p.Mute, " ") != "ferries" || strings.Join(p.Follow, " ") != "bridges" {
		t.Errorf("wishes: %+v", p)
	}
	d.want(say("thanks, very helpful!"), "noted")
	d.want(say("not helpful"), "noted")
	if all, err := d.store.Feedback(t.Context(), "shown1"); err != nil || len(all) != 1 || all[0].Helpful {
		t.Errorf("opinions: %+v, %v", all, err)
	}
	d.want(say("too long"), "briefing edit ID length short")
}
