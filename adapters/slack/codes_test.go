package slack

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// What is done about each code that Slack's pages list for the methods in use: tried again, paused
// until somebody mends it, or given up. https://docs.slack.dev/reference/methods/
const (
	triedAgain = `rate_limited ratelimited message_limit_exceeded fatal_error internal_error service_unavailable request_timeout
		team_added_to_org org_login_required update_failed external_channel_migrating accesslimited streaming_state_conflict
		invalid_auth not_authed account_inactive token_revoked token_expired`
	paused = `channel_not_found is_archived is_inactive not_in_channel user_not_in_channel restricted_action restricted_action_read_only_channel
		restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked thread_locked cannot_reply_to_message
		ekm_access_denied enterprise_is_restricted missing_scope no_permission not_allowed_token_type access_denied team_access_not_granted two_factor_setup_required
		user_not_found users_not_found user_not_visible user_disabled cannot_dm_bot
		messages_tab_disabled message_not_found thread_not_found cant_update_message cant_broadcast_message edit_window_closed metadata_must_be_sent_from_app team_not_found
		method_not_supported_for_channel_type channel_is_limited_access not_enabled user_is_restricted team_not_eligible
		slack_connect_file_link_sharing_blocked slack_connect_canvas_sharing_blocked slack_connect_lists_sharing_blocked`
	givenUp = `msg_too_long msg_blocks_too_long no_text too_many_attachments attachment_payload_limit_exceeded invalid_attachments invalid_blocks invalid_blocks_format
		block_mismatch markdown_text_conflict invalid_metadata_format invalid_metadata_schema metadata_too_large invalid_arguments invalid_arg_name invalid_array_arg
		invalid_charset invalid_form_data invalid_post_type missing_post_type invalid_json json_not_object missing_argument missing_charset superfluous_charset
		invalid_cursor invalid_limit invalid_ts_latest invalid_ts_oldest invalid_metadata_keys invalid_user_combination too_many_users not_enough_users
		users_list_not_supplied as_user_not_supported no_dual_broadcast_content_update duplicate_channel_not_found duplicate_message_not_found
		deprecated_endpoint method_deprecated unknown_method expired_trigger_id trigger_expired exchanged_trigger_id trigger_exchanged invalid_trigger_id invalid_trigger
		view_too_large duplicate_external_id push_limit_reached hash_conflict not_found`
)

func TestEveryCodeHasItsConsequence(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for want, codes := range map[string]string{"tried again": triedAgain, "paused": paused, "given up": givenUp} {
		for _, code := range strings.Fields(codes) {
			seen[code] = true
			e := sendError(slack.SlackErrorResponse{Err: code})
			got := "paused"
			switch {
			case !e.Permanent():
				got = "tried again"
			case e.Reason == bot.ReasonInvalid:
				got = "given up"
			}
			if got != want || e.Reason == bot.ReasonUnknown || e.Code != code {
				t.Errorf("%s is %s (%s), want %s", code, got, e.Reason, want)
			}
			if e.Ambiguous && e.Reason != bot.ReasonUnavailable {
				t.Errorf("%s was refused, and may have arrived", code)
			}
		}
	}
	for code := range reasons {
		if !seen[code] {
			t.Errorf("%s has no consequence in this test", code)
		}
	}
	if e := sendError(slack.SlackErrorResponse{Err: "unheard_of"}); e.Permanent() || e.Ambiguous {
		t.Errorf("a code that nobody knows: %+v", e)
	}
}

func TestNoCodeStandsInTwoLists(t *testing.T) {
	t.Parallel()
	n := len(strings.Fields(triedAgain + " " + paused + " " + givenUp))
	if n != len(reasons) {
		t.Errorf("%d codes, %d in the table", n, len(reasons))
	}
}
