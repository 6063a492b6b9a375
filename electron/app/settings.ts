import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });

const settingsSchema = z.object({
  recentFiles: z.array(z.object({ path: z.string(), companyName: z.string() })).catch([]),
  /** Where each window was when it closed: "summary", or "billing-manager" for the last of those. */
  windows: z.record(z.string(), bounds).catch({}),
  /** The stamps each data file used here may bear, by its path from this folder. */
  places: z.record(z.string(), z.array(z.string())).catch({}),
  theme: z.enum(['light', 'dark', 'system']).catch('system'),
});

export type Settings = z.infer<typeof settingsSchema>;
export type WindowBounds = z.infer<typeof bounds>;

export interface SettingsFile {
  read(): Settings;
  /** Reads, changes and writes in one synchronous step, so that two callers lose nothing of each other. Settings that cannot be written stay as they were. */
  update(change: Partial<Settings>): void;
}

/**
 * Conveniences of this machine, in one small JSON file; nothing of the company's is in it. A missing or unreadable file, or
 * part, gives the defaults, and one that cannot be written is logged: settings must never keep anyone from their data.
 */
export function openSettings(file: string, onError: (error: unknown) => void): SettingsFile {
  const read = (): Settings => {
    let content: unknown = {};
    try {
      content = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      // Missing on the first start; damaged: the defaults, as said above.
    }
    const parsed = settingsSchema.safeParse(content);
    return parsed.success ? parsed.data : settingsSchema.parse({});
  };
  return {
    read,
    update(change) {
      const next = { ...read(), ...change };
      const temporary = `${file}.new`;
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(temporary, `${JSON.stringify(next, null, 2)}\n`);
        renameSync(temporary, file);
      } catch (error) {
        onError(error);
      }
    },
  };
}
