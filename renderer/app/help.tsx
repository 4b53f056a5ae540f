import { Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSurroundings } from '../steps/surroundings.ts';
import { Button } from '../ui/button.tsx';
import { HelpLine, HelpPanel } from '../ui/help.tsx';
import { useAnnounce } from '../ui/live-region.tsx';
import { FooterProvider, Quiet } from '../ui/page.tsx';

/** Reference and Help in every page's footer. */
export function Help({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const { bridge, start } = useSurroundings();
  const announce = useAnnounce();
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState(false);
  const { reference, helpdesk } = start;

  const copyReport = async (): Promise<void> => {
    const { text } = await bridge.call('report', {});
    const reply = await bridge.call('copy', { text });
    if (!reply.copied) return;
    setCopied(true);
    announce(t('help.copied'));
  };
  const line = (
    <HelpLine
      reference={t('footer.reference', { reference })}
      caption={t('footer.help')}
      open={open}
      onToggle={() => {
        setOpen(!open);
        setCopied(false);
      }}
    />
  );
  const panel = open ? (
    <HelpPanel title={t('help.title')}>
      {helpdesk === undefined ? null : <p>{t('help.contact', { helpdesk })}</p>}
      <p>{t('help.read-out', { reference })}</p>
      <Quiet>{t(copied ? 'help.copied' : 'help.report')}</Quiet>
      <Button icon={Copy} onPress={() => void copyReport().catch(() => undefined)}>
        {t('help.copy')}
      </Button>
    </HelpPanel>
  ) : null;
  return <FooterProvider value={{ line, panel }}>{children}</FooterProvider>;
}
