CREATE TABLE `recharge_cycles` (
	`account_id` integer NOT NULL,
	`cycle` integer NOT NULL,
	`last_cycle` integer NOT NULL,
	`decision` text NOT NULL,
	`reason` text NOT NULL,
	`balance` integer,
	`reserve` integer,
	`amount` integer,
	PRIMARY KEY(`account_id`, `cycle`),
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recharge_cycles_cycle" CHECK("recharge_cycles"."cycle" between 0 and 1000000000),
	CONSTRAINT "recharge_cycles_last_cycle" CHECK("recharge_cycles"."last_cycle" between 0 and 1000000000),
	CONSTRAINT "recharge_cycles_decision" CHECK("recharge_cycles"."decision" in ('notDue', 'stamped', 'charged', 'pending', 'declined', 'waiting', 'cleared', 'paused', 'missed')),
	CONSTRAINT "recharge_cycles_reason" CHECK(trim("recharge_cycles"."reason") <> ''),
	CONSTRAINT "recharge_cycles_reserve" CHECK("recharge_cycles"."reserve" between -9000000000000000 and 9000000000000000),
	CONSTRAINT "recharge_cycles_amount" CHECK("recharge_cycles"."amount" between -9000000000000000 and 9000000000000000)
) STRICT;
--> statement-breakpoint
CREATE TABLE `recharge_states` (
	`account_id` integer PRIMARY KEY NOT NULL,
	`due_since` integer,
	`round_cycle` integer,
	`failed_cycles` integer NOT NULL,
	`next_try_cycle` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recharge_states_due_since" CHECK("recharge_states"."due_since" between 0 and 8640000000000000),
	CONSTRAINT "recharge_states_round_cycle" CHECK("recharge_states"."round_cycle" between 0 and 1000000000),
	CONSTRAINT "recharge_states_failed_cycles" CHECK("recharge_states"."failed_cycles" between 0 and 1000000),
	CONSTRAINT "recharge_states_next_try_cycle" CHECK("recharge_states"."next_try_cycle" between 0 and 1000000000)
) STRICT;
--> statement-breakpoint
CREATE TABLE `usage_imports` (
	`id` integer PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`at` integer NOT NULL,
	`file_name` text NOT NULL,
	`content_hash` text NOT NULL,
	`rows` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "usage_imports_at" CHECK("usage_imports"."at" between 0 and 8640000000000000),
	CONSTRAINT "usage_imports_content_hash" CHECK(length("usage_imports"."content_hash") = 64 and "usage_imports"."content_hash" not glob '*[^0-9a-f]*'),
	CONSTRAINT "usage_imports_rows" CHECK("usage_imports"."rows" between 0 and 1000000000)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `usage_imports_content` ON `usage_imports` (`account_id`,`content_hash`);--> statement-breakpoint
CREATE INDEX `usage_imports_by_account` ON `usage_imports` (`account_id`,`at`);--> statement-breakpoint
ALTER TABLE `billing_accounts` ADD `divide_by_age` integer DEFAULT false NOT NULL;
--> statement-breakpoint
PRAGMA user_version = 5;
