import type { ReactNode } from 'react';
import type { Control, Words } from '../scene.ts';
import type { Frame } from '../stage/frame.ts';
import css from './controls.module.css';
import type { Drawing } from './drawing.ts';
import { Combo, Field, PushButton, Slider, Switch, Tick } from './fields.tsx';
import { List, Menu, Row, Table, Tabs } from './lists.tsx';
import { Code, Group, Label, Mark, Panel } from './plain.tsx';

export interface DrawnControlProps {
  control: Control;
  frame: Frame;
  say: (words: Words) => string;
}

/** One control at its place, in the state it has come to. */
export function DrawnControl({ control, frame, say }: DrawnControlProps): ReactNode {
  const [left, top, width, height] = control.box;
  const id = control.id ?? '';
  const base = {
    state: frame.states.get(id) ?? {},
    focused: id !== '' && frame.focused === id,
    pressed: id !== '' && frame.pressed === id,
    say,
  };
  return (
    <span
      className={css.control}
      data-kind={control.kind}
      {...(id === '' ? {} : { 'data-control': id })}
      style={{ left, top, width, height }}
    >
      {draw(control, base)}
    </span>
  );
}

function draw(control: Control, base: Omit<Drawing, 'control'>): ReactNode {
  switch (control.kind) {
    case 'text':
      return <Label control={control} {...base} />;
    case 'field':
      return <Field control={control} {...base} />;
    case 'button':
      return <PushButton control={control} {...base} />;
    case 'radio':
    case 'checkbox':
      return <Tick control={control} {...base} />;
    case 'switch':
      return <Switch control={control} {...base} />;
    case 'list':
      return <List control={control} {...base} />;
    case 'combo':
      return <Combo control={control} {...base} />;
    case 'group':
      return <Group control={control} {...base} />;
    case 'tabs':
      return <Tabs control={control} {...base} />;
    case 'table':
      return <Table control={control} {...base} />;
    case 'slider':
      return <Slider control={control} {...base} />;
    case 'row':
      return <Row control={control} {...base} />;
    case 'icon':
      return <Mark control={control} {...base} />;
    case 'panel':
      return <Panel control={control} {...base} />;
    case 'menu':
      return <Menu control={control} {...base} />;
    case 'code':
      return <Code />;
  }
}
