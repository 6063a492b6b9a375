DROP TRIGGER `receipts_gapless`;
--> statement-breakpoint
CREATE TRIGGER `receipts_gapless` BEFORE INSERT ON `receipts`
WHEN NEW.`number` IS NOT max((SELECT coalesce(max(`number`), 0) FROM `receipts`), coalesce((SELECT `seq` FROM `sqlite_sequence` WHERE `name` = 'receipts'), 0)) + 1 BEGIN
	SELECT RAISE(ABORT, 'receipt numbers run without gaps');
END;
--> statement-breakpoint
DROP TRIGGER `activity_gapless`;
--> statement-breakpoint
CREATE TRIGGER `activity_gapless` BEFORE INSERT ON `activity`
WHEN NEW.`sequence` IS NOT max((SELECT coalesce(max(`sequence`), 0) FROM `activity`), coalesce((SELECT `seq` FROM `sqlite_sequence` WHERE `name` = 'activity'), 0)) + 1 BEGIN
	SELECT RAISE(ABORT, 'activity entries run without gaps');
END;
--> statement-breakpoint
PRAGMA user_version = 11;
