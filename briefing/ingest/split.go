package ingest

// split marks the lines at which the articles of a live blog or round-up start.
func split(d *draft) {}
