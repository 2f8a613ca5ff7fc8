package ingest

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"briefbot/briefing"
)

// plain reads one plain page with the default Reader.
func plain(t *testing.T, p Page) []briefing.Article {
	t.Helper()
	if p.Kind == "" {
		p.Kind = Plain
	}
	articles, failures := New(Options{}).Articles(p)
	for _, f := range failures {
		t.Fatalf("%s: %v", f.Path, f.Err)
	}
	return articles
}

func TestCleaning(t *testing.T) {
	const body = "The harbour council of Norvik voted on Monday to widen the pier, its chair Ada Lund said."
	const more = "“We have waited nine years for this,” Lund told reporters after the meeting."
	for _, c := range []struct{ name, noise, why string }{
		{"advertisement", "Story continues below advertisement", whyAd},
		{"share widget", "date 2031-05-06 Send this page to someone via email", whyShare},
		{"navigation", "Skip to content", whyNavigation},
		{"comment form", "Your email address will not be published. Required fields are marked *", whyComment},
		{"newsletter", "Sign up for our morning newsletter and get the day in your inbox", whyNewsletter},
		{"contributors", "Olaf Berg and Kim Dahl contributed to this report.", whyByline},
		{"byline", "By Olaf Berg and Kim Dahl", whyByline},
		{"full article", "Read the full article here", whyLink},
		{"original link", "Original link : Norvik Votes to Widen Its Pier", whyLink},
		{"related", "RELATED: Why the ferry to Sund was late again", whyLink},
		{"related in German", "Lesen Sie auch: Warum die Fähre wieder zu spät kam", whyLink},
		{"video", "2:41 Norvik pier vote Norvik pier vote", whyVideo},
		{"caption", "A crane stands over the pier at Norvik on May 3, 2031. (photo credit: REUTERS/PIA HOLM)", whyCaption},
		{"caption prefix", "View image in full screen A crane at Norvik. Pia Holm/Harbour Press", whyCaption},
		{"credit", "Pia Holm/Anadolu Agency/Getty", whyCaption},
		{"editor's note", "Editor's note: Follow our live coverage of the vote here.", whyNavigation},
		{"share an update", "Share this update", whyShare},
		{"live updates", "Join our live updates", whyNavigation},
		{"an outlet's live updates", "Join Coast Radio’s live updates as Norvik counts its votes.", whyNavigation},
		{"consent", "We and our 120 partners store and access information on your device.", whyConsent},
		{"consent withdrawn", "You can withdraw your consent at any time in the footer.", whyConsent},
		{"read more", "READ MORE", whyLink},
		{"teaser that is cut off", "Why the ferry to Sund was late again this summer and what the…", whyLink},
		{"teaser of three points", "Ferry to Sund: what travellers should know before the...", whyLink},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := plain(t, Page{Origin: "p.txt", Body: []byte(body + "\n\n" + c.noise + "\n\n" + more)})
			if len(got) != 1 || got[0].Text != body+"\n"+more {
				t.Fatalf("text = %q", got[0].Text)
			}
			if len(got[0].Dropped) != 1 || got[0].Dropped[0] != (briefing.Dropped{Text: c.noise, Why: c.why}) {
				t.Errorf("dropped = %v, want the reason %q", got[0].Dropped, c.why)
			}
		})
	}
}

func TestATimeGluedToANameStampsItsEntry(t *testing.T) {
	page := "The Latest: Norvik votes\n\nAda Lund10:45 a.m.\n\nThe council voted for a wider pier.\n\nOlaf Berg9:30 a.m.\n\nThe council met on Monday morning.\n\nKim Dahl8 a.m.\n\nThe doors of the council opened."
	got := plain(t, Page{Origin: "p.txt", Body: []byte(page)})
	if len(got) != 3 || strings.Contains(got[0].Text, "Lund") || got[2].Text != "The doors of the council opened." {
		t.Errorf("%+v", got)
	}
}

// Sentences that share their first words with noise are news.
func TestCleaningSpares(t *testing.T) {
	for _, s := range []string{
		"Share prices in Norvik fell by a tenth on Tuesday after the bank closed two branches.",
		"Follow-up talks with the fishermen are planned for June, the ministry said.",
		"Subscribers to the island's only newspaper will get their money back, its owner said on Friday after the court had ruled.",
		"Search teams found the boat near Sund, four hours after it had sent its last signal.",
		"The photo shows the mayor with a man whom the police have been looking for since March.",
		"By Friday the water had reached the church, and the priest rang the bell.",
	} {
		got := plain(t, Page{Origin: "p.txt", Body: []byte("The council met in Norvik.\n\n" + s + "\n\nIt will meet again.")})
		if len(got) != 1 || len(got[0].Dropped) != 0 {
			t.Errorf("%q: dropped %v", s, got[0].Dropped)
		}
	}
}

func TestCaptionAndItsDouble(t *testing.T) {
	page := `Norvik widens its pier

A view shows the pier at Norvik, Sundland May 3, 2031.  (photo credit: PIA HOLM/HARBOUR PRESS)
A view shows the pier at Norvik, Sundland May 3, 2031.
(photo credit: PIA HOLM/HARBOUR PRESS)

The council of Norvik voted on Monday to widen the pier.

Work begins in June.`
	a := plain(t, Page{Origin: "p.txt", Body: []byte(page)})[0]
	if want := "Norvik widens its pier\nThe council of Norvik voted on Monday to widen the pier.\nWork begins in June."; a.Text != want {
		t.Errorf("text = %q", a.Text)
	}
	if a.Title != "Norvik widens its pier" {
		t.Errorf("title = %q", a.Title)
	}
	// The picture is of Saturday, May 3; the vote was on the Monday after it.
	if a.Published.String() != "2031-05-05" || a.PublishedFrom != briefing.FromVote {
		t.Errorf("published %s from %q", a.Published, a.PublishedFrom)
	}
}

func TestGluedLabelsCutARoundUp(t *testing.T) {
	page := `Ferry to Sund is late again
Return to menuSUND — The ferry came four hours late on Tuesday, the harbour master said.
Nobody was hurt.
Bakers strike in Norvik
Return to menu“We cannot live on this,” said the bakers' speaker, Jon Falk.
The strike began on Tuesday.
Bridge opens in Elm
Return to menuThe new bridge in Elm opened on Tuesday, a year late.
— Ida Roos (@idaroos) May 5, 2031Before the opening, divers looked at its piers.`
	got := plain(t, Page{Origin: "p.txt", Body: []byte(page)})
	var titles []string
	for _, a := range got {
		titles = append(titles, a.Title)
	}
	if want := "Ferry to Sund is late again|Bakers strike in Norvik|Bridge opens in Elm"; strings.Join(titles, "|") != want {
		t.Fatalf("titles = %q", titles)
	}
	if !strings.HasPrefix(got[0].Text, "Ferry to Sund is late again\nSUND — The ferry") {
		t.Errorf("text = %q", got[0].Text)
	}
	if !strings.HasSuffix(got[2].Text, "— Ida Roos (@idaroos) May 5, 2031\nBefore the opening, divers looked at its piers.") {
		t.Errorf("a post's signature was not parted: %q", got[2].Text)
	}
	// May 5, 2031 is a Monday; the text speaks of Tuesday.
	if got[0].Published.String() != "2031-05-06" || got[1].PublishedFrom != briefing.FromPage {
		t.Errorf("published %s, %q", got[0].Published, got[1].PublishedFrom)
	}
}

func TestSplitting(t *testing.T) {
	entry := func(mark, who string) string {
		return mark + "\n\n" + who + " says the dam at Elm has held through the night.\n\nThe water is falling by a hand an hour, the engineers report.\n\n"
	}
	for _, c := range []struct {
		name, page string
		articles   int
	}{
		{"times", "The Latest on the flood (all times local):\n\n" + entry("9:30 p.m.", "Ann Poe") + entry("8 p.m.", "Jon Falk") + entry("Updated 3:14 PM ET", "Ida Roos"), 3},
		{"rules and times", "The flood\n\n" + entry("___\n\n14:05 Uhr", "Ann Poe") + entry("___\n\n13.20 Uhr", "Jon Falk") + entry("___\n\n12:00 CEST", "Ida Roos"), 3},
		{"rules with headings", "Dam at Elm holds\n\nThe dam held.\n\n____\n\nBakers end strike in Norvik\n\nThe bakers went home.\n\n___\n\nFerry to Sund is late\n\nIt came at noon.", 3},
		{"one rule before a footnote", "The dam at Elm held, the ministry said.\n\nIt was built in 1931.\n\n___\n\nThe writer can be reached at the paper.", 1},
		{"sub-headings", "Dam at Elm holds\n\nThe dam held, the ministry said.\n\nWhat comes next\n\nEngineers will look at it.\n\nWho pays\n\nThe state will, said Poe.\n\nA long history\n\nIt was built in 1931.", 1},
		{"numbered round-up", "3 things to know: flood, strike, ferry\n\n1. Flood\n\nThe dam held.\n\n2. Strike\n\nThe bakers went home.\n\n3. Ferry\n\nIt came at noon.", 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := plain(t, Page{Origin: "p.txt", Body: []byte(c.page)})
			if len(got) != c.articles {
				t.Errorf("%d articles, want %d", len(got), c.articles)
			}
			ids := map[briefing.ArticleID]bool{}
			for i, a := range got {
				if a.Position != i || ids[a.ID] {
					t.Errorf("article %d has position %d and id %s", i, a.Position, a.ID)
				}
				ids[a.ID] = true
			}
		})
	}
}

// A live blog that lost its time lines is cut at new matter, and never before a pronoun.
func TestSplittingWithoutMarks(t *testing.T) {
	page := `The Latest: Flood at Elm

Ann Poe says that the dam at Elm is holding after a night of rain over the hills.

She told reporters that her engineers found no leak in the wall or the gates.

The river has fallen by a hand since midnight, Poe said at the dam.

Jon Falk is leading the bakers of Norvik out on strike over flour and wages.

He says the ovens stay cold until the owners return to the table.

Falk called the owners' last offer of wages an insult to bakers.`
	got := plain(t, Page{Origin: "p.txt", Body: []byte(page)})
	cut := false
	for _, a := range got {
		first, _, _ := strings.Cut(a.Text, "\n")
		cut = cut || strings.HasPrefix(first, "Jon Falk")
		if strings.HasPrefix(first, "She") || strings.HasPrefix(first, "He") {
			t.Errorf("an article begins with %q", first)
		}
	}
	if !cut {
		t.Errorf("no article begins with the strike: %d articles", len(got))
	}
}

func TestDates(t *testing.T) {
	day := time.Date(2031, 5, 7, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		page Page
		want string
		from briefing.PublishedFrom
	}{
		{"given", Page{Published: briefing.PubTime{Time: day, DayOnly: true}, From: briefing.FromFeed, Body: []byte("The dam held.")}, "2031-05-07", briefing.FromFeed},
		{"share widget", Page{Body: []byte(" date 2031-05-06 Send this page to someone via email\n\nThe dam held on Tuesday.")}, "2031-05-06", briefing.FromText},
		{"date line", Page{Body: []byte("Dam at Elm holds\n\nPublished May 6, 2031 10:04 am\n\nThe dam held.")}, "2031-05-06", briefing.FromText},
		{"German date line", Page{Body: []byte("Damm hält\n\nStand: 6. Mai 2031\n\nDer Damm hielt.")}, "2031-05-06", briefing.FromText},
		{"address", Page{URL: "https://norvik.example/2031/05/06/dam-holds", Body: []byte("The dam held.")}, "2031-05-06", briefing.FromURL},
		{"year from the fetch", Page{Fetched: day, Body: []byte("The latest on the flood, May 6.\n\nThe dam held on Tuesday.")}, "2031-05-06", briefing.FromText},
		{"future refused", Page{Fetched: day, Published: briefing.PubTime{Time: day.AddDate(0, 1, 0)}, From: briefing.FromFeed, Body: []byte("The dam held.")}, "", briefing.FromNothing},
		{"a day's own name", Page{Body: []byte("The council widened the pier, it said on Tuesday, 6 May 2031.\n\nOn Monday it had rained.\n\nThe mayor slept on Monday.\n\nOn Monday the boats stayed in.")}, "2031-05-06", briefing.FromVote},
		{"what is to come", Page{Body: []byte("The council met on Tuesday, 6 May 2031, its chair said.\n\nThe pier will open on Friday, 1 August 2031, she said.\n\nThe bids are due by 30 June 2031.")}, "2031-05-06", briefing.FromVote},
		{"date beside the outlet", Page{Body: []byte("Dam at Elm holds\n\nThe Norvik Courier · 6 May 2031 · From our writers\n\nThe dam held through the night.")}, "2031-05-06", briefing.FromText},
		{"front matter", Page{Kind: Markdown, Body: []byte("---\ntitle: Dam\ndate: 2031-05-06\n---\nThe dam held.")}, "2031-05-06", briefing.FromMetadata},
		{"history told by its day", Page{Body: []byte("The dam was opened on 6 May 2025.\n\nOn Monday it held.\n\nOn Monday it rained.")}, "", briefing.FromNothing},
		{"history is no date", Page{Body: []byte("The dam was opened on May 6, 1931.\n\nIt held.")}, "", briefing.FromNothing},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.page.Origin = "p.txt"
			a := plain(t, c.page)[0]
			if a.Published.String() != c.want || a.PublishedFrom != c.from {
				t.Errorf("published %q from %q, want %q from %q", a.Published, a.PublishedFrom, c.want, c.from)
			}
		})
	}
}

func TestPageThatBreaksOff(t *testing.T) {
	a := plain(t, Page{Origin: "p.txt", Body: []byte("The dam held.\nIt rained.\nThe river fell.\nDeputy Harbour Master Ada Lund")})[0]
	if a.Text != "The dam held.\nIt rained.\nThe river fell." || len(a.Dropped) != 1 || a.Dropped[0].Why != whyCut {
		t.Errorf("%q, %v", a.Text, a.Dropped)
	}
}

// What is left of a sentence at a page's edges is left out, and the sentences beside it stay.
func TestPageCutOffAtBothEnds(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"both ends", "ed the gates at noon. The dam held.\n\nIt rained.\n\nThe river fell. Its banks are so", "The dam held.\nIt rained.\nThe river fell."},
		{"no full stop", "The dam held.\n\nIt rained.\n\nThe river fell. Nobody was hurt", "The dam held.\nIt rained.\nThe river fell. Nobody was hurt"},
		{"a line", "ed the gates at noon.\n\nThe dam held.\n\nIt rained.", "The dam held.\nIt rained."},
		{"a name in lower case", "al-Masri opened the gates.\n\nThe dam held.\n\nIt rained.", "al-Masri opened the gates.\nThe dam held.\nIt rained."},
		{"a small name", "von Elm opened the gates.\n\nThe dam held.\n\nIt rained.", "von Elm opened the gates.\nThe dam held.\nIt rained."},
	} {
		if a := plain(t, Page{Origin: "p.txt", Body: []byte(c.page)})[0]; a.Text != c.want {
			t.Errorf("%s: %q", c.name, a.Text)
		}
	}
}

func TestTemplatesAreLearntPerHost(t *testing.T) {
	var pages []Page
	for _, s := range []string{"The dam at Elm held through the night.", "Bakers struck in Norvik over their wages.", "A ferry to Sund was late again today."} {
		pages = append(pages, Page{Origin: s, URL: "https://norvik.example/" + s[:5], Kind: Plain, Body: []byte(s + "\n\nNews for the islands since the year one")})
	}
	pages = append(pages, Page{Origin: "other", URL: "https://sund.example/1", Kind: Plain, Body: []byte("A whale came.\n\nNews for the islands since the year one")})
	articles, failures := New(Options{}).Articles(pages...)
	if len(articles) != 4 || len(failures) != 0 {
		t.Fatalf("%d articles, %v", len(articles), failures)
	}
	for _, a := range articles {
		if has := strings.Contains(a.Text, "News for"); has != (a.Source == "sund.example") {
			t.Errorf("%s: %q", a.Source, a.Text)
		}
	}
}

func TestCanonicalURL(t *testing.T) {
	for in, want := range map[string]string{
		"HTTPS://www.Norvik.Example:443/a/b/?utm_source=x&b=2&a=1&fbclid=z#top": "https://www.norvik.example/a/b?a=1&b=2",
		"http://norvik.example/": "http://norvik.example", "ftp://norvik.example/x": "", "none": "", "": "", "null": "",
	} {
		if got := CanonicalURL(in); got != want {
			t.Errorf("CanonicalURL(%q) = %q, want %q", in, got, want)
		}
		if again := CanonicalURL(want); again != want {
			t.Errorf("%q is not stable: %q", want, again)
		}
	}
}

// bag counts the characters of s that print.
func bag(counts map[rune]int, s string, by int) {
	for _, r := range s {
		if !blank(r) && !unicode.IsSpace(r) {
			counts[r] += by
		}
	}
}

// account fails when text and drop log do not hold exactly the page's characters.
func account(t interface{ Fatalf(string, ...any) }, page string) {
	articles, _ := New(Options{}).Articles(Page{Origin: "p", Kind: Plain, Body: []byte(page)})
	if len(articles) == 0 {
		return
	}
	counts := map[rune]int{}
	text, _, err := decode([]byte(page))
	if err != nil {
		return
	}
	bag(counts, text, 1)
	for _, a := range articles {
		bag(counts, a.Text, -1)
		for _, d := range a.Dropped {
			bag(counts, d.Text, -1)
		}
		if a.Text == "" || strings.Contains(a.Text, "\n\n") || strings.TrimSpace(a.Text) != a.Text {
			t.Fatalf("text = %q", a.Text)
		}
	}
	for r, n := range counts {
		if n != 0 {
			t.Fatalf("%q: %d of %q lost or invented", page, n, r)
		}
	}
}

func TestNothingIsLost(t *testing.T) {
	lines := []string{"Return to menuNORTH of Elm the dam held.", "Return to menuBakers struck.", "Return to menuThe ferry came.", "___", "9:30 p.m.", "8 p.m.",
		"Ann Poe says the dam held.", "He said so.", "“It held,” she said.", "Dam holds", "(photo credit: X/REUTERS)", "— Ida Roos (@ida) May 5, 2031Then it rained.",
		"Advertisement", "By Ann Poe", "Skip to content", "2:41 Dam holds Dam holds", "The Latest: Dam", "1. Dam", "2. Ferry", "3. Bakers", "", "",
		"Here is the news to know Tuesday.", "Editor's note: see our coverage.", "By Ann PoePublished May 3, 2031", "Ann Poe9:30 p.m.", "♦",
		"Keep scrolling", "5 May 2031", "Home > News > Elm", "The bakers of Elm went back to work after three weeks, and bread was sold."}
	rapid.Check(t, func(t *rapid.T) {
		account(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(lines), 0, 40).Draw(t, "lines"), "\n"))
	})
}

func FuzzPage(f *testing.F) {
	f.Add("The Latest: Dam\n\n9 p.m.\n\nAnn Poe says it held.\n\n___\n\n8 p.m.\n\nIt rained.")
	f.Add("\xff\xfeA\x00\n\x00B\x00")
	f.Add("Here is the news to know Tuesday.\n\nA B\n\nOne two three four five.\n\nC D\n\nOne two three four six.\n\nE\n\nF G\n\n" +
		"One two three four.")
	f.Add("5 mai 2031\n\nBy Ann PoePublished 5 May 2031\n\n♦\n\nOn today's episode, a dam.\n\n♦\n\nIt held.")
	f.Add("Return to menuA\nReturn to menuB\nReturn to menuC\x80")
	f.Fuzz(func(t *testing.T, page string) { account(t, page) })
}

// TestWrittenMonths holds that a page's date line is read, and left out, in the languages of the press.
func TestWrittenMonths(t *testing.T) {
	for _, l := range []string{
		"5 de mayo de 2031", "Publicado el 5 de mayo de 2031", "5 mai 2031", "Publié le 5 mai 2031 à 10h30", "lundi 5 mai 2031",
		"5 maggio 2031", "Pubblicato il 5 maggio 2031", "5 maja 2031", "Opublikowano 5 maja 2031", "5 травня 2031", "5 мая 2031 г.",
		"5 mei 2031", "5. května 2031", "5. mája 2031", "5 Mayıs 2031", "5. toukokuuta 2031", "2031. május 5.", "5. maí 2031",
		"Publicerad 5 maj 2031", "5 de maio de 2031", "5. maj 2031.", "5. svibnja 2031.", "5 мај 2031", "5 май 2031", "5 Μαΐου 2031",
		"2031年5月5日", "5 mai, 2031", "Montag, 5. Mai 2031", "Stand: 5. Mai 2031", "5 gegužės 2031", "2031 m. gegužės 5 d.",
		"5. maijs 2031", "5. mai 2031", "5 de maig de 2031", "5 Mei, 2031", "2031-05-05T10:00", "May 5 2031", "5th May 2031",
		"Mon 5 May 2031", "MAY 5, 2031", "5-May-2031", "Published on 5 May 2031",
	} {
		for _, at := range []string{"above", "below its headline"} {
			body := l + "\n\n" + strings.Join(prose, "\n\n")
			if at != "above" {
				body = "Ferry laid up at Norvik\n\n" + body
			}
			got := plain(t, Page{Title: "Ferry laid up at Norvik", Body: []byte(body)})
			if len(got) != 1 || got[0].Published.Format(time.DateOnly) != "2031-05-05" || strings.Contains(got[0].Text, l) {
				t.Errorf("%s: %q: %+v", at, l, got)
			}
		}
		page := "<html><body><h1>Ferry laid up at Norvik</h1><p class=\"date\">" + l + "</p><p>" +
			strings.Join(prose, "</p><p>") + "</p></body></html>"
		x, err := extractHTML([]byte(page), "", time.Date(2031, 12, 1, 0, 0, 0, 0, time.UTC))
		if err != nil || x.Published.Format(time.DateOnly) != "2031-05-05" {
			t.Errorf("in markup: %q: %s, %v", l, x.Published, err)
		}
	}
}
