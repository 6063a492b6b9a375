PRAGMA application_id = 1111774027;
--> statement-breakpoint
CREATE TABLE `activity` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`operator_id` integer,
	`who` text NOT NULL,
	`what` text NOT NULL,
	`account_id` integer,
	`changes` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "activity_at" CHECK("activity"."at" between 0 and 8640000000000000),
	CONSTRAINT "activity_who" CHECK(trim("activity"."who") <> ''),
	CONSTRAINT "activity_what" CHECK(trim("activity"."what") <> ''),
	CONSTRAINT "activity_changes" CHECK("activity"."changes" is null or json_valid("activity"."changes")),
	CONSTRAINT "activity_previous_hash" CHECK(length("activity"."previous_hash") = 64 and "activity"."previous_hash" not glob '*[^0-9a-f]*'),
	CONSTRAINT "activity_hash" CHECK(length("activity"."hash") = 64 and "activity"."hash" not glob '*[^0-9a-f]*')
) STRICT;
--> statement-breakpoint
CREATE INDEX `activity_by_account` ON `activity` (`account_id`);--> statement-breakpoint
CREATE TABLE `billing_accounts` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`is_primary` integer NOT NULL,
	`billing_day` integer NOT NULL,
	`next_billing_date` text NOT NULL,
	`period_start` text NOT NULL,
	`past_due` integer NOT NULL,
	`revision` integer NOT NULL,
	`auto_recharge` integer NOT NULL,
	`reserve_days` integer NOT NULL,
	`recharge_days` integer NOT NULL,
	`least_reserve` integer NOT NULL,
	`least_recharge` integer NOT NULL,
	CONSTRAINT "billing_accounts_name" CHECK(trim("billing_accounts"."name") <> ''),
	CONSTRAINT "billing_accounts_is_primary" CHECK("billing_accounts"."is_primary" in (0, 1)),
	CONSTRAINT "billing_accounts_billing_day" CHECK("billing_accounts"."billing_day" between 1 and 31),
	CONSTRAINT "billing_accounts_next_billing_date" CHECK("billing_accounts"."next_billing_date" is null or date("billing_accounts"."next_billing_date") is "billing_accounts"."next_billing_date"),
	CONSTRAINT "billing_accounts_period_start" CHECK("billing_accounts"."period_start" is null or date("billing_accounts"."period_start") is "billing_accounts"."period_start"),
	CONSTRAINT "billing_accounts_period" CHECK("billing_accounts"."period_start" <= "billing_accounts"."next_billing_date"),
	CONSTRAINT "billing_accounts_past_due" CHECK("billing_accounts"."past_due" in (0, 1)),
	CONSTRAINT "billing_accounts_revision" CHECK("billing_accounts"."revision" between 0 and 9007199254740991),
	CONSTRAINT "billing_accounts_auto_recharge" CHECK("billing_accounts"."auto_recharge" in (0, 1)),
	CONSTRAINT "billing_accounts_reserve_days" CHECK("billing_accounts"."reserve_days" between 0 and 366),
	CONSTRAINT "billing_accounts_recharge_days" CHECK("billing_accounts"."recharge_days" between 0 and 366),
	CONSTRAINT "billing_accounts_least_reserve" CHECK("billing_accounts"."least_reserve" between 0 and 9000000000000000),
	CONSTRAINT "billing_accounts_least_recharge" CHECK("billing_accounts"."least_recharge" between 0 and 9000000000000000)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `billing_accounts_one_primary` ON `billing_accounts` (`is_primary`) WHERE "billing_accounts"."is_primary" = 1;--> statement-breakpoint
CREATE TABLE `bills` (
	`account_id` integer NOT NULL,
	`billing_date` text NOT NULL,
	`effect` text NOT NULL,
	`total` integer NOT NULL,
	`state` text NOT NULL,
	`failed_cycles` integer NOT NULL,
	`next_try_cycle` integer NOT NULL,
	PRIMARY KEY(`account_id`, `billing_date`),
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bills_billing_date" CHECK("bills"."billing_date" is null or date("bills"."billing_date") is "bills"."billing_date"),
	CONSTRAINT "bills_effect" CHECK("bills"."effect" is null or json_valid("bills"."effect")),
	CONSTRAINT "bills_total" CHECK("bills"."total" between 0 and 9000000000000000),
	CONSTRAINT "bills_state" CHECK("bills"."state" in ('owed', 'paid')),
	CONSTRAINT "bills_failed_cycles" CHECK("bills"."failed_cycles" between 0 and 1000000),
	CONSTRAINT "bills_next_try_cycle" CHECK("bills"."next_try_cycle" between 0 and 1000000000)
) STRICT;
--> statement-breakpoint
CREATE INDEX `bills_by_state` ON `bills` (`state`);--> statement-breakpoint
CREATE TABLE `commands` (
	`id` text PRIMARY KEY NOT NULL,
	`route` text NOT NULL,
	`input_hash` text NOT NULL,
	`outcome` text NOT NULL,
	`at` integer NOT NULL,
	CONSTRAINT "commands_id" CHECK(trim("commands"."id") <> ''),
	CONSTRAINT "commands_route" CHECK(trim("commands"."route") <> ''),
	CONSTRAINT "commands_outcome" CHECK("commands"."outcome" is null or json_valid("commands"."outcome")),
	CONSTRAINT "commands_at" CHECK("commands"."at" between 0 and 8640000000000000)
) STRICT;
--> statement-breakpoint
CREATE TABLE `company` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`currency` text NOT NULL,
	`demonstration` integer NOT NULL,
	`file_id` text NOT NULL,
	CONSTRAINT "company_only_one" CHECK("company"."id" = 1),
	CONSTRAINT "company_name" CHECK(trim("company"."name") <> ''),
	CONSTRAINT "company_time_zone" CHECK(trim("company"."time_zone") <> ''),
	CONSTRAINT "company_file_id" CHECK(trim("company"."file_id") <> ''),
	CONSTRAINT "company_currency" CHECK("company"."currency" in ('USD')),
	CONSTRAINT "company_demonstration" CHECK("company"."demonstration" in (0, 1))
) STRICT;
--> statement-breakpoint
CREATE TABLE `assignments` (
	`user_id` integer NOT NULL,
	`license_type` text NOT NULL,
	PRIMARY KEY(`user_id`, `license_type`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`license_type`) REFERENCES `license_types`(`type`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `assignments_by_type` ON `assignments` (`license_type`);--> statement-breakpoint
CREATE TABLE `license_types` (
	`type` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`pooled` integer NOT NULL,
	CONSTRAINT "license_types_pooled" CHECK("license_types"."pooled" in (0, 1))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `license_types_position_unique` ON `license_types` (`position`);--> statement-breakpoint
CREATE TABLE `service_licenses` (
	`account_id` integer NOT NULL,
	`license_type` text NOT NULL,
	`quantity` integer NOT NULL,
	`minimum` integer NOT NULL,
	`contract_price` integer,
	`paid_this_period` integer NOT NULL,
	`scheduled_quantity` integer,
	PRIMARY KEY(`account_id`, `license_type`),
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`license_type`) REFERENCES `license_types`(`type`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "service_licenses_quantity" CHECK("service_licenses"."quantity" between 0 and 1000000000),
	CONSTRAINT "service_licenses_minimum" CHECK("service_licenses"."minimum" between 0 and 1000000000),
	CONSTRAINT "service_licenses_contract_price" CHECK("service_licenses"."contract_price" between 0 and 9000000000000000),
	CONSTRAINT "service_licenses_paid_this_period" CHECK("service_licenses"."paid_this_period" between 0 and 1000000000),
	CONSTRAINT "service_licenses_scheduled_quantity" CHECK("service_licenses"."scheduled_quantity" between 0 and 1000000000),
	CONSTRAINT "service_licenses_scheduled_is_a_cut" CHECK("service_licenses"."scheduled_quantity" < "service_licenses"."quantity")
) STRICT;
--> statement-breakpoint
CREATE TABLE `list_prices` (
	`item` text NOT NULL,
	`effective_from` text NOT NULL,
	`unit_price` integer NOT NULL,
	PRIMARY KEY(`item`, `effective_from`),
	CONSTRAINT "list_prices_item" CHECK("list_prices"."item" in ('crm', 'crmView', 'powerDialer', 'flexPort', 'responseLoop', 'inbound', 'fax', 'recordingPort', 'minute', 'storage', 'training', 'consulting', 'implementation', 'contractAdjustment', 'serviceFee')),
	CONSTRAINT "list_prices_effective_from" CHECK("list_prices"."effective_from" is null or date("list_prices"."effective_from") is "list_prices"."effective_from"),
	CONSTRAINT "list_prices_unit_price" CHECK("list_prices"."unit_price" between -9000000000000000 and 9000000000000000)
) STRICT;
--> statement-breakpoint
CREATE TABLE `minutes_ledger` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`medium` text,
	`quantity` integer,
	`rate` integer,
	`amount` integer NOT NULL,
	`receipt_number` integer,
	`note` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`receipt_number`) REFERENCES `receipts`(`number`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "minutes_ledger_at" CHECK("minutes_ledger"."at" between 0 and 8640000000000000),
	CONSTRAINT "minutes_ledger_kind" CHECK("minutes_ledger"."kind" in ('usage', 'purchase', 'adjustment')),
	CONSTRAINT "minutes_ledger_usage" CHECK(("minutes_ledger"."kind" = 'usage') = ("minutes_ledger"."medium" is not null) and ("minutes_ledger"."kind" = 'usage') = ("minutes_ledger"."quantity" is not null) and ("minutes_ledger"."kind" = 'usage') = ("minutes_ledger"."rate" is not null)),
	CONSTRAINT "minutes_ledger_medium" CHECK("minutes_ledger"."medium" in ('call', 'text')),
	CONSTRAINT "minutes_ledger_quantity" CHECK("minutes_ledger"."quantity" between 0 and 9000000000000000),
	CONSTRAINT "minutes_ledger_rate" CHECK("minutes_ledger"."rate" between 0 and 9000000000000000),
	CONSTRAINT "minutes_ledger_amount" CHECK("minutes_ledger"."amount" between -9000000000000000 and 9000000000000000),
	CONSTRAINT "minutes_ledger_sign" CHECK(("minutes_ledger"."kind" <> 'usage' or "minutes_ledger"."amount" <= 0) and ("minutes_ledger"."kind" <> 'purchase' or "minutes_ledger"."amount" >= 0))
) STRICT;
--> statement-breakpoint
CREATE INDEX `minutes_ledger_sums` ON `minutes_ledger` (`account_id`,`at`,`kind`,`amount`);--> statement-breakpoint
CREATE TABLE `charges` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`total` integer NOT NULL,
	`funding_source_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`effect` text NOT NULL,
	`command_id` text,
	`state` text NOT NULL,
	`state_at` integer NOT NULL,
	`reason` text,
	`receipt_number` integer,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`funding_source_id`) REFERENCES `funding_sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`receipt_number`) REFERENCES `receipts`(`number`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "charges_id" CHECK(trim("charges"."id") <> ''),
	CONSTRAINT "charges_kind" CHECK("charges"."kind" in ('recurring', 'licensesAdded', 'minutes', 'automaticRecharge', 'products')),
	CONSTRAINT "charges_total" CHECK("charges"."total" between 1 and 9000000000000000),
	CONSTRAINT "charges_created_at" CHECK("charges"."created_at" between 0 and 8640000000000000),
	CONSTRAINT "charges_effect" CHECK("charges"."effect" is null or json_valid("charges"."effect")),
	CONSTRAINT "charges_state" CHECK("charges"."state" in ('sent', 'beingChecked', 'pending', 'approved', 'declined', 'notReceived', 'returned')),
	CONSTRAINT "charges_state_at" CHECK("charges"."state_at" between 0 and 8640000000000000),
	CONSTRAINT "charges_receipt" CHECK("charges"."receipt_number" is null or "charges"."state" = 'approved')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `charges_one_open` ON `charges` (`account_id`) WHERE "charges"."state" in ('sent', 'beingChecked', 'pending');--> statement-breakpoint
CREATE INDEX `charges_by_account` ON `charges` (`account_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `funding_sources` (
	`id` integer PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`institution` text NOT NULL,
	`last_four` text NOT NULL,
	`expires` text,
	`holder` text NOT NULL,
	`refused` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "funding_sources_position" CHECK("funding_sources"."position" between 0 and 1000000),
	CONSTRAINT "funding_sources_kind" CHECK("funding_sources"."kind" in ('card', 'bank')),
	CONSTRAINT "funding_sources_institution" CHECK(trim("funding_sources"."institution") <> ''),
	CONSTRAINT "funding_sources_last_four" CHECK("funding_sources"."last_four" glob '[0-9][0-9][0-9][0-9]'),
	CONSTRAINT "funding_sources_expires" CHECK(("funding_sources"."kind" = 'bank' and "funding_sources"."expires" is null) or ("funding_sources"."kind" = 'card' and "funding_sources"."expires" is not null and date("funding_sources"."expires" || '-01') is ("funding_sources"."expires" || '-01'))),
	CONSTRAINT "funding_sources_refused" CHECK("funding_sources"."refused" in (0, 1)),
	CONSTRAINT "funding_sources_removed_at" CHECK("funding_sources"."removed_at" between 0 and 8640000000000000)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `funding_sources_order` ON `funding_sources` (`account_id`,`position`) WHERE "funding_sources"."removed_at" is null;--> statement-breakpoint
CREATE TABLE `group_capabilities` (
	`group_id` integer NOT NULL,
	`capability` text NOT NULL,
	PRIMARY KEY(`group_id`, `capability`),
	FOREIGN KEY (`group_id`) REFERENCES `permission_groups`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "group_capabilities_capability" CHECK("group_capabilities"."capability" in ('viewBilling', 'makeScenarios', 'assignLicenses', 'changeQuantities', 'buyMinutes', 'manageFundingSources', 'manageUsers', 'managePrices', 'manageData'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `permission_groups` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`shipped` integer NOT NULL,
	CONSTRAINT "permission_groups_name_given" CHECK(trim("permission_groups"."name") <> ''),
	CONSTRAINT "permission_groups_shipped" CHECK("permission_groups"."shipped" in (0, 1))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `permission_groups_name` ON `permission_groups` (lower("name"));--> statement-breakpoint
CREATE TABLE `receipt_lines` (
	`receipt_number` integer NOT NULL,
	`position` integer NOT NULL,
	`product` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_price` integer NOT NULL,
	`amount` integer NOT NULL,
	`explanation` text,
	PRIMARY KEY(`receipt_number`, `position`),
	FOREIGN KEY (`receipt_number`) REFERENCES `receipts`(`number`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "receipt_lines_quantity" CHECK("receipt_lines"."quantity" between 0 and 1000000000),
	CONSTRAINT "receipt_lines_unit_price" CHECK("receipt_lines"."unit_price" between -9000000000000000 and 9000000000000000),
	CONSTRAINT "receipt_lines_amount" CHECK("receipt_lines"."amount" between -9000000000000000 and 9000000000000000),
	CONSTRAINT "receipt_lines_explanation" CHECK("receipt_lines"."explanation" is null or json_valid("receipt_lines"."explanation"))
) STRICT;
--> statement-breakpoint
CREATE TABLE `receipts` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`date` text NOT NULL,
	`issued_at` integer NOT NULL,
	`kind` text NOT NULL,
	`funding_source` text NOT NULL,
	`authorised_by` text NOT NULL,
	`period_start` text,
	`period_end` text,
	`charge_id` text,
	`total` integer NOT NULL,
	`line_count` integer NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`charge_id`) REFERENCES `charges`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "receipts_date" CHECK("receipts"."date" is null or date("receipts"."date") is "receipts"."date"),
	CONSTRAINT "receipts_issued_at" CHECK("receipts"."issued_at" between 0 and 8640000000000000),
	CONSTRAINT "receipts_kind" CHECK("receipts"."kind" in ('recurring', 'licensesAdded', 'minutes', 'automaticRecharge', 'products')),
	CONSTRAINT "receipts_period_start" CHECK("receipts"."period_start" is null or date("receipts"."period_start") is "receipts"."period_start"),
	CONSTRAINT "receipts_period_end" CHECK("receipts"."period_end" is null or date("receipts"."period_end") is "receipts"."period_end"),
	CONSTRAINT "receipts_period" CHECK(("receipts"."period_start" is null) = ("receipts"."period_end" is null) and ("receipts"."period_start" is null or "receipts"."period_start" <= "receipts"."period_end")),
	CONSTRAINT "receipts_total" CHECK("receipts"."total" between 0 and 9000000000000000),
	CONSTRAINT "receipts_charge" CHECK("receipts"."charge_id" is null or "receipts"."total" > 0),
	CONSTRAINT "receipts_line_count" CHECK("receipts"."line_count" between 1 and 10000),
	CONSTRAINT "receipts_previous_hash" CHECK(length("receipts"."previous_hash") = 64 and "receipts"."previous_hash" not glob '*[^0-9a-f]*'),
	CONSTRAINT "receipts_hash" CHECK(length("receipts"."hash") = 64 and "receipts"."hash" not glob '*[^0-9a-f]*')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `receipts_charge_id_unique` ON `receipts` (`charge_id`);--> statement-breakpoint
CREATE INDEX `receipts_by_account` ON `receipts` (`account_id`);--> statement-breakpoint
CREATE INDEX `receipts_by_kind` ON `receipts` (`kind`);--> statement-breakpoint
CREATE TABLE `session_imports` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`file_name` text NOT NULL,
	CONSTRAINT "session_imports_at" CHECK("session_imports"."at" between 0 and 8640000000000000)
) STRICT;
--> statement-breakpoint
CREATE TABLE `shift_plan_users` (
	`plan_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	PRIMARY KEY(`plan_id`, `user_id`),
	FOREIGN KEY (`plan_id`) REFERENCES `shift_plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `shift_plans` (
	`id` integer PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`name` text NOT NULL,
	`tool` text NOT NULL,
	`weekdays` integer NOT NULL,
	`start_minute` integer NOT NULL,
	`end_minute` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shift_plans_name" CHECK(trim("shift_plans"."name") <> ''),
	CONSTRAINT "shift_plans_tool" CHECK("shift_plans"."tool" in ('powerDialer', 'voicemailDrop', 'jabberDog', 'inbound', 'blend', 'fax', 'recording')),
	CONSTRAINT "shift_plans_weekdays" CHECK("shift_plans"."weekdays" between 1 and 127),
	CONSTRAINT "shift_plans_start_minute" CHECK("shift_plans"."start_minute" between 0 and 1439),
	CONSTRAINT "shift_plans_end_minute" CHECK("shift_plans"."end_minute" between 0 and 1439)
) STRICT;
--> statement-breakpoint
CREATE INDEX `shift_plans_by_account` ON `shift_plans` (`account_id`);--> statement-breakpoint
CREATE TABLE `tool_sessions` (
	`id` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`user_id` integer,
	`tool` text NOT NULL,
	`start_at` integer NOT NULL,
	`end_at` integer NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `session_imports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tool_sessions_tool" CHECK("tool_sessions"."tool" in ('powerDialer', 'voicemailDrop', 'jabberDog', 'inbound', 'blend', 'fax', 'recording')),
	CONSTRAINT "tool_sessions_start_at" CHECK("tool_sessions"."start_at" between 0 and 8640000000000000),
	CONSTRAINT "tool_sessions_end_at" CHECK("tool_sessions"."end_at" between 0 and 8640000000000000),
	CONSTRAINT "tool_sessions_end_after_start" CHECK("tool_sessions"."end_at" > "tool_sessions"."start_at")
) STRICT;
--> statement-breakpoint
CREATE INDEX `tool_sessions_by_start` ON `tool_sessions` (`account_id`,`start_at`);--> statement-breakpoint
CREATE INDEX `tool_sessions_by_import` ON `tool_sessions` (`import_id`);--> statement-breakpoint
CREATE TABLE `storage_measurements` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`used_mb` integer NOT NULL,
	CONSTRAINT "storage_measurements_at" CHECK("storage_measurements"."at" between 0 and 8640000000000000),
	CONSTRAINT "storage_measurements_used_mb" CHECK("storage_measurements"."used_mb" between 0 and 1000000000)
) STRICT;
--> statement-breakpoint
CREATE INDEX `storage_measurements_by_time` ON `storage_measurements` (`at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`email` text NOT NULL,
	`active` integer NOT NULL,
	`group_id` integer,
	`password_hash` text,
	`wrong_tries` integer NOT NULL,
	`next_try_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `billing_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `permission_groups`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "users_email_given" CHECK(trim("users"."email") <> ''),
	CONSTRAINT "users_active" CHECK("users"."active" in (0, 1)),
	CONSTRAINT "users_wrong_tries" CHECK("users"."wrong_tries" between 0 and 1000000),
	CONSTRAINT "users_next_try_at" CHECK("users"."next_try_at" between 0 and 8640000000000000)
) STRICT;
--> statement-breakpoint
CREATE INDEX `users_by_account` ON `users` (`account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (lower("email"));
--> statement-breakpoint
PRAGMA user_version = 1;
