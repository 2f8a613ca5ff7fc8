package command

import (
	"context"
	"errors"
	"strings"

	"briefbot/bot"
)

// The form that asks for a question, and its field.
const (
	actionQuestion = "question.form"
	fieldQuestion  = "question"
)

// openQuestion shows a form for a question about what was shown, or says how to ask in words.
func openQuestion(ctx context.Context, q *request) error {
	f := bot.Form{ID: actionQuestion, Title: "Ask the sources", Submit: "Ask", Value: q.Value, Fields: []bot.Field{
		{ID: fieldQuestion, Kind: bot.FieldLong, Label: "Question", Hint: "What did the mayor say about the bridge?"}}}
	err := q.to.Open(ctx, f)
	if errors.Is(err, bot.ErrNoForm) {
		return &bot.Error{Code: "no_form", Message: "What is the question? Write it: /ask What did the mayor say about the bridge?"}
	}
	return err
}

// submitQuestion answers the question of the form.
func submitQuestion(ctx context.Context, q *request) error {
	q.args = strings.TrimSpace(q.Fields[fieldQuestion])
	if q.args == "" {
		return &bot.Error{Code: "no_question", Field: fieldQuestion, Message: "Write a question, such as: What did the mayor say about the bridge?"}
	}
	return ask(ctx, q)
}
