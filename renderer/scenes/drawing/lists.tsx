import type { ReactNode } from 'react';
import css from './controls.module.css';
import { type Drawing, lineOf } from './drawing.ts';
import { DrawnIcon } from './icons.tsx';
import { LINE_HEIGHT, MENU_LINE_HEIGHT } from '../stage/timeline.ts';

export function List({ control, state, say }: Drawing<'list'>): ReactNode {
  const chosen = lineOf(control, state);
  return (
    <span className={css.list}>
      <span className={css.moved} style={{ transform: `translateY(${-(state.scrolled ?? 0)}px)` }}>
        {control.lines.map((line, index) => (
          <span className={css.listLine} key={line} data-chosen={index === chosen} style={{ height: control.lineHeight ?? LINE_HEIGHT }}>
            <span className={css.oneLine}>{say(line)}</span>
          </span>
        ))}
      </span>
    </span>
  );
}

export function Menu({ control, state, say }: Drawing<'menu'>): ReactNode {
  const chosen = lineOf(control, state);
  return (
    <span className={css.menu}>
      {control.lines.map((line, index) => (
        <span className={css.menuLine} key={line} data-chosen={index === chosen} style={{ height: MENU_LINE_HEIGHT }}>
          <span className={css.oneLine}>{say(line)}</span>
        </span>
      ))}
    </span>
  );
}

export function Tabs({ control, state, say }: Drawing<'tabs'>): ReactNode {
  const chosen = lineOf(control, state);
  return (
    <span className={css.tabs}>
      {control.lines.map((line, index) => (
        <span className={css.tab} key={line} data-chosen={index === chosen}>
          {say(line)}
        </span>
      ))}
    </span>
  );
}

export function Table({ control, state, say }: Drawing<'table'>): ReactNode {
  const grid = { gridTemplateColumns: control.columns.map((width) => `${width}fr`).join(' ') };
  return (
    <span className={css.table}>
      <span className={css.tableHead} style={grid}>
        {control.head.map((cell) => (
          <span className={css.cell} key={cell}>
            {say(cell)}
          </span>
        ))}
      </span>
      {control.lines.map((line, index) => (
        <span className={css.tableLine} style={grid} key={line.join(' ')} data-chosen={lineOf({}, state) === index}>
          {line.map((cell, column) => (
            <span className={css.cell} key={`${column} ${cell}`}>
              {column === line.length - 1 ? (state.lines?.[index] ?? say(cell)) : say(cell)}
            </span>
          ))}
        </span>
      ))}
    </span>
  );
}

export function Row({ control, state, pressed, say }: Drawing<'row'>): ReactNode {
  return (
    <span className={css.row} data-chosen={control.chosen === true || state.chosen === true} data-pressed={pressed}>
      {control.icon === undefined ? null : (
        <span className={css.rowIcon}>
          <DrawnIcon icon={control.icon} size={15} />
        </span>
      )}
      <span className={css.rowText}>{say(control.text)}</span>
      {control.detail === undefined ? null : <span className={css.rowDetail}>{state.text ?? say(control.detail)}</span>}
      {control.chevron === true ? <span className={css.chevron} /> : null}
    </span>
  );
}
