package index

import (
	"encoding/binary"
	"maps"
	"slices"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/pack"
)

// packer encodes the parts of an index.
type packer struct{ pack.Writer }

func (p *packer) segment(s *segment, ends []uint64, sums []uint32, heads [][]byte) {
	p.Uint(uint64(len(s.docs)))
	for i, d := range s.docs {
		p.String(string(d.id))
		p.Int(d.published.Unix())
		p.Uint(uint64(d.published.Nanosecond()))
		p.Uint(uint64(d.first))
		p.Uint(ends[i])
		p.Out = binary.LittleEndian.AppendUint32(p.Out, sums[i])
	}
	at := uint64(0)
	for _, h := range heads {
		at += uint64(len(h))
		p.Uint(at)
	}
	p.Uint(uint64(len(s.lengths)))
	for i, n := range s.lengths {
		p.Out = binary.LittleEndian.AppendUint16(p.Out, n)
		p.Uint(uint64(s.heads[i]))
	}
	p.Uint(uint64(s.live))
	p.Float(s.mass)
	p.Float(s.mean)
	t := &s.terms
	p.Uint(uint64(t.count()))
	for i := range t.ends {
		p.Uint(uint64(t.ends[i]))
		p.Uint(uint64(t.tallies[i].df))
		p.Uint(uint64(t.tallies[i].capital))
		p.Uint(uint64(t.tallies[i].small))
		p.Out = append(p.Out, t.most[i].sentence, t.most[i].article)
		p.Uint(t.posts[i])
	}
	p.String(t.letters)
	p.forms(s.forms)
	p.Bytes(s.posts)
}

func (p *packer) forms(f inflections) {
	p.Uint(uint64(len(f)))
	for _, language := range slices.Sorted(maps.Keys(f)) {
		p.String(language)
		p.Uint(uint64(len(f[language])))
		for _, stem := range slices.Sorted(maps.Keys(f[language])) {
			p.String(stem)
			p.Uint(uint64(len(f[language][stem])))
			for _, w := range f[language][stem] {
				p.String(w)
			}
		}
	}
}

// unpacker reads what packer wrote. The bytes have passed their checksum, so that what is wrong was written so; it is
// bad then.
type unpacker struct{ *pack.Reader }

func (u *unpacker) segment() *segment {
	s, f := &segment{}, &file{}
	n := u.Count(9)
	s.docs, f.ends, f.sums = make([]entry, n), make([]uint64, n), make([]uint32, n)
	for i := range s.docs {
		id := briefing.ArticleID(u.String())
		at := time.Unix(u.Int(), int64(u.Uint())).UTC()
		s.docs[i] = entry{id, at, uint32(u.Uint())}
		f.ends[i] = u.Uint()
		if sum := u.Take(4); sum != nil {
			f.sums[i] = binary.LittleEndian.Uint32(sum)
		}
	}
	s.articleEnds = make([]uint64, n)
	for i := range s.articleEnds {
		s.articleEnds[i] = u.Uint()
	}
	n = u.Count(3)
	s.lengths, s.heads = make([]uint16, n), make([]uint32, n)
	for i := range s.lengths {
		if b := u.Take(2); b != nil {
			s.lengths[i] = binary.LittleEndian.Uint16(b)
		}
		s.heads[i] = uint32(u.Uint())
	}
	s.live, s.mass, s.mean = int(u.Uint()), u.Float(), u.Float()
	u.terms(&s.terms)
	s.forms = u.forms()
	s.posts = u.Bytes()
	s.shelf = f
	return s
}

func (u *unpacker) terms(t *terms) {
	n := u.Count(7)
	t.ends, t.tallies, t.most, t.posts = make([]uint32, n), make([]tally, n), make([]bound, n), make([]uint64, n)
	for i := range n {
		t.ends[i] = uint32(u.Uint())
		t.tallies[i] = tally{int32(u.Uint()), int32(u.Uint()), int32(u.Uint())}
		if b := u.Take(2); b != nil {
			t.most[i] = bound{b[0], b[1]}
		}
		t.posts[i] = u.Uint()
	}
	t.letters = u.String()
}

func (u *unpacker) forms() inflections {
	f := inflections{}
	for range u.Count(2) {
		stems := map[string][]string{}
		f[u.String()] = stems
		for range u.Count(2) {
			stem := u.String()
			for range u.Count(1) {
				stems[stem] = append(stems[stem], u.String())
			}
		}
	}
	return f
}
