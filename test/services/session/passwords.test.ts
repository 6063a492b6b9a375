import { expect, test } from 'vitest';
import { createPasswords, PASSWORD_COST } from '../../../electron/services/session/passwords.ts';

const CHEAP = 2 ** 10;

test('people’s passwords are kept at the cost OWASP names, with a salt of their own', async () => {
  const passwords = createPasswords(PASSWORD_COST);
  const kept = await passwords.hash('correct horse battery');
  expect(kept).toMatch(/^scrypt\$131072\$8\$1\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
  expect(await passwords.matches('correct horse battery', kept)).toBe(true);
});

test('the same password twice is kept in two ways', async () => {
  const passwords = createPasswords(CHEAP);
  expect(await passwords.hash('correct horse battery')).not.toBe(await passwords.hash('correct horse battery'));
});

test('a password kept at another cost is still checked', async () => {
  const kept = await createPasswords(CHEAP).hash('correct horse battery');
  const later = createPasswords(CHEAP * 2);
  expect(await later.matches('correct horse battery', kept)).toBe(true);
  expect(await later.matches('correct horse batterie', kept)).toBe(false);
});

test('no password matches where none is kept, or where it cannot be read', async () => {
  const passwords = createPasswords(CHEAP);
  expect(await passwords.matches('', null)).toBe(false);
  expect(await passwords.matches('x', 'plain text')).toBe(false);
});

test('letters composed by another keyboard are the same letters', async () => {
  const passwords = createPasswords(CHEAP);
  expect(await passwords.matches('Mu\u0308nchen', await passwords.hash('München'))).toBe(true);
});
