package main

import (
	"os"

	"golang.org/x/term"

	"briefbot/adapters/terminal"
	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// briefingMessage is a briefing as it is shown in the configured zone.
func (p *program) briefingMessage(b briefing.Briefing) bot.Message {
	return render.Briefing(b, p.renderOptions())
}

// answerMessage is an answer as it is shown in the configured zone.
func (p *program) answerMessage(a briefing.Answer) bot.Message {
	return render.Answer(a, p.renderOptions())
}

func (p *program) renderOptions() render.Options {
	loc, err := p.location()
	if err != nil {
		return render.Options{} // the commands that show something have refused the zone before
	}
	return render.Options{Zone: loc}
}

// show writes a message for people, in colour only on a terminal.
func (p *program) show(m bot.Message) error { return terminal.Write(p.out, m, p.style()) }

func (p *program) style() terminal.Style {
	f, ok := p.out.(*os.File)
	if !ok || !isTerminal(f) {
		return terminal.Style{}
	}
	s := terminal.Style{Color: os.Getenv("NO_COLOR") == ""} // https://no-color.org
	if width, _, err := term.GetSize(int(f.Fd())); err == nil {
		s.Width = min(width, 110)
	}
	return s
}
