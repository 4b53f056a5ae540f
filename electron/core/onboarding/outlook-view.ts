import type { SetupRequest } from '../clients/index.ts';
import type { Discovery } from '../discovery/index.ts';

/** What Outlook's own autodiscover would bring: decides between its automatic page and the pages by hand. */
export function autodiscoverForOutlook(discovery: Discovery): NonNullable<SetupRequest['autodiscover']> {
  const { protocols } = discovery.clients.outlook;
  if (protocols.includes('activesync')) return 'activesync';
  return protocols.includes('imap') ? 'imap' : 'nothing';
}
