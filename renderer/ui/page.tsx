import { createContext, type MouseEvent, type ReactNode, useContext, useEffect, useId, useRef } from 'react';
import css from './page.module.css';
import { classes } from './classes.ts';

export interface FooterMiddle {
  /** Reference and Help, between Back and the main action. */
  line: ReactNode;
  /** What Help opened, above the footer. */
  panel: ReactNode;
}

const FooterContext = createContext<FooterMiddle>({ line: null, panel: null });
export const FooterProvider = FooterContext.Provider;

export interface PageProps {
  heading: string;
  /** One sentence under the heading. */
  lead?: ReactNode;
  children?: ReactNode;
  back?: ReactNode;
  main?: ReactNode;
  /** A field on the page takes the focus itself. */
  fieldTakesFocus?: boolean;
  /** The page has fields that are sent together. */
  onSubmit?: () => void;
  /** Stands above the heading, such as whose a problem is. */
  above?: ReactNode;
}

/** One page: a heading that is read out when the page appears, the one thing to do, and the footer. */
export function Page({ heading, lead, children, back, main, fieldTakesFocus = false, above, onSubmit }: PageProps): ReactNode {
  const title = useRef<HTMLHeadingElement>(null);
  const { line, panel } = useContext(FooterContext);
  const focusField = useRef(fieldTakesFocus);
  useEffect(() => {
    window.scrollTo(0, 0);
    if (!focusField.current) title.current?.focus();
  }, []);
  const parts = (
    <>
      <main className={css.main}>
        <div className={css.column}>
          <header className={css.head}>
            {above}
            <h1 className={css.heading} ref={title} tabIndex={-1}>
              {heading}
            </h1>
            {lead === undefined ? null : <div className={css.lead}>{lead}</div>}
          </header>
          {children}
        </div>
      </main>
      <footer className={css.footer}>
        {panel}
        <div className={css.bar} onMouseDown={keepFocus}>
          <div className={css.back}>{back}</div>
          <div className={css.middle}>{line}</div>
          <div className={css.deed} onMouseDownCapture={ignoreSecondHalf} onClickCapture={ignoreSecondHalf}>
            {main}
          </div>
        </div>
      </footer>
    </>
  );
  if (onSubmit === undefined) return parts;
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {parts}
    </form>
  );
}

/** A press beside the buttons, or on one that cannot be pressed yet, takes the focus from no field and selects no text. */
function keepFocus(event: MouseEvent): void {
  const { target, currentTarget } = event;
  if (target === currentTarget || (target instanceof Element && target.parentElement === currentTarget)) event.preventDefault();
}

/** The second half of a double click was meant for the page before this one. */
function ignoreSecondHalf(event: MouseEvent): void {
  if (event.detail < 2) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Things that belong together, 8 px apart. */
export function Group({ children, label, row = false }: { children: ReactNode; label?: string; row?: boolean }): ReactNode {
  const className = classes(css.group, row && css.row);
  return label === undefined ? (
    <div className={className}>{children}</div>
  ) : (
    <section className={className} aria-label={label}>
      {children}
    </section>
  );
}

export interface SectionProps {
  title: string;
  /** Stand at the end of the title's line. */
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ title, actions, children }: SectionProps): ReactNode {
  const id = useId();
  return (
    <section className={css.group} aria-labelledby={id}>
      <div className={css.titleLine}>
        <h2 className={css.section} id={id}>
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

export function Quiet({ children }: { children: ReactNode }): ReactNode {
  return <p className={css.quiet}>{children}</p>;
}
