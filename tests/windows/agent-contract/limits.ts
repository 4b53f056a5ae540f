import assert from 'node:assert/strict';
import { ID, leftAtOnce, type Points, refused, SOON, toNewProfile, toWizard, value } from './scene.ts';

export const waiting: Points = {
  'gives up when the time is over': async ({ agent }) => {
    refused(await agent.wait(async () => undefined, { timeout: 100 }), 'timed-out');
  },
  'leaves a wait within 200 ms of being cancelled': async ({ agent }) => {
    await leftAtOnce((signal) => agent.wait(async () => undefined, { timeout: 60_000, signal }));
    await leftAtOnce((signal) => agent.wait(() => new Promise(() => undefined), { timeout: 60_000, signal }));
    refused(await agent.wait(async () => undefined, { timeout: 60_000, signal: AbortSignal.abort() }), 'cancelled');
  },
  'does nothing for somebody who has cancelled': async ({ agent, hands }) => {
    const { dialog } = await toNewProfile(hands);
    const field = (await hands.find(dialog, ID.profileName)).handle;
    const over = { timeout: 5000, signal: AbortSignal.abort() };
    refused(await agent.set(field, 'x', 'quiet', over), 'cancelled');
    refused(await agent.set(field, 'x', 'characters', over), 'cancelled');
    refused(await agent.press((await hands.find(dialog, ID.cancel)).handle, over), 'cancelled');
    refused(await agent.close(dialog.handle, over), 'cancelled');
    refused(await agent.read(field, over), 'cancelled');
    assert.equal(value(await agent.read(field, SOON)), '');
    assert.equal((await hands.active()).handle, dialog.handle);
  },
};

export const hanging: Points = {
  'calls a window hung that does not answer, within its limit, and leaves it at once when cancelled': async ({ agent, hands }) => {
    const wizard = await toWizard(hands);
    const [next, manual, field] = [
      (await hands.find(wizard, ID.next)).handle,
      (await hands.find(wizard, ID.manual)).handle,
      (await hands.find(wizard, ID.name)).handle,
    ];
    value(await agent.choose(manual, { checked: true }, SOON));
    await hands.enabled(wizard, ID.next);
    value(await agent.press(next, SOON));
    const limit = { timeout: 1000 };
    // It may still be on its way into the page that hangs.
    await hands.becomes('a hung window', async () => !(await agent.tree(wizard.handle, limit)).ok);
    const started = performance.now();
    refused(await agent.tree(wizard.handle, limit), 'hung');
    assert.ok(performance.now() - started < 10_000);
    refused(await agent.read(field, limit), 'hung');
    refused(await agent.set(field, 'x', 'quiet', limit), 'hung');
    assert.ok((await agent.windows([wizard.processId])).some(({ handle }) => handle === wizard.handle));
    await leftAtOnce((signal) => agent.read(field, { timeout: 30_000, signal }));
  },
};

export const dying: Points = {
  'calls a window gone whose program has died': async ({ agent, hands }) => {
    const wizard = await toWizard(hands);
    const manual = (await hands.find(wizard, ID.manual)).handle;
    value(await agent.choose(manual, { checked: true }, SOON));
    await hands.enabled(wizard, ID.next);
    value(await agent.press((await hands.find(wizard, ID.next)).handle, SOON));
    await hands.becomes('no window', async () => (await agent.windows([wizard.processId])).length === 0);
    refused(await agent.read(manual, SOON), 'gone');
    refused(await agent.tree(wizard.handle, SOON), 'gone');
  },
};
