package feed

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

var declaration = regexp.MustCompile(`^(<\?xml[^>]{0,200}?encoding\s*=\s*)(["'])([A-Za-z0-9._:-]{1,40})["']`)

// toUTF8 gives a document in UTF-8: by its byte order mark, else as it or its server says, and where that
// is not true as what it most likely is.
func toUTF8(body []byte, contentType string) []byte {
	for mark, decode := range map[string]unicode.Endianness{"\xff\xfe": unicode.LittleEndian, "\xfe\xff": unicode.BigEndian} {
		if bytes.HasPrefix(body, []byte(mark)) {
			if b, err := unicode.UTF16(decode, unicode.UseBOM).NewDecoder().Bytes(body); err == nil {
				return declareUTF8(b)
			}
		}
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	label := ""
	if m := declaration.FindSubmatch(bytes.TrimSpace(body[:min(len(body), 400)])); m != nil {
		label = string(m[3])
	} else if _, params, err := mime.ParseMediaType(contentType); err == nil {
		label = params["charset"]
	}
	if root(body) == "html" {
		return body // the reader of pages looks for what a page says of itself
	}
	if utf8.Valid(body) {
		return declareUTF8(body)
	}
	decoder, name := charset.Lookup(label)
	if decoder == nil || name == "utf-8" || strings.HasPrefix(name, "utf-16") {
		decoder, _ = charset.Lookup("windows-1252")
	}
	if b, err := decoder.NewDecoder().Bytes(body); err == nil {
		body = b
	}
	return declareUTF8(bytes.ToValidUTF8(body, []byte("\ufffd")))
}

// declareUTF8 makes an XML declaration say what is true now.
func declareUTF8(b []byte) []byte {
	return declaration.ReplaceAll(bytes.TrimSpace(b), []byte("${1}${2}utf-8${2}"))
}
