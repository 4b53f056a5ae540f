import { describe, expect, it } from 'vitest';
import { itemWithText, LIST_ITEM, TAB_ITEM } from '../../../../electron/platform/windows/remote-memory.ts';

const ADDRESS = 0x12345678;

describe('a structure in the memory of another program', () => {
  it('has pointers of eight bytes where that program is a 64-bit one', () => {
    const list = itemWithText(LIST_ITEM, { narrow: false }, ADDRESS, 300, 1);
    expect([list.length, list.readInt32LE(8), list.readBigInt64LE(24), list.readInt32LE(32)]).toEqual([88, 1, BigInt(ADDRESS), 300]);
    const tab = itemWithText(TAB_ITEM, { narrow: false }, ADDRESS, 300);
    expect([tab.length, tab.readBigInt64LE(16), tab.readInt32LE(24)]).toEqual([40, BigInt(ADDRESS), 300]);
  });

  it('has pointers of four bytes where that program is a 32-bit one, as Office often is', () => {
    const list = itemWithText(LIST_ITEM, { narrow: true }, ADDRESS, 300, 1);
    expect([list.length, list.readInt32LE(8), list.readUInt32LE(20), list.readInt32LE(24)]).toEqual([60, 1, ADDRESS, 300]);
    const tab = itemWithText(TAB_ITEM, { narrow: true }, ADDRESS, 300);
    expect([tab.length, tab.readUInt32LE(12), tab.readInt32LE(16)]).toEqual([28, ADDRESS, 300]);
  });
});
