import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALING, LEAST } from '../services/scenarios/scenarioFiles.ts';

const command = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'quote.ts');
const examples = join(import.meta.dirname, 'examples');

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function quote(args: readonly string[], options: { input?: string | Uint8Array; cwd?: string; env?: Record<string, string> } = {}): Promise<Run> {
  // Without what npm says about the script that runs these tests.
  const env = { ...process.env, npm_lifecycle_event: undefined, INIT_CWD: undefined, ...options.env };
  const child = spawn(process.execPath, [command, ...args], { cwd: options.cwd ?? examples, env });
  child.stdin.end(options.input ?? '');
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, err };
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quote-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const names = readdirSync(examples).filter((name) => name.endsWith('.scenario.json'));

describe('an example', () => {
  it('is there', () => expect(names).toHaveLength(3));

  it.each(names)('%s gives its quote', async (name) => {
    const { code, out, err } = await quote([name]);
    const expected: unknown = JSON.parse(readFileSync(join(examples, name.replace('.scenario.', '.quote.')), 'utf8'));
    expect(JSON.parse(out)).toEqual(expected);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

describe('where the file comes from', () => {
  it('is standard input for -', async () => {
    const { code, out } = await quote(['-'], { input: JSON.stringify({ ...LEAST, name: 'Zoë' }) });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ name: 'Zoë' });
  });

  it('is the folder in which npm was called', async () => {
    const { code } = await quote(['company-x.scenario.json'], { cwd: folder, env: { npm_lifecycle_event: 'quote', INIT_CWD: examples } });
    expect(code).toBe(0);
  });

  it('is the current folder where another script calls it', async () => {
    const { code } = await quote(['company-x.scenario.json'], { cwd: examples, env: { npm_lifecycle_event: 'test', INIT_CWD: folder } });
    expect(code).toBe(0);
  });
});

describe('a bad file', () => {
  it.each<[string, readonly string[], string | Uint8Array, object]>([
    ['no file named', [], '', { code: 'BAD_JSON', path: '' }],
    ['two files named', ['company-x.scenario.json', 'shifts.scenario.json'], '', { code: 'BAD_JSON', path: '' }],
    ['a file that is not there', ['nothing.json'], '', { code: 'BAD_JSON', path: '' }],
    ['a folder', ['.'], '', { code: 'BAD_JSON', path: '' }],
    ['nothing', ['-'], '', { code: 'BAD_JSON', path: '' }],
    ['half a file', ['-'], '{"format":', { code: 'BAD_JSON', path: '' }],
    ['text that is not UTF-8', ['-'], Uint8Array.of(0x22, 0xff, 0x22), { code: 'BAD_JSON', path: '' }],
    ['a list', ['-'], '[]', { code: 'BAD_INPUT', path: '' }],
    ['another format', ['-'], '{}', { code: 'UNKNOWN_FORMAT', path: '/format' }],
    ['a wrong value', ['-'], JSON.stringify({ ...LEAST, name: null }), { code: 'BAD_INPUT', path: '/name' }],
    [
      'a quantity below its minimum',
      ['-'],
      JSON.stringify({ ...LEAST, licenses: [{ type: 'fax', quantity: 1, unitPrice: '1', minimum: 2 }] }),
      { code: 'BELOW_CONTRACT_MINIMUM', path: '/licenses/0/quantity' },
    ],
  ])('%s: exit 2, one JSON object on standard error, nothing on standard output', async (_, args, input, fault) => {
    const { code, out, err } = await quote(args, { input });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(JSON.parse(err)).toEqual({ ...fault, message: expect.stringMatching(/^[A-Z"].+\.$/) });
  });
});

describe('a long answer', () => {
  const sessions = Array.from({ length: 20_000 }, () => DIALING);

  it('is written to its end', async () => {
    const file = join(folder, 'long.json');
    writeFileSync(file, JSON.stringify({ ...LEAST, sessions }));
    const { code, out } = await quote([file]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ seats: { needed: { powerDialer: 20_000 } } });
  });

  it('may be cut off by its reader without a complaint', async () => {
    const child = spawn(process.execPath, [command, '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.end(JSON.stringify({ ...LEAST, sessions }));
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await text(child.stderr)).toBe('');
  });
});
