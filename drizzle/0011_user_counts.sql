CREATE TABLE `user_counts` (
	`up_to` text PRIMARY KEY NOT NULL,
	`active_users` integer NOT NULL,
	CONSTRAINT "user_counts_up_to" CHECK("user_counts"."up_to" is null or date("user_counts"."up_to") is "user_counts"."up_to"),
	CONSTRAINT "user_counts_active_users" CHECK("user_counts"."active_users" between 0 and 1000000000)
) STRICT;
--> statement-breakpoint
INSERT INTO `user_counts`(`up_to`, `active_users`) SELECT '9999-12-31', `held_active_users` FROM `automatic_charging` WHERE `held_active_users` IS NOT NULL;
--> statement-breakpoint
CREATE TABLE `__new_automatic_charging` (
	`id` integer PRIMARY KEY NOT NULL,
	`highest_cycle` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`asked` integer DEFAULT false NOT NULL,
	CONSTRAINT "automatic_charging_only_one" CHECK("__new_automatic_charging"."id" = 1),
	CONSTRAINT "automatic_charging_highest_cycle" CHECK("__new_automatic_charging"."highest_cycle" between 0 and 1000000000),
	CONSTRAINT "automatic_charging_last_seen_at" CHECK("__new_automatic_charging"."last_seen_at" between 0 and 8640000000000000)
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_automatic_charging`(`id`, `highest_cycle`, `last_seen_at`, `asked`) SELECT `id`, `highest_cycle`, `last_seen_at`, `held_active_users` IS NOT NULL FROM `automatic_charging`;
--> statement-breakpoint
DROP TABLE `automatic_charging`;
--> statement-breakpoint
ALTER TABLE `__new_automatic_charging` RENAME TO `automatic_charging`;
--> statement-breakpoint
PRAGMA user_version = 12;
