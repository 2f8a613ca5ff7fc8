package command

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"briefbot/bot"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// The longest question and quoted message that are read; what is longer is cut or refused.
const (
	maxQuestion = 1000
	maxQuoted   = 300
)

// withoutThread is how long a conversation outside of a thread goes on after its last turn.
const withoutThread = 30 * time.Minute

// whatIsNew is a question that a briefing answers: what is new, the latest on the ferry, any news since
// Monday.
var whatIsNew = regexp.MustCompile(`(?i)^(?:what(?:['’]s| is) (?:new|the (?:latest|news)|up|happening|going on)|` +
	`what(?: did| have|['’]ve) (?:i|we) miss(?:ed)?|(?:is there |are there )?any(?:thing new| news| updates?)|` +
	`(?:(?:give|show|tell|send) (?:me|us) )?(?:the |today['’]s )?(?:latest|news|headlines|top stories)(?: news)?|` +
	`(?:brief|update) (?:me|us)|catch (?:me|us) up|summari[sz]e (?:the day|today|the news))` +
	`(?: (?:on|about|with|in|from))?(?: (since))?(?: ([^?]+?))?\s*[?!.]*$`)

// ask answers a question, with the conversation so far as its context.
func ask(ctx context.Context, q *request) error {
	if q.args == "" {
		return &bot.Error{Code: "no_question", Message: "What is the question? Write it behind the command: /ask What did the mayor say about the bridge?"}
	}
	if len(q.args) > maxQuestion {
		return &bot.Error{Code: "long_question", Message: fmt.Sprintf("The question is too long: %d characters at most. Ask one thing at a time.", maxQuestion)}
	}
	if done, err := q.meant(ctx); done || err != nil {
		return err
	}
	turns, err := q.turns(ctx)
	if err != nil {
		return err
	}
	if q.Via == bot.ViaForm && q.Value != "" {
		turns = nil // asked below what is shown: it is about that, whatever was asked before
	}
	question := briefing.Question{ID: q.ID, Text: q.args, AsOf: q.at}
	for _, t := range turns {
		if t.Question != "" {
			question.Context = append(question.Context, t.Question)
		}
	}
	switch {
	case len(turns) == 0:
		question.Articles, err = q.told(ctx)
	case leaning.MatchString(q.args) && !namesOne(q.args): // whom it means was spoken of in the last answer
		question.Articles, err = q.restedOn(ctx, turns[len(turns)-1])
	}
	if err != nil {
		return err
	}
	return q.answer(ctx, question)
}

// addressed says that the bot was spoken to, and not merely heard.
func (q *request) addressed() bool { return q.Via == bot.ViaMention || q.Via == bot.ViaDirect }

// meant answers what is no question to the sources: small talk, what is new or disputed, a link, the bot itself,
// and what is said of what stands above. done is false for all else.
func (q *request) meant(ctx context.Context) (done bool, err error) {
	if talk := smallTalk(q.args); talk != nil {
		return true, talk(ctx, q)
	}
	if m := whatIsNew.FindStringSubmatch(q.args); m != nil {
		q.args = strings.TrimSpace(m[1] + " " + m[2])
		return true, brief(ctx, q)
	}
	if about := aboutBot(q.args); about != nil && q.addressed() {
		return true, about(ctx, q)
	}
	if articles, title := q.linked(ctx, nil, q.args); len(articles) > 0 {
		return true, q.askOf(ctx, articles, title, q.args)
	}
	if done, err := q.opinionBelow(ctx); done || err != nil {
		return true, err
	}
	if m := disputed.FindStringSubmatch(q.args); m != nil {
		return true, disputes(ctx, q, strings.Join(m[1:], ""))
	}
	if done, err := q.below(ctx); done || err != nil {
		return true, err
	}
	if q.addressed() && !questionLike(q.args) && amongPeople(q.args) {
		return true, q.reply(ctx, whatIAnswer)
	}
	return false, nil
}

// answer asks the engine, shows what it says and remembers the turn.
func (q *request) answer(ctx context.Context, question briefing.Question) error {
	a, err := q.engine.Ask(ctx, question)
	if err != nil {
		return fmt.Errorf("answering: %w", err)
	}
	none := a.Status == briefing.NoAnswer
	overheard := q.Via == bot.ViaThread
	if none && len(question.Articles) > 0 && q.Via != bot.ViaMessage && (!overheard || namesOne(q.args)) {
		question.Articles = nil // nothing below says it: perhaps another page does
		return q.answer(ctx, question)
	}
	if overheard && (none || !q.follows(ctx, a)) {
		return nil // nobody asked the bot: no public "no answer"
	}
	if none && q.addressed() && idle(q.args, a) {
		return q.reply(ctx, whatIAnswer)
	}
	shown := bot.Shown{ID: q.shownID(), To: q.shownAt(), At: q.at, Answer: &a}
	if err := q.store.Keep(ctx, shown); err != nil {
		return fmt.Errorf("keeping the answer: %w", err)
	}
	m := render.Answer(a, render.Options{ID: shown.ID, Zone: q.loc, Private: q.private(), Question: q.private()})
	ref, err := q.to.Reply(ctx, m)
	if err != nil {
		return fmt.Errorf("replying: %w", err)
	}
	turn := bot.Turn{At: q.at, Actor: q.Actor.ID, Question: question.Text, Shown: shown.ID}
	if err := q.store.AddTurn(ctx, q.conversation(), turn); err != nil {
		return fmt.Errorf("remembering the turn: %w", err)
	}
	return q.begin(ctx, ref, turn)
}

// begin remembers what a message of the bot's shows, for who replies to it.
func (q *request) begin(ctx context.Context, ref bot.MessageRef, turn bot.Turn) error {
	if ref.IsZero() || q.private() {
		return nil
	}
	if err := q.store.AddTurn(ctx, bot.Below(ref), turn); err != nil {
		return fmt.Errorf("remembering what was shown: %w", err)
	}
	if turn.Question != "" {
		return nil // the conversation has it
	}
	if err := q.store.AddTurn(ctx, q.conversation(), turn); err != nil {
		return fmt.Errorf("remembering the turn: %w", err)
	}
	return nil
}

// conversation is what follow-ups are told apart by: the thread, whoever speaks in it; elsewhere, and
// for private answers, the asker.
func (q *request) conversation() bot.Destination {
	at := q.From
	switch {
	case q.private():
		at.User = q.Actor.ID
	case at.Thread != "":
		at.User = ""
	}
	return at
}

// turns are the conversation's questions that still count.
func (q *request) turns(ctx context.Context) ([]bot.Turn, error) {
	turns, err := q.recent(ctx)
	return slices.DeleteFunc(turns, func(t bot.Turn) bool { return t.Question == "" }), err
}

// recent are the conversation's turns that still count, with what was shown without a question.
func (q *request) recent(ctx context.Context) ([]bot.Turn, error) {
	lasts := q.o.FollowUp
	if q.From.Thread == "" {
		lasts = min(lasts, withoutThread)
	}
	turns, err := q.store.Turns(ctx, q.conversation(), q.at.Add(-lasts))
	if err == nil && len(turns) == 0 && !q.About.IsZero() && q.From.Thread == "" { // a reply to an older answer
		turns, err = q.store.Turns(ctx, bot.Below(q.About), q.at.Add(-q.o.FollowUp))
	}
	if err != nil {
		return nil, fmt.Errorf("reading the conversation: %w", err)
	}
	return turns, nil
}

// followUp answers in a thread that the bot has answered in or begun, and only what looks like a
// question: people talk to one another there too.
func followUp(ctx context.Context, q *request) error {
	if !asksBot(q.args) {
		return nil
	}
	turns, err := q.turns(ctx)
	if err != nil {
		return err
	}
	if len(turns) == 0 {
		if _, err := q.over(ctx); errors.Is(err, bot.ErrNotFound) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return ask(ctx, q)
}

// askAbout answers what somebody's message says or asks.
func askAbout(ctx context.Context, q *request) error {
	quoted := strings.Join(strings.Fields(q.Quoted), " ")
	if articles, title := q.linked(ctx, q.Links, q.Quoted); len(articles) > 0 {
		return q.askOf(ctx, articles, title, quoted)
	}
	if quoted == "" {
		return &bot.Error{Code: "no_text", Message: "This message has no text to ask about. Use /ask and write the question."}
	}
	q.args = bot.CutText(quoted, maxQuoted, func(s string) int { return len(s) })
	return ask(ctx, q)
}

// webAddress matches a web address in what somebody wrote.
var webAddress = regexp.MustCompile(`https?://\S+`)

// saysWhat is a question for no more than what a page says.
var saysWhat = regexp.MustCompile(`(?i)^(?:what (?:does|do|is)|tell me|show me|sum(?:mari[sz]e| up))` +
	`(?: (?:in|about|it|this|that|says?))*\s*[?.!]*$`)

// askOf asks what somebody wrote of the articles that he linked; where he asks nothing, what they say.
func (q *request) askOf(ctx context.Context, articles []briefing.ArticleID, title, text string) error {
	text = strings.Join(strings.Fields(webAddress.ReplaceAllString(text, " ")), " ")
	if text == "" || !questionLike(text) || saysWhat.MatchString(text) {
		text = title // it says what the link leads to, or nothing
	}
	q.args = bot.CutText(text, maxQuoted, func(s string) int { return len(s) })
	return q.answer(ctx, briefing.Question{ID: q.ID, Text: q.args, AsOf: q.at, Articles: articles})
}

// linked are the articles of the corpus at addresses and at those in a text, and the title of the first.
func (q *request) linked(ctx context.Context, links []string, text string) (articles []briefing.ArticleID, title string) {
	known, ok := q.engine.(bot.Linked)
	if !ok {
		return nil, ""
	}
	for _, link := range append(slices.Clone(links), webAddress.FindAllString(text, -1)...) {
		found, name := known.Linked(ctx, strings.TrimRight(link, ".,;:!?)>]"))
		if articles = append(articles, found...); title == "" {
			title = name
		}
	}
	return articles, title
}
