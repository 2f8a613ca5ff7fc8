package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"briefbot/bot"
	"briefbot/briefing"
)

// placed is a story as it is stored.
type placed struct {
	n    int
	body string
}

// PutStories implements bot.Stories.
func (s *Store) PutStories(ctx context.Context, l bot.Lease, upTo briefing.Seq, stories []briefing.Story) error {
	want := map[string]placed{}
	for n, story := range stories {
		body, err := encode(story)
		if err != nil {
			return err
		}
		want[word(story.ID)] = placed{n, body}
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		// The lease's row is locked: nobody takes it over before this is committed.
		var token int64
		err := tx.QueryRowContext(ctx, "SELECT token FROM leases WHERE name = $1 AND holder = $2"+s.dialect.forUpdate, l.Name, l.Holder).Scan(&token)
		if errors.Is(err, sql.ErrNoRows) || err == nil && token != l.Token {
			return bot.ErrLost
		}
		if err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, "UPDATE counters SET value = $1 WHERE name = 'stories' AND value <= $1", int64(upTo))
		if err := exactlyOne(r, err, bot.ErrLost); err != nil {
			return err
		}
		have := map[string]placed{}
		_, err = collect(ctx, tx, func(r *sql.Rows) (struct{}, error) {
			var id string
			var p placed
			err := r.Scan(&id, &p.n, &p.body)
			have[id] = p
			return struct{}{}, err
		}, "SELECT id, n, body FROM stories")
		if err != nil {
			return err
		}
		for id := range have {
			if _, stays := want[id]; stays {
				continue
			}
			if _, err := tx.ExecContext(ctx, "DELETE FROM stories WHERE id = $1", id); err != nil {
				return err
			}
		}
		for id, p := range want {
			if have[id] == p {
				continue
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO stories (id, n, body) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET n = excluded.n, body = excluded.body", id, p.n, p.body); err != nil {
				return err
			}
		}
		return nil
	})
}

// Stories implements bot.Stories. It is one query, so that the stories are those of the change.
func (s *Store) Stories(ctx context.Context, after briefing.Seq) (briefing.Seq, []briefing.Story, error) {
	upTo := after
	var stories []briefing.Story
	_, err := collect(ctx, s.read, func(r *sql.Rows) (struct{}, error) {
		var body sql.NullString // NULL where there is a grouping without a story
		if err := r.Scan(&upTo, &body); err != nil || !body.Valid {
			return struct{}{}, err
		}
		var story briefing.Story
		err := json.Unmarshal([]byte(body.String), &story)
		stories = append(stories, story)
		return struct{}{}, err
	}, "SELECT c.value, s.body FROM counters c LEFT JOIN stories s ON c.name = 'stories' WHERE c.name = 'stories' AND c.value > $1 ORDER BY s.n", int64(after))
	if err != nil {
		return after, nil, err
	}
	return upTo, stories, nil
}
