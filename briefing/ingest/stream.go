package ingest

import (
	"io"

	"briefbot/briefing"
)

// Rows reads corpus rows, one JSON object a line, into Articles, in order. folder is where a row's
// "file" is looked for, name how the input is called in Failures. What is wrong with single rows
// comes as Failures beside the articles of the others.
func (r *Reader) Rows(rows io.Reader, folder, name string) ([]briefing.Article, []Failure) {
	in := &input{max: r.options.MaxBytes}
	if in.max <= 0 {
		in.max = defaultMaxBytes
	}
	in.rows(rows, folder, name)
	articles, failures := r.Articles(in.pages...)
	return seenWhenPublished(articles), append(in.failures, failures...)
}
