package sqlstore

// tables are all tables that hold something, each after those that it refers to.
var tables = []string{
	"counters", "articles", "revisions", "changes", "subscriptions", "preferences", "deliveries", "parts", "told", "shown", "seen",
	"feedback", "turns", "leases", "sources", "source_states", "chosen_sources", "stories", "forgotten",
}
