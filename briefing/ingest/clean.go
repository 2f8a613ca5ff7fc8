package ingest

// clean judges every line of a page: what is no part of the news gets its reason.
func clean(d *draft) {}
