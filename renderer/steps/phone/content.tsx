import { CirclePlay, FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BackButton, Button } from '../../ui/button.tsx';
import { Code } from '../../ui/code.tsx';
import { Answer } from '../../ui/notice.tsx';
import { NumberedSteps } from '../../ui/numbered-steps.tsx';
import { Group, Page, Quiet, Section } from '../../ui/page.tsx';
import { addressForPeople } from '../names.ts';
import { type Codes as CodePictures, imageOf, type Saved } from './state.ts';

export type PhoneScene = 'thunderbird-android' | 'android-gmail' | 'android-samsung' | 'iphone-profile' | 'iphone-exchange';

export interface ContentProps {
  /** Undefined while they are made. */
  codes: CodePictures | undefined;
  saved: Saved | undefined;
  address: string;
  onBack: () => void;
  onSave: (what: Saved) => void;
  onShowHow: (scene: PhoneScene) => void;
}

export function PhoneContent({ codes, saved, address, onBack, onSave, onShowHow }: ContentProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Page
      heading={t('phone.heading')}
      lead={t('phone.lead')}
      back={<BackButton onPress={onBack}>{t('footer.back')}</BackButton>}
      main={
        <Button icon={FileDown} onPress={() => onSave('sheet')}>
          {t('phone.handout')}
        </Button>
      }
    >
      {saved === undefined ? null : (
        <Answer key={saved} tone="good">
          {t(saved === 'sheet' ? 'phone.handout-saved' : 'phone.saved')}
        </Answer>
      )}
      <Section title={t('phone.android')}>
        {codes === undefined ? <Quiet>{t('phone.loading')}</Quiet> : <Codes codes={codes} address={addressForPeople(address)} />}
        <ShowHow scenes={['thunderbird-android', 'android-gmail', 'android-samsung']} onShowHow={onShowHow} />
      </Section>
      <Section title={t('phone.apple')}>
        <NumberedSteps steps={[t('phone.apple-1'), t('phone.apple-2'), t('phone.apple-3')]} />
        <Group row>
          <Button icon={FileDown} onPress={() => onSave('profile')}>
            {t('phone.apple-save')}
          </Button>
        </Group>
        <ShowHow scenes={['iphone-profile', 'iphone-exchange']} onShowHow={onShowHow} />
      </Section>
    </Page>
  );
}

function ShowHow({ scenes, onShowHow }: { scenes: readonly PhoneScene[]; onShowHow: (scene: PhoneScene) => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Group row>
      {scenes.map((scene) => (
        <Button
          key={scene}
          look="quiet"
          icon={CirclePlay}
          onPress={() => onShowHow(scene)}
          spoken={t('walkthrough.show-how-of', { program: t(`walkthrough.scene.${scene}`) })}
        >
          {t(`walkthrough.scene.${scene}`)}
        </Button>
      ))}
    </Group>
  );
}

function Codes({ codes, address }: { codes: CodePictures; address: string }): ReactNode {
  const { t } = useTranslation();
  const [only] = codes;
  return (
    <Code
      pictures={codes.map((svg, index) => ({
        source: imageOf(svg),
        words:
          codes.length === 1 && only !== undefined
            ? t('phone.code', { address })
            : t('phone.code-of', { number: index + 1, all: codes.length, address }),
      }))}
    >
      <NumberedSteps steps={[t('phone.android-1'), t('phone.android-2'), t('phone.android-3')]} />
    </Code>
  );
}
