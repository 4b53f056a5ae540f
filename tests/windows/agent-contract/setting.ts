import assert from 'node:assert/strict';
import { DIFFICULT, ID, type Points, refused, SOON, toNewProfile, toServers, toWizard, value } from './scene.ts';

export const setting: Points = {
  'sets a text in each way, whatever its letters, and the dialog notices': async ({ agent, hands }) => {
    const { dialog } = await toNewProfile(hands);
    const field = (await hands.find(dialog, ID.profileName)).handle;
    for (const way of ['quiet', 'notified', 'characters'] as const) {
      const set = await agent.set(field, DIFFICULT, way, SOON);
      if (agent.kind === 'powershell' && way !== 'quiet') {
        refused(set, 'not-supported');
        continue;
      }
      value(set);
      assert.equal(value(await agent.read(field, SOON)), DIFFICULT, way);
      await hands.enabled(dialog, ID.ok);
      value(await agent.set(field, '', 'quiet', SOON));
      assert.equal(value(await agent.read(field, SOON)), '');
      await hands.becomes('OK disabled again', async () => !(await hands.find(dialog, ID.ok)).enabled);
    }
  },
  'takes a password and never gives it back': async ({ agent, hands }) => {
    const wizard = await toWizard(hands);
    const field = await hands.find(wizard, ID.password);
    assert.equal(field.style & 0x20, 0x20);
    value(await agent.set(field.handle, 'Geheim-ü-12', 'quiet', SOON));
    const read = await agent.read(field.handle, SOON);
    if (agent.kind === 'powershell') refused(read, 'not-supported');
    else assert.equal(value(read), '•'.repeat(11));
    assert.equal((await hands.find(wizard, ID.password)).caption, '');
  },
  'chooses a radio button, and the other one is no longer chosen': async ({ agent, hands }) => {
    const wizard = await toWizard(hands);
    const [auto, manual] = [(await hands.find(wizard, ID.auto)).handle, (await hands.find(wizard, ID.manual)).handle];
    assert.equal(value(await agent.checked(auto, SOON)), true);
    assert.equal((await hands.find(wizard, ID.next)).enabled, false);
    value(await agent.choose(manual, { checked: true }, SOON));
    assert.equal(value(await agent.checked(manual, SOON)), true);
    assert.equal(value(await agent.checked(auto, SOON)), false);
    await hands.enabled(wizard, ID.next);
  },
  'brings a check box into a state, also when it is in it already': async ({ agent, hands }) => {
    const wizard = await toServers(agent, hands, ID.popImap);
    const box = (await hands.find(wizard, ID.remember)).handle;
    for (const checked of [true, true, false, false, true]) {
      value(await agent.choose(box, { checked }, SOON));
      assert.equal(value(await agent.checked(box, SOON)), checked);
    }
  },
  'shows a tab, and chooses a line of a combo so that the page acts on it': async ({ agent, hands }) => {
    const wizard = await toServers(agent, hands, ID.popImap);
    const type = (await hands.find(wizard, ID.type)).handle;
    assert.deepEqual(value(await agent.lines(type, SOON)), ['POP3', 'IMAP']);
    assert.equal(value(await agent.read(type, SOON)), 'POP3');
    value(await agent.choose(type, { line: 1 }, SOON));
    assert.equal(value(await agent.read(type, SOON)), 'IMAP');
    await hands.press(wizard, ID.more);
    const sheet = await hands.active([wizard.handle]);
    const tabs = (await hands.find(sheet, ID.tabs)).handle;
    assert.deepEqual(value(await agent.lines(tabs, SOON)), ['Outgoing Server', 'Advanced']);
    value(await agent.choose(tabs, { tab: 1 }, SOON));
    const security = (await hands.find(sheet, ID.inSecurity)).handle;
    const port = (await hands.find(sheet, ID.inPort)).handle;
    assert.equal(value(await agent.read(port, SOON)), '143');
    value(await agent.choose(security, { line: 1 }, SOON));
    assert.equal(value(await agent.read(security, SOON)), 'SSL/TLS');
    await hands.becomes('the port that belongs to TLS', async () => value(await agent.read(port, SOON)) === '993');
  },
  'moves a slider so that the page remembers it, and reads the rows of a list': async ({ agent, hands, dialogs }) => {
    const wizard = await toServers(agent, hands, ID.activeSync);
    const texts = [
      [ID.name, 'Anna Äpfel'],
      [ID.address, 'anna@example.test'],
      [ID.incoming, 'mail.example.test'],
      [ID.user, 'anna@example.test'],
      [ID.password, 'x'],
    ] as const;
    for (const [id, text] of texts) await hands.fill(wizard, id, text);
    value(await agent.choose((await hands.find(wizard, ID.slider)).handle, { position: 3 }, SOON));
    await hands.enabled(wizard, ID.next);
    await hands.press(wizard, ID.next);
    const test = await hands.active([wizard.handle]);
    const list = (await hands.find(test, ID.testList)).handle;
    await hands.becomes('a finished test', async () => {
      const rows = await agent.lines(list, SOON);
      return rows.ok && /^Log onto Exchange ActiveSync mail server \(EAS\)\tCompleted$/.test(rows.value.join('|'));
    });
    await hands.enabled(test, ID.cancel);
    await hands.press(test, ID.cancel);
    await hands.press(wizard, ID.finish);
    await hands.becomes('the account', async () => (await dialogs.accountNumber('Contract', 'EAS SyncSlider')) === 3);
  },
};
