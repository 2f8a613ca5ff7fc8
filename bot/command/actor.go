package command

import (
	"context"
	"strings"

	"briefbot/bot"
)

// recognise waits for what a slow platform tells of the asker: nobody is told that he may not decide for a
// channel because that was not told in time. A form, which the platform waits for in turn, is shown as to one who
// may: what is submitted is judged anew.
func (q *request) recognise(ctx context.Context) error {
	if !q.Actor.Unsure {
		return nil
	}
	if q.opensForm() {
		q.Actor.CanManage = true
		return nil
	}
	if t, ok := q.to.(bot.Teller); ok {
		if who, err := t.Who(ctx); err == nil {
			q.Actor = who
			q.locate()
			return nil
		}
	}
	if q.changes() {
		return &bot.Error{Code: "unsure", Message: "It cannot be told now who you are and what you may, so nothing was changed. " +
			"Try again in a minute."}
	}
	return nil
}

// orderPart is the part of "/briefing" that a command means, and what follows it; empty for all other commands.
func (q *request) orderPart() (part, rest string) {
	text := q.args
	if name := strings.TrimPrefix(strings.ToLower(q.Name), "/"); name == "" {
		text = plainly(withoutSalute(text))
		if _, after, ok := strings.Cut(strings.TrimPrefix(text, "/"), "briefing "); ok && !meansPart(text) {
			text = after
		}
	} else if name != "briefing" {
		return "", ""
	}
	part, rest, _ = strings.Cut(strings.TrimSpace(text), " ")
	return strings.ToLower(part), strings.TrimSpace(rest)
}

// opensForm says that a command is answered by a form.
func (q *request) opensForm() bool {
	switch q.Via {
	case bot.ViaButton:
		return q.Action == actionOrder || q.Action == actionEdit
	case bot.ViaSlash:
		part, rest := q.orderPart()
		return part == "schedule" && rest == "" || part == "edit" && len(strings.Fields(rest)) <= 1
	}
	return false
}

// changes says that a command changes what is ordered, followed or muted, for a channel perhaps.
func (q *request) changes() bool {
	switch q.Via {
	case bot.ViaForm:
		return q.Action != actionQuestion
	case bot.ViaButton:
		return strings.HasPrefix(q.Action, "order.") || strings.HasPrefix(q.Action, "topic.")
	case bot.ViaSlash, bot.ViaMention, bot.ViaDirect:
		switch part, rest := q.orderPart(); part {
		case "schedule", "edit", "pause", "resume", "remove", "run", "follow", "mute", "unfollow", "unmute":
			return true
		case "sources":
			return rest != ""
		}
	}
	return false
}
