-- What the file itself refuses, whoever writes to it: changes of what is written once, numbers with gaps, charges that
-- come back to life. A migration that makes one of these tables anew must make its triggers anew.
INSERT INTO `license_types` (`type`, `position`, `pooled`) VALUES
	('crm', 1, 0),
	('crmView', 2, 0),
	('powerDialer', 3, 1),
	('flexPort', 4, 1),
	('responseLoop', 5, 0),
	('inbound', 6, 1),
	('fax', 7, 1),
	('recordingPort', 8, 1);
--> statement-breakpoint
INSERT INTO `permission_groups` (`id`, `name`, `shipped`) VALUES
	(1, 'Billing Administrator', 1),
	(2, 'License Manager', 1),
	(3, 'Billing Viewer', 1);
--> statement-breakpoint
INSERT INTO `group_capabilities` (`group_id`, `capability`) VALUES
	(1, 'viewBilling'),
	(1, 'makeScenarios'),
	(1, 'assignLicenses'),
	(1, 'changeQuantities'),
	(1, 'buyMinutes'),
	(1, 'manageFundingSources'),
	(1, 'manageUsers'),
	(1, 'managePrices'),
	(1, 'manageData'),
	(2, 'viewBilling'),
	(2, 'makeScenarios'),
	(2, 'assignLicenses'),
	(3, 'viewBilling'),
	(3, 'makeScenarios');
--> statement-breakpoint
CREATE TRIGGER `shipped_groups_no_update` BEFORE UPDATE ON `permission_groups` WHEN OLD.`shipped` = 1 BEGIN
	SELECT RAISE(ABORT, 'a shipped permission group is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `shipped_groups_no_delete` BEFORE DELETE ON `permission_groups` WHEN OLD.`shipped` = 1 BEGIN
	SELECT RAISE(ABORT, 'a shipped permission group is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `shipped_group_capabilities_no_insert` BEFORE INSERT ON `group_capabilities`
WHEN EXISTS (SELECT 1 FROM `permission_groups` WHERE `id` = NEW.`group_id` AND `shipped` = 1) BEGIN
	SELECT RAISE(ABORT, 'a shipped permission group is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `shipped_group_capabilities_no_update` BEFORE UPDATE ON `group_capabilities`
WHEN EXISTS (SELECT 1 FROM `permission_groups` WHERE `id` = OLD.`group_id` AND `shipped` = 1) BEGIN
	SELECT RAISE(ABORT, 'a shipped permission group is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `shipped_group_capabilities_no_delete` BEFORE DELETE ON `group_capabilities`
WHEN EXISTS (SELECT 1 FROM `permission_groups` WHERE `id` = OLD.`group_id` AND `shipped` = 1) BEGIN
	SELECT RAISE(ABORT, 'a shipped permission group is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `receipts_no_update` BEFORE UPDATE ON `receipts` BEGIN
	SELECT RAISE(ABORT, 'a receipt is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `receipts_no_delete` BEFORE DELETE ON `receipts` BEGIN
	SELECT RAISE(ABORT, 'a receipt is never removed');
END;
--> statement-breakpoint
CREATE TRIGGER `receipt_lines_no_update` BEFORE UPDATE ON `receipt_lines` BEGIN
	SELECT RAISE(ABORT, 'a receipt line is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `receipt_lines_no_delete` BEFORE DELETE ON `receipt_lines` BEGIN
	SELECT RAISE(ABORT, 'a receipt line is never removed');
END;
--> statement-breakpoint
CREATE TRIGGER `minutes_ledger_no_update` BEFORE UPDATE ON `minutes_ledger` BEGIN
	SELECT RAISE(ABORT, 'a ledger entry is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `minutes_ledger_no_delete` BEFORE DELETE ON `minutes_ledger` BEGIN
	SELECT RAISE(ABORT, 'a ledger entry is never removed');
END;
--> statement-breakpoint
CREATE TRIGGER `activity_no_update` BEFORE UPDATE ON `activity` BEGIN
	SELECT RAISE(ABORT, 'an activity entry is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `activity_no_delete` BEFORE DELETE ON `activity` BEGIN
	SELECT RAISE(ABORT, 'an activity entry is never removed');
END;
--> statement-breakpoint
CREATE TRIGGER `receipts_gapless` BEFORE INSERT ON `receipts`
WHEN NEW.`number` IS NOT (SELECT coalesce(max(`number`), 0) + 1 FROM `receipts`) BEGIN
	SELECT RAISE(ABORT, 'receipt numbers run without gaps');
END;
--> statement-breakpoint
CREATE TRIGGER `receipts_chained` BEFORE INSERT ON `receipts`
WHEN NEW.`previous_hash` IS NOT coalesce((SELECT `hash` FROM `receipts` ORDER BY `number` DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000') BEGIN
	SELECT RAISE(ABORT, 'receipt numbers continue the chain of hashes');
END;
--> statement-breakpoint
CREATE TRIGGER `activity_gapless` BEFORE INSERT ON `activity`
WHEN NEW.`sequence` IS NOT (SELECT coalesce(max(`sequence`), 0) + 1 FROM `activity`) BEGIN
	SELECT RAISE(ABORT, 'activity entries run without gaps');
END;
--> statement-breakpoint
CREATE TRIGGER `activity_chained` BEFORE INSERT ON `activity`
WHEN NEW.`previous_hash` IS NOT coalesce((SELECT `hash` FROM `activity` ORDER BY `sequence` DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000') BEGIN
	SELECT RAISE(ABORT, 'activity entries continue the chain of hashes');
END;
--> statement-breakpoint
CREATE TRIGGER `receipt_lines_in_order` BEFORE INSERT ON `receipt_lines`
WHEN NEW.`position` IS NOT (SELECT count(*) + 1 FROM `receipt_lines` WHERE `receipt_number` = NEW.`receipt_number`) BEGIN
	SELECT RAISE(ABORT, 'receipt lines run without gaps');
END;
--> statement-breakpoint
CREATE TRIGGER `receipt_lines_complete` BEFORE INSERT ON `receipt_lines`
WHEN NEW.`position` > (SELECT `line_count` FROM `receipts` WHERE `number` = NEW.`receipt_number`) BEGIN
	SELECT RAISE(ABORT, 'a receipt gets no line after its last');
END;
--> statement-breakpoint
CREATE TRIGGER `receipt_lines_total` AFTER INSERT ON `receipt_lines`
WHEN EXISTS (SELECT 1 FROM `receipts` WHERE `number` = NEW.`receipt_number` AND `line_count` = NEW.`position`
	AND `total` <> (SELECT sum(`amount`) FROM `receipt_lines` WHERE `receipt_number` = NEW.`receipt_number`)) BEGIN
	SELECT RAISE(ABORT, 'a receipt''s total is the sum of its lines');
END;
--> statement-breakpoint
CREATE TRIGGER `minutes_ledger_no_replace` BEFORE INSERT ON `minutes_ledger`
WHEN EXISTS (SELECT 1 FROM `minutes_ledger` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'a ledger entry is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `charges_no_delete` BEFORE DELETE ON `charges` BEGIN
	SELECT RAISE(ABORT, 'a charge is never removed');
END;
--> statement-breakpoint
CREATE TRIGGER `charges_no_replace` BEFORE INSERT ON `charges`
WHEN EXISTS (SELECT 1 FROM `charges` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'a charge id is used once');
END;
--> statement-breakpoint
CREATE TRIGGER `charges_facts_stay` BEFORE UPDATE OF `id`, `account_id`, `kind`, `total`, `funding_source_id`, `created_at`, `effect`, `command_id` ON `charges` BEGIN
	SELECT RAISE(ABORT, 'a charge changes its state alone');
END;
--> statement-breakpoint
CREATE TRIGGER `charges_final_stays` BEFORE UPDATE ON `charges`
WHEN OLD.`state` IN ('approved', 'declined', 'notReceived', 'returned')
	AND (NEW.`state` <> OLD.`state` OR (OLD.`receipt_number` IS NOT NULL AND NEW.`receipt_number` IS NOT OLD.`receipt_number`)) BEGIN
	SELECT RAISE(ABORT, 'a settled charge stays settled');
END;
--> statement-breakpoint
PRAGMA user_version = 2;
