package slack

import "briefbot/bot"

// reasons are Slack's error codes by what they mean for whoever called: what is
// bot.ReasonRateLimited, bot.ReasonUnavailable or bot.ReasonUnauthorized is tried again, what is bot.ReasonInvalid is given
// up, and all others pause the briefing until somebody has mended what is wrong. They are those of
// chat.postMessage, chat.postEphemeral, chat.update, conversations.history, .replies, .open and .info,
// users.info and views.open, .push and .publish, each with a list at the end of its page:
// https://docs.slack.dev/reference/methods/
var reasons = merge(map[bot.Reason][]string{
	bot.ReasonRateLimited: {"rate_limited", "ratelimited", "message_limit_exceeded"},

	// Slack's own trouble, or something that is under way and will end.
	bot.ReasonUnavailable: {
		"fatal_error", "internal_error", "service_unavailable", "request_timeout", "update_failed",
		"team_added_to_org", "org_login_required", "external_channel_migrating", "accesslimited", "streaming_state_conflict",
	},

	// What is written to is no longer there.
	bot.ReasonGone: {
		"channel_not_found", "is_archived", "is_inactive", "message_not_found", "thread_not_found", "cannot_reply_to_message",
		"user_not_found", "users_not_found", "user_not_visible", "user_disabled", "team_not_found",
	},

	// It is there, and the bot may not.
	bot.ReasonForbidden: {
		"not_in_channel", "user_not_in_channel", "missing_scope", "no_permission", "access_denied", "team_access_not_granted",
		"not_allowed_token_type", "ekm_access_denied", "enterprise_is_restricted", "two_factor_setup_required",
		"restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
		"restricted_action_non_threadable_channel", "restricted_action_thread_locked", "thread_locked",
		"method_not_supported_for_channel_type", "channel_is_limited_access", "messages_tab_disabled", "not_enabled",
		"cannot_dm_bot", "user_is_restricted", "team_not_eligible",
		"cant_update_message", "cant_broadcast_message", "edit_window_closed", "metadata_must_be_sent_from_app",
		"slack_connect_file_link_sharing_blocked", "slack_connect_canvas_sharing_blocked", "slack_connect_lists_sharing_blocked",
	},

	// The token is wrong.
	bot.ReasonUnauthorized: {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"},

	// The call itself is wrong: the same again would fail again.
	bot.ReasonInvalid: {
		"msg_too_long", "msg_blocks_too_long", "no_text", "too_many_attachments", "attachment_payload_limit_exceeded",
		"invalid_attachments", "invalid_blocks", "invalid_blocks_format", "block_mismatch", "markdown_text_conflict",
		"invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large",
		"invalid_arguments", "invalid_arg_name", "invalid_array_arg", "invalid_charset", "invalid_form_data",
		"invalid_post_type", "missing_post_type", "invalid_json", "json_not_object", "missing_argument", "missing_charset", "superfluous_charset",
		"invalid_cursor", "invalid_limit", "invalid_ts_latest", "invalid_ts_oldest", "invalid_metadata_keys",
		"invalid_user_combination", "too_many_users", "not_enough_users", "users_list_not_supplied", "as_user_not_supported", "no_dual_broadcast_content_update",
		"duplicate_channel_not_found", "duplicate_message_not_found",
		"deprecated_endpoint", "method_deprecated", "unknown_method",
		"expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged", "invalid_trigger_id", "invalid_trigger",
		"view_too_large", "duplicate_external_id", "push_limit_reached", "hash_conflict", "not_found",
	},
})

// ambiguous are the codes after which Slack itself does not know whether the call took effect.
var ambiguous = map[string]bool{"fatal_error": true, "internal_error": true, "service_unavailable": true, "request_timeout": true, "update_failed": true}

// merge turns the lists into a table by code.
func merge(lists map[bot.Reason][]string) map[string]bot.Reason {
	out := map[string]bot.Reason{}
	for reason, codes := range lists {
		for _, code := range codes {
			out[code] = reason
		}
	}
	return out
}
