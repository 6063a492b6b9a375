CREATE TABLE `last_place` (
	`id` integer PRIMARY KEY NOT NULL,
	`stamp` text NOT NULL,
	`record_from` integer NOT NULL,
	CONSTRAINT "last_place_only_one" CHECK("last_place"."id" = 1),
	CONSTRAINT "last_place_stamp" CHECK(trim("last_place"."stamp") <> ''),
	CONSTRAINT "last_place_record_from" CHECK("last_place"."record_from" between 0 and 8640000000000000)
) STRICT;
--> statement-breakpoint
PRAGMA user_version = 7;
