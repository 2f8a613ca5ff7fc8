package bot

// Pack lays blocks into as few runs as fits allows, in order: a story's blocks stay together where
// they fit together, a heading stays with what follows it, and a divider stands at no edge. A block
// that does not fit alone gets a run of its own: shorten it before. Platforms build Split on it.
func Pack(blocks []Block, fits func([]Block) bool) [][]Block {
	var runs [][]Block
	var run []Block
	flush := func() {
		if run = trimDividers(run); len(run) > 0 {
			runs = append(runs, run)
		}
		run = nil
	}
	joined := func(group []Block) []Block { return append(append([]Block(nil), run...), group...) }
	for _, group := range storyGroups(blocks) {
		if all := joined(group); fits(trimDividers(all)) {
			run = all
			continue
		}
		flush()
		if fits(trimDividers(group)) {
			run = group
			continue
		}
		for _, unit := range keepWithNext(group) {
			if all := joined(unit); fits(trimDividers(all)) {
				run = all
				continue
			}
			flush()
			if fits(unit) {
				run = unit
				continue
			}
			for _, b := range unit {
				run = []Block{b}
				flush()
			}
		}
	}
	flush()
	return runs
}

// storyGroups cuts blocks where the story changes; blocks of no story are groups of their own, a
// heading or divider joined to what follows.
func storyGroups(blocks []Block) [][]Block {
	var groups [][]Block
	for _, unit := range keepWithNext(blocks) {
		first := unit[len(unit)-1]
		if n := len(groups); n > 0 && first.Story != "" {
			last := groups[n-1][len(groups[n-1])-1]
			if last.Story == first.Story {
				groups[n-1] = append(groups[n-1], unit...)
				continue
			}
		}
		groups = append(groups, append([]Block(nil), unit...))
	}
	return groups
}

// keepWithNext joins each heading and divider to the block that follows it.
func keepWithNext(blocks []Block) [][]Block {
	var units [][]Block
	var unit []Block
	for _, b := range blocks {
		unit = append(unit, b)
		if b.Kind != Heading && b.Kind != Divider {
			units, unit = append(units, unit), nil
		}
	}
	if len(unit) > 0 {
		units = append(units, unit)
	}
	return units
}

func trimDividers(blocks []Block) []Block {
	for len(blocks) > 0 && blocks[0].Kind == Divider {
		blocks = blocks[1:]
	}
	for len(blocks) > 0 && blocks[len(blocks)-1].Kind == Divider {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}
