PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_time_travel_events` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`account_id` integer NOT NULL,
	`sentence` text NOT NULL,
	`receipt_number` integer,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`receipt_number`) REFERENCES `receipts`(`number`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "time_travel_events_at" CHECK("__new_time_travel_events"."at" between 0 and 8640000000000000),
	CONSTRAINT "time_travel_events_kind" CHECK("__new_time_travel_events"."kind" in ('recharge', 'bill', 'payment', 'declined', 'pastDue', 'lockout', 'zero', 'expiry')),
	CONSTRAINT "time_travel_events_sentence" CHECK(trim("__new_time_travel_events"."sentence") <> '')
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_time_travel_events`("id", "at", "kind", "account_id", "sentence", "receipt_number") SELECT "id", "at", "kind", "account_id", "sentence", "receipt_number" FROM `time_travel_events`;--> statement-breakpoint
DROP TABLE `time_travel_events`;--> statement-breakpoint
ALTER TABLE `__new_time_travel_events` RENAME TO `time_travel_events`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `time_travel_events_by_account` ON `time_travel_events` (`account_id`,`kind`,`id`);
--> statement-breakpoint
PRAGMA user_version = 10;
