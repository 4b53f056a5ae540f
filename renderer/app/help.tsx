import { Copy } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSurroundings } from '../steps/surroundings.ts';
import { Button } from '../ui/button.tsx';
import { useEscape } from '../ui/escape.ts';
import { HELP_PANEL, HelpLine, HelpPanel } from '../ui/help.tsx';
import { useAnnounce } from '../ui/live-region.tsx';
import { FooterProvider, Quiet } from '../ui/page.tsx';

/** Reference and Help in every page's footer. */
export function Help({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const { bridge, start } = useSurroundings();
  const announce = useAnnounce();
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState<boolean>();
  const toggle = useRef<HTMLButtonElement>(null);
  const { reference, helpdesk } = start;
  useEscape(open, () => {
    // Whoever was in the panel goes on at its button; whoever was on the page stays there.
    const inside = document.getElementById(HELP_PANEL)?.contains(document.activeElement) === true;
    setOpen(false);
    setCopied(undefined);
    if (inside) toggle.current?.focus();
  });

  const copyReport = async (): Promise<void> => {
    const { text } = await bridge.call('report', {});
    const reply = await bridge.call('copy', { text });
    tellCopied(reply.copied);
  };
  const tellCopied = (done: boolean): void => {
    setCopied(done);
    announce(t(done ? 'help.copied' : 'trouble.not-copied'));
  };
  const line = (
    <HelpLine
      reference={t('footer.reference', { reference })}
      caption={t('footer.help')}
      open={open}
      toggle={toggle}
      onToggle={() => {
        setOpen(!open);
        setCopied(undefined);
      }}
    />
  );
  const panel = open ? (
    <HelpPanel title={t('help.title')}>
      {helpdesk === undefined ? null : <p>{t('help.contact', { helpdesk })}</p>}
      <p>{t('help.read-out', { reference })}</p>
      <Quiet>{t(copied === undefined ? 'help.report' : copied ? 'help.copied' : 'trouble.not-copied')}</Quiet>
      <Button icon={Copy} onPress={() => void copyReport().catch(() => tellCopied(false))}>
        {t('help.copy')}
      </Button>
    </HelpPanel>
  ) : null;
  return <FooterProvider value={{ line, panel }}>{children}</FooterProvider>;
}
