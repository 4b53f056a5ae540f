import assert from 'node:assert/strict';
import type { ControlFacts } from '../../../electron/core/world/windows.ts';
import { ID, type Points, refused, SOON, toNewProfile, value } from './scene.ts';

export const seeing: Points = {
  'lists the windows of the given processes only': async ({ agent, hands, dialogs }) => {
    const mail = await hands.active();
    assert.equal(mail.title, 'Mail');
    assert.ok(dialogs.processIds().includes(mail.processId));
    assert.deepEqual(await agent.windows([]), []);
    assert.deepEqual(
      (await agent.windows([dialogs.foreignProcess])).filter(({ handle }) => handle === mail.handle),
      [],
    );
  },
  'tells an owner from the dialog above it, and lists that one first': async ({ hands }) => {
    const { mail, dialog } = await toNewProfile(hands);
    const seen = await hands.windows();
    assert.deepEqual(
      seen.map(({ handle, enabled }) => ({ handle, enabled })),
      [
        { handle: dialog.handle, enabled: true },
        { handle: mail.handle, enabled: false },
      ],
    );
  },
  'describes every control of a window': async ({ agent, hands }) => {
    const mail = await hands.active();
    const tree = value(await agent.tree(mail.handle, SOON)).filter(({ visible }) => visible);
    assert.equal(tree.length, 12);
    const by = (id: number): ControlFacts => tree.find((control) => control.id === id) ?? assert.fail(`no control ${id}`);
    assert.equal(by(ID.add).className, 'Button');
    assert.equal(by(ID.add).caption.replace('&', ''), 'Add...');
    assert.equal(by(ID.add).style & 15, 0);
    assert.equal(by(ID.always).style & 15, 9);
    assert.equal(by(ID.list).className, 'ListBox');
    assert.equal(by(ID.add).parent, mail.handle);
    assert.equal(by(ID.add).enabled, true);
    assert.deepEqual(
      tree.map(({ index }) => index),
      tree.map(({ index }) => index).sort((a, b) => a - b),
    );
  },
  'reads what a dialog says and what it holds': async ({ agent, hands }) => {
    const mail = await hands.active();
    assert.match(value(await agent.read((await hands.find(mail, ID.add)).handle, SOON)), /^A&?dd\.\.\.$/);
    assert.equal(value(await agent.checked((await hands.find(mail, ID.always)).handle, SOON)), true);
    assert.equal(value(await agent.checked((await hands.find(mail, ID.prompt)).handle, SOON)), false);
    assert.deepEqual(value(await agent.lines((await hands.find(mail, ID.list)).handle, SOON)), []);
    refused(await agent.lines((await hands.find(mail, ID.add)).handle, SOON), 'not-supported');
  },
};
