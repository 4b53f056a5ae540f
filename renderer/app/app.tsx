import type { i18n } from 'i18next';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { SurroundingsProvider, type Surroundings } from '../steps/surroundings.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Wizard } from './wizard.tsx';

export interface AppProps {
  texts: i18n;
  surroundings: Surroundings;
  onError: (error: unknown, where: string) => void;
}

export function App({ texts, surroundings, onError }: AppProps): ReactNode {
  return (
    <I18nextProvider i18n={texts}>
      <LiveRegion>
        <ErrorBoundary onError={onError}>
          <SurroundingsProvider value={surroundings}>
            <Wizard />
          </SurroundingsProvider>
        </ErrorBoundary>
      </LiveRegion>
    </I18nextProvider>
  );
}
