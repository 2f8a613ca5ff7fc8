package text

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// fill draws a value for every field that a document has, those too that it will get one day.
func fill(t *rapid.T, v reflect.Value, name string) {
	switch x := v.Addr().Interface().(type) {
	case *time.Time:
		*x = time.Unix(rapid.Int64Range(-1e11, 1e11).Draw(t, name), rapid.Int64Range(0, 999999999).Draw(t, name)).UTC()
		if rapid.Bool().Draw(t, name) {
			*x = x.In(time.FixedZone("ODR", rapid.IntRange(-43000, 43000).Draw(t, name)))
		}
		return
	case *Token:
		word := rapid.SampledFrom([]string{"mayor", "Odrin", "said", ".", ""}).Draw(t, name)
		*x = Token{Lexeme: Lookup(word), start: rapid.Int32Range(0, 1e6).Draw(t, name)}
		x.flags = flag(rapid.Byte().Draw(t, name))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				t.Fatalf("%s.%s cannot be encoded from outside: name it in Append, Read and this test", v.Type(), v.Type().Field(i).Name)
			}
			fill(t, v.Field(i), name+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		n := rapid.IntRange(0, 2).Draw(t, name)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(t, v.Index(i), fmt.Sprint(name, i))
		}
	case reflect.String:
		v.SetString(rapid.SampledFrom([]string{"", "a", "The mayor of Odrin said.", "Ödrin\x00\xff"}).Draw(t, name))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, name))
	case reflect.Float64:
		v.SetFloat(rapid.Float64().Draw(t, name))
	case reflect.Int, reflect.Int16, reflect.Int32:
		v.SetInt(rapid.Int64Range(-3, 1000).Draw(t, name))
	case reflect.Uint8:
		v.SetUint(uint64(rapid.Uint8Range(0, 5).Draw(t, name)))
	default:
		t.Fatalf("%s is a %s", name, v.Kind())
	}
}

var asEncoded = cmp.Options{cmpopts.EquateEmpty(), cmpopts.EquateNaNs(), cmp.Comparer(func(a, b Token) bool {
	return a.Text == b.Text && a.Lexeme == b.Lexeme && a.start == b.start && a.flags == b.flags
})}

func TestADocumentIsReadBackWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var d Document
		fill(t, reflect.ValueOf(&d).Elem(), "document")
		data := Append(nil, &d)
		got, err := Read(data)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&d, got, asEncoded); diff != "" {
			t.Fatalf("(-written +read):\n%s", diff)
		}
		a, err := ReadArticle(string(data))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d.Article, a, asEncoded); diff != "" {
			t.Fatalf("article (-written +read):\n%s", diff)
		}
		// What is cut short is no document.
		cut := rapid.IntRange(0, len(data)-1).Draw(t, "cut")
		if _, err := Read(data[:cut]); err == nil {
			t.Fatalf("the first %d of %d bytes pass for a document", cut, len(data))
		}
	})
}

func FuzzRead(f *testing.F) {
	const s = "The mayor of Odrin said no."
	d := &Document{Sentences: []Sentence{{Tokens: Tokens(s), Names: []Name{{Text: "Odrin", Key: "odrin", Kind: Place}}}}}
	d.Article.Text = s
	f.Add(Append(nil, d))
	f.Add([]byte(strings.Repeat("\xff", 40)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := Read(data); err == nil {
			if _, err := Read(Append(nil, d)); err != nil {
				t.Errorf("what was read is not read again: %v", err)
			}
		}
	})
}
