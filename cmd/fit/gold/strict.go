package gold

import (
	"bytes"
	"compress/gzip"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"
)

// Error is a place in a file of gold that cannot be used.
type Error struct {
	File string
	Line int // from 1
	Err  error
}

// Error names file and line first, as compilers do.
func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

// Unwrap gives what is wrong there.
func (e *Error) Unwrap() error { return e.Err }

// read gives a file's bytes; where there is only a packed one (.gz) it unpacks that.
func read(file string) ([]byte, string, error) {
	b, err := os.ReadFile(file)
	if err == nil || !errors.Is(err, os.ErrNotExist) {
		return b, file, err
	}
	packed, gzErr := os.Open(file + ".gz")
	if gzErr != nil {
		return nil, file, err
	}
	defer packed.Close()
	z, err := gzip.NewReader(packed)
	if err != nil {
		return nil, file, fmt.Errorf("%s.gz: %w", file, err)
	}
	b, err = io.ReadAll(z)
	return b, file + ".gz", err
}

// document reads a file that holds one JSON value.
func document[T any](file string) (T, error) {
	b, name, err := read(file)
	if err != nil {
		var none T
		return none, err
	}
	return parse[T](name, b)
}

// parse reads one JSON value; name is the file's, for errors.
func parse[T any](name string, b []byte) (T, error) {
	var v T
	d := newDecoder(name, b, 1)
	if err := d.into(reflect.ValueOf(&v).Elem()); err != nil {
		return v, err
	}
	return v, d.end()
}

// lines reads a file that holds one JSON object a line; blank lines are passed over.
func lines[T any](file string) ([]T, error) {
	b, name, err := read(file)
	if err != nil {
		return nil, err
	}
	var out []T
	ids := idsSeen{}
	n := 0
	for row := range bytes.Lines(b) {
		n++
		if len(bytes.TrimSpace(row)) == 0 {
			continue
		}
		var v T
		d := newDecoder(name, row, n)
		d.ids = ids
		if err := d.into(reflect.ValueOf(&v).Elem()); err != nil {
			return nil, err
		}
		if err := d.end(); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	if len(out) == 0 {
		return nil, &Error{name, max(n, 1), errors.New("the file holds no row")}
	}
	return out, nil
}

// idsSeen are the ids of one file with the lines on which they stand, by the type that bears them.
type idsSeen map[reflect.Type]map[string]int

// decoder reads JSON into Go values and knows at every step on which line it is. encoding/json's own
// strictness tells neither the line of an unknown field nor that a field is missing or doubled.
type decoder struct {
	file  string
	src   []byte
	first int // the line of src's first byte
	dec   *json.Decoder
	ids   idsSeen
}

func newDecoder(file string, src []byte, first int) *decoder {
	d := &decoder{file: file, src: src, first: first, dec: json.NewDecoder(bytes.NewReader(src)), ids: idsSeen{}}
	d.dec.UseNumber()
	return d
}

// line is the line of the token that was read last.
func (d *decoder) line() int {
	at := min(int(d.dec.InputOffset()), len(d.src))
	return d.first + bytes.Count(d.src[:at], []byte("\n"))
}

func (d *decoder) errorf(format string, args ...any) error {
	return &Error{d.file, d.line(), fmt.Errorf(format, args...)}
}

// next reads a token.
func (d *decoder) next() (json.Token, error) {
	t, err := d.dec.Token()
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, d.errorf("the JSON ends too early")
	}
	if err != nil {
		return nil, d.errorf("%w", err)
	}
	return t, nil
}

// end refuses what stands behind the value.
func (d *decoder) end() error {
	if _, err := d.dec.Token(); !errors.Is(err, io.EOF) {
		return d.errorf("more stands behind the value; one is wanted")
	}
	return nil
}

var unmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

// into reads the next value into v, which can be set.
func (d *decoder) into(v reflect.Value) error {
	if v.Kind() == reflect.Interface { // any: the set itself is of two minds
		var x any
		if err := d.dec.Decode(&x); err != nil {
			return d.errorf("%w", err)
		}
		v.Set(reflect.ValueOf(&x).Elem())
		return nil
	}
	t, err := d.next()
	if err != nil {
		return err
	}
	return d.token(t, v)
}

// token reads the value that t begins.
func (d *decoder) token(t json.Token, v reflect.Value) error {
	if v.Kind() == reflect.Pointer {
		if t == nil {
			return nil
		}
		v.Set(reflect.New(v.Type().Elem()))
		return d.token(t, v.Elem())
	}
	switch {
	case t == json.Delim('{') && v.Kind() == reflect.Struct:
		return d.object(v)
	case t == json.Delim('{') && v.Kind() == reflect.Map:
		return d.mapping(v)
	case t == json.Delim('[') && v.Kind() == reflect.Slice:
		return d.list(v)
	}
	if s, ok := t.(string); ok {
		if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok && v.Addr().Type().Implements(unmarshaler) {
			if err := u.UnmarshalText([]byte(s)); err != nil {
				return d.errorf("%w", err)
			}
			return nil
		}
	}
	if !scalar(t, v) {
		return d.errorf("here stands %s where %s is wanted", describe(t), wanted(v.Type()))
	}
	return nil
}

// scalar sets v to a word, a truth value or a whole number; it is false where t is none of v's kind.
func scalar(t json.Token, v reflect.Value) bool {
	switch t := t.(type) {
	case string:
		if v.Kind() == reflect.String {
			v.SetString(t)
			return true
		}
	case bool:
		if v.Kind() == reflect.Bool {
			v.SetBool(t)
			return true
		}
	case json.Number:
		if n, err := t.Int64(); err == nil && v.CanInt() {
			v.SetInt(n)
			return true
		}
	}
	return false
}

func (d *decoder) list(v reflect.Value) error {
	v.Set(reflect.MakeSlice(v.Type(), 0, 4))
	for d.dec.More() {
		x := reflect.New(v.Type().Elem()).Elem()
		if err := d.into(x); err != nil {
			return err
		}
		v.Set(reflect.Append(v, x))
	}
	_, err := d.next()
	return err
}

func (d *decoder) mapping(v reflect.Value) error {
	v.Set(reflect.MakeMap(v.Type()))
	for d.dec.More() {
		key, err := d.next()
		if err != nil {
			return err
		}
		k := reflect.ValueOf(key)
		if v.MapIndex(k).IsValid() {
			return d.errorf("%q stands twice", key)
		}
		x := reflect.New(v.Type().Elem()).Elem()
		if err := d.into(x); err != nil {
			return err
		}
		v.SetMapIndex(k, x)
	}
	_, err := d.next()
	return err
}

func (d *decoder) object(v reflect.Value) error {
	fields := fieldsOf(v.Type())
	seen := map[string]bool{}
	for d.dec.More() {
		key, err := d.next()
		if err != nil {
			return err
		}
		name := key.(string) // JSON has no other keys
		f, ok := fields[name]
		switch {
		case !ok:
			return d.errorf("there is no field %q; there are %s", name, strings.Join(names(fields), ", "))
		case seen[name]:
			return d.errorf("the field %q stands twice", name)
		}
		seen[name] = true
		if err := d.into(v.Field(f.index)); err != nil {
			return err
		}
		if name == "id" {
			if err := d.once(v.Type(), v.Field(f.index).String()); err != nil {
				return err
			}
		}
	}
	if _, err := d.next(); err != nil {
		return err
	}
	for _, name := range names(fields) {
		if !seen[name] && !fields[name].optional {
			return d.errorf("the field %q is missing", name)
		}
	}
	return nil
}

// once refuses an id that another value of the type bears in this file.
func (d *decoder) once(t reflect.Type, id string) error {
	if d.ids[t] == nil {
		d.ids[t] = map[string]int{}
	}
	if at, twice := d.ids[t][id]; twice {
		return d.errorf("the id %q stands twice; first on line %d", id, at)
	}
	d.ids[t][id] = d.line()
	return nil
}

// field is where a JSON field goes; optional are those whose tag says omitempty.
type field struct {
	index    int
	optional bool
}

func fieldsOf(t reflect.Type) map[string]field {
	out := map[string]field{}
	for i := range t.NumField() {
		name, option, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name != "" && name != "-" {
			out[name] = field{i, option == "omitempty"}
		}
	}
	return out
}

func names(fields map[string]field) []string {
	var out []string
	for n := range fields {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

func describe(t json.Token) string {
	switch t := t.(type) {
	case nil:
		return "null"
	case json.Delim:
		return map[json.Delim]string{'{': "an object", '[': "a list"}[t]
	case string:
		return fmt.Sprintf("the string %.40q", t)
	}
	return fmt.Sprintf("%v", t)
}

func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return "an object"
	case reflect.Slice:
		return "a list"
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "a string"
	}
	return "a whole number"
}
