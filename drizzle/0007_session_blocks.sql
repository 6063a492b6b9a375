-- Sessions in blocks. Those that are there as rows are packed as electron/db/values/sessionBlock.ts lays them out: at most 8192
-- of one import and one account, in order of start, column after column, big-endian; a tool by its place in TOOLS.
CREATE TABLE `session_blocks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`import_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`first_start` integer NOT NULL,
	`last_start` integer NOT NULL,
	`count` integer NOT NULL,
	`hash` text NOT NULL,
	`content` blob NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `session_imports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "session_blocks_first_start" CHECK("session_blocks"."first_start" between 0 and 8640000000000000),
	CONSTRAINT "session_blocks_last_start" CHECK("session_blocks"."last_start" between 0 and 8640000000000000),
	CONSTRAINT "session_blocks_in_order" CHECK("session_blocks"."first_start" <= "session_blocks"."last_start"),
	CONSTRAINT "session_blocks_count" CHECK("session_blocks"."count" between 1 and 8192),
	CONSTRAINT "session_blocks_hash" CHECK(length("session_blocks"."hash") = 64 and "session_blocks"."hash" not glob '*[^0-9a-f]*'),
	CONSTRAINT "session_blocks_content" CHECK(length("session_blocks"."content") = "session_blocks"."count" * 21)
) STRICT;
--> statement-breakpoint
CREATE INDEX `session_blocks_by_last_start` ON `session_blocks` (`account_id`,`last_start`);--> statement-breakpoint
CREATE INDEX `session_blocks_by_import` ON `session_blocks` (`import_id`);
--> statement-breakpoint
INSERT INTO `session_blocks` (`import_id`, `account_id`, `first_start`, `last_start`, `count`, `hash`, `content`)
SELECT `import_id`, `account_id`, `first_start`, `last_start`, `count`, session_block_hash(`content`), `content` FROM (
	SELECT `import_id`, `account_id`, min(`start_at`) AS `first_start`, max(`start_at`) AS `last_start`, count(*) AS `count`, unhex(
		group_concat(printf('%016x', `start_at`), '' ORDER BY `place`) ||
		group_concat(printf('%016x', `end_at`), '' ORDER BY `place`) ||
		group_concat(printf('%08x', coalesce(`user_id`, 0)), '' ORDER BY `place`) ||
		group_concat(CASE `tool` WHEN 'powerDialer' THEN '00' WHEN 'voicemailDrop' THEN '01' WHEN 'jabberDog' THEN '02' WHEN 'inbound' THEN '03'
			WHEN 'blend' THEN '04' WHEN 'fax' THEN '05' WHEN 'recording' THEN '06' END, '' ORDER BY `place`)) AS `content`
	FROM (SELECT *, row_number() OVER (PARTITION BY `import_id`, `account_id` ORDER BY `start_at`, `id`) - 1 AS `place` FROM `tool_sessions`)
	GROUP BY `import_id`, `account_id`, `place` / 8192
	ORDER BY `import_id`, `account_id`, `place` / 8192
);
--> statement-breakpoint
PRAGMA user_version = 8;
