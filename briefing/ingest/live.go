package ingest

// isLive reports a page that is known to be a live blog by its title or its first lines.
func isLive(d *draft) bool { return false }

// cutInside cuts a live blog that carries no marks.
func cutInside(lines []line) {}
