/**
 * The code pages of MS-ASWBXML that a login needs, names in the order of their tokens from 0x05 on; an empty name is a gap.
 * Names carry their page's prefix because several pages share some (`Status`).
 */
const FOLDER_HIERARCHY =
  'Folders Folder DisplayName ServerId ParentId Type Response Status ContentClass Changes Add Delete Update SyncKey FolderCreate FolderDelete FolderUpdate FolderSync Count';
const PROVISION =
  'Provision Policies Policy PolicyType PolicyKey Data Status RemoteWipe EASProvisionDoc DevicePasswordEnabled AlphanumericDevicePasswordRequired';

const prefixed = (prefix: string, names: string): string[] => names.split(' ').map((name) => `${prefix}${name}`);

export const PAGES: readonly (readonly [number, readonly string[]])[] = [
  [7, prefixed('folder:', FOLDER_HIERARCHY)],
  [14, prefixed('provision:', PROVISION)],
];
