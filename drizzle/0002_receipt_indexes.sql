DROP INDEX `receipts_by_account`;--> statement-breakpoint
DROP INDEX `receipts_by_kind`;--> statement-breakpoint
CREATE INDEX `receipts_by_date` ON `receipts` (`date`);--> statement-breakpoint
CREATE INDEX `receipts_by_account_and_date` ON `receipts` (`account_id`,`date`);--> statement-breakpoint
CREATE INDEX `receipts_by_kind_and_date` ON `receipts` (`kind`,`date`);--> statement-breakpoint
CREATE INDEX `receipts_by_account_kind_and_date` ON `receipts` (`account_id`,`kind`,`date`);
--> statement-breakpoint
PRAGMA user_version = 3;
