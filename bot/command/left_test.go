package command_test

import (
	"testing"

	"briefbot/bot"
)

// Where the bot was taken out of a tenant, what its account delivers is paused, and status says why; what
// another account delivers, and what somebody paused himself, stays as it is.
func TestLeavingPausesTheAccountsOrders(t *testing.T) {
	d := open(t)
	put := func(id, account, tenant, paused string) {
		to := bot.Destination{Platform: "fake", Tenant: tenant, Channel: "C1"}
		s := bot.Subscription{ID: bot.SubscriptionID(id), To: to, When: "every day at 08:00", Zone: "UTC",
			Account: account, Paused: paused, Since: start}
		if _, err := d.store.PutSubscription(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	put("aaaaa", "T1", "T1", "")
	put("bbbbb", "", "T1", "")
	put("ccccc", "T2", "T2", "")
	put("ddddd", "T1", "T1", "by Ada")
	put("eeeee", "T3", "T1", "")
	for range 2 {
		got := said(d.do(bot.Command{Via: bot.ViaLeave, Account: "T1", From: bot.Destination{Platform: "fake", Tenant: "T1"}}))
		if got != "" {
			t.Errorf("somebody was told: %q", got)
		}
	}
	for id, want := range map[string]bool{"aaaaa": true, "bbbbb": true, "ccccc": false, "ddddd": false, "eeeee": false} {
		s, err := d.store.Subscription(t.Context(), bot.SubscriptionID(id))
		if err != nil || (s.Cause == bot.ReasonUnauthorized && s.Visible) != want {
			t.Errorf("%s: %+v, %v", id, s, err)
		}
	}
	d.want(d.slash(manager, "briefing status"),
		"paused: the bot was taken out of the workspace, or its token was revoked.", "paused: by Ada")
}
