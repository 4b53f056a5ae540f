import { domainForPeople } from '../../electron/core/model/address.ts';

export { nameInBothForms } from '../../electron/wording/index.ts';

/** An address as a person reads it: internationalized domains in their own letters. */
export function addressForPeople(address: string): string {
  const at = address.lastIndexOf('@');
  return at === -1 ? address : `${address.slice(0, at + 1)}${domainForPeople(address.slice(at + 1))}`;
}
