import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../ui/live-region.tsx';
import { useSurroundings } from './surroundings.ts';

/**
 * Copies, and says aloud how it went: `copied` are the words for that it did. Comes back with whether it did, so that the page can
 * show it; where the clipboard is not allowed, the person has to know before they paste.
 */
export function useCopy(): (text: string, copied: string) => Promise<boolean> {
  const { bridge } = useSurroundings();
  const { t } = useTranslation();
  const announce = useAnnounce();
  return async (text, copied) => {
    const reply = await bridge.call('copy', { text }).catch(() => ({ copied: false }));
    announce(reply.copied ? copied : t('copying.failed'));
    return reply.copied;
  };
}
