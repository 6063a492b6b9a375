import type { Services } from '../../services/services.ts';
import type { Handlers } from '../gate.ts';

/** One line a route: the gate has parsed the input, the service does the work. */
export function createHandlers({ company, app, session, groups, summary, imports, billingManager }: Services): Handlers {
  return {
    'app.state': () => app.state(),
    'file.openDemonstration': () => company.openDemonstration(),
    'file.create': (input) => company.create(input),
    'file.open': ({ path }) => company.open(path),
    'file.close': () => company.close(),
    'file.choose': (input) => app.chooseFile(input),
    'window.openBillingManager': (input) => app.openBillingManager(input),
    'session.signIn': (input) => session.signIn(input),
    'session.lock': () => session.lock(),
    'session.touch': () => session.touch(),
    'session.changePassword': (input) => session.changePassword(input),
    'session.resetPassword': (input) => session.resetPassword(input),
    'groups.list': () => groups.list(),
    'groups.add': (input) => groups.add(input),
    'groups.change': (input) => groups.change(input),
    'groups.remove': (input) => groups.remove(input),
    'import.begin': (input) => imports.begin(input),
    'import.chunk': (input) => imports.chunk(input),
    'import.finish': (input) => imports.finish(input),
    'import.apply': (input) => imports.apply(input),
    'import.cancel': (input) => imports.cancel(input),
    'summary.accounts': () => summary.accounts(),
    'receipts.page': (input) => summary.receipts(input),
    'activity.page': (input) => summary.activity(input),
    'billingManager.view': ({ accountId }) => billingManager.view(accountId),
    'billingManager.preview': (input) => billingManager.preview(input),
    'billingManager.accept': (input) => billingManager.accept(input),
    'billingManager.checkCharge': ({ accountId }) => billingManager.checkCharge(accountId),
  };
}
