package dispatch

import (
	"container/heap"
	"context"
	"sync"
	"time"

	"briefbot/bot"
)

// orders are the subscriptions as they were read last, and when each has to be looked at next, so that a tick at which
// nothing is due neither reads nor looks at them.
type orders struct {
	mu      sync.Mutex // held while a tick looks at them
	changes int64      // bot.Subscriptions.SubscriptionChanges when they were read
	read    time.Time
	looked  time.Time // the last tick
	all     []bot.Subscription
	byID    map[bot.SubscriptionID]int // places in all
	next    []time.Time                // by place: when it has to be looked at again
	line    []int                      // places, as a heap: the one that comes first on top
}

// How long what is known of subscriptions holds: of a single one, of which it may turn out to be another process', and
// of all, in case that an older version of the program that does not count changes works on the same database.
const (
	lookEvery = time.Minute
	readEvery = 5 * time.Minute
)

// refresh reads the subscriptions where one of them has changed. Those that have, and all where the clock has gone back, are to
// be looked at now.
func (o *orders) refresh(ctx context.Context, store bot.Subscriptions, now time.Time) (reread bool, err error) {
	changes, err := store.SubscriptionChanges(ctx)
	if err != nil {
		return false, err
	}
	back := now.Before(o.looked)
	o.looked = now
	if o.byID == nil || changes != o.changes || now.Sub(o.read).Abs() >= readEvery {
		all, err := store.Subscriptions(ctx, bot.Destination{})
		if err != nil {
			return false, err
		}
		reread = true
		next, byID := make([]time.Time, len(all)), make(map[bot.SubscriptionID]int, len(all))
		for i, s := range all {
			byID[s.ID] = i
			if k, known := o.byID[s.ID]; known && o.all[k].Version == s.Version {
				next[i] = o.next[k]
			}
		}
		o.all, o.next, o.byID, o.changes, o.read = all, next, byID, changes, now
		o.line = make([]int, len(all))
		for i := range o.line {
			o.line[i] = i
		}
		heap.Init(o)
	}
	if back {
		o.again()
	}
	return reread, nil
}

// again has all looked at.
func (o *orders) again() {
	clear(o.next) // all equal: any order is a heap
}

// due calls look for each that has to be looked at now; it gives the moment from which it has to be again.
func (o *orders) due(now time.Time, look func(bot.Subscription) time.Time) {
	var again []int
	for len(o.line) > 0 && !o.next[o.line[0]].After(now) {
		i := heap.Pop(o).(int)
		o.next[i] = look(o.all[i])
		if most := now.Add(lookEvery); o.next[i].IsZero() || o.next[i].After(most) {
			o.next[i] = most
		}
		again = append(again, i)
	}
	for _, i := range again {
		heap.Push(o, i)
	}
}

// of gives a subscription.
func (o *orders) of(id bot.SubscriptionID) (bot.Subscription, bool) {
	i, ok := o.byID[id]
	if !ok {
		return bot.Subscription{}, false
	}
	return o.all[i], true
}

func (o *orders) Len() int           { return len(o.line) }
func (o *orders) Less(i, j int) bool { return o.next[o.line[i]].Before(o.next[o.line[j]]) }
func (o *orders) Swap(i, j int)      { o.line[i], o.line[j] = o.line[j], o.line[i] }

// Push implements heap.Interface.
func (o *orders) Push(x any) { o.line = append(o.line, x.(int)) }

// Pop implements heap.Interface.
func (o *orders) Pop() any {
	last := o.line[len(o.line)-1]
	o.line = o.line[:len(o.line)-1]
	return last
}
