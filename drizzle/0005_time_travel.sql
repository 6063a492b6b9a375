CREATE TABLE `time_travel` (
	`id` integer PRIMARY KEY NOT NULL,
	`began_at` integer NOT NULL,
	`ahead` integer NOT NULL,
	CONSTRAINT "time_travel_only_one" CHECK("time_travel"."id" = 1),
	CONSTRAINT "time_travel_began_at" CHECK("time_travel"."began_at" between 0 and 8640000000000000),
	CONSTRAINT "time_travel_ahead" CHECK("time_travel"."ahead" between 0 and 8640000000000000)
) STRICT;
--> statement-breakpoint
CREATE TABLE `time_travel_events` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`account_id` integer NOT NULL,
	`sentence` text NOT NULL,
	`receipt_number` integer,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`receipt_number`) REFERENCES `receipts`(`number`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "time_travel_events_at" CHECK("time_travel_events"."at" between 0 and 8640000000000000),
	CONSTRAINT "time_travel_events_kind" CHECK("time_travel_events"."kind" in ('recharge', 'bill', 'declined', 'pastDue', 'lockout', 'zero', 'expiry')),
	CONSTRAINT "time_travel_events_sentence" CHECK(trim("time_travel_events"."sentence") <> '')
) STRICT;
--> statement-breakpoint
CREATE INDEX `time_travel_events_by_account` ON `time_travel_events` (`account_id`,`kind`,`id`);
--> statement-breakpoint
PRAGMA user_version = 6;
