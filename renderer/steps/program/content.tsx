import { CirclePlay, Ellipsis, RotateCw, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramOffer } from '../../../electron/core/onboarding/story.ts';
import { BackButton, Button } from '../../ui/button.tsx';
import { type Choice as Card, ChoiceCards } from '../../ui/choice-cards.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Group, Page, Quiet, Section } from '../../ui/page.tsx';
import { PlainCards } from '../../ui/plain-cards.tsx';
import { useWording } from '../wording.ts';
import { Gain } from './gain.tsx';
import { type Choice, chosenOffer, notReadyIn, readyIn, type State } from './state.ts';

export interface ContentProps {
  state: State;
  onChoose: (choice: Choice) => void;
  onLookAgain: () => void;
  /** The program whose set-up is shown; any, when none is named. */
  onShowHow: (offer: ProgramOffer | undefined) => void;
  onBack: () => void;
  onGoOn: () => void;
}

export function ProgramContent({ state, onChoose, onLookAgain, onShowHow, onBack, onGoOn }: ContentProps): ReactNode {
  const { t } = useTranslation();
  const { program, why } = useWording();
  const missing = notReadyIn(state.offers);
  const shown = state.phase === 'shown';
  const chosen = shown ? chosenOffer(state) : undefined;
  const none = shown && readyIn(state.offers).length === 0;
  return (
    <Page
      heading={t('program.heading')}
      lead={t(none ? 'program.lead-none' : 'program.lead')}
      back={<BackButton onPress={onBack}>{t('footer.back')}</BackButton>}
      main={
        <Button look="main" disabled={state.chosen === undefined} onPress={onGoOn}>
          {useDeed(state)}
        </Button>
      }
    >
      {shown ? <Cards state={state} onChoose={onChoose} /> : <Quiet>{t('program.loading')}</Quiet>}
      {chosen?.forecast === undefined ? null : <Gain name={program(chosen)} forecast={chosen.forecast} />}
      {missing.length === 0 ? null : (
        <Section
          title={t('program.not-here')}
          actions={
            missing.some(({ state: reason }) => reason === 'missing') ? (
              <Button icon={RotateCw} look="small" onPress={onLookAgain}>
                {t('program.look-again')}
              </Button>
            ) : null
          }
        >
          <PlainCards
            cards={missing.map((offer) => ({
              id: `${offer.client} ${offer.edition ?? ''}`,
              tile: letterOf(program(offer)),
              name: program(offer),
              reason: [why(offer.why), t(`program.instead.${offer.why}`)].join(' '),
              action: <ShowHow name={program(offer)} onPress={() => onShowHow(offer)} />,
            }))}
          />
        </Section>
      )}
      {shown ? <ShowHow name={chosen === undefined ? undefined : program(chosen)} onPress={() => onShowHow(chosen)} /> : null}
    </Page>
  );
}

/** Every program can be looked at first, whether or not it is here. */
function ShowHow({ name, onPress }: { name: string | undefined; onPress: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Group row>
      <Button
        look="quiet"
        icon={CirclePlay}
        onPress={onPress}
        spoken={name === undefined ? undefined : t('walkthrough.show-how-in', { program: name })}
      >
        {t('walkthrough.show-how')}
      </Button>
    </Group>
  );
}

function useDeed(state: State): string {
  const { t } = useTranslation();
  const { program } = useWording();
  const offer = chosenOffer(state);
  if (offer !== undefined) return t('program.go-on', { name: program(offer) });
  return t(state.chosen === 'another' ? 'program.go-on-another' : state.chosen === 'phone' ? 'program.go-on-phone' : 'sign-in.go-on');
}

function Cards({ state, onChoose }: { state: State; onChoose: (choice: Choice) => void }): ReactNode {
  const { t } = useTranslation();
  const { program, why } = useWording();
  const programs = readyIn(state.offers);
  const cardOf = (offer: ProgramOffer): Card => ({
    id: offer.client,
    tile: letterOf(program(offer)),
    name: program(offer),
    reason: why(offer.why),
    mark: offer.recommended ? t('program.recommended') : undefined,
  });
  const always: Card[] = [
    { id: 'phone', tile: <Icon of={Smartphone} />, name: t('program.phone'), reason: t('program.phone-why') },
    { id: 'another', tile: <Icon of={Ellipsis} />, name: t('program.another'), reason: t('program.another-why') },
  ];
  const choose = (id: string): void => {
    const offer = programs.find((one) => one.client === id);
    if (offer !== undefined) onChoose(offer.client);
    else onChoose(id === 'phone' ? 'phone' : 'another');
  };
  return (
    <ChoiceCards
      label={t('program.label')}
      hideLabel
      choices={[...programs.map(cardOf), ...always]}
      chosen={state.chosen}
      onChoose={choose}
    />
  );
}

const letterOf = (name: string): string => name.slice(0, 1);
