package main

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"syscall"
	"time"

	"briefbot/bot"
	"briefbot/bot/dispatch"
	"briefbot/briefing"
)

// dieAt makes the program kill itself at a write to the ledger: "before 7", "after 7".
const dieAt = "BRIEFBOT_TEST_DIE_AT"

func init() {
	if at := os.Getenv(dieAt); at != "" {
		ledger = func(s dispatch.Store) dispatch.Store {
			m := &doomed{Store: s}
			if _, err := fmt.Sscan(at, &m.when, &m.at); err != nil {
				panic(err)
			}
			return m
		}
	}
}

// doomed is a store in whose nth write the process is killed, as a machine that goes down kills it.
// A part's send lies between two writes, so that the points before and after each send are among them.
type doomed struct {
	dispatch.Store
	when string // "before" or "after"
	at   int64
	done atomic.Int64
}

// write makes a write, or dies.
func (m *doomed) write(f func() error) error {
	due := m.done.Add(1) == m.at
	if due && m.when == "before" {
		die()
	}
	err := f()
	if due {
		die()
	}
	return err
}

// die ends the process without a chance to tidy up.
func die() {
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}

func (m *doomed) Claim(ctx context.Context, d bot.Delivery, holder string, now time.Time, lease time.Duration) (out bot.Delivery, err error) {
	err = m.write(func() error {
		out, err = m.Store.Claim(ctx, d, holder, now, lease)
		return err
	})
	return out, err
}

func (m *doomed) Fix(ctx context.Context, k bot.DeliveryKey, token int64, w briefing.Window, parts []bot.PartRecord) (out bot.Delivery, err error) {
	err = m.write(func() error {
		out, err = m.Store.Fix(ctx, k, token, w, parts)
		return err
	})
	return out, err
}

func (m *doomed) PutPart(ctx context.Context, k bot.DeliveryKey, token int64, n int, p bot.PartRecord) error {
	return m.write(func() error { return m.Store.PutPart(ctx, k, token, n, p) })
}

func (m *doomed) Finish(ctx context.Context, k bot.DeliveryKey, token int64, o bot.Outcome) error {
	return m.write(func() error { return m.Store.Finish(ctx, k, token, o) })
}
