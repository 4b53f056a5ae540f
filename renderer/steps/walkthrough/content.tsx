import { FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Walkthrough } from '../../scenes/player/walkthrough.tsx';
import { BackButton, Button } from '../../ui/button.tsx';
import { Group, Page, Quiet, Section } from '../../ui/page.tsx';
import { PickList } from '../../ui/pick-list.tsx';
import { PROGRAM_SCENES, type ProgramScene } from '../scene-of.ts';
import { type Format, FORMATS, type State } from './state.ts';

export interface ContentProps {
  state: State;
  scene: ProgramScene;
  locale: 'en' | 'de';
  still: boolean;
  onScene: (scene: ProgramScene) => void;
  onSave: (format: Format) => void;
  onBack: () => void;
}

/** A walkthrough with its player, for whoever wants to see it first or has to do it by hand. */
export function WalkthroughContent({ state, scene, locale, still, onScene, onSave, onBack }: ContentProps): ReactNode {
  const { t } = useTranslation();
  const { values, saving } = state;
  return (
    <Page
      heading={t('walkthrough.heading')}
      lead={t('walkthrough.lead')}
      back={<BackButton onPress={onBack}>{t('footer.back')}</BackButton>}
    >
      <PickList
        label={t('walkthrough.label')}
        name="scene"
        value={scene}
        choices={PROGRAM_SCENES.map((id) => ({ id, name: t(`walkthrough.scene.${id}`) }))}
        onChoose={(id) => {
          const chosen = PROGRAM_SCENES.find((one) => one === id);
          if (chosen !== undefined) onScene(chosen);
        }}
      />
      {values === undefined ? (
        <Quiet>{t('walkthrough.loading')}</Quiet>
      ) : (
        <Walkthrough scene={scene} locale={locale} values={values} still={still} />
      )}
      <Section title={t('walkthrough.take')}>
        <Quiet>{t('walkthrough.take-what')}</Quiet>
        <Group row>
          {FORMATS.map((format) => (
            <Button key={format} icon={FileDown} disabled={saving !== undefined} onPress={() => onSave(format)}>
              {t(`walkthrough.save.${format}`)}
            </Button>
          ))}
        </Group>
        <Told state={state} />
      </Section>
    </Page>
  );
}

function Told({ state: { saving, saved } }: { state: State }): ReactNode {
  const { t } = useTranslation();
  if (saving !== undefined) return <Quiet>{t('walkthrough.saving')}</Quiet>;
  return saved === undefined ? null : <Quiet>{t(`walkthrough.saved.${saved}`)}</Quiet>;
}
