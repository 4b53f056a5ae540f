import assert from 'node:assert/strict';
import { ID, type Points, refused, SOON, toNewProfile, value } from './scene.ts';

export const pressing: Points = {
  'presses a button that opens a dialog without waiting for it to close': async ({ agent, hands }) => {
    const mail = await hands.active();
    const add = (await hands.find(mail, ID.add)).handle;
    value(await agent.press(add, { timeout: 3000 }));
    const dialog = await hands.active([mail.handle]);
    assert.equal(dialog.title, 'New Profile');
    refused(await agent.choose((await hands.find(mail, ID.prompt)).handle, { checked: true }, SOON), 'disabled');
  },
  'refuses a disabled button and a disabled window': async ({ agent, hands }) => {
    const { mail, dialog } = await toNewProfile(hands);
    refused(await agent.press((await hands.find(dialog, ID.ok)).handle, SOON), 'disabled');
    refused(await agent.press((await hands.find(mail, ID.add)).handle, SOON), 'disabled');
  },
  'closes a window, and calls it and its controls gone': async ({ agent, hands }) => {
    const { mail, dialog } = await toNewProfile(hands);
    const field = (await hands.find(dialog, ID.profileName)).handle;
    value(await agent.close(dialog.handle, SOON));
    await hands.becomes('the owner enabled again', async () => (await hands.active()).handle === mail.handle);
    refused(await agent.read(field, SOON), 'gone');
    refused(await agent.tree(dialog.handle, SOON), 'gone');
    refused(await agent.set(field, 'x', 'quiet', SOON), 'gone');
    refused(await agent.press(field, SOON), 'gone');
    refused(await agent.close(dialog.handle, SOON), 'gone');
    refused(await agent.checked(field, SOON), 'gone');
    refused(await agent.lines(field, SOON), 'gone');
    refused(await agent.choose(field, { line: 0 }, SOON), 'gone');
  },
};
