import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const templates = process.env['BILLING_DESK_TEMPLATES'] ?? mkdtempSync(join(tmpdir(), 'billing-desk-templates-'));

/**
 * Puts what `make` leaves in a folder into another one, empty so far. It is made once for a name and copied from then
 * on, by every process of the test run: the demonstration of a moment is the same each time.
 */
export async function fromTemplate(name: string, folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const template = join(templates, name);
  if (!existsSync(template)) {
    mkdirSync(templates, { recursive: true });
    const making = mkdtempSync(join(templates, 'making-'));
    await make(making);
    // Whole or not there at all; whoever came first has made the same.
    try {
      renameSync(making, template);
    } catch {
      rmSync(making, { recursive: true });
    }
  }
  cpSync(template, folder, { recursive: true });
}
