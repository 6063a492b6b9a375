import { expect, it } from 'vitest';
import { foldCase } from '../../electron/db/foldCase.ts';
import { aReceipt, aReceiptLine, aUser } from '../support/builders.ts';
import { fillSmall, testDataFile } from '../support/testDatabase.ts';

it('folds the letters of every script, however they were typed', () => {
  expect(foldCase('ÉCOLE ÖSTERREICH ΑΘΗΝΑ МОСКВА')).toBe('école österreich αθηνα москва');
  expect(foldCase('e\u0301')).toBe('é');
});

it('text filters of users and receipts ignore the case of every letter', async () => {
  const file = await testDataFile((made, tx) => {
    fillSmall(made, tx);
    made.users.insertTx(tx, aUser({ email: 'zoe@example.com', firstName: 'Zoë', lastName: 'Østergård' }));
    made.receipts.issueTx(tx, aReceipt({ authorisedBy: 'Zoë Østergård', lines: [aReceiptLine({ description: 'Einführung 100 %' })] }));
    made.receipts.issueTx(tx, aReceipt());
  });
  for (const text of ['ØSTERGÅRD', 'østergård', 'ZOË ø', 'zoe@']) expect([text, file.users.count({ text })]).toEqual([text, 1]);
  for (const text of ['ØSTERGÅRD', 'einfÜHRUNG 100 %']) expect([text, file.receipts.count({ text })]).toEqual([text, 1]);
  expect(file.receipts.count({ text: 'ø%d' })).toBe(0);
  file.close();
});
