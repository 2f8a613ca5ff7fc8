package gold

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestPack takes a window in and reads it back: it has the pages and sentences that it had, and the file holds
// no page's text.
func TestPack(t *testing.T) {
	files := window()
	files["corpus.jsonl"] = `{"id":"a","url":"u","title":"Ferry aground","published":"2031-04-02",` +
		`"text":"A crew’s ferry ran aground. All are well."}
{"id":"b","url":"u","title":"Old","published":"2031-01-02","text":"An old page."}
`
	support := `[{"file": "a", "sentence": "A crew’s ferry ran aground."}, {"file": "a", "sentence": "Ferry aground"}]`
	files["briefing.json"] = strings.Replace(files["briefing.json"], `"support": []`, `"support": `+support, 1)
	files["briefing.json"] = strings.Replace(files["briefing.json"], `"known_files": []`, `"known_files": ["b"]`, 1)
	files["qa.json"] = strings.Replace(files["qa.json"], `"support": []`, `"support": `+support+`, "need": [`+support+`]`, 1)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "e7"), files)
	news, stream, _ := strings.Cut(strings.ReplaceAll(files["corpus.jsonl"], "published", "date"), "\n")
	stream = strings.Replace(strings.Replace(stream, `"text":"`, `"text":"Old\n`, 1), `"id"`, `"cluster":"c","id"`, 1)
	write(t, filepath.Join(dir, "rtqa_news", "dev"), map[string]string{"corpus.jsonl": news})
	write(t, filepath.Join(dir, "rtqa_clusters"), map[string]string{"dev.jsonl": stream})
	data := Data{dir}
	packed, err := data.Pack(filepath.Join(dir, "e7"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(packed), "aground") {
		t.Errorf("the file holds a page's text:\n%s", packed)
	}
	want, err := data.windowIn("e7")
	if err != nil {
		t.Fatal(err)
	}
	w, err := parse[ownWindow]("e7.json", packed)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]Row{}
	for _, r := range want.Corpus {
		rows[r.ID] = r
	}
	got, err := w.window("e7", rows)
	if err != nil || !reflect.DeepEqual(got.Corpus, want.Corpus) || !reflect.DeepEqual(got.Questions, want.Questions) ||
		!reflect.DeepEqual(got.Stories, want.Stories) ||
		!reflect.DeepEqual(got.Day.Stories[0].Nuggets[0].Support, want.Day.Stories[0].Nuggets[0].Support) {
		t.Errorf("read back, the window is\n%+v\nand was\n%+v\n%v", got, want, err)
	}
	for _, c := range []struct{ from, to, want string }{
		{`A crew’s ferry ran aground.`, `A ferry sank.`, `does not hold`},
		{`All are well.`, `All are safe.`, `is not the one of rtqa_news`},
	} {
		changed := window()
		for name := range changed {
			changed[name] = files[name]
		}
		changed["corpus.jsonl"] = strings.Replace(files["corpus.jsonl"], c.from, c.to, 1)
		write(t, filepath.Join(dir, "e7"), changed)
		if _, err := data.Pack(filepath.Join(dir, "e7")); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q in place of %q: %v", c.to, c.from, err)
		}
	}
	delete(rows, "b")
	if _, err := w.window("e7", rows); err == nil || !strings.Contains(err.Error(), `has a page "b"`) {
		t.Errorf("a page that is gone: %v", err)
	}
}
