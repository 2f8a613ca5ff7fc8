package speech

import "briefbot/briefing/text"

// enterVoice gives the index of a voice in the document, which it enters when it is new.
func enterVoice(d *text.Document, name, key string) int32 {
	for i := range d.Voices {
		if v := &d.Voices[i]; v.Key == key && v.Name == name {
			return int32(i)
		}
	}
	d.Voices = append(d.Voices, text.Voice{Name: name, Key: key})
	return int32(len(d.Voices) - 1)
}

// heard is a cue with the voice that was understood.
type heard struct {
	cue   cue
	voice voice
}

// speech enters the cues of sentence i, that of its own speaker first.
func (r *state) speech(i int, own *voice) {
	s := &r.Doc.Sentences[i]
	if own.name != "" {
		s.Speech = append(s.Speech, text.Speech{Voice: enterVoice(r.Doc, own.name, own.key), Cue: -1, Stance: own.stance})
	}
	for _, h := range r.heard[i] {
		who := h.cue.who.Range()
		if h.cue.pro >= 0 {
			who = text.Range{From: int16(h.cue.pro), To: int16(h.cue.pro + 1)}
		}
		x := text.Speech{Voice: enterVoice(r.Doc, h.voice.name, h.voice.key), Cue: int16(h.cue.at), Who: who, Stance: h.cue.stance}
		if len(s.Speech) > 0 && s.Speech[0].Cue < 0 && h.voice.key == own.key && h.cue.stance == own.stance {
			s.Speech[0] = x
			continue
		}
		s.Speech = append(s.Speech, x)
	}
}
