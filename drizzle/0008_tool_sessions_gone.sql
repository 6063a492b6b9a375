DROP TABLE `tool_sessions`;
--> statement-breakpoint
PRAGMA user_version = 9;
