package sqlstore

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

// TestTroubleInADelivery lets the file be full, read-only and locked before each write of a delivery
// in turn, and wants the write to fail in words, nothing of it to be there, and the same write to
// succeed once the trouble is over.
func TestTroubleInADelivery(t *testing.T) {
	now := time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)
	key := bot.DeliveryKey{Subscription: "a", Slot: "2031-05-06/1"}
	to := bot.Destination{Platform: "fake", Channel: "C"}
	long := make([]byte, 1<<16) // so that a full file is noticed
	for i := range long {
		long[i] = 'x'
	}
	facts := []briefing.Fact{{Story: "s", Article: "a", Text: string(long)}}
	part := bot.PartRecord{Key: "k", State: bot.PartWaiting, Part: bot.Part{Message: bot.Message{Summary: string(long)}}}
	for _, trouble := range []struct{ what, want, begin, end string }{
		{"full", "the disk is full", "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 4294967294"},
		{"read-only", "may not be written to", "PRAGMA query_only = 1", "PRAGMA query_only = 0"},
		{"locked", "locked by another program", "", ""},
	} {
		t.Run(trouble.what, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "b.db")
			s, other := openAt(t, path), openAt(t, path)
			must(t, exec(t, s, "PRAGMA busy_timeout = 1"))
			token, failed := int64(1), 0
			for _, step := range []struct {
				name string
				do   func(context.Context) error
			}{
				{"claim", func(ctx context.Context) error {
					_, err := s.Claim(ctx, bot.Delivery{Key: key, To: to, At: now}, "one", now, time.Minute)
					return err
				}},
				{"fix", func(ctx context.Context) error {
					_, err := s.Fix(ctx, key, token, briefing.Window{To: now}, []bot.PartRecord{part})
					return err
				}},
				{"extend", func(ctx context.Context) error { return s.Extend(ctx, key, token, now.Add(time.Hour)) }},
				{"put a part", func(ctx context.Context) error {
					p := part
					p.State, p.Reason = bot.PartSent, string(long)
					return s.PutPart(ctx, key, token, 0, p)
				}},
				{"finish", func(ctx context.Context) error {
					return s.Finish(ctx, key, token, bot.Outcome{State: bot.Sent, At: now, Told: facts})
				}},
				{"reopen", func(ctx context.Context) error {
					d, err := s.Reopen(ctx, key, "one", now, time.Minute)
					token = max(token, d.Token)
					return err
				}},
				{"amend", func(ctx context.Context) error {
					return s.Amend(ctx, key, token, 0, bot.Message{Summary: string(long) + string(long)}, facts, now)
				}},
			} {
				before, beforeErr := s.Delivery(t.Context(), key)
				end := func() error { return exec(t, s, trouble.end) }
				if trouble.begin == "" {
					tx, err := other.write.BeginTx(t.Context(), nil)
					must(t, err)
					end = tx.Rollback
				} else {
					must(t, exec(t, s, trouble.begin))
				}
				err := step.do(t.Context())
				fits := trouble.what == "full" && err == nil // there were pages left
				if !fits {
					failed++
				}
				if !fits && !says(err, trouble.want) {
					t.Errorf("%s: %v; want words about %q", step.name, err, trouble.want)
				}
				must(t, end())
				if fits {
					continue
				}
				after, afterErr := s.Delivery(t.Context(), key)
				if after.State != before.State || after.Token != before.Token || len(after.Parts) != len(before.Parts) || !errors.Is(afterErr, beforeErr) {
					t.Errorf("%s: half written: %s/%d/%d, %v", step.name, after.State, after.Token, len(after.Parts), afterErr)
				}
				if err := step.do(t.Context()); err != nil {
					t.Errorf("%s, afterwards: %v", step.name, err)
				}
			}
			if failed < 3 {
				t.Errorf("%d writes met the trouble", failed)
			}
			d, err := s.Delivery(t.Context(), key)
			told, toldErr := s.Told(t.Context(), to, time.Time{})
			if err != nil || toldErr != nil || d.State != bot.Sent || d.Parts[0].State != bot.PartSent || len(d.Parts[0].Message.Summary) != 2*len(long) || len(told) != 1 {
				t.Errorf("in the end: %s with %d facts, %v, %v", d.State, len(told), err, toldErr)
			}
		})
	}
}
