import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';

interface Props {
  children: ReactNode;
  onError: (error: unknown, where: string) => void;
}

/** A bug in one page must not leave an empty window. */
export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    this.props.onError(error, componentStack ?? '');
  }

  override render(): ReactNode {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}

/** Says that this is our fault, and starts anew. */
export function BrokenPage(): ReactNode {
  const { t } = useTranslation();
  return (
    <Page
      heading={t('error.heading')}
      lead={t('error.lead')}
      main={
        <Button look="main" onPress={() => window.location.reload()}>
          {t('error.restart')}
        </Button>
      }
    />
  );
}
