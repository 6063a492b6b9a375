import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { quoteAnswer } from '../services/scenarios/quoteAnswer.ts';
import { type QuoteFault, ScenarioRefused } from '../services/scenarios/quoteFault.ts';
import { readScenario } from '../services/scenarios/readScenario.ts';

/*
 * `npm run --silent quote -- FILE`: prices a scenario file (SPEC section 13). The answer goes to standard output with
 * exit code 0, a fault to standard error with exit code 2.
 */

type Outcome = { readonly ok: true; readonly answer: object } | { readonly ok: false; readonly fault: QuoteFault };

// A reader that has seen enough, `head` for one, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const outcome = await quote(process.argv.slice(2));
if (outcome.ok) {
  process.stdout.write(`${JSON.stringify(outcome.answer, null, 2)}\n`);
} else {
  process.stderr.write(`${JSON.stringify(outcome.fault)}\n`);
  // Not process.exit, which would cut off what is still being written.
  process.exitCode = 2;
}

async function quote(files: readonly string[]): Promise<Outcome> {
  try {
    return { ok: true, answer: quoteAnswer(readScenario(await readBytes(files))) };
  } catch (error) {
    if (error instanceof ScenarioRefused) return { ok: false, fault: error.fault };
    throw error;
  }
}

async function readBytes(files: readonly string[]): Promise<Uint8Array> {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) {
    throw new ScenarioRefused('BAD_JSON', [], 'Name one scenario file, or - to read standard input.');
  }
  try {
    return file === '-' ? await buffer(process.stdin) : await readFile(resolve(callersFolder(), file));
  } catch (error) {
    throw new ScenarioRefused('BAD_JSON', [], `"${file}" cannot be read: ${whyUnread(error)}.`);
  }
}

/** The system's reason in words; its own message names calls and codes. */
function whyUnread(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not read it';
    default:
      return 'the system could not read it';
  }
}

/** npm runs scripts in the project's folder, and says in INIT_CWD where the person is. */
function callersFolder(): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  return script === 'quote' && folder !== undefined ? folder : process.cwd();
}
