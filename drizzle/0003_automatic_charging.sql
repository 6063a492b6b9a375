CREATE TABLE `automatic_charging` (
	`id` integer PRIMARY KEY NOT NULL,
	`highest_cycle` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`held_active_users` integer,
	CONSTRAINT "automatic_charging_only_one" CHECK("automatic_charging"."id" = 1),
	CONSTRAINT "automatic_charging_highest_cycle" CHECK("automatic_charging"."highest_cycle" between 0 and 1000000000),
	CONSTRAINT "automatic_charging_last_seen_at" CHECK("automatic_charging"."last_seen_at" between 0 and 8640000000000000),
	CONSTRAINT "automatic_charging_held_active_users" CHECK("automatic_charging"."held_active_users" between 0 and 1000000000)
) STRICT;
--> statement-breakpoint
PRAGMA user_version = 4;
