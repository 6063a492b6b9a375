import { YearApplication } from './yearApplication.ts';
import { ModelCrash, YearModel } from './yearModel.ts';
import { CYCLES, tellStory } from './yearStory.ts';
import type { Story, StoryAction } from './yearStory.ts';

export interface SimulatedYear {
  readonly charges: number;
  readonly crashes: number;
  /** Empty where application and model agree. */
  readonly difference: string;
}

/** Balances are compared after every so many actions. */
const LOOK_EVERY = 7;

/** Lives one random company's year twice, in the application and in the model, and says where they part first. */
export async function simulateYear(seed: number, cycles = CYCLES): Promise<SimulatedYear> {
  const story = tellStory(seed, cycles);
  const application = new YearApplication(story);
  try {
    await application.begin();
    return await live(story, application, new YearModel(story));
  } finally {
    application.end();
  }
}

async function live(story: Story, application: YearApplication, model: YearModel): Promise<SimulatedYear> {
  let crashes = 0;
  let difference = '';
  for (const [told, action] of story.actions.entries()) {
    const expected = tell(model, action);
    const found = await application.act(action);
    // A process that ended starts again, and looks at once.
    if (expected.crashed && found.crashed) {
      crashes += 1;
      const again = { at: action.at + 30_000, do: 'beat' } as const;
      tell(model, again);
      await application.act(again);
    }
    difference = compare(story, application, model, told % LOOK_EVERY === 0, [`${expected.outcome} ${String(expected.crashed)}`, `${found.outcome} ${String(found.crashed)}`]);
    if (difference !== '') {
      difference = `seed ${story.seed}, ${story.timeZone}, at ${new Date(action.at).toISOString()}, ${action.do}:\n${difference}`;
      break;
    }
  }
  if (difference === '') difference = compare(story, application, model, true, ['', '']) || compareHistory(story, application, model);
  return { charges: model.charges.length, crashes, difference };
}

function tell(model: YearModel, action: StoryAction): { readonly crashed: boolean; readonly outcome: string } {
  try {
    return { crashed: false, outcome: act(model, action) };
  } catch (error) {
    if (error instanceof ModelCrash) return { crashed: true, outcome: '' };
    throw error;
  }
}

function act(model: YearModel, action: StoryAction): string {
  const { at } = action;
  switch (action.do) {
    case 'beat':
      model.beat(at);
      return '';
    case 'restart':
      model.leave(at);
      return '';
    case 'answer': {
      const stopped = model.stopped(at);
      if (stopped !== null) model.answer(at);
      return stopped ?? '';
    }
    case 'use':
      model.use(at, action);
      return '';
    case 'buy':
      return model.buy(at, action);
    case 'change':
      return model.change(at, action);
    case 'turn':
      return model.turn(at, action);
    case 'billingDay':
      return model.changeBillingDay(at, action);
    case 'replace':
      model.replace(at, action);
      return '';
    case 'price':
      model.price(action);
      return '';
    case 'storage':
      model.measure(at, action);
      return '';
    case 'crash':
      model.arm(action);
      return '';
  }
}

const inMicros = (text: string): bigint => {
  const [whole = '', rest = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * 1_000_000n + BigInt(rest.padEnd(6, '0'));
  return text.startsWith('-') ? -size : size;
};

/** After each action: what came of it; and every balance, now and then. */
function compare(story: Story, application: YearApplication, model: YearModel, look: boolean, [expected, found]: readonly [string, string]): string {
  if (expected !== found) return `came out as ${found}, expected ${expected}\n${compareHistory(story, application, model)}`;
  if (!look) return '';
  const balances = application.balances().map(inMicros);
  const wrong = model.accounts.find(({ balance }, index) => balance !== balances[index]);
  if (wrong === undefined) return '';
  return `${wrong.name} has another balance than ${String(wrong.balance)}\n${compareHistory(story, application, model)}`;
}

/** Every charge and every cycle's decision. */
function compareHistory(story: Story, application: YearApplication, model: YearModel): string {
  const found = application.charges();
  const expected = model.chargesInWords();
  const at = expected.findIndex((line, index) => line !== found[index]);
  const lines: string[] = [];
  if (at !== -1 || found.length !== expected.length) {
    const index = at === -1 ? expected.length : at;
    lines.push(`charge ${index}: ${found[index] ?? 'none'}\n  expected: ${expected[index] ?? 'none'}`);
  }
  for (const [index, { name }] of story.accounts.entries()) {
    const decided = application.decisions(index);
    const should = model.accounts[index]?.decisions ?? new Map<number, string>();
    const cycles = [...new Set([...decided.keys(), ...should.keys()])].sort((a, b) => a - b);
    const other = cycles.filter((cycle) => decided.get(cycle) !== should.get(cycle));
    for (const cycle of other.slice(0, 3)) {
      lines.push(`${name}, cycle ${cycle} (${new Date(cycle * 14_400_000).toISOString()}): ${decided.get(cycle) ?? 'none'}, expected ${should.get(cycle) ?? 'none'}`);
    }
  }
  return lines.join('\n');
}
