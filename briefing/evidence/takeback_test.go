package evidence

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
)

// rows reads a file of testdata: cells parted by tabs, lines that begin with # are remarks.
func rows(t *testing.T, name string, cells int) [][]string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for in := bufio.NewScanner(bytes.NewReader(b)); in.Scan(); {
		if strings.HasPrefix(in.Text(), "#") {
			continue
		}
		c := strings.Split(in.Text(), "\t")
		if len(c) != cells {
			t.Fatalf("%s: %d cells in %q, want %d", name, len(c), in.Text(), cells)
		}
		out = append(out, c)
	}
	return out
}

// shownOf is everything that can be shown of an article: its points, titles and headline.
func shownOf(an *annotate.Analyzer, a briefing.Article) (out []string) {
	d := an.Analyze(a)
	for i := range d.Sentences {
		if p, _, ok := Make(an, d, i); ok {
			out = append(out, p.Text)
		}
		for _, x := range Titles(an, d, i) {
			out = append(out, x.Text)
		}
	}
	if h, ok := Headline(d); ok {
		out = append(out, h.Text)
	}
	return out
}

// holds reports whether a text holds a remark: as it stands, or moved to its frame as who says it.
func holds(shown, remark string) bool {
	if strings.Contains(fold(shown), fold(remark)) {
		return true
	}
	frame, _, ok := strings.Cut(shown, ": ")
	return ok && strings.Contains(fold(remark), fold(frame))
}

// of reports whether a text says anything of a sentence: it holds the words that the sentence begins with.
func of(shown, sentence string) bool {
	first := strings.Fields(sentence)[:2]
	return strings.Contains(fold(shown), fold(strings.Join(first, " ")))
}

// A remark that takes a sentence back stays with it, however the two are joined.
func TestWhatTakesBackStays(t *testing.T) {
	an := annotate.New(annotate.Options{})
	kinds, pairs, told := map[string]bool{}, 0, 0
	for _, file := range []string{"takeback_blind.txt", "takeback.txt", "takeback_fresh.txt"} {
		for _, r := range rows(t, file, 3) {
			kinds[r[0]] = true
			pairs++
			s, remark := r[1], r[2]
			upper := strings.ToUpper(remark[:1]) + remark[1:]
			for _, body := range []string{
				s + ", " + remark + ".", s + " (" + remark + ").", upper + ", " + s + ".", s + "; " + remark + ".", s + " — " + remark + ".",
				s + " – " + remark + ".", s + " [" + remark + "].", s + " - " + remark + ".", "MORN (VNA) — " + s + " (" + remark + ").",
				"On Tuesday, " + s + ", " + remark + ".",
				s + ": " + remark + ".", s + " … " + remark + ".", s + " (" + remark + "), and the sun shone.",
				s + ", " + remark + ", said Anna Strand.", s + ", " + remark + ", according to Anna Strand.",
				"Anna Strand said that " + s + ", " + remark + ".", s + ". (" + upper + ".)",
				s + ", " + remark + ", on Tuesday.", s + " — " + remark + " — the Odrin Post wrote.", "Meanwhile, " + s + " (" + remark + ").",
				s + ", " + remark + " (ODR).", s + ", Anna Strand, 44, said, " + remark + ".",
			} {
				for _, title := range []string{"", s} {
					for _, shown := range shownOf(an, article(title, body)) {
						told++
						if of(shown, s) && !holds(shown, remark) {
							t.Errorf("%s: %q under %q is told as %q", r[0], body, title, shown)
						}
					}
				}
			}
		}
	}
	if told < 10*pairs {
		t.Errorf("only %d texts are shown of %d pairs: this proves nothing", told, pairs)
	}
	if pairs < 300 || len(kinds) < 30 {
		t.Errorf("%d pairs of %d kinds; 300 of 30 are promised", pairs, len(kinds))
	}
}

// What adds to a sentence and takes nothing back may go, or points would be as long as sentences are.
func TestWhatIsHarmlessMayGo(t *testing.T) {
	an := annotate.New(annotate.Options{})
	all, gone, kinds := 0, 0, map[string][2]int{}
	for _, file := range []string{"harmless_blind.txt", "harmless.txt", "harmless_fresh.txt"} {
		for _, r := range rows(t, file, 3) {
			all++
			ok := false
			for _, shown := range shownOf(an, article("", r[1])) {
				ok = ok || !strings.Contains(shown, strings.Trim(r[2], ",. "))
			}
			n := kinds[r[0]]
			n[1]++
			if ok {
				gone++
				n[0]++
			} else {
				t.Logf("whole: %s: %s", r[0], r[1])
			}
			kinds[r[0]] = n
		}
	}
	t.Log(fmt.Sprintf("%d of %d shortened", gone, all), kinds)
	if all < 150 || 10*gone < 6*all {
		t.Errorf("%d of %d are shortened; six in ten of at least 150 are promised", gone, all)
	}
}
